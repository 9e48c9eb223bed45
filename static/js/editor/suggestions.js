/* A suggested sentence that is taken up: what is typed in the open form of its part is saved first. */
(() => {
  "use strict";
  const { byId, partOf, words, say } = canvas;
  const formBy = (element) => partOf(element)?.querySelector(":scope > .part-form");
  const isTaking = (element) => Boolean(element?.matches?.(".suggested-form"));

  document.addEventListener("htmx:confirm", (event) => {
    const taking = event.detail.elt;
    const form = isTaking(taking) && formBy(taking);
    if (!form) return;
    event.preventDefault();
    // A key that is struck while the form is replaced would be in neither text.
    form.inert = true;
    canvas.save(form).then(() => {
      if (!form.dataset.state && !canvas.isChanged(form)) {
        event.detail.issueRequest(true);
        return;
      }
      form.inert = false;
      say(words().again, true);
    });
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const taking = detail.requestConfig?.elt;
    const form = isTaking(taking) && formBy(taking);
    if (form && !detail.successful) form.inert = false;
  });

  // The line that was added, ready to be written over.
  document.addEventListener("reword", ({ detail }) => {
    const field = byId(detail.id);
    if (!field) return;
    const lines = field.value.split("\n");
    const start = lines.slice(0, detail.line).reduce((sum, line) => sum + line.length + 1, 0);
    canvas.focus(field);
    // The numbers of cards behind a key point stay.
    const words = (lines[detail.line] ?? "").replace(/(\s*\[[^\]]*\])+$/, "");
    field.setSelectionRange(start, start + words.length);
  });
})();
