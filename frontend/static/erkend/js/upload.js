/**
 * Several files at once, each with its own progress: <form data-upload> holding components/file_field.html with upload=True.
 *
 * Each file is posted on its own to the form's address, together with everything else that was filled in, asking for JSON
 * (Accept: application/json). The answer: 2xx {"title", "href"} for a kept file, otherwise {"message"} (or problem details)
 * with a sentence that says what to do. When all are kept the page goes to data-upload-next, or the form's address.
 * A file that was refused stays in the list with its sentence and a button; nothing that was typed is lost.
 * Without script the form posts all files in one go.
 */
import { announce } from "./page.js";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function sentenceOf(request, texts) {
  try {
    const answer = JSON.parse(request.responseText);
    return answer.message || answer.detail || texts.textFailed;
  } catch {
    return request.status === 413 ? texts.textTooLarge : texts.textFailed;
  }
}

/** Send one file; resolves to {ok, title, href} or {ok: false, sentence}. */
function send(form, input, file, texts, onProgress) {
  return new Promise((resolve) => {
    const data = new FormData(form);
    data.delete(input.name);
    data.append(input.name, file);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total));
    request.addEventListener("load", () => {
      if (request.status < 200 || request.status >= 300) return resolve({ ok: false, sentence: sentenceOf(request, texts) });
      try {
        return resolve({ ok: true, ...JSON.parse(request.responseText) });
      } catch {
        return resolve({ ok: true });
      }
    });
    request.addEventListener("error", () => resolve({ ok: false, sentence: texts.textOffline }));
    request.send(data);
  });
}

/** One line of the list: name, state, progress, and what went wrong. */
function line(file, texts) {
  const item = document.createElement("li");
  item.className = "upload-list__item";
  const name = document.createElement("span");
  name.className = "upload-list__name";
  name.textContent = file.name;
  const state = document.createElement("strong");
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", file.name);
  const note = document.createElement("p");
  note.className = "upload-list__note";
  note.hidden = true;
  item.append(name, state, progress, note);
  const show = (code, word, sentence = "") => {
    item.dataset.state = code;
    state.textContent = word;
    progress.hidden = code === "done" || code === "failed";
    note.textContent = sentence;
    note.hidden = !sentence;
  };
  show("waiting", texts.textWaiting);
  return { item, progress, note, show };
}

function enhance(form) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-upload-list]");
  const texts = list.dataset;
  const limit = Number(input.dataset.maxBytes) || Infinity;

  async function attempt(entry) {
    entry.line.show("busy", texts.textBusy);
    const answer = entry.file.size > limit
      ? { ok: false, sentence: texts.textTooLarge }
      : await send(form, input, entry.file, texts, (part) => (entry.line.progress.value = part));
    entry.done = answer.ok;
    if (answer.ok) {
      entry.line.show("done", texts.textDone);
      return;
    }
    entry.line.show("failed", texts.textFailed, answer.sentence);
    const again = document.createElement("button");
    again.type = "button";
    again.className = "utrecht-button utrecht-button--subtle";
    again.textContent = texts.textAgain;
    again.addEventListener("click", () => attempt(entry).then(conclude), { once: true });
    entry.line.note.append(" ", again);
  }

  let entries = [];
  function conclude() {
    const done = entries.filter((entry) => entry.done).length;
    announce(fill(texts.textAnnounce, { done, total: entries.length }));
    form.dispatchEvent(new CustomEvent("erkend:answered", { bubbles: true }));
    if (done === entries.length) window.location.assign(form.dataset.uploadNext || form.action);
  }

  form.addEventListener("submit", async (event) => {
    const files = [...input.files];
    if (files.length === 0) return; // nothing chosen: the server says so at the field
    event.preventDefault();
    entries = files.map((file) => ({ file, line: line(file, texts), done: false }));
    list.replaceChildren(...entries.map((entry) => entry.line.item));
    for (const entry of entries) await attempt(entry); // one after the other: a phone's connection is narrow
    conclude();
  });
}

document.querySelectorAll("form[data-upload]").forEach(enhance);
