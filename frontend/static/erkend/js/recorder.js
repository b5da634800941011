// Records a part of a story in the page and sends it. A recording that could not be sent stays, to be sent again.
import { csrfToken } from "./page.js";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const box = document.querySelector("[data-recorder]");

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

function setUp() {
  const [start, stop, again] = ["start", "stop", "again"].map((name) => box.querySelector(`[data-${name}]`));
  const [said, time] = [box.querySelector("[data-said]"), box.querySelector("[data-time]")];
  const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each)) ?? "";
  let recorder = null;
  let kept = null;
  let ticking = 0;

  function show(recording) {
    start.hidden = recording;
    stop.hidden = !recording;
    time.hidden = !recording;
  }

  async function send() {
    said.textContent = box.dataset.textSending;
    if (document.activeElement === again) start.focus(); // the button that was pressed goes
    again.hidden = true;
    const form = new FormData();
    form.append("file", kept, `recording.${kept.type.includes("mp4") ? "m4a" : kept.type.includes("ogg") ? "ogg" : "webm"}`);
    try {
      const answer = await fetch(box.dataset.url, {
        method: "POST",
        body: form,
        headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.message);
      kept = null;
      window.location.assign(told.href);
    } catch (error) {
      said.textContent = error.name === "Error" && error.message ? error.message : box.dataset.textFailed;
      again.hidden = false;
    }
  }

  start.addEventListener("click", async () => {
    let sound;
    try {
      sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      said.textContent = box.dataset.textRefused;
      return;
    }
    const parts = [];
    const begun = Date.now();
    recorder = new MediaRecorder(sound, kind ? { mimeType: kind } : {});
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(ticking);
      for (const track of sound.getTracks()) track.stop();
      kept = new Blob(parts, { type: recorder.mimeType });
      show(false);
      start.focus();
      send();
    });
    recorder.start(1000);
    ticking = setInterval(() => (time.textContent = clock((Date.now() - begun) / 1000)), 500);
    said.textContent = box.dataset.textBusy;
    show(true);
    stop.focus();
  });
  stop.addEventListener("click", () => recorder?.stop());
  again.addEventListener("click", send);
  window.addEventListener("beforeunload", (event) => {
    if (kept || recorder?.state === "recording") event.preventDefault();
  });
  box.hidden = false;
}

if (box && window.MediaRecorder && navigator.mediaDevices) setUp();
