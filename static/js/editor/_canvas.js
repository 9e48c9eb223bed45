/* What the behaviours of the canvas share: its parts, its forms, and its one line of requests. */
window.canvas = (() => {
  "use strict";
  const words = () => document.getElementById("words")?.dataset ?? {};
  const byId = (id) => document.getElementById(id);
  const nameOf = (part) => part.id.slice("part-".length);
  const partOf = (element) => element?.closest?.(".part");
  const forms = (within = document) => [...within.querySelectorAll(".part-form")];
  const isForm = (element) => Boolean(element?.matches?.(".part-form"));

  // Without the token and the version: what somebody typed and chose.
  const typed = (form) => [...new FormData(form)].filter(([name, value]) => {
    return typeof value === "string" && !["csrf_token", "version", "kind", "then"].includes(name);
  });

  // The same as the form came, whatever has been typed since: a key may be struck before script has seen it.
  const given = (form) => {
    const copy = form.cloneNode(true);
    copy.reset();
    return typed(copy);
  };

  const say = (text, bad = false) => {
    digest.announce(text);
    const place = byId("saved-at");
    if (!place) return;
    place.textContent = text;
    place.classList.toggle("saved-bad", bad);
  };

  // One after the other: each finds the canvas as the one before has left it.
  let queue = Promise.resolve();
  const post = (url, values) => {
    const go = () => htmx.ajax("POST", url, {
      source: document.body, target: document.body, swap: "none",
      values: { ...values, once: crypto.randomUUID?.() ?? `${Date.now()}${Math.random()}` },
    });
    queue = queue.then(go, go).catch(() => {});
    return queue;
  };
  const get = (url, source, target) => htmx.ajax("GET", url, { source, target, swap: "outerHTML" }).catch(() => {});

  const open = (part) => {
    const link = part?.querySelector(":scope > .tools > a.tool");
    if (link) return get(link.href, link, part);
    part?.querySelector(".part-form [autofocus]")?.focus();
    return Promise.resolve();
  };

  const focus = (place) => {
    if (!place) return;
    // What shows itself on focus alone cannot take it before what is around it has.
    partOf(place)?.focus({ preventScroll: true });
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  };

  return { words, byId, nameOf, partOf, forms, isForm, typed, given, say, post, get, open, focus };
})();
