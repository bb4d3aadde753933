// Single-key shortcuts of the workspace. They can be switched off (WCAG 2.1.4), sleep
// while someone writes, and leave every combination with Ctrl, Alt or Meta alone.
//   .queue-title      the links that j and k walk through
//   [data-shortcut]   an element that its key clicks, or focuses if it takes text

const KEPT_AS = "medverkan.shortcuts";
const PLAIN_INPUTS = ["checkbox", "radio", "button", "submit"];
const boxes = document.querySelectorAll("[data-shortcut-switch]");

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
  if (isWriting(target)) {
    reveal(target).focus();
    return true;
  }
  const closed = target.closest("details:not([open])");
  target.click();
  // What a heading opens is there to be written in.
  if (closed) firstField(closed)?.focus();
  return true;
}

function reveal(field) {
  field.closest("details")?.setAttribute("open", "");
  return field;
}

function firstField(part) {
  return part.querySelector("input:not([type=hidden]), select, textarea");
}

function choose() {
  const box = document.activeElement.closest("li")?.querySelector(".queue-choose input");
  box?.click();
  return Boolean(box);
}

function onKey(event) {
  if (!areOn() || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.defaultPrevented || isWriting(event.target)) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "x") choose();
  else if (!use(event.key)) return;
  event.preventDefault();
}

document.addEventListener("keydown", onKey);

function show() {
  for (const box of boxes) box.checked = areOn();
  document.documentElement.toggleAttribute("data-shortcuts-off", !areOn());
}

for (const box of boxes) {
  box.addEventListener("change", () => {
    localStorage.setItem(KEPT_AS, box.checked ? "on" : "off");
    show();
  });
}
show();
