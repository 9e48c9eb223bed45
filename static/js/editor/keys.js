/* The keys of the desk and of its canvas; ? shows them. */
(() => {
  "use strict";
  const { partOf, open } = canvas;
  const sheet = document.getElementById("keys");
  const opener = document.getElementById("keys-opener");
  const isField = (element) => element.matches?.("input, textarea, select, [contenteditable]");

  const inForm = (event, form) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      // htmx knows the button by its click alone.
      (form.querySelector(".part-next") ?? form.querySelector(".button")).click();
    } else if (event.key === "Escape") form.querySelector(".part-close")?.click();
    else return false;
    return true;
  };
  const onPart = (event, part) => {
    const { key, altKey, target } = event;
    if (altKey && (key === "ArrowUp" || key === "ArrowDown")) {
      part.querySelector(`:scope > .tools > [name=${key === "ArrowUp" ? "up" : "down"}]`)?.click();
    } else if (key === "Enter" && target === part) open(part);
    else return false;
    return true;
  };

  // Keys of every page, where nobody is typing.
  const onPage = ({ key, target, ctrlKey, altKey, metaKey }) => {
    if (isField(target) || ctrlKey || altKey || metaKey || sheet?.open) return false;
    const search = key === "/" && document.querySelector("main input[type=search]");
    if (search) search.focus();
    else if (key === "?" && sheet?.showModal) sheet.showModal();
    else return false;
    return true;
  };

  document.addEventListener("keydown", (event) => {
    // A key that ends a conversion belongs to the input method.
    if (event.isComposing || event.keyCode === 229) return;
    const form = event.target.closest?.(".part-form");
    const part = partOf(event.target);
    const taken = form ? inForm(event, form) : part ? onPart(event, part) : false;
    if (taken || onPage(event)) event.preventDefault();
  });
  sheet?.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
  if (opener && sheet?.showModal) {
    opener.hidden = false;
    opener.addEventListener("click", () => sheet.showModal());
  }
})();
