/**
 * The practice log and the observation form without a connection. Served as /service-worker.js, with lines above this one: the
 * imports of `sync` and `syncObservations`, and SHELL = {version, files, pages}: the addresses that make up the shell, and for
 * each beginning of an address the page that stands in.
 *
 * Kept are our own style sheets, modules and letters, and pages that hold nothing about anybody. Every other page comes
 * from the server or not at all: what is personal is never kept here.
 */
/* global SHELL, sync, syncObservations */
const CACHE = `erkend-shell-${SHELL.version}`;
const FILES = new Set(SHELL.files);

async function keepShell() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.files.map((address) => new Request(address, { cache: "reload" })));
  await keepPages("");
  await self.skipWaiting();
}

/** Keep the pages in a language ("?lang=nl"), without cookies: as they are for nobody in particular. */
async function keepPages(query) {
  const cache = await caches.open(CACHE);
  for (const address of Object.values(SHELL.pages)) {
    const page = await fetch(address + query, { credentials: "omit", cache: "reload" });
    if (!page.ok) throw new Error(`${address} answers ${page.status}`);
    await cache.put(address, page);
  }
}

/** The page that stands in for an address; undefined where none does. */
function standIn(path) {
  const found = Object.keys(SHELL.pages).find((beginning) => path === beginning || path.startsWith(`${beginning}/`));
  return SHELL.pages[found];
}

async function dropOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith("erkend-shell-") && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function fromShell(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}

async function pageOrStandIn(request, address) {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await caches.match(address, { cacheName: CACHE });
    if (!page) throw error;
    return page;
  }
}

self.addEventListener("install", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (FILES.has(address.pathname)) event.respondWith(fromShell(event.request));
  else if (event.request.mode === "navigate" && standIn(address.pathname)) {
    event.respondWith(pageOrStandIn(event.request, standIn(address.pathname)));
  }
});
self.addEventListener("message", (event) => {
  if (/^[a-z]{2}$/.test(event.data?.language)) event.waitUntil(keepPages(`?lang=${event.data.language}`).catch(() => {}));
});
self.addEventListener("sync", (event) => {
  if (event.tag === "erkend-practice") event.waitUntil(sync());
  if (event.tag === "erkend-observe") event.waitUntil(syncObservations());
});
