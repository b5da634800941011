/**
 * Keep what somebody types: <form data-autosave-url="/…" data-autosave-key="trajectory-…">.
 *
 * A moment after the last key (and when the page is left) each changed text goes to the server: a POST to data-autosave-url with
 * `field` (the name) and `value`, header X-CSRFToken; any 2xx counts as saved. Until then, and whenever the server can't be
 * reached or the session has ended, a copy lies in this browser, and is put back when the page is opened again.
 * Without an address only the copy in the browser is kept. The copy goes when the server has it: while another page is on its
 * way it stays, since that page may have been made before the last save arrived.
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
        body: new URLSearchParams({ field: name, value }),
        redirect: "error", // a redirect means: signed out
        keepalive: value.length < 60000,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      if (valueOf(name) === value) {
        if (!leaving) store.remove(prefix + name);
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
      say("kept", texts.textRestored);
    } else if (!control.matches("[type=radio], [type=checkbox]")) {
      // The server has something newer: offer the old words, don't overwrite.
      const offer = document.createElement("button");
      offer.type = "button";
      offer.className = "utrecht-button utrecht-button--subtle";
      offer.textContent = texts.textRestore ?? "";
      offer.addEventListener("click", () => {
        putBack(control.name, kept.value);
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
