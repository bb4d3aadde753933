// The map of published cases, opened by its button in the place of the drawing. What lies close
// together is one mark with a number; a mark leads nearer, and where it cannot, to the cases.
//   [data-cases-map]   holds the drawing, the closed map and the button
const holder = document.querySelector("[data-cases-map]");
const CLOSE = 44; // pixels: nearer than that, two marks are one
let opening = null;

async function openMap() {
  const canvas = holder.querySelector("[data-map]");
  const { open } = await import(canvas.dataset.script);
  const { map, features } = await open(canvas);
  holder.querySelector("svg").remove();
  holder.querySelector("[data-cases-map-open]").parentElement.remove();
  const points = features.filter(({ geometry }) => geometry.type === "Point").map(place);
  if (points.length) map.fitBounds(L.latLngBounds(points.map(({ at }) => at)).pad(0.2), { maxZoom: 14 });
  const marks = L.layerGroup().addTo(map);
  const draw = () => redraw(map, marks, points);
  map.on("zoomend", draw);
  draw();
  canvas.focus();
}

const place = ({ geometry, properties }) => ({
  at: L.latLng(geometry.coordinates[1], geometry.coordinates[0]),
  ...properties,
});

function redraw(map, marks, points) {
  // A mark that leads nearer is gone when it has: who pressed it by keys stays on the map.
  const hadFocus = document.activeElement?.matches(".map-mark");
  marks.clearLayers();
  for (const group of together(map, points)) marks.addLayer(mark(map, group.points));
  if (hadFocus) map.getContainer().focus({ preventScroll: true });
}

function together(map, points) {
  const groups = [];
  for (const point of points) {
    const here = map.project(point.at);
    const near = groups.find(({ middle }) => middle.distanceTo(here) < CLOSE);
    if (near) near.points.push(point);
    else groups.push({ middle: here, points: [point] });
  }
  return groups;
}

function mark(map, points) {
  const bounds = L.latLngBounds(points.map(({ at }) => at));
  const titles = points.map(({ title }) => title).join(", ");
  const html = points.length > 1 ? String(points.length) : "";
  const icon = L.divIcon({ className: "map-mark", html, iconSize: [34, 34] });
  const one = L.marker(points[0].at, { icon, title: titles.slice(0, 200) });
  one.on("add", () => one.getElement().setAttribute("aria-label", `${html} ${titles}`.trim()));
  const isOnePlace = bounds.getNorthEast().equals(bounds.getSouthWest());
  if (isOnePlace || map.getZoom() === map.getMaxZoom()) return one.bindPopup(links(points), { maxHeight: 220 });
  return one.on("click keypress", ({ originalEvent, type }) => {
    if (type === "click" || originalEvent.key === "Enter") map.fitBounds(bounds.pad(0.3));
  });
}

function links(points) {
  const list = document.createElement("ul");
  for (const { title, state, url } of points) {
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
    const item = document.createElement("li");
    item.append(link, document.createElement("br"), state);
    list.append(item);
  }
  return list;
}

holder.querySelector("[data-cases-map-open]").addEventListener("click", () => {
  opening ??= openMap().catch(() => {
    opening = null;
    holder.querySelector("[role=status]").textContent = holder.dataset.broken;
  });
});
