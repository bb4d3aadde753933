// Where it is, by "Use my position" or on a map: each only when its button is pressed, and nothing
// is sent anywhere; the numbers go with the form. Without scripts the style sheet hides it all.
//   [data-position]   holds the buttons, the map and the words
const holder = document.querySelector("[data-position]");
const latitude = document.querySelector("[name=latitude]");
const longitude = document.querySelector("[name=longitude]");
const area = document.querySelector("[name=area]");
const part = (name) => holder.querySelector(`[data-position-${name}]`);
const NEAR = 16;
let opened = null;
let opening = null;
let speaking = 0;

function say(words) {
  // Keys that are held down move the map many times a second: the last word counts.
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    holder.querySelector("[role=status]").textContent = words;
  }, 200);
}

function tell(where = "") {
  const isKnown = Boolean(latitude.value && longitude.value);
  part("remove").hidden = !isKnown;
  part("pin")?.toggleAttribute("data-chosen", isKnown);
  if (isKnown) say(`${holder.dataset.known} ${latitude.value}, ${longitude.value}. ${where}`);
}

function keep({ lat, lng }) {
  latitude.value = lat.toFixed(5);
  longitude.value = lng.toFixed(5);
  tell(opened ? chooseArea({ lat, lng }) : "");
}

function chooseArea(point) {
  const found = opened.areaAt(opened.features, point);
  const name = found?.properties.name ?? "";
  if (area) {
    const option = [...area.options].find(({ text }) => text === name);
    area.value = option?.value ?? "";
  }
  return name || holder.dataset.outside;
}

function remove() {
  latitude.value = longitude.value = "";
  tell();
  say(holder.dataset.removed);
  part("ask").focus();
}

function ask() {
  say(holder.dataset.asking);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const here = { lat: coords.latitude, lng: coords.longitude };
      opened?.map.setView(here, NEAR, { animate: false });
      keep(here);
    },
    () => say(holder.dataset.refused),
    { enableHighAccuracy: true, timeout: 20000 },
  );
}

async function openMap() {
  const canvas = holder.querySelector("[data-map]");
  const { areaAt, boundsOf, isStill, open } = await import(canvas.dataset.script);
  opened = { areaAt, ...(await open(canvas)) };
  const { features, map } = opened;
  const chosen = features.find(({ properties }) => properties.name === area?.selectedOptions[0]?.text);
  if (latitude.value && longitude.value) map.setView([latitude.value, longitude.value], NEAR);
  else if (chosen) map.fitBounds(boundsOf(chosen));
  part("pin").hidden = part("help").hidden = false;
  part("map").hidden = true;
  listen(canvas, map, !isStill());
  tell();
  canvas.focus();
}

function listen(canvas, map, animate) {
  // A map also moves when it is zoomed or its window changes: only what somebody meant is kept.
  let isMeant = false;
  map.on("click", ({ latlng }) => {
    isMeant = false;
    map.panTo(latlng, { animate });
    keep(latlng);
  });
  map.on("dragstart", () => (isMeant = true));
  map.on("moveend", () => {
    if (isMeant) keep(map.getCenter());
    isMeant = false;
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.target !== canvas) return;
    if (event.key.startsWith("Arrow")) isMeant = true;
    if (event.key === "Enter") keep(map.getCenter());
  }, true);
}

if (holder) {
  part("ask").hidden = !("geolocation" in navigator);
  part("ask").addEventListener("click", ask);
  part("remove").addEventListener("click", remove);
  part("map")?.addEventListener("click", () => {
    opening ??= openMap().catch(() => {
      opening = null;
      say(holder.dataset.broken);
    });
  });
  tell();
}
