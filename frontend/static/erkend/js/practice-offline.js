/** The practice log without a connection (candidate/practice_offline.html): its cards and entries, from what lies on this phone. */
import { about, add, change, drop, isSupported, today, waiting } from "./practice-outbox.js";
import { announce } from "./page.js";
import { counted, install, watch } from "./practice-status.js";

const find = (selector, root = document) => root.querySelector(selector);
const tasksPlace = find("[data-practice-tasks]");
const fresh = (name) => find(`template[data-practice-${name}]`).content.firstElementChild.cloneNode(true);
let known = null; // {person, tasks}
let forms = 0;

/** Ids are unique on a page, and the same form stands here more than once. */
function ownIds(form) {
  forms += 1;
  for (const name of ["id", "for", "aria-describedby"]) {
    for (const element of form.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, element.getAttribute(name).split(" ").map((id) => `${id}-${forms}`).join(" "));
    }
  }
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    for (const control of form.querySelectorAll(`[name="${name}"]`)) {
      if (control.type === "radio") control.checked = control.value === value;
      else if (control.type !== "file") control.value = value ?? "";
    }
  }
}

/** What was typed, or null after saying what is missing at the form. */
function typed(form) {
  const data = Object.fromEntries(new FormData(form));
  const problem = find("[data-form-problem]", form);
  problem.hidden = Boolean(data.task.trim());
  problem.textContent = data.task.trim() ? "" : tasksPlace.dataset.textNoTask;
  if (!data.task.trim()) {
    find("[name=task]", form).focus();
    return null;
  }
  const photo = data.photo instanceof File && data.photo.size ? data.photo : null;
  return { day: data.day, task: data.task, count: Number(data.count), role: data.role, place: data.place, note: data.note, photo };
}

const usual = (task) => ({
  day: today(), task: task.last?.task ?? task.title, count: 1, role: task.last?.role ?? "independent", place: task.last?.place ?? "",
});

async function note(task, values) {
  await add({ owner: known.person, work_process: task.id, like: task.last?.id ?? null, note: "", photo: null, ...values });
  announce(tasksPlace.dataset.textNoted.replace("{task}", values.task));
  await refresh();
  run();
}

function card(task) {
  const place = fresh("task");
  find(".card__title", place).textContent = task.title;
  find(".ring__words", place).textContent = task.words;
  find(".ring__number", place).textContent = task.done;
  const value = find(".ring__value", place);
  if (task.percent) value.setAttribute("stroke-dasharray", `${task.percent} 100`);
  else value.remove(); // a round end would show a dot
  find("[data-note]", place).textContent = task.note;
  place.dataset.task = task.id;
  for (const hint of place.querySelectorAll("button .sr-only, summary .sr-only")) hint.textContent = ` ${task.title}`;
  find("[data-plus]", place).addEventListener("click", () => note(task, usual(task)));
  const form = find("form", place);
  ownIds(form);
  fill(form, usual(task));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = typed(form);
    if (!values) return;
    form.reset();
    fill(form, usual(task));
    find("details", place).open = false;
    find("summary", place).focus();
    await note(task, values);
  });
  return place;
}

function showTasks() {
  tasksPlace.replaceChildren();
  find("[data-practice-nobody]").hidden = Boolean(known?.tasks.length);
  let standard = null;
  for (const task of known?.tasks ?? []) {
    if (task.standard !== standard) {
      standard = task.standard;
      const heading = fresh("standard");
      heading.textContent = standard;
      tasksPlace.append(heading);
    }
    tasksPlace.append(card(task));
  }
}

function line(entry) {
  const place = fresh("entry");
  find("[data-what]", place).textContent = `${entry.count}× ${entry.task}`;
  find("[data-problem]", place).textContent = entry.problem;
  find("[data-problem]", place).hidden = !entry.problem;
  find("[data-day]", place).dateTime = entry.day;
  find("[data-day]", place).textContent = new Date(`${entry.day}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  find("[data-place]", place).textContent = entry.place;
  find("[data-place]", place).hidden = !entry.place;
  find("[data-photo]", place).hidden = !entry.photo;
  for (const hint of place.querySelectorAll(".sr-only")) hint.textContent = ` ${entry.count}× ${entry.task}`;
  find("[data-remove]", place).addEventListener("click", async () => {
    await drop(entry.key);
    announce(tasksPlace.dataset.textRemoved);
    await refresh();
    find("#waiting").focus();
  });
  // Once the entry itself arrived only its photo is left, and that can't be typed.
  const correct = find("[data-correct]", place);
  correct.hidden = !entry.problem || Boolean(entry.repetition);
  const form = find("form", place);
  ownIds(form);
  fill(form, entry);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = typed(form);
    if (!values) return;
    await change({ ...entry, ...values, photo: values.photo ?? entry.photo, problem: "" });
    await refresh();
    find("#waiting").focus();
    run();
  });
  return place;
}

/** The entries on this phone, and their number at each card. A form that somebody is typing in stays as it is. */
async function refresh() {
  const entries = await show();
  find("[data-practice-list]").replaceChildren(...entries.map(line));
  find("[data-practice-waiting]").hidden = entries.length === 0;
  for (const place of tasksPlace.querySelectorAll("[data-task]")) {
    const here = entries.filter((entry) => entry.work_process === place.dataset.task);
    const sentence = find("[data-here]", place);
    sentence.hidden = here.length === 0;
    sentence.textContent = here.length ? counted("Here", here.reduce((sum, entry) => sum + entry.count, 0)) : "";
  }
  return entries;
}

const { run, show } = watch({
  whose: async () => known?.person ?? null,
  async changed({ kept }) {
    const now = await about();
    const other = now?.person !== known?.person;
    known = now;
    if (other || kept.length) showTasks();
    await refresh();
  },
});

if (isSupported) {
  known = await about();
  showTasks();
  await refresh();
  await run();
  install();
}
