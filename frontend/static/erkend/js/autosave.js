/**
 * Keep what somebody types: <form data-autosave-url="/…" data-autosave-key="trajectory-…">.
 *
 * A moment after the last key (and when the page is left) each changed text goes to the server: a POST to data-autosave-url with
 * `field` (the name) and `value`, header X-CSRFToken; any 2xx counts as saved. Until then, and whenever the server can't be
 * reached or the session has ended, a copy lies in this browser, and is put back when the page is opened again.
 * Without an address only the copy in the browser is kept. Sending the form removes the copies.
 */
import { csrfToken } from "./page.js";

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
  const prefix = `erkend:${form.dataset.autosaveKey ?? location.pathname}:`;
  const timers = new Map();
  const initial = new Map();

  function valueOf(name) {
    return new FormData(form).getAll(name).filter((value) => typeof value === "string").join("\n");
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
        body: new URLSearchParams({ field: name, value }),
        redirect: "error", // a redirect means: signed out
        keepalive: value.length < 60000,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      if (valueOf(name) === value) {
        store.remove(prefix + name);
        initial.set(name, value);
      }
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say("saved", texts.textSaved?.replace("{time}", time));
    } catch {
      say("kept", texts.textKept);
    }
  }

  function changed(event) {
    const name = event.target.name;
    if (!name || name === "csrfmiddlewaretoken" || !event.target.matches(TYPED)) return;
    store.write(prefix + name, { value: valueOf(name), base: initial.get(name) ?? "" });
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(save, PAUSE, name));
  }

  function putBack(control, value) {
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }

  for (const control of form.querySelectorAll(TYPED)) {
    if (!control.name || initial.has(control.name)) continue;
    initial.set(control.name, valueOf(control.name));
    const kept = store.read(prefix + control.name);
    if (!kept || !control.matches("textarea, input:not([type=radio], [type=checkbox])")) continue;
    if (kept.value === control.value) {
      store.remove(prefix + control.name);
    } else if (kept.base === control.value) {
      putBack(control, kept.value);
      say("kept", texts.textRestored);
    } else {
      // The server has something newer: offer the old words, don't overwrite.
      const offer = document.createElement("button");
      offer.type = "button";
      offer.className = "utrecht-button utrecht-button--subtle";
      offer.textContent = texts.textRestore ?? "";
      offer.addEventListener("click", () => {
        putBack(control, kept.value);
        offer.remove();
      });
      control.after(offer);
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
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const [name, timer] of [...timers]) {
      clearTimeout(timer);
      save(name);
    }
  });
}

document.querySelectorAll("form[data-autosave-url], form[data-autosave-key]").forEach(enhance);
