/* Lets saved digests be read where there is no network. Whatever the network answers is what is shown; a page that was
   kept says so, with the day. Nothing that is fetched here is kept: that is done at the reader's wish, by offline.js. */
"use strict";
const { version, shell, locale, band } = given;
const SHELL = `digest-shell-${version}`;
const SAVED = "digest-saved-1:";
const PRIVATE = /^\/(editor|session|preview)(\/|$)/;
const PARTS = ["style", "script", "image", "manifest"];

addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(SHELL);
  await cache.addAll(shell.map((address) => new Request(address, { cache: "reload" })));
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("digest-") && name !== SHELL && !name.startsWith(SAVED)) await caches.delete(name);
  }
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || PRIVATE.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request, url.pathname));
  else if (PARTS.includes(request.destination)) event.respondWith(part(request, url.pathname));
});

const page = async (request, path) => {
  let answer;
  try {
    // Asked for each time: what the browser itself has from a minute ago would pass for news where there is no network.
    answer = await fetch(request, { cache: "no-cache" });
  } catch {
    const kept = await caches.match(path, { ignoreVary: true }) ?? await caches.match("/offline", { ignoreVary: true });
    return kept ? stamped(kept) : Response.error();
  }
  await forget(path, answer.status);
  return answer;
};

const part = async (request, path) => {
  try {
    return await fetch(request);
  } catch {
    return await caches.match(request, { ignoreVary: true }) ?? await otherWidth(path) ?? Response.error();
  }
};

// A picture is kept in one width, whichever the page would choose.
const otherWidth = async (path) => {
  const picture = /^\/pictures\/[^/]+-(?=\d+\.webp$)/.exec(path)?.[0];
  if (!picture) return undefined;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (new URL(request.url).pathname.startsWith(picture)) return cache.match(request, { ignoreVary: true });
    }
  }
  return undefined;
};

// A digest that was withdrawn is not to be read offline either.
const forget = async (path, status) => {
  const [, folder, slug, more] = path.split("/");
  if (folder === "articles" && slug && (status === 410 || (status === 404 && !more))) {
    await caches.delete(SAVED + decodeURIComponent(slug));
  }
};

const stamped = async (kept) => {
  const at = kept.headers.get("X-Digest-Kept");
  if (!at) return kept;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(at));
  const text = (await kept.text())
    .replace(/<body[^>]*>/, (body) => body + band.replaceAll("{day}", day))
    // The next page is a page of its own, which says the same; nothing is to be had in place.
    .replace(/(<a class="next-link"[^>]*?) data-hx-get="[^"]*"/, "$1");
  return new Response(text, { headers: kept.headers });
};
