/* Within the picker: searching, keeping what is chosen, and filling in what the library knows of it. */
(() => {
  "use strict";
  const NAMES = ["alt", "credit", "rights", "licence"];
  let waiting;

  document.addEventListener("input", ({ target }) => {
    const url = target.dataset?.pickerSearch;
    if (!url) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const list = target.closest("[data-picker]").querySelector("[data-picture-list]");
      htmx.ajax("GET", url, { target: list, swap: "innerHTML", source: list, values: { q: target.value } });
    }, 300);
  });

  // Enter in the search field must not send the form around it.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.dataset?.pickerSearch) event.preventDefault();
  });

  // What is chosen stays when other pictures take the place of the list.
  document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
    const chosen = target.matches?.("[data-picker] [data-picture-list]") && target.querySelector("input:checked");
    if (chosen) target.closest("[data-picker]").querySelector("[data-picked]").append(chosen.closest(".pick"));
  });
  document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
    const picker = target.closest?.("[data-picker]");
    for (const { value } of picker?.querySelectorAll("[data-picked] input") ?? []) {
      if (value) picker.querySelector(`[data-picture-list] input[value="${CSS.escape(value)}"]`)?.closest(".pick").remove();
    }
  });

  // Words that came from another picture are no longer right; what somebody typed is.
  const fill = (field, known, before) => {
    if (field.value && field.value !== field.dataset.filled && !before.includes(field.value)) return;
    field.value = known;
    field.dataset.filled = known;
  };

  document.addEventListener("change", ({ target }) => {
    const fields = target.matches?.("[data-picker] input[type=radio]") && target.closest("[data-picture-fields]");
    if (!fields || !target.value) return;
    const before = [...fields.querySelectorAll("[data-picked] input")];
    for (const name of NAMES) {
      const words = before.map((radio) => radio.dataset[name]);
      fill(fields.querySelector(`[name=picture_${name}]`), target.dataset[name] ?? "", words);
    }
    const tick = fields.querySelector("[name=picture_decorative]");
    if ("decorative" in target.dataset && !fields.querySelector("[name=picture_alt]").value) tick.checked = true;
  });
})();
