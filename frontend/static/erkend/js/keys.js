/**
 * Shortcuts of the desk: an element with data-key="j" is clicked (a field: focused) when that key is pressed, `?` shows the list
 * of components/keys_help.html. Silent while somebody types or holds a modifier, and off when the switch there is off.
 */
const KEPT = "erkend:shortcuts-off";
const help = document.querySelector("[data-keys-help]");
const toggle = document.querySelector("[data-keys-switch]");

if (toggle) {
  toggle.checked = localStorage.getItem(KEPT) === null;
  toggle.addEventListener("change", () => (toggle.checked ? localStorage.removeItem(KEPT) : localStorage.setItem(KEPT, "1")));
}

function isTyping(element) {
  return element.matches?.("input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]");
}

function visible(element) {
  return element.checkVisibility?.() ?? element.offsetParent !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (localStorage.getItem(KEPT) !== null) return;
  if (event.key === "?" && help) {
    event.preventDefault();
    help.open = !help.open;
    help.querySelector("summary").focus();
    return;
  }
  const target = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(visible);
  if (!target) return;
  event.preventDefault();
  if (target.matches("details")) {
    target.open = !target.open;
    target.querySelector("summary").focus();
    return;
  }
  if (target.matches("textarea, select, input:not([type=radio], [type=checkbox]), h1, h2, h3, h4, section")) target.focus();
  else target.click();
});
