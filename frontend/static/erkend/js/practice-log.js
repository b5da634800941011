/**
 * The practice log with a connection that may go: "+1" first lies on this phone and is then sent, so that it is never lost.
 * Without this script "+1" is an ordinary form. Cards are forms with data-plus-one="id of the work process".
 */
import { about, add, belongsTo, isSupported, today } from "./practice-outbox.js";
import { counted, install, watch } from "./practice-status.js";

const SAVED = "erkend:practice-saved"; // how many were saved just before this page was loaded anew
const person = document.body.dataset.person;

function savedBefore() {
  const count = Number(sessionStorage.getItem(SAVED)) || 0;
  sessionStorage.removeItem(SAVED);
  return count;
}

/** Below the card: how many of this task are on this phone only. */
function showHere(entries) {
  for (const form of document.querySelectorAll("form[data-plus-one]")) {
    const here = entries.filter((entry) => entry.work_process === form.dataset.plusOne);
    const text = form.closest(".task-card").querySelector(".task-card__text");
    const line = text.querySelector("[data-here]") ?? text.appendChild(Object.assign(document.createElement("p"), { className: "small" }));
    line.dataset.here = "";
    line.hidden = here.length === 0;
    line.textContent = here.length ? counted("Here", here.reduce((sum, entry) => sum + entry.count, 0)) : "";
  }
}

async function start() {
  await belongsTo(person);
  const lasts = new Map();
  let pressed = ""; // the task of the last +1, to come back to

  async function readTasks() {
    const known = await about();
    lasts.clear();
    if (known?.person === person) known.tasks.forEach((task) => task.last && lasts.set(task.id, task.last));
  }

  const { run, show } = watch({
    whose: () => person,
    saved: savedBefore(),
    async changed({ kept }, entries) {
      await readTasks();
      showHere(entries);
      if (!kept.length || entries.some((entry) => !entry.problem)) return;
      // The server's own page shows what counts now; one that was just noted can be taken back there.
      sessionStorage.setItem(SAVED, kept.length);
      location.replace((kept.length === 1 ? `?noted=${kept[0]}` : location.pathname) + (pressed && `#work-process-${pressed}`));
    },
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const last = lasts.get(form.dataset.plusOne);
    if (!last || event.defaultPrevented) return; // not known here yet: the form goes to the server by itself
    event.preventDefault();
    pressed = form.dataset.plusOne;
    await add({
      owner: person, work_process: form.dataset.plusOne, day: today(), count: 1, note: "", photo: null,
      task: last.task, role: last.role, place: last.place, like: last.id,
    });
    form.dispatchEvent(new CustomEvent("erkend:answered", { bubbles: true }));
    showHere(await show());
    run();
  });

  await readTasks();
  showHere(await show());
  await run();
  install();
}

if (isSupported && person && document.querySelector("[data-practice-state]")) start();
