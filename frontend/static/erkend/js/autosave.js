/**
 * Keep what somebody types: <form data-autosave-url="/…" data-autosave-key="trajectory-…">.
 *
 * A moment after the last key (and when the page is left) each changed text goes to the server: a POST to data-autosave-url with
 * `field` (the name) and `value`, header X-CSRFToken; any 2xx counts as saved. Until then, and whenever the server can't be
 * reached or the session has ended, a copy lies in this browser, and is put back when the page is opened again.
 * Without an address only the copy in the browser is kept. The copy goes when the server has it: while another page is on its
 * way it stays, since that page may have been made before the last save arrived.
 *
 * Copies are kept under the person who typed (data-person of the body): nobody else gets them back, and signing out wipes them.
 * With each save goes what this page knows of what was stored (`base`): a 409 with `stored` says that another window saved
 * something else meanwhile; both are shown, and whoever types chooses.
 */
import { csrfToken } from "./page.js";

const KEPT = "erkend:typed:"; // page.js wipes what begins so
const PAUSE = 1200; // milliseconds after the last key
const TYPED = "textarea, input[type=text], input:not([type]), select, input[type=radio], input[type=checkbox], input[type=number], input[type=date]";

const store = {
  read: (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write: (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      /* a full or closed store: the server copy is all there is */
    }
  },
  remove: (key) => {
    try {
      localStorage.removeItem(key);
    } catch {
      /* nothing was kept there */
    }
  },
};

function enhance(form) {
  const state = form.querySelector("[data-autosave-state]") ?? document.querySelector("[data-autosave-state]");
  const texts = state?.dataset ?? {};
  const prefix = `${KEPT}${document.body.dataset.person ?? "-"}:${form.dataset.autosaveKey ?? location.pathname}:`;
  const timers = new Map();
  const initial = new Map();
  let leaving = false;

  function valueOf(name) {
    return new FormData(form).getAll(name).filter((value) => typeof value === "string").join("\n");
  }

  /** The value that the server put on the page, whatever was typed since. */
  function servedOf(name) {
    const values = [];
    for (const control of form.querySelectorAll(TYPED)) {
      if (control.name !== name) continue;
      if (control.matches("[type=radio], [type=checkbox]")) {
        if (control.defaultChecked) values.push(control.value);
      } else if (control.matches("select")) {
        const chosen = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
        values.push(chosen?.value ?? "");
      } else values.push(control.defaultValue);
    }
    return values.join("\n");
  }

  function say(code, text) {
    if (!state) return;
    state.dataset.state = code;
    state.textContent = text ?? "";
  }

  async function save(name) {
    timers.delete(name);
    const value = valueOf(name);
    if (!form.dataset.autosaveUrl) return say("kept", texts.textKept);
    say("busy", texts.textBusy);
    try {
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        headers: { "X-CSRFToken": csrfToken(form), Accept: "application/json" },
        body: new URLSearchParams({ field: name, value, base: initial.get(name) ?? "" }),
        redirect: "error", // a redirect means: signed out
        keepalive: value.length < 60000,
      });
      if (answer.status === 409) {
        const told = await answer.json();
        if ("stored" in told) return showBoth(name, told);
      }
      if (!answer.ok) throw new Error(String(answer.status));
      if (answer.status === 202) return say("kept", texts.textKept); // goes with the whole form: the copy stays until then
      initial.set(name, value); // what the server has by now, whatever was typed since
      if (valueOf(name) === value && !leaving) store.remove(prefix + name);
      await heard(name, answer);
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say("saved", texts.textSaved?.replace("{time}", time));
    } catch {
      say("kept", texts.textKept);
    }
  }

  /** What else the server says: what is left, and the mark that an old tab is told by. */
  async function heard(name, answer) {
    if (!answer.headers.get("Content-Type")?.includes("json")) return;
    const told = await answer.json();
    if (told.was) {
      const mark = form.querySelector(`[name="${CSS.escape(`was:${name}`)}"]`) ?? form.appendChild(hidden(`was:${name}`));
      mark.value = told.was;
    }
    for (const [key, selector] of [["left", "[data-left]"], ["left_here", "[data-left-here]"]]) {
      const line = document.querySelector(selector);
      if (line && told[key] && line.textContent !== told[key]) line.textContent = told[key];
    }
  }

  function hidden(name) {
    return Object.assign(document.createElement("input"), { type: "hidden", name });
  }

  /** Another window saved something else: say so at the field, with both, and let the person choose. */
  function showBoth(name, { message, stored }) {
    say("conflict", message);
    const controls = [...form.querySelectorAll(TYPED)].filter((control) => control.name === name);
    const last = controls.at(-1);
    form.querySelector(`[data-conflict="${CSS.escape(name)}"]`)?.remove();
    const box = Object.assign(document.createElement("div"), { className: "utrecht-alert utrecht-alert--warning stack stack--close" });
    box.dataset.conflict = name;
    const labels = Object.fromEntries(controls.map((control) => [control.value, control.closest("label")?.textContent.trim()]));
    box.append(
      Object.assign(document.createElement("p"), { textContent: message }),
      Object.assign(document.createElement("blockquote"), { textContent: (last.type === "radio" && labels[stored]) || stored || "–" }),
    );
    for (const [text, take] of [[texts.textMine, false], [texts.textOther, true]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
      button.className = "utrecht-button utrecht-button--secondary-action";
      button.addEventListener("click", () => {
        initial.set(name, stored);
        box.remove();
        if (take) putBack(name, stored);
        keep(name);
        last.focus();
      });
      box.append(button);
    }
    (last.closest("fieldset") ?? last).after(box);
  }

  function changed(event) {
    const name = event.target.name;
    if (!name || name === "csrfmiddlewaretoken" || !event.target.matches(TYPED)) return;
    leaving = false; // whoever types is still here
    keep(name);
  }

  function keep(name) {
    store.write(prefix + name, { value: valueOf(name), base: initial.get(name) ?? "" });
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(save, PAUSE, name));
  }

  function putBack(name, value) {
    const values = value.split("\n");
    const controls = [...form.querySelectorAll(TYPED)].filter((control) => control.name === name);
    for (const control of controls) {
      if (control.matches("[type=radio], [type=checkbox]")) control.checked = values.includes(control.value);
      else control.value = value;
    }
    controls[0].dispatchEvent(new Event("input", { bubbles: true }));
  }

  for (const control of form.querySelectorAll(TYPED)) {
    if (!control.name || control.matches(":disabled") || initial.has(control.name)) continue;
    initial.set(control.name, servedOf(control.name));
    if (valueOf(control.name) !== initial.get(control.name)) {
      keep(control.name); // typed before this script was here
      continue;
    }
    const kept = store.read(prefix + control.name);
    if (!kept) continue;
    if (kept.value === initial.get(control.name)) {
      store.remove(prefix + control.name);
    } else if (kept.base === initial.get(control.name)) {
      putBack(control.name, kept.value);
      keep(control.name); // and on to the server, without waiting for another key
      say("kept", texts.textRestored);
    } else if (!control.matches("[type=radio], [type=checkbox]")) {
      // The server has something newer: offer the old words, don't overwrite.
      const before = Object.assign(document.createElement("blockquote"), { textContent: kept.value });
      const offer = document.createElement("button");
      offer.type = "button";
      offer.className = "utrecht-button utrecht-button--subtle";
      offer.textContent = texts.textRestore ?? "";
      offer.addEventListener("click", () => {
        putBack(control.name, kept.value);
        before.remove();
        offer.remove();
      });
      control.after(before, offer);
    }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    for (const [name, timer] of timers) {
      clearTimeout(timer);
      timers.delete(name);
    }
    // The answer to the form decides: on success another page follows and the copy equals what the server shows.
  });
  window.addEventListener("beforeunload", () => {
    leaving = true;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const [name, timer] of [...timers]) {
      clearTimeout(timer);
      save(name);
    }
  });
}

document.querySelectorAll("form[data-autosave-url], form[data-autosave-key]").forEach(enhance);
