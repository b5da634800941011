/**
 * The assessor's desk by keyboard, with the evidence beside the form, and on a second screen if one likes.
 *
 * Every link with data-look opens here instead of on a page of its own; without this script it is that page. What is looked at can
 * be put in the form with one key: as what carries the score where the focus is ("e"), or in the second leg ("l").
 */
import { announce } from "./page.js";

const OFF = "erkend:shortcuts-off"; // as in keys.js
const place = document.querySelector("[data-viewer-place]");
const alone = place?.hasAttribute("data-viewer-alone");
const form = document.getElementById("desk-form");
const desk = location.pathname.split("/").slice(0, 3).join("/");
const windows = "BroadcastChannel" in window ? new BroadcastChannel(`erkend:desk:${desk}`) : null;
const view = { zoom: 1, turn: 0 };

const viewer = () => place?.querySelector("[data-viewer]");

function draw() {
  place.style.setProperty("--viewer-zoom", String(view.zoom));
  place.style.setProperty("--viewer-turn", `${view.turn}deg`);
}

async function part(address, selector) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
}

/** The text comes after the picture: reading it, of a scan above all, takes a moment. */
async function showText() {
  const link = place.querySelector("[data-page-text-link]");
  if (!link) return;
  try {
    const text = await part(link.href, "[data-page-text]");
    if (text && link.isConnected) link.closest("[data-page-text-place]").replaceChildren(text);
  } catch {
    /* the link stays */
  }
}

function ready() {
  place.querySelector("[data-viewer-tools]").hidden = false;
  if (alone) place.querySelector("[data-second-window]").hidden = place.querySelector("[data-close]").hidden = true;
  view.zoom = 1;
  view.turn = 0;
  draw();
  showText();
}

async function look(address, { tell = true, focus = true } = {}) {
  let found;
  try {
    found = await part(address, "[data-viewer]");
  } catch {
    location.assign(address); // signed out, or gone: the page itself says so
    return;
  }
  place.replaceChildren(found);
  place.dataset.address = address;
  place.hidden = false;
  ready();
  if (focus) place.querySelector("#viewer-title").focus();
  if (alone) history.replaceState(null, "", address);
  if (tell) windows?.postMessage({ look: address });
}

function close() {
  place.hidden = true;
  place.replaceChildren();
  announce(place.dataset.textClosed);
}

/** The criterion where the focus is, else the first that is on the screen. */
function criterion() {
  const inside = document.activeElement?.closest?.("[data-criterion]");
  if (inside) return inside;
  return [...document.querySelectorAll("[data-criterion]")].find((each) => each.getBoundingClientRect().bottom > 0);
}

/** The instrument where the focus is, else the first of the criterion. */
function cell() {
  return document.activeElement?.closest?.("[data-cell]") ?? criterion()?.querySelector("[data-cell]");
}

function step(way) {
  const all = [...document.querySelectorAll("[data-criterion]")];
  const inside = document.activeElement?.closest?.("[data-criterion]");
  const at = all.indexOf(inside ?? criterion());
  const next = inside ? all[at + way] : all[at];
  next?.querySelector("h2").focus();
}

function score(number) {
  const chosen = cell()?.querySelectorAll("input[type=radio]")[number - 1];
  if (!chosen) return false;
  chosen.checked = true;
  chosen.focus();
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

/** "This carries it": tick what is looked at, with its page. */
function carry() {
  const seen = viewer();
  const carriers = cell()?.querySelector("[data-carriers]");
  if (!seen || !carriers) return false;
  const value = `item:${seen.dataset.item}`;
  const name = carriers.dataset.carriers;
  let box = [...carriers.querySelectorAll("input[type=checkbox]")].find((each) => each.value === value);
  if (!box) {
    const label = Object.assign(document.createElement("label"), { className: "choice" });
    box = Object.assign(document.createElement("input"), { type: "checkbox", className: "choice__control", name, value });
    label.append(box, Object.assign(document.createElement("span"), { textContent: seen.dataset.title }));
    carriers.prepend(label);
  }
  box.checked = true;
  if (seen.dataset.page && Number(seen.dataset.pages) > 1) {
    const pageName = `page:${name}:${seen.dataset.item}`;
    let page = carriers.querySelector(`[name="${CSS.escape(pageName)}"]`);
    if (!page) {
      page = Object.assign(document.createElement("input"), { type: "hidden", name: pageName });
      box.closest("label").after(page);
    }
    page.value = seen.dataset.page;
  }
  carriers.closest("details").open = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  announce(seen.dataset.where);
  return true;
}

/** Put what is looked at at the end of the second leg, once. */
function quote() {
  const seen = viewer();
  const legs = criterion()?.querySelector("textarea[name$=':evidence_or_instrument']");
  const leg = legs ?? document.querySelector("textarea[name$=':evidence_or_instrument']");
  if (!seen || !leg) return false;
  const { where } = seen.dataset;
  if (!leg.value.includes(where)) leg.value = leg.value.trim() ? `${leg.value.trim()}; ${where}` : where;
  leg.dispatchEvent(new Event("input", { bubbles: true }));
  leg.focus();
  announce(leg.value);
  return true;
}

function ask() {
  const summary = criterion()?.querySelector("[data-ask]");
  if (!summary) return false;
  summary.parentElement.open = true;
  summary.parentElement.querySelector("textarea").focus();
  return true;
}

const KEYS = { n: () => step(1), p: () => step(-1), e: carry, l: quote, i: ask };

function isTyping(element) {
  return element.matches?.("input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (!form || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (localStorage.getItem(OFF) !== null) return;
  const done = /^[1-9]$/.test(event.key) ? score(Number(event.key)) : KEYS[event.key]?.();
  if (done !== false && (KEYS[event.key] || /^[1-9]$/.test(event.key))) event.preventDefault();
});

if (place) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-look]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    look(link.href);
  });
  place.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.zoom) view.zoom = Math.min(4, Math.max(0.5, view.zoom + Number(button.dataset.zoom) * 0.25));
    else if ("turn" in button.dataset) view.turn = (view.turn + 90) % 360;
    else if ("secondWindow" in button.dataset) return void window.open(place.dataset.address ?? location.href, "erkend-evidence");
    else if ("close" in button.dataset) return close();
    draw();
  });
  windows?.addEventListener("message", ({ data }) => {
    if (typeof data?.look === "string" && alone) look(data.look, { tell: false, focus: false });
  });
  if (alone) ready();
}
