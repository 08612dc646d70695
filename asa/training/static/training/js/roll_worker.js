/* Serves the page of one roll, and the files it is drawn with, where there is no signal.

   Its scope is that one page. It keeps no answer to anything sent, and nothing of another page. */
(() => {
  "use strict";

  const kept = new URL(self.location).searchParams.get("kept");
  const page = new URL(self.registration.scope).pathname;
  const isOver = () => kept.slice("asa-kept-".length).slice(0, 10) < new Date().toISOString().slice(0, 10);

  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

  async function thePage(request) {
    const cache = await caches.open(kept);
    try {
      const answer = await fetch(request);
      if (answer.ok) await cache.put(page, answer.clone());
      else if (answer.status === 403 || answer.status === 404) await caches.delete(kept);
      if (answer.status < 500) return answer;
    } catch (noSignal) {
      /* what was kept answers instead */
    }
    if (isOver()) await caches.delete(kept);
    return (await caches.match(page, { cacheName: kept })) || Response.error();
  }

  async function aFile(request) {
    const known = await caches.match(request, { cacheName: kept });
    if (known) return known;
    const answer = await fetch(request);
    if (answer.ok && (await caches.has(kept))) (await caches.open(kept)).put(request, answer.clone());
    return answer;
  }

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (request.mode === "navigate" && url.pathname === page) event.respondWith(thePage(request));
    else if (url.pathname.startsWith("/static/")) event.respondWith(aFile(request));
  });
})();
