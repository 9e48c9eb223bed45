/* Later pages beneath this one: fetched ahead near the viewport, focused and told when they come, and the
   address is always that of the page being read. */
(() => {
  "use strict";
  const pages = document.querySelector(".pages");
  if (!pages) return;
  const root = document.documentElement;
  const own = document.title;
  let asked = true;
  let reading = pages.querySelector(".page");

  const near = (margin, action) => new IntersectionObserver((entries, observer) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || !target.isConnected) continue;
      observer.unobserve(target);
      action(target);
    }
  }, { rootMargin: `0px 0px ${margin}px` });

  // Into the browser's cache; htmx then finds it there.
  const ahead = near(1600, (link) => {
    if (!navigator.connection?.saveData) fetch(link.dataset.hxGet, { priority: "low" }).catch(() => {});
  });
  const byItself = near(700, (link) => {
    if (root.dataset.auto !== "on") return;
    asked = false;
    link.click();
  });
  // The page being read is the last one that begins above a line across the window.
  const LINE = 0.4;
  const reader = new IntersectionObserver(() => {
    const all = [...pages.querySelectorAll(".page")];
    read(all.findLast((page) => page.getBoundingClientRect().top <= innerHeight * LINE) ?? all[0]);
  }, { rootMargin: `-${100 * LINE}% 0px -${100 - 100 * LINE}% 0px` });

  const read = (page) => {
    reading = page;
    if (pages.querySelectorAll(".page").length < 2) return;
    if (location.pathname !== page.dataset.url) history.replaceState(history.state, "", page.dataset.url);
    document.title = page === pages.firstElementChild ? own : page.dataset.title;
  };
  const watch = () => {
    for (const page of pages.querySelectorAll(".page")) reader.observe(page);
    for (const link of pages.querySelectorAll(".next-link[data-hx-get]")) {
      ahead.observe(link);
      byItself.observe(link);
    }
  };

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const number = /\/(?:_\/articles\/[^/]+|pieces)\/(\d+)$/.exec(detail.pathInfo.requestPath)?.[1];
    if (number && document.getElementById(`page-${number}`)) detail.shouldSwap = false;
  });
  digest.onArrival((part) => {
    if (!part.matches?.(".page")) return;
    // The document is longer than a reload of this address will be; the place is kept below instead.
    history.scrollRestoration = "manual";
    watch();
    if (asked) {
      part.querySelector(".page-title")?.focus({ preventScroll: true });
      part.scrollIntoView();
      read(part);
    }
    asked = true;
  });
  addEventListener("pagehide", () => {
    if (history.scrollRestoration !== "manual") return;
    history.replaceState({ into: Math.round(-reading.getBoundingClientRect().top) }, "");
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted || !(history.state?.into > 0)) return;
    scrollTo({ top: scrollY + reading.getBoundingClientRect().top + history.state.into, behavior: "instant" });
  });
  document.addEventListener("change", ({ target }) => {
    // Switched on in the menu: it holds for the link that is near already.
    if (target.dataset?.setting === "auto") for (const link of pages.querySelectorAll(".next-link[data-hx-get]")) byItself.observe(link);
  });
  watch();
})();
