/* Cards from links, asked for in place; what has been read comes by itself and never under somebody's hands. */
(() => {
  "use strict";
  const { byId, nameOf, partOf, post, get, focus, forms } = canvas;
  const linksForm = (element) => byId("canvas") && element?.closest?.(".links-form");

  document.addEventListener("submit", async (event) => {
    const form = linksForm(event.target);
    if (!form) return;
    event.preventDefault();
    form.querySelector(".links-said").textContent = "";
    const part = partOf(form);
    const button = form.querySelector("button");
    button.disabled = true;
    await canvas.shut(part);
    await post(form.action, { links: form.elements.links.value, after: part ? nameOf(part) : "" });
    button.disabled = false;
  });
  document.addEventListener("keydown", (event) => {
    const form = linksForm(event.target);
    if (!form || event.isComposing || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  // The cards are there: the field is empty again, and folded.
  document.addEventListener("linked", () => {
    for (const form of document.querySelectorAll("#canvas .links-form")) {
      form.reset();
      form.closest(".links")?.removeAttribute("open");
      form.closest(".kinds")?.remove();
    }
  });

  // Where the focus was within what is replaced, it stays at that place.
  let held;
  document.addEventListener("htmx:oobBeforeSwap", ({ detail: { target } }) => {
    held = target?.matches?.(".part-view, .facts") && target.contains(document.activeElement) ? target.id : undefined;
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    const place = held && byId(held);
    held = undefined;
    if (place) (place.matches(".facts") ? place : partOf(place)).focus({ preventScroll: true });
  });

  const following = new Set();
  // A form in which nothing was typed yet follows what its card has become; in any other both texts will be shown.
  document.addEventListener("filled", async ({ detail }) => {
    const part = byId(`part-${detail.part}`);
    part?.setAttribute("aria-label", detail.label);
    // What was asked for before there was anything to suggest from.
    const panel = part?.querySelector(":scope > .suggestions[open]");
    if (panel) htmx.ajax("GET", panel.dataset.hxGet, { source: panel, target: panel.querySelector(".suggestions-body"), swap: "innerHTML" });
    const [form] = part ? forms(part) : [];
    if (!form || form.elements.version.value === detail.version || canvas.isChanged(form)) return;
    const name = form.contains(document.activeElement) && document.activeElement.name;
    following.add(part);
    await get(form.action, form.querySelector(".part-close"), part);
    following.delete(part);
    if (name) focus(byId(`form-${detail.part}`)?.elements[name]);
  });
  // Somebody may be typing elsewhere: a form that comes by itself must not take the cursor.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (following.has(detail.target)) detail.serverResponse = detail.serverResponse.replace(/ autofocus(="")?(?=[ >])/g, "");
  });

  // That nobody could be asked how far a reading is, is no trouble for somebody who writes.
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, (event) => {
      if (event.detail.elt?.matches?.(".reading span, .facts span")) event.stopPropagation();
    }, true);
  }
})();
