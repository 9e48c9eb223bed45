/* The keys of readers: j and k through sections and lists, n onward, s, /, m, and ? for the sheet that names them.
   Never where somebody types or with another key held, and not at all for whoever has switched them off. */
(() => {
  "use strict";
  const sheet = document.getElementById("reader-keys");
  if (!sheet?.showModal) return;
  const PLACES = ".key-points, .page-title, .section, .lead-title a, .summary-title a, .shelf .brief-title";
  const main = document.getElementById("main");
  const find = (selector) => main.querySelector(selector);

  // A section that begins with the title of its page is the same place.
  const places = () => [...main.querySelectorAll(PLACES)].filter(
    (place) => place.checkVisibility?.() !== false && !place.previousElementSibling?.matches(".page-title"),
  );
  const top = (place) => place.getBoundingClientRect().top;
  const step = (by) => {
    const all = places();
    const here = all.indexOf(document.activeElement.closest?.(PLACES));
    const inSight = here >= 0 && top(all[here]) < innerHeight && all[here].getBoundingClientRect().bottom > 0;
    const next = inSight ? all[here + by]
      : by > 0 ? all.find((place) => top(place) > 8) : all.findLast((place) => top(place) < -8);
    if (!next) return;
    if (!next.matches("a")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ behavior: "instant", block: next.matches("a") ? "center" : "start" });
  };

  const menu = () => document.getElementById("menu-opener")?.click();
  const search = () => {
    const field = find("input[type=search]");
    if (field) return field.focus();
    const dialog = document.getElementById("menu");
    const inMenu = () => dialog.querySelector("input[type=search]");
    if (!dialog) return undefined;
    menu();
    if (inMenu()) return inMenu().focus();
    // It is still on its way.
    dialog.addEventListener("htmx:load", () => { if (dialog.open) inMenu()?.focus(); }, { once: true });
    return undefined;
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    n: () => find("a[rel=next], .more-link, .next-link")?.click(),
    s: () => find(".tool-save")?.click(),
    q: () => find(".tool-quote")?.click(),
    "/": search,
    m: menu,
    "?": () => sheet.showModal(),
  };

  const isTyping = (place) => place.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    // A key that ends a conversion belongs to the input method.
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || !digest.isOn("keys")) return;
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
  document.addEventListener("click", ({ target }) => { if (target.closest?.(".keys-opener")) sheet.showModal(); });
})();
