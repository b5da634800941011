/**
 * A form is sent once: after the first click its buttons wait until the answer is there.
 * Every POST form takes part; a form or button with data-many (a comparison, a download) does not.
 * Without script the server refuses the second one by itself.
 */
const PATIENCE = 15000; // milliseconds, after which a lost answer may be tried again

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy=true]")) {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "many" in form.dataset || event.submitter?.matches("[data-many]")) return;
  if ("sent" in form.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "";
  // Not `disabled`: the name and value of the button must go along, and the focus must stay.
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.setAttribute("aria-busy", "true");
    button.setAttribute("aria-disabled", "true");
  }
  setTimeout(() => release(form), PATIENCE);
}, true);

// Back in the history shows the page as it was left, buttons waiting.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
document.addEventListener("erkend:answered", (event) => release(event.target));
