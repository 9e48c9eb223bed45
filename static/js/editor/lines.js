/* A link to a line of a text leads to that very line and marks it. */
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-line]");
    const field = link && document.querySelector(`textarea${link.hash}`);
    if (!field || !digest.plainClick(event)) return;
    event.preventDefault();
    const lines = field.value.split("\n");
    const before = lines.slice(0, link.dataset.line - 1).join("\n");
    const start = before ? before.length + 1 : 0;
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    field.setSelectionRange(start, start + (lines[link.dataset.line - 1] ?? "").length);
    // Long lines wrap, so the place is near enough rather than exact.
    field.scrollTop = field.scrollHeight * (start / Math.max(field.value.length, 1)) - field.clientHeight / 3;
    field.scrollIntoView({ block: "center" });
  });
})();
