/**
 * What is being worked on shows its result by itself: the part with data-refresh (seconds; empty: it is done) is asked for
 * again and put in the place of the old one. Its live region then says what changed. Without script the page reloads.
 */
const LONGEST = 30; // seconds between two looks, after many

async function look(part, seconds) {
  let fresh = null;
  try {
    const response = await fetch(location.href, { headers: { "X-Requested-With": "refresh" }, credentials: "same-origin" });
    if (response.ok && !response.redirected) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      fresh = page.getElementById(part.id);
    }
  } catch {
    // No connection now: the next look may find it.
  }
  if (fresh === null) return watch(part, Math.min(seconds * 2, LONGEST));
  if (fresh.dataset.refresh === part.dataset.refresh) return watch(part, Math.min(seconds * 1.3, LONGEST));
  const status = part.querySelector("[role=status]");
  const told = fresh.querySelector("[role=status]");
  // The live region itself stays, else a screen reader would not notice its new words.
  if (status !== null && told !== null) {
    status.replaceChildren(...told.childNodes);
    told.replaceWith(status);
  }
  part.replaceChildren(...fresh.childNodes);
  part.dataset.refresh = fresh.dataset.refresh;
  watch(part);
}

function watch(part, seconds = Number(part.dataset.refresh)) {
  if (seconds > 0) setTimeout(() => look(part, seconds), seconds * 1000);
}

for (const part of document.querySelectorAll("[data-refresh]")) watch(part);
