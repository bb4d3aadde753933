// What is being written stays in this tab until the next step has it, so that a lost connection
// loses nothing; it is gone with the tab. Without scripts a failed send is the browser's to mend.
//   form[data-kept]   the form whose text is kept; [data-offline] in it says that there is no network
const KEY = "medverkan-text";
const form = document.querySelector("form[data-kept]");

function kept(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null; // a browser that keeps nothing
  }
}

if (form) {
  const field = form.elements.text;
  const offline = form.querySelector("[data-offline]");
  field.value ||= kept((tab) => tab.getItem(KEY)) ?? "";
  field.addEventListener("input", () => kept((tab) => tab.setItem(KEY, field.value)));
  form.addEventListener("submit", (event) => {
    offline.hidden = navigator.onLine;
    if (!navigator.onLine) event.preventDefault();
  });
  addEventListener("online", () => (offline.hidden = true));
} else {
  kept((tab) => tab.removeItem(KEY));
}
