/* A sentence that was found in a source goes into the field of its point, which is saved like all that is typed. */
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form[data-attach]");
    const field = form && document.getElementById(form.dataset.attach);
    if (!field) return;
    event.preventDefault();
    field.value = form.elements.passage.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    form.closest(".found").replaceChildren();
    field.focus();
  });
})();
