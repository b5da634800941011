/**
 * What the practice log keeps on this phone, and how it reaches the server once. No screen: the pages and the service worker use it.
 *
 * Two stores: `about` holds who uses this phone and the tasks and counts of that person as the server last said them;
 * `outbox` holds entries that are on their way, each with a key made here and the person who made it. What the server
 * answers "kept" or "known" leaves the outbox; what it refuses stays, with its sentence, to be put right. An entry is only
 * ever sent as the person who made it: the server is told who that is, and compares.
 *
 * On signing out, or when somebody else signs in, the tasks and counts are wiped. What had not been sent stays
 * under its own person and is not shown to another.
 */
import { isSupported, phoneStore } from "./phone-store.js";

export { isSupported };

const NAME = "erkend-practice";
const STATE_URL = "/practice/state";
const SYNC_URL = "/practice/sync";
const MOST_AT_ONCE = 50; // entries in one request; the server takes no more than 100
const WIPE = "erkend:practice-wipe"; // set in the very click of signing out, when there is no time to wait for a database

/** Says to other pages, and from the service worker to pages, what arrived: {kept}. Nobody hears themself. */
export const arrivals = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAME) : null;

const within = phoneStore(NAME, (database) => {
  database.createObjectStore("about");
  database.createObjectStore("outbox", { keyPath: "key" }).createIndex("owner", "owner");
});

/** Note that what was shown of this person has to go; done at once, or by the next page that opens. */
export function askToForget() {
  try {
    localStorage.setItem(WIPE, "1");
  } catch {
    /* a closed store: nothing was kept here either */
  }
}

export async function forget() {
  await within("about", "readwrite", (store) => store.clear());
  globalThis.localStorage?.removeItem(WIPE);
}

/** Who uses this phone, with their tasks: {person, tasks}, or null. */
export async function about() {
  if (globalThis.localStorage?.getItem(WIPE)) await forget();
  return (await within("about", "readonly", (store) => store.get("current"))) ?? null;
}

/** Another person than the one whose tasks lie here: those go first. */
export async function belongsTo(person) {
  const known = await about();
  if (known && person && known.person !== person) await forget();
}

export async function add(entry) {
  const whole = { key: crypto.randomUUID(), made: Date.now(), repetition: null, problem: "", ...entry };
  await within("outbox", "readwrite", (store) => store.put(whole));
  return whole;
}

export function change(entry) {
  return within("outbox", "readwrite", (store) => store.put(entry));
}

export function drop(key) {
  return within("outbox", "readwrite", (store) => store.delete(key));
}

/** The entries of one person that are still here, oldest first. */
export async function waiting(person) {
  if (!person) return [];
  const found = await within("outbox", "readonly", (store) => store.index("owner").getAll(person));
  return found.sort((one, other) => one.made - other.made);
}

/** Today on this phone, as 2026-11-28. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/**
 * Send what waits. Resolves to {state, kept}: "done", "offline", "signed-out" or "failed" (the server is there, but can't now),
 * and the ids of the entries that arrived. Pages and worker take turns; the server knows an entry that comes twice.
 */
export function sync() {
  return navigator.locks ? navigator.locks.request(NAME, send) : send();
}

async function send() {
  const kept = [];
  const state = await askState();
  if (typeof state === "string") return { state, kept };
  await belongsTo(state.person);
  await keepAbout(state);
  for (;;) {
    const fresh = (await waiting(state.person)).filter((entry) => !entry.problem && !entry.repetition);
    if (fresh.length === 0) break;
    const outcome = await sendEntries(fresh.slice(0, MOST_AT_ONCE), state, kept);
    if (outcome !== "done") return { state: outcome, kept };
  }
  for (const entry of await waiting(state.person)) {
    if (!entry.repetition || entry.problem) continue;
    const outcome = await sendPhoto(entry, state);
    if (outcome !== "done") return { state: outcome, kept };
  }
  if (kept.length) {
    arrivals?.postMessage({ kept });
    const after = await askState();
    if (typeof after !== "string" && after.person === state.person) await keepAbout(after);
  }
  return { state: "done", kept };
}

function keepAbout({ person, tasks }) {
  return within("about", "readwrite", (store) => store.put({ person, tasks }, "current"));
}

/** What the server says of whoever is signed in, or why it doesn't. */
async function askState() {
  try {
    const answer = await fetch(STATE_URL, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) return "failed";
    const state = await answer.json();
    return state.person ? state : "signed-out";
  } catch {
    return "offline";
  }
}

async function post(address, body, token, type) {
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  if (type) headers["Content-Type"] = type;
  return fetch(address, { method: "POST", headers, body });
}

async function sendEntries(entries, state, kept) {
  const rows = entries.map(({ key, work_process, day, task, count, role, place, note, like }) => ({
    key, work_process, day, task, count, role, place, note, like,
  }));
  let answer;
  try {
    answer = await post(SYNC_URL, JSON.stringify({ person: state.person, entries: rows }), state.token, "application/json");
    if (answer.status === 401) return "signed-out";
    if (!answer.ok) return "failed";
    answer = await answer.json();
  } catch {
    return "offline"; // or the answer was lost: they are sent again under the same keys
  }
  for (const entry of entries) {
    const said = answer.entries[entry.key];
    if (!said) return "failed";
    if (said.state === "refused") {
      await change({ ...entry, problem: said.message });
      continue;
    }
    if (said.repetition) kept.push(said.repetition);
    if (entry.photo && said.repetition) await change({ ...entry, repetition: said.repetition });
    else await drop(entry.key);
  }
  return "done";
}

async function sendPhoto(entry, state) {
  const data = new FormData();
  data.append("file", entry.photo, entry.photo.name || "foto.jpg");
  try {
    const answer = await post(`/practice/entries/${entry.repetition}/photo`, data, state.token);
    if (answer.status === 401) return "signed-out";
    if (answer.ok || answer.status === 404) await drop(entry.key); // 404: the entry was removed since
    else if (answer.status < 500) await change({ ...entry, problem: (await answer.json()).message });
    else return "failed";
  } catch {
    return "offline";
  }
  return "done";
}
