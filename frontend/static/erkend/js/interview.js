/**
 * Records an interview, with marks at criteria (professional/recording.html). Each part goes to the server as it comes (tus: PATCH with
 * Upload-Offset), so that a dead battery loses seconds. Without a connection the parts wait here, in order, until there is one.
 * Where the server keeps it no more (somebody said no meanwhile) the microphone goes off, and what waited is thrown away.
 */
import { announce, csrfToken } from "./page.js";

const PART = 3000; // milliseconds
const AGAIN = 4000;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const box = document.querySelector("[data-interview]");

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

async function post(address, fields) {
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
  });
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.message), { told: true });
  return told;
}

function setUp() {
  const find = (name) => box.querySelector(`[data-${name}]`);
  const [start, stop, said, time, marks, mark] = ["start", "stop", "said", "time", "marks", "mark"].map(find);
  const waiting = [];
  let [ways, recorder, begun, ticking, offset, sending] = [null, null, 0, 0, 0, false];

  const seconds = () => Math.floor((Date.now() - begun) / 1000);
  const say = (text) => {
    if (said.textContent !== text) said.textContent = text;
  };

  async function sendOne(part) {
    const answer = await fetch(ways.pieces, {
      method: "POST",
      body: part,
      headers: {
        "X-HTTP-Method-Override": "PATCH", "Tus-Resumable": "1.0.0", "Upload-Offset": String(offset),
        "Content-Type": "application/offset+octet-stream", "X-CSRFToken": csrfToken(),
      },
    });
    const at = Number(answer.headers.get("Upload-Offset"));
    if (answer.ok) offset = at;
    // The part was here already, its answer lost.
    else if (answer.status === 409 && at === offset + part.size) offset = at;
    else if (answer.status === 404) throw Object.assign(new Error(), { ended: true });
    else if (answer.status < 500) throw Object.assign(new Error((await answer.json()).message), { told: true });
    else throw new Error(String(answer.status));
  }

  async function drain() {
    if (sending) return;
    sending = true;
    while (waiting.length) {
      try {
        await sendOne(waiting[0]);
        waiting.shift();
        if (recorder.state === "recording") say(box.dataset.textBusy);
      } catch (error) {
        if (error.ended) {
          end();
          break;
        }
        say(error.told ? error.message : box.dataset.textWaiting);
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
    sending = false;
    if (recorder.state === "inactive") finish();
  }

  function end() {
    waiting.length = 0;
    ways = null;
    if (recorder.state !== "inactive") recorder.stop();
    say(box.dataset.textEnded);
  }

  async function finish() {
    if (!ways) return;
    try {
      const told = await post(ways.keep, { seconds: String(seconds()) });
      ways = null;
      location.assign(told.href);
    } catch (error) {
      say(error.told ? error.message : box.dataset.textWaiting);
      if (!error.told) setTimeout(finish, AGAIN);
    }
  }

  start.addEventListener("click", async () => {
    let sound;
    try {
      sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return say(box.dataset.textRefused);
    }
    try {
      ways = await post(box.dataset.begin, {});
    } catch (error) {
      for (const track of sound.getTracks()) track.stop();
      return say(error.told ? error.message : box.dataset.textWaiting);
    }
    const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each)) ?? "";
    recorder = new MediaRecorder(sound, kind ? { mimeType: kind } : {});
    recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size && ways) waiting.push(data);
      drain();
    });
    recorder.addEventListener("stop", () => {
      clearInterval(ticking);
      for (const track of sound.getTracks()) track.stop();
      stop.hidden = marks.hidden = true;
      if (!ways) return;
      say(box.dataset.textSending);
      if (!waiting.length && !sending) finish();
    });
    begun = Date.now();
    recorder.start(PART);
    ticking = setInterval(() => (time.textContent = clock(seconds())), 1000);
    start.hidden = true;
    stop.hidden = marks.hidden = time.hidden = false;
    say(box.dataset.textBusy);
    stop.focus();
  });
  stop.addEventListener("click", () => recorder.stop());
  mark.addEventListener("click", async () => {
    const at = seconds();
    const criterion = box.querySelector("select").value;
    try {
      await post(ways.mark, { criterion, second: String(at) });
      announce(`${box.dataset.textMarked} ${clock(at)}`);
      mark.textContent = `${mark.textContent.split(" · ")[0]} · ${clock(at)}`;
    } catch (error) {
      say(error.told ? error.message : box.dataset.textWaiting);
    }
  });
  addEventListener("beforeunload", (event) => {
    if (ways) event.preventDefault();
  });
  box.hidden = false;
}

if (box && window.MediaRecorder && navigator.mediaDevices) setUp();

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-jump]");
  const sound = link?.closest("section").querySelector("[data-sound]");
  if (!sound) return;
  event.preventDefault();
  sound.currentTime = Number(link.dataset.jump);
  sound.play();
});
