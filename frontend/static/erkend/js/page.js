/** Small things of every page: menus that close, and the error summary that takes the focus. */

/** Close an open menu on Escape (focus back on its button) and on a click beside it. */
function closeMenus(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (event.type === "keydown") {
      if (event.key !== "Escape") continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
}

/** Put the focus on the summary of errors, so that keyboard and screen reader start there. */
function focusErrors() {
  document.querySelector("[data-error-summary]")?.focus();
}

/** Say something to a screen reader without showing it. */
export function announce(text) {
  const place = document.getElementById("announcements");
  if (place) place.textContent = text;
}

/** The token that a form of ours must carry, from any form on the page. */
export function csrfToken(root = document) {
  return (root.querySelector("[name=csrfmiddlewaretoken]") ?? document.querySelector("[name=csrfmiddlewaretoken]"))?.value ?? "";
}

document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);
focusErrors();
