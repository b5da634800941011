/** Small things of every page: menus that close, and what came of an action takes the focus. */

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

/**
 * After an action keyboard and screen reader start at what came of it: the summary of errors, or the message that it was
 * done. A live region that is there when the page loads is read by no screen reader.
 */
function focusAnswer() {
  const wrong = document.querySelector("[data-error-summary]");
  if (wrong) return wrong.focus();
  const said = document.querySelector("#messages > *");
  if (!said || location.hash || document.activeElement !== document.body) return;
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
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

/** What the practice log and the observation form keep on this phone goes when its person signs out, or somebody else signs in. */
async function guardPhone() {
  const { person } = document.body.dataset;
  const wipes = localStorage.getItem("erkend:practice-wipe");
  if (!person && !wipes) return;
  const [outbox, observing] = await Promise.all([import("./practice-outbox.js"), import("./observe-outbox.js")]);
  document.addEventListener("submit", (event) => {
    // Not `form.action`: in the form of a story that is a field of this name.
    if (new URL(event.target.getAttribute("action") ?? "", location.href).pathname === "/sign-out") outbox.askToForget();
  });
  await outbox.belongsTo(person);
  await (wipes ? observing.forget() : observing.belongsTo(person));
}

/** What was typed and not yet saved lies in this browser (autosave.js). Signing out wipes it. */
function forgetTyped(event) {
  if (new URL(event.target.getAttribute("action") ?? "", location.href).pathname !== "/sign-out") return;
  try {
    Object.keys(localStorage).filter((key) => key.startsWith("erkend:typed:")).forEach((key) => localStorage.removeItem(key));
  } catch {
    /* a closed store holds nothing */
  }
}

document.addEventListener("submit", forgetTyped);
document.addEventListener("keydown", closeMenus);
document.addEventListener("click", closeMenus);
focusAnswer();
guardPhone().catch(() => {}); // a closed store holds nothing
