/**
 * Observations on this phone, and how they reach the server once. No screen: observe.js and the service worker use it.
 *
 * `about` holds who uses this phone and where they may observe, as the server last said; `drafts` what is being written down, each
 * with a key made here and the person who writes. A draft that is finished is sent; what the server kept or knew leaves the phone.
 */
import { isSupported, phoneStore } from "./phone-store.js";

export { isSupported };

const NAME = "erkend-observe";

const within = phoneStore(NAME, (database) => {
  database.createObjectStore("about");
  database.createObjectStore("drafts", { keyPath: "key" }).createIndex("owner", "owner");
});

/** {person, places} or null. */
export async function about() {
  return (await within("about", "readonly", (store) => store.get("current"))) ?? null;
}

/** What was shown of somebody goes; what they wrote and did not send stays under their own name. */
export function forget() {
  return within("about", "readwrite", (store) => store.clear());
}

export async function belongsTo(person) {
  const known = await about();
  if (known && person && known.person !== person) await forget();
}

export function keep(draft) {
  return within("drafts", "readwrite", (store) => store.put(draft));
}

export function drop(key) {
  return within("drafts", "readwrite", (store) => store.delete(key));
}

/** What one person wrote here and what was not sent, oldest first. */
export async function draftsOf(person) {
  if (!person) return [];
  const found = await within("drafts", "readonly", (store) => store.index("owner").getAll(person));
  return found.sort((one, other) => one.made - other.made);
}

/** Send what is finished: "done" (there was nothing), "sent", "refused", "offline", "signed-out" or "failed". Pages and worker take turns. */
export function sync() {
  return navigator.locks ? navigator.locks.request(NAME, send) : send();
}

async function send() {
  let state;
  try {
    const answer = await fetch("/observe/state", { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) return "failed";
    state = await answer.json();
  } catch {
    return "offline";
  }
  if (!state.person) return "signed-out";
  await belongsTo(state.person);
  await within("about", "readwrite", (store) => store.put({ person: state.person, places: state.places }, "current"));
  let said = "done";
  for (const draft of await draftsOf(state.person)) {
    if (draft.problem) said = "refused";
    if (!draft.finished || draft.problem) continue;
    const outcome = await sendOne(draft, state);
    if (!["sent", "refused"].includes(outcome)) return outcome;
    if (said !== "refused") said = outcome;
  }
  return said;
}

async function sendOne(draft, state) {
  const { key, trajectory, instrument, held_on, from_time, until_time, place, facts } = draft;
  try {
    const answer = await fetch("/observe/sync", {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": state.token },
      body: JSON.stringify({ person: state.person, key, trajectory, instrument, held_on, from_time, until_time, place, facts }),
    });
    if (answer.status === 401) return "signed-out";
    if (answer.ok) {
      await drop(key);
      return "sent";
    }
    if (answer.status >= 500) return "failed";
    await keep({ ...draft, finished: false, problem: (await answer.json()).message });
    return "refused";
  } catch {
    return "offline"; // or the answer was lost: it is sent again under the same key
  }
}
