/* Saved digests are kept for reading offline, with all their pages and pictures, until the reader removes them or
   switches it off. The service worker that shows them comes with the first one. */
(() => {
  "use strict";
  const SAVED = "digest-saved-1:";
  const workers = navigator.serviceWorker;
  if (!workers || !window.caches) return;
  const isWanted = () => digest.isOn("offline");

  const start = async () => {
    const registration = await workers.register("/service-worker.js");
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    await new Promise((done, fail) => {
      const look = () => {
        if (worker.state === "activated") done();
        else if (worker.state === "redundant") fail(new Error("the worker could not be installed"));
      };
      worker.addEventListener("statechange", look);
      look();
    });
  };
  const stop = async () => {
    for (const registration of await workers.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) if (name.startsWith("digest-")) await caches.delete(name);
  };

  const get = async (address, cache) => {
    const answer = await fetch(address, { cache, credentials: "omit" });
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    return answer;
  };
  const page = async (address) => {
    // Asked for again, lest a page of a while ago passes for one of today.
    const answer = await get(address, "no-cache");
    const headers = new Headers(answer.headers);
    for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
    headers.set("X-Digest-Kept", new Date().toISOString());
    const text = await answer.text();
    const kept = () => new Response(text, { headers });
    return { kept, path: new URL(answer.url).pathname, document: new DOMParser().parseFromString(text, "text/html") };
  };
  const PARTS = "link[rel=stylesheet][href], script[src], img[src]";
  const parts = ({ document: doc }) => [...doc.querySelectorAll(PARTS)].map((each) => each.getAttribute("src") ?? each.getAttribute("href"));
  const stampOf = (doc) => [
    doc.querySelector(".reader-tools")?.dataset.edition, doc.querySelector("link[rel=stylesheet]")?.getAttribute("href"),
  ].join(" ");

  const keep = async (slug) => {
    if (!isWanted()) return;
    await start();
    const own = `/articles/${encodeURIComponent(slug)}`;
    const first = await page(own);
    const count = Number(first.document.querySelector(".reader-tools").dataset.pages);
    const later = Array.from({ length: count - 1 }, (_, at) => `${first.path}/${at + 2}`);
    if (count > 1) later.push(`${first.path}/all`);
    const pages = [first, ...await Promise.all(later.map(page))];
    const addresses = [...new Set(pages.flatMap(parts))].filter((address) => /^\/(?!\/)/.test(address));
    const answers = await Promise.all(addresses.map((address) => get(address, "default")));
    // Removed while it was on its way?
    if (!digest.saved.find(slug) || !isWanted()) return;
    await caches.delete(SAVED + slug);
    const cache = await caches.open(SAVED + slug);
    await Promise.all([
      cache.put(own, first.kept()),
      ...pages.map(({ path, kept }) => cache.put(path, kept())),
      ...addresses.map((address, at) => cache.put(address, answers[at])),
    ]);
    digest.saved.change(slug, { stamp: stampOf(first.document) });
  };

  const tools = document.querySelector(".reader-tools");
  digest.offline = {
    // The reader, who has just saved it, is told how that went.
    keep: (slug) => keep(slug).then(
      () => { if (isWanted()) digest.announce(tools.dataset.kept); },
      () => digest.announce(tools.dataset.unkept),
    ),
    drop: (slug) => caches.delete(SAVED + slug),
    kept: async () => (await caches.keys()).filter((name) => name.startsWith(SAVED)).map((name) => name.slice(SAVED.length)),
  };

  digest.onArrival((part) => {
    for (const label of part.parentElement.querySelectorAll(".offline-switch[hidden]")) label.hidden = false;
  });
  document.addEventListener("change", ({ target }) => {
    if (target.dataset?.setting !== "offline") return;
    if (!target.checked) stop();
    else for (const { slug } of digest.saved.all()) keep(slug).catch(() => {});
  });

  if (!isWanted()) return;
  // An installed site can say where it is offline, before anything is saved.
  if (digest.saved.all().length || matchMedia("(display-mode: standalone), (display-mode: minimal-ui)").matches) start().catch(() => {});
  // A digest that was corrected, or looks otherwise by now, is kept anew when it is read.
  const saved = tools && digest.saved.find(tools.dataset.slug);
  if (saved && saved.stamp !== stampOf(document)) keep(saved.slug).catch(() => {});
})();
