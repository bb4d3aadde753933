// Single-key shortcuts of the workspace. They can be switched off (WCAG 2.1.4), sleep
// while someone writes, and leave every combination with Ctrl, Alt or Meta alone.
//   .queue-title      the links that j and k walk through
//   [data-shortcut]   an element that its key clicks, or focuses if it takes text

const KEPT_AS = "medverkan.shortcuts";
const PLAIN_INPUTS = ["checkbox", "radio", "button", "submit"];
const box = document.querySelector("[data-shortcut-switch]");

function areOn() {
  return localStorage.getItem(KEPT_AS) !== "off";
}

function isWriting(element) {
  if (element.matches("textarea, select, [contenteditable]")) return true;
  return element.matches("input") && !PLAIN_INPUTS.includes(element.type);
}

function walk(step) {
  const links = [...document.querySelectorAll(".queue-title")];
  if (!links.length) return;
  const focused = links.indexOf(document.activeElement);
  const opened = links.findIndex((link) => link.closest("[aria-current]"));
  const from = focused >= 0 ? focused : opened;
  const next = links[Math.min(Math.max(from + step, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function use(key) {
  const target = document.querySelector(`[data-shortcut="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (isWriting(target)) target.focus();
  else target.click();
  return true;
}

function onKey(event) {
  if (!areOn() || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.defaultPrevented || isWriting(event.target)) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (!use(event.key)) return;
  event.preventDefault();
}

document.addEventListener("keydown", onKey);

if (box) {
  box.checked = areOn();
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => {
    localStorage.setItem(KEPT_AS, box.checked ? "on" : "off");
    document.documentElement.toggleAttribute("data-shortcuts-off", !box.checked);
  });
  document.documentElement.toggleAttribute("data-shortcuts-off", !areOn());
}
