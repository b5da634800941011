/**
 * The practice log without a connection. Served as /service-worker.js, with two lines above this one: the import of `sync` and
 * SHELL = {version, files, page}, the addresses that make up the shell and the page that stands in for the log.
 *
 * Kept are our own style sheets, modules and letters, and one page that holds nothing about anybody. Every other page comes
 * from the server or not at all: what is personal is never kept here.
 */
/* global SHELL, sync */
const CACHE = `erkend-shell-${SHELL.version}`;
const FILES = new Set(SHELL.files);

async function keepShell() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.files.map((address) => new Request(address, { cache: "reload" })));
  await keepPage("");
  await self.skipWaiting();
}

/** Keep the page in a language ("?lang=nl"), without cookies: as it is for nobody in particular. */
async function keepPage(query) {
  const page = await fetch(SHELL.page + query, { credentials: "omit", cache: "reload" });
  if (!page.ok) throw new Error(`the page of the practice log answers ${page.status}`);
  await (await caches.open(CACHE)).put(SHELL.page, page);
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

async function pageOrStandIn(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await caches.match(SHELL.page, { cacheName: CACHE });
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
  else if (event.request.mode === "navigate" && /^\/practice(\/|$)/.test(address.pathname)) {
    event.respondWith(pageOrStandIn(event.request));
  }
});
self.addEventListener("message", (event) => {
  if (/^[a-z]{2}$/.test(event.data?.language)) event.waitUntil(keepPage(`?lang=${event.data.language}`).catch(() => {}));
});
self.addEventListener("sync", (event) => {
  if (event.tag === "erkend-practice") event.waitUntil(sync());
});
