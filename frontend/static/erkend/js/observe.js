/** The observation form (professional/observe.html): from what lies on this phone, with or without a connection. */
import { about, draftsOf, drop, isSupported, keep, sync } from "./observe-outbox.js";
import { announce } from "./page.js";
import { install } from "./practice-status.js";

const AGAIN = 30000; // milliseconds before trying again by itself, with the page open
const root = document.querySelector("[data-observe]");
const find = (selector, within = root) => within.querySelector(selector);
let known = null;
let timer = 0;

const pad = (number) => String(number).padStart(2, "0");
const clock = (now = new Date()) => `${pad(now.getHours())}:${pad(now.getMinutes())}`;
const day = (now = new Date()) => `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;

function say(code) {
  const text = root.dataset[`text${code}`] ?? "";
  const line = find("[data-said]");
  if (line.textContent !== text) line.textContent = text;
  find("[data-sign-in]").hidden = code !== "SignedOut";
}

function placeOf(draft) {
  return known?.places.find((place) => place.trajectory === draft.trajectory && place.instrument === draft.instrument);
}

function factLine(draft, fact) {
  const line = find("template[data-fact]").content.firstElementChild.cloneNode(true);
  find("[data-at]", line).textContent = fact.at ?? "";
  find("[data-text]", line).textContent = fact.text;
  find("[data-shows]", line).textContent = placeOf(draft)?.criteria.find((each) => each.id === fact.criterion)?.title ?? "";
  find("button", line).addEventListener("click", async () => {
    draft.facts = draft.facts.filter((each) => each !== fact);
    await keep(draft);
    await show();
    announce(root.dataset.textRemoved);
  });
  return line;
}

function draftCard(draft) {
  const card = find("template[data-draft]").content.firstElementChild.cloneNode(true);
  const place = placeOf(draft);
  find("h2", card).textContent = place ? `${place.name}: ${place.candidate}` : root.dataset.textUnknown;
  card.dataset.key = draft.key;
  const problem = find("[data-problem]", card);
  problem.hidden = !draft.problem;
  problem.textContent = draft.problem ?? "";
  for (const name of ["held_on", "from_time", "until_time", "place"]) {
    const control = find(`[name=${name}]`, card);
    control.value = draft[name] ?? "";
    control.addEventListener("change", () => keep(Object.assign(draft, { [name]: control.value })));
  }
  const criterion = find("[name=criterion]", card);
  for (const each of place?.criteria ?? []) criterion.add(new Option(`${each.code} ${each.title}`, each.id));
  const text = find("[name=text]", card);
  text.value = draft.typing ?? "";
  text.addEventListener("input", () => keep(Object.assign(draft, { typing: text.value })));
  find("ul", card).replaceChildren(...draft.facts.map((fact) => factLine(draft, fact)));
  for (const [index, control] of card.querySelectorAll("input, select, textarea").entries()) {
    control.id = `${draft.key}-${index}`;
    control.labels.length || control.previousElementSibling?.setAttribute("for", control.id);
  }
  find("form", card).addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!text.value.trim()) return text.focus();
    draft.facts.push({ at: clock(), text: text.value.trim(), criterion: criterion.value || null });
    Object.assign(draft, { typing: "", problem: "" });
    await keep(draft);
    await show();
    announce(root.dataset.textNoted);
    find(`[data-key="${draft.key}"] [name=text]`)?.focus();
  });
  find("[data-finish]", card).addEventListener("click", async () => {
    if (text.value.trim()) draft.facts.push({ at: clock(), text: text.value.trim(), criterion: criterion.value || null });
    if (!draft.facts.length) return text.focus();
    await keep(Object.assign(draft, { finished: true, problem: "", typing: "", until_time: draft.until_time || clock() }));
    await show();
    askForLater();
    run();
  });
  find("[data-throw-away]", card).addEventListener("click", async () => {
    if (draft.facts.length && !confirm(root.dataset.textSure)) return;
    await drop(draft.key);
    await show();
  });
  return card;
}

/** Let the browser send it later, with the page closed, where it can. */
async function askForLater() {
  try {
    await (await navigator.serviceWorker?.ready)?.sync?.register("erkend-observe");
  } catch {
    /* not allowed or not there: an open page sends it */
  }
}

function startButton(place) {
  const item = find("template[data-place]").content.firstElementChild.cloneNode(true);
  find("[data-name]", item).textContent = `${place.name}: ${place.candidate}`;
  find("button", item).addEventListener("click", async () => {
    const fresh = { key: crypto.randomUUID(), owner: known.person, made: Date.now(), finished: false, facts: [], problem: "", place: "" };
    const { trajectory, instrument } = place;
    await keep({ ...fresh, trajectory, instrument, held_on: day(), from_time: clock(), until_time: "" });
    await show();
    find("[data-drafts] [name=text]")?.focus();
  });
  return item;
}

async function show() {
  const drafts = await draftsOf(known?.person);
  const open = drafts.filter((draft) => !draft.finished);
  find("[data-drafts]").replaceChildren(...open.map(draftCard));
  find("[data-places]").replaceChildren(...(known?.places ?? []).map(startButton));
  find("[data-nobody]").hidden = Boolean(known?.places.length || open.length);
  return drafts.filter((draft) => draft.finished).length;
}

async function run() {
  clearTimeout(timer);
  const before = await show();
  const state = await sync();
  known = await about();
  const waiting = document.activeElement?.matches("textarea, input, select") ? before : await show();
  say({ done: "Ready", sent: "Sent", refused: "Refused", offline: "Offline", "signed-out": "SignedOut", failed: "Failed" }[state]);
  if (state !== "signed-out" && waiting) timer = setTimeout(run, AGAIN);
}

if (root && isSupported) {
  known = await about();
  await run();
  addEventListener("online", run);
  addEventListener("offline", () => say("Offline"));
  install();
}
