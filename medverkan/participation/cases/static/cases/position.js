// "Use my position": asks the browser only when the button is pressed, and sends nothing
// anywhere; the numbers go with the form. Without scripts the style sheet hides the button.
//   [data-position]   holds the button and the words; hidden where the browser knows no place
const holder = document.querySelector("[data-position]");
const latitude = document.querySelector("[name=latitude]");
const longitude = document.querySelector("[name=longitude]");

function say(words) {
  holder.querySelector("[role=status]").textContent = words;
}

function show() {
  const isKnown = Boolean(latitude.value && longitude.value);
  holder.querySelector("[data-position-remove]").hidden = !isKnown;
  if (isKnown) say(`${holder.dataset.known} ${latitude.value}, ${longitude.value}`);
}

function keep({ coords }) {
  latitude.value = coords.latitude.toFixed(5);
  longitude.value = coords.longitude.toFixed(5);
  show();
}

if (holder && !("geolocation" in navigator)) holder.hidden = true;
else if (holder) {
  show();
  holder.querySelector("[data-position-ask]").addEventListener("click", () => {
    say(holder.dataset.asking);
    navigator.geolocation.getCurrentPosition(keep, () => say(holder.dataset.refused), {
      enableHighAccuracy: true,
      timeout: 20000,
    });
  });
  holder.querySelector("[data-position-remove]").addEventListener("click", (event) => {
    latitude.value = longitude.value = "";
    say(holder.dataset.removed);
    event.currentTarget.hidden = true;
    holder.querySelector("[data-position-ask]").focus();
  });
}
