/* Who else is here: asked for every twenty seconds, with the part whose form is open here. */
(() => {
  "use strict";
  const { byId, nameOf, partOf, forms } = canvas;

  const mark = () => {
    for (const part of document.querySelectorAll(".part-busy")) part.classList.remove("part-busy");
    for (const one of document.querySelectorAll("#present [data-part]")) {
      byId(`part-${one.dataset.part}`)?.classList.add("part-busy");
    }
  };
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.elt.id !== "present") return;
    const [form] = forms().filter((each) => each.contains(document.activeElement)).concat(forms());
    detail.parameters.part = form ? nameOf(partOf(form)) : "";
  });
  document.addEventListener("htmx:afterSettle", mark);
  // That nobody could be asked is no trouble for somebody who writes.
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, (event) => { if (event.detail.elt?.id === "present") event.stopPropagation(); }, true);
  }
})();
