/** Says in one line what is still on this phone (candidate/_practice_state.html), and sends it whenever there may be a connection. */
import { arrivals, isSupported, sync, waiting } from "./practice-outbox.js";

const AGAIN = 30000; // milliseconds before trying again by itself, with the page open
const place = document.querySelector("[data-practice-state]");

/** "1 waits for a connection." or "3 wait for a connection.": `name` is that of the text on the page. */
export function counted(name, count) {
  const texts = place.dataset;
  return (count === 1 && texts[`text${name}One`]) || texts[`text${name}`].replace("{count}", count);
}

const SENTENCE = { offline: "Waiting", "signed-out": "SignedOut", failed: "Failed", done: "Waiting" };

function say(state, entries, saved) {
  const wrong = entries.filter((entry) => entry.problem).length;
  const fresh = entries.length - wrong;
  const sentences = [];
  if (fresh) sentences.push(counted(SENTENCE[state], fresh));
  else if (state === "offline" && !wrong) sentences.push(place.dataset.textOffline);
  if (wrong) sentences.push(counted("Wrong", wrong));
  if (saved) sentences.push(counted("Saved", saved));
  const said = sentences.join(" ");
  const line = place.querySelector("[data-practice-said]");
  place.hidden = false; // before the words: what was hidden is not read aloud
  place.dataset.state = fresh || state === "offline" ? "waiting" : wrong ? "wrong" : "saved";
  if (line.textContent !== said) line.textContent = said;
  place.classList.toggle("sr-only", !said);
  place.querySelector("[data-practice-sign-in]").hidden = !(fresh && state === "signed-out");
  const correct = place.querySelector("[data-practice-wrong]");
  correct.hidden = !wrong || new URL(correct.firstElementChild.href).pathname === location.pathname;
}

/** Let the browser send it later, with the page closed, where it can. */
async function askForLater() {
  try {
    const registration = await navigator.serviceWorker?.ready;
    await registration?.sync?.register("erkend-practice");
  } catch {
    /* not allowed or not there: an open page sends it */
  }
}

/**
 * `whose()` gives the id of the person whose entries are counted; `changed({state, kept})` is called after each attempt.
 * Returns {run, show}: try to send, and count anew what is here.
 */
export function watch({ whose, changed, saved = 0 }) {
  let timer = 0;
  let state = navigator.onLine ? "done" : "offline";
  let known = saved;

  async function show() {
    const entries = await waiting(await whose());
    say(state, entries, known);
    return entries;
  }

  async function settle(outcome) {
    ({ state } = outcome);
    if (outcome.kept.length) known = outcome.kept.length;
    const entries = await show();
    await changed?.(outcome, entries);
    return entries;
  }

  async function run() {
    clearTimeout(timer);
    const outcome = await sync();
    const entries = await settle(outcome);
    if (entries.some((entry) => !entry.problem)) {
      if (state !== "signed-out") timer = setTimeout(run, AGAIN);
      askForLater();
    }
    return outcome;
  }

  arrivals?.addEventListener("message", ({ data }) => settle({ state: "done", kept: data.kept }));
  addEventListener("online", run);
  addEventListener("offline", () => {
    state = "offline";
    known = 0;
    show();
  });
  addEventListener("pageshow", (event) => event.persisted && run());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && run());
  return { run, show };
}

/** Register the service worker, and let it keep the page in the language of this one. */
export async function install() {
  if (!isSupported || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/service-worker.js", { type: "module" });
    const registration = await navigator.serviceWorker.ready;
    registration.active.postMessage({ language: document.documentElement.lang });
  } catch {
    /* an older browser, or no room: with a connection everything works all the same */
  }
}
