/**
 * Several files at once, each with its own progress: <form data-upload data-upload-to="/uploads"> with components/file_field.html
 * and upload=True. The files are sent in pieces (tus.js), so that a lost connection and a reload lose nothing.
 *
 * Files come from every file field of the form, and from dropping them anywhere on it. All other fields go along as metadata.
 * data-upload-known: asked, with name and size, whether the file is in the portfolio already. data-upload-next: where to go when all
 * are received. A file that fails stays in the list with its sentence and a button; the others go on. Without script the form posts
 * all files in one go.
 */
import { announce, csrfToken } from "./page.js";
import { ask, forgetOthers, isBegun, Lost, Refusal, Sending, Stopped } from "./tus.js";

const AT_ONCE = 2;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(text, name, onClick) {
  const made = element("button", "utrecht-button utrecht-button--subtle", text);
  made.type = "button";
  made.append(element("span", "sr-only", ` ${name}`));
  made.addEventListener("click", onClick);
  return made;
}

function linkTo(place) {
  const link = element("a", "", place.title);
  link.href = place.href;
  return link;
}

/** One line of the list: name, state, progress, what is to be said of it, and what can be done. */
function line(name) {
  const item = element("li", "upload-list__item");
  const state = element("strong", "");
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", name);
  const note = element("p", "upload-list__note");
  const actions = element("div", "upload-list__note row");
  item.append(element("span", "upload-list__name", name), state, progress, note, actions);
  const show = (code, word, { said = [], doing = [] } = {}) => {
    item.dataset.state = code;
    state.textContent = word;
    progress.hidden = !["waiting", "busy", "offline", "begun"].includes(code);
    note.replaceChildren(...said);
    note.hidden = said.length === 0;
    const hadFocus = actions.contains(document.activeElement);
    actions.replaceChildren(...doing);
    actions.hidden = doing.length === 0;
    if (hadFocus) (doing[0] ?? item).focus(); // the button that was pressed is gone
  };
  item.tabIndex = -1;
  return { item, progress, show };
}

function enhance(form) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const list = form.querySelector("[data-upload-list]");
  const texts = list.dataset;
  const { person = "" } = document.body.dataset;
  const token = csrfToken(form);
  let entries = [];

  /** What was filled in beside the files. */
  function fields() {
    const filled = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    return Object.fromEntries(filled);
  }

  function stopButton(entry) {
    return button(texts.textStop, entry.file.name, async () => {
      await entry.sending.stop();
      entry.state = "stopped";
      entry.line.item.remove();
      entries = entries.filter((other) => other !== entry);
      announce(fill(texts.textStopped, { name: entry.file.name }));
      if (!entry.inHand) conclude();
    });
  }

  function hear(entry, code, part) {
    if (part !== undefined) entry.line.progress.value = part;
    const shown = code === "waiting" ? "offline" : "busy";
    if (entry.line.item.dataset.state === shown) return;
    entry.line.show(shown, shown === "offline" ? texts.textNoConnection : texts.textBusy, { doing: [stopButton(entry)] });
    if (shown === "offline") announce(texts.textNoConnection);
  }

  function finish(entry, place) {
    entry.state = "done";
    entry.line.show("done", texts.textDone, place?.href ? { said: [linkTo(place)] } : {});
  }

  function fail(entry, sentence) {
    entry.state = "failed";
    const again = button(texts.textAgain, entry.file.name, () => run(entry).then(conclude));
    entry.line.show("failed", texts.textFailed, { said: [sentence || texts.textFailed], doing: [again] });
  }

  /** It is in the portfolio already: added once more only when that is wanted. */
  function askAgain(entry, place, add) {
    entry.state = "known";
    const keep = button(texts.textKeep, entry.file.name, () => {
      entry.line.show("busy", texts.textBusy);
      add().then(conclude);
    });
    const skip = button(texts.textSkip, entry.file.name, () => {
      entries = entries.filter((other) => other !== entry);
      entry.line.item.remove();
      entry.sending.stop();
      conclude();
    });
    entry.line.show("known", texts.textKnown, { said: [linkTo(place)], doing: [skip, keep] });
  }

  async function keep(entry, address) {
    try {
      const { status, told } = await ask("POST", address, { token });
      if (told.state === "done") finish(entry, told.item);
      else fail(entry, told.message ?? (status ? "" : texts.textOffline));
    } catch {
      fail(entry, texts.textOffline);
    }
  }

  async function run(entry, { evenIfKnown = false } = {}) {
    entry.inHand = true;
    entry.line.show("busy", texts.textBusy, { doing: [stopButton(entry)] });
    try {
      if (!evenIfKnown && form.dataset.uploadKnown && !entry.sending.url) {
        const query = new URLSearchParams({ name: entry.file.name, size: entry.file.size });
        const { told } = await ask("GET", `${form.dataset.uploadKnown}?${query}`).catch(() => ({ told: {} }));
        if (told.href) return askAgain(entry, told, () => run(entry, { evenIfKnown: true }));
      }
      const told = await entry.sending.run();
      if (told.state === "done") finish(entry, told.item);
      else if (told.known?.href && evenIfKnown) await keep(entry, told.keep);
      else if (told.known?.href) askAgain(entry, told.known, () => keep(entry, told.keep));
      else fail(entry, told.message);
    } catch (error) {
      if (error instanceof Stopped) return;
      if (error instanceof Refusal) entry.sending.url || entry.sending.forget();
      fail(entry, error instanceof Lost ? error.message || texts.textOffline : error.message || texts.textFailed);
    } finally {
      entry.inHand = false;
    }
  }

  function conclude() {
    if (entries.some((entry) => entry.inHand || entry.state === "waiting")) return;
    const done = entries.filter((entry) => entry.state === "done").length;
    form.dispatchEvent(new CustomEvent("erkend:answered", { bubbles: true }));
    if (entries.length === 0) return;
    announce(fill(texts.textAnnounce, { done, total: entries.length }));
    if (done === entries.length) window.location.assign(form.dataset.uploadNext || form.action);
  }

  /** Send what waits, some at a time; one that fails holds nothing up. */
  async function work() {
    const lane = async () => {
      for (let entry; (entry = entries.find((each) => each.state === "waiting" && !each.inHand)); ) await run(entry);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    conclude();
  }

  function take(files) {
    const filled = fields();
    form.querySelector("[data-dropfield-chosen]")?.replaceChildren(); // the list below says it from here on
    for (const file of files) {
      if (entries.some((entry) => entry.file.name === file.name && entry.file.size === file.size && entry.state !== "failed")) continue;
      entries = entries.filter((entry) => {
        const again = entry.file.name === file.name && entry.file.size === file.size;
        if (again) entry.line.item.remove();
        return !again;
      });
      const entry = { file, line: line(file.name), state: "waiting", inHand: false };
      entry.sending = new Sending(file, {
        to: form.dataset.uploadTo, fields: filled, token, person, say: (code, part) => hear(entry, code, part),
      });
      entry.line.show("waiting", texts.textWaiting, { doing: [stopButton(entry)] });
      list.querySelector(`[data-upload-name="${CSS.escape(file.name)}"]`)?.remove();
      list.append(entry.line.item);
      entries.push(entry);
    }
    return work();
  }

  form.addEventListener("submit", (event) => {
    const files = inputs.flatMap((input) => [...input.files]);
    if (files.length === 0) return; // nothing chosen: the server says so at the field
    event.preventDefault();
    take(files);
  });

  for (const name of ["dragover", "drop"]) {
    form.addEventListener(name, (event) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (name === "dragover" || event.dataTransfer.files.length === 0) return;
      const kept = new DataTransfer();
      for (const file of inputs[0].multiple ? event.dataTransfer.files : [event.dataTransfer.files[0]]) kept.items.add(file);
      inputs[0].files = kept.files;
      inputs[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  /** What was begun before: it goes on when the same file is chosen again, or at once where the browser kept the choice. */
  async function showUnfinished() {
    if (!form.dataset.uploadTo) return;
    const { told } = await ask("GET", form.dataset.uploadTo).catch(() => ({ told: {} }));
    if (!told.uploads) return;
    forgetOthers(person, told.uploads.map((upload) => upload.href));
    for (const upload of told.uploads) {
      const shown = line(upload.name);
      shown.item.dataset.uploadName = upload.name;
      shown.progress.value = upload.offset / upload.length;
      const stop = button(texts.textStop, upload.name, async () => {
        await ask("DELETE", upload.href, { token }).catch(() => {});
        shown.item.remove();
      });
      if (upload.known?.href) {
        const keepIt = button(texts.textKeep, upload.name, async () => {
          const { told } = await ask("POST", upload.keep, { token }).catch(() => ({ told: {} }));
          if (told.state === "done") shown.show("done", texts.textDone, told.item?.href ? { said: [linkTo(told.item)] } : {});
        });
        shown.show("known", texts.textKnown, { said: [linkTo(upload.known)], doing: [stop, keepIt] });
        list.append(shown.item);
        continue;
      }
      const percent = Math.floor((100 * upload.offset) / upload.length);
      shown.show("begun", fill(texts.textBegun, { percent }), { said: [texts.textChooseAgain], doing: [stop] });
      list.append(shown.item);
    }
    const kept = inputs.flatMap((input) => [...input.files]).filter((file) => isBegun(person, file, fields()));
    if (kept.length) take(kept);
  }

  showUnfinished();
}

document.querySelectorAll("form[data-upload]").forEach(enhance);
