/**
 * Sending one file in pieces (tus 1.0), going on where it was after a lost connection or another page.
 *
 * const sending = new Sending(file, { to, fields, token, person, say, texts }); await sending.run(); sending.stop();
 * `say(code, part)` hears "sending", "waiting" (for a connection) and how far it is, 0 to 1. What run() resolves to is what the
 * server made of the file: {state: "done", item: {href, title}}, or {state: "refused", message, code, known, keep}.
 * It rejects with a Refusal (a sentence of the server's, nothing to try again by itself), or a Lost when the connection stayed away.
 */
const MOST = 5 * 1024 * 1024;
const LEAST = 64 * 1024;
const FIRST = 1024 * 1024;
const QUICK = 3000; // milliseconds: a piece that took less is followed by one twice as large
const SLOW = 12000; // one that took more by one half as large
const PATIENCE = 45000; // without a byte going out the connection counts as lost
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000, 30000, 30000];

export class Refusal extends Error {
  constructor(status, message, told = {}) {
    super(message);
    this.status = status;
    this.told = told;
  }
}
export class Lost extends Error {}
export class Stopped extends Error {}

const remembered = {
  key: (person, print) => `erkend:upload:${person}:${print}`,
  read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key, url) {
    try {
      localStorage.setItem(key, url);
    } catch {
      /* a full or closed store: after a reload it begins anew */
    }
  },
  forget(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      /* nothing was kept there */
    }
  },
};

/** What tells a file apart without reading it, and what it is for. */
export const fingerprint = (file, fields) =>
  [file.name, file.size, file.lastModified, fields.item ?? "", fields.line ?? ""].join("|");

/** Whether this browser began to send the file before. */
export const isBegun = (person, file, fields) =>
  remembered.read(remembered.key(person, fingerprint(file, fields))) !== null;

/** Forget the uploads of this person that the server does not know any more; `urls` are those it does. */
export function forgetOthers(person, urls) {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(remembered.key(person, "")) && !urls.includes(localStorage.getItem(key))) localStorage.removeItem(key);
    }
  } catch {
    /* a closed store holds nothing */
  }
}

/** One request; resolves to {status, header(name), told}. Rejects with Lost when there is no answer. */
export function ask(method, url, { headers = {}, body = null, token = "", signal, onProgress } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let silence;
    const stillHere = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), PATIENCE);
    };
    const end = (answer) => {
      clearTimeout(silence);
      signal?.removeEventListener("abort", stop);
      answer();
    };
    const stop = () => request.abort();
    request.open(method, url);
    for (const [name, value] of Object.entries({ Accept: "application/json", "Tus-Resumable": "1.0.0", ...headers })) {
      request.setRequestHeader(name, value);
    }
    if (token) request.setRequestHeader("X-CSRFToken", token);
    request.upload.addEventListener("progress", (event) => {
      stillHere();
      onProgress?.(event.loaded);
    });
    request.addEventListener("load", () => end(() => {
      let told = {};
      try {
        told = JSON.parse(request.responseText);
      } catch {
        /* most answers have no body */
      }
      resolve({ status: request.status, header: (name) => request.getResponseHeader(name), told });
    }));
    request.addEventListener("error", () => end(() => reject(new Lost())));
    request.addEventListener("abort", () => end(() => reject(signal?.aborted ? new Stopped() : new Lost())));
    signal?.addEventListener("abort", stop);
    stillHere();
    request.send(body);
  });
}

const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

export class Sending {
  constructor(file, { to, fields = {}, token, person = "", say = () => {} }) {
    Object.assign(this, { file, to, fields, token, say });
    this.key = remembered.key(person, fingerprint(file, fields));
    this.url = remembered.read(this.key);
    this.pieceSize = Math.min(FIRST, navigator.connection?.effectiveType?.includes("2g") ? LEAST : FIRST);
    this.stopper = new AbortController();
  }

  async run() {
    if (this.stopper.signal.aborted) this.stopper = new AbortController();
    let offset = this.url ? null : 0;
    for (let failures = 0; ; ) {
      try {
        if (!this.url) await this.create();
        offset ??= await this.offset();
        if (offset >= this.file.size) return await this.result();
        const before = offset;
        offset = await this.piece(offset);
        if (offset > before) failures = 0;
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        this.pieceSize = Math.max(LEAST, this.pieceSize / 2);
        if (failures >= PAUSES.length) throw error;
        await this.pause(PAUSES[failures]);
        if (navigator.onLine) failures += 1;
        offset = null;
      }
    }
  }

  /** Stop, and let the server forget it; begun again it begins at the start. */
  async stop() {
    this.stopper.abort();
    const { url } = this;
    this.forget();
    if (url) await ask("DELETE", url, { token: this.token }).catch(() => {});
  }

  forget() {
    remembered.forget(this.key);
    this.url = null;
  }

  async create() {
    const about = { filename: this.file.name || "document", filetype: this.file.type, ...this.fields };
    const metadata = Object.entries(about).filter(([, value]) => value).map(([key, value]) => `${key} ${encoded(value)}`);
    const answer = await this.request("POST", this.to, {
      headers: { "Upload-Length": String(this.file.size), "Upload-Metadata": metadata.join(",") },
    });
    this.url = answer.header("Location");
    remembered.write(this.key, this.url);
  }

  /** How much of it is there. An upload that is gone is begun anew. */
  async offset() {
    try {
      return Number((await this.request("HEAD", this.url)).header("Upload-Offset"));
    } catch (error) {
      if (!(error instanceof Refusal) || ![404, 409, 410].includes(error.status)) throw error;
      this.forget();
      await this.create();
      return 0;
    }
  }

  async piece(offset) {
    const piece = this.file.slice(offset, offset + this.pieceSize);
    const begun = performance.now();
    this.say("sending", offset / this.file.size);
    const answer = await this.request("PATCH", this.url, {
      headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
      body: piece,
      onProgress: (sent) => this.say("sending", (offset + Math.min(sent, piece.size)) / this.file.size),
    });
    const took = performance.now() - begun;
    if (took < QUICK) this.pieceSize = Math.min(MOST, this.pieceSize * 2);
    else if (took > SLOW) this.pieceSize = Math.max(LEAST, this.pieceSize / 2);
    return Number(answer.header("Upload-Offset"));
  }

  async result() {
    const { told } = await this.request("GET", this.url);
    this.forget();
    return told;
  }

  /** An answer that helps, or Lost for what passes by itself, or a Refusal. */
  async request(method, url, options = {}) {
    const answer = await ask(method, url, { token: this.token, signal: this.stopper.signal, ...options });
    if (answer.status >= 200 && answer.status < 300) return answer;
    if (method === "PATCH" && answer.told.state === "refused") return answer; // whole, and not taken: result() tells why
    if (answer.status >= 500 || answer.status === 0 || (method === "PATCH" && [409, 423, 460].includes(answer.status))) {
      throw new Lost(answer.told.message);
    }
    throw new Refusal(answer.status, answer.told.message ?? "", answer.told);
  }

  /** Wait a while; without a connection until it is back. */
  async pause(milliseconds) {
    this.say("waiting");
    const { signal } = this.stopper;
    await new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        window.removeEventListener("online", go);
        signal.removeEventListener("abort", stop);
        resolve();
      };
      const stop = () => {
        clearTimeout(timer);
        window.removeEventListener("online", go);
        reject(new Stopped());
      };
      const timer = navigator.onLine ? setTimeout(go, milliseconds * (0.75 + Math.random() / 2)) : undefined;
      window.addEventListener("online", go);
      signal.addEventListener("abort", stop, { once: true });
    });
  }
}
