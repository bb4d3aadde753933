// A map of the areas: Leaflet, its styles and the outlines are fetched when somebody opens it.
// Without a server of tiles the outlines are all there is to see. See components/map.html.
// Pixels that an area is wide when its name is written on it; one with parts gives way to theirs.
const NAME_FITS = 64;
const PARTS_FIT = 240;

export async function open(canvas) {
  const { leaflet, styles, features } = canvas.dataset;
  const [data] = await Promise.all([read(features), import(leaflet), sheet(styles)]);
  canvas.hidden = false;
  return { map: drawn(canvas, data), features: data.features };
}

export function areaAt(features, { lat, lng }) {
  // The largest comes first, and the smallest that holds the point is meant.
  return [...features].reverse().find(({ geometry }) => holds(geometry, lng, lat));
}

export const boundsOf = (feature) => L.geoJSON(feature).getBounds();

export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

function sheet(address) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: address, onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

function drawn(canvas, data) {
  const { tiles, attribution, zoomIn, zoomOut } = canvas.dataset;
  const moves = !isStill();
  const map = L.map(canvas, {
    attributionControl: Boolean(tiles),
    doubleClickZoom: "center",
    fadeAnimation: moves,
    inertia: moves,
    keyboardPanDelta: 40,
    markerZoomAnimation: moves,
    maxZoom: 18,
    scrollWheelZoom: false, // a page that is scrolled stays one
    touchZoom: "center",
    zoomAnimation: moves,
    zoomControl: false,
    zoomSnap: tiles ? 1 : 0.25, // tiles are drawn for whole steps
  });
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  if (tiles) {
    map.attributionControl.setPrefix(false);
    L.tileLayer(tiles, { attribution }).addTo(map);
  }
  const areas = L.geoJSON(data.features.filter(isArea), {
    interactive: false,
    onEachFeature: (feature, area) => name(feature, area, data.features),
    style: ({ properties }) => ({ className: `map-area map-area-${properties.kind}` }),
  }).addTo(map);
  map.fitBounds(areas.getBounds());
  map.setMinZoom(map.getZoom() - 1);
  map.setMaxBounds(areas.getBounds().pad(0.5));
  const write = () => areas.eachLayer((area) => showName(map, area));
  map.on("zoomend", write);
  write();
  return map;
}

const isArea = ({ geometry }) => geometry.type !== "Point";

function name({ id, properties }, area, features) {
  if (properties.kind === "municipality") return;
  area.hasParts = features.some((each) => each.properties.parent === id);
  area.bindTooltip(document.createTextNode(properties.name), {
    className: "map-name",
    direction: "center",
    pane: "shadowPane", // below the marks
    permanent: true,
  });
}

function showName(map, area) {
  const bounds = area.getBounds();
  const width = map.project(bounds.getNorthEast()).x - map.project(bounds.getSouthWest()).x;
  if (width > NAME_FITS && !(area.hasParts && width > PARTS_FIT)) area.openTooltip();
  else area.closeTooltip();
}

// As `geometry.contains` on the server: a line eastwards crosses the rings an odd number of times.
function holds({ type, coordinates }, x, y) {
  if (type === "Point") return false;
  const rings = type === "Polygon" ? coordinates : coordinates.flat();
  return rings.flatMap((ring) => ring.slice(1).map((end, at) => [ring[at], end])).filter(
    ([[x1, y1], [x2, y2]]) => y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1,
  ).length % 2 === 1;
}
