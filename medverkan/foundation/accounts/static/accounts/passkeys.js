// Says in words that a passkey did not work; allauth's script only writes to the console.
const explanation = document.querySelector("[data-passkey-error]");

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (explanation) {
    explanation.hidden = false;
  }
});
