/* Suggestions below a search field: a combobox with a list, after the pattern of the ARIA Authoring Practices. htmx
   fetches the list; the focus stays in the field. */
(() => {
  "use strict";
  const listOf = (field) => document.getElementById(`${field.id}-list`);
  const fieldOf = (list) => list.parentElement.querySelector("[data-combo]");
  const optionsOf = (field) => [...listOf(field).querySelectorAll("[role=option]")];
  const currentOf = (field) => listOf(field).querySelector("[aria-selected=true]");

  const choose = (field, option) => {
    currentOf(field)?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };
  const show = (field, open) => {
    const shown = open && optionsOf(field).length > 0;
    if (!shown) choose(field, null);
    listOf(field).hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
  };
  // From the field to the first or last, and behind those back to the field.
  const step = (field, by) => {
    const stops = [null, ...optionsOf(field)];
    show(field, true);
    choose(field, stops.at((stops.indexOf(currentOf(field)) + by) % stops.length));
  };

  const keys = {
    ArrowDown: (field, event) => { if (event.altKey) show(field, true); else step(field, 1); return true; },
    ArrowUp: (field, event) => { if (event.altKey) show(field, false); else step(field, -1); return true; },
    Enter: (field) => { const option = currentOf(field); option?.click(); return Boolean(option); },
    // The first press closes the list only, not the menu around it, and nothing that was typed is lost.
    Escape: (field) => { const open = !listOf(field).hidden; show(field, false); return open; },
  };

  digest.onArrival((part) => {
    for (const field of part.querySelectorAll("[data-combo]")) {
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-autocomplete", "list");
      field.setAttribute("aria-controls", listOf(field).id);
      field.setAttribute("aria-expanded", "false");
    }
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    // While a word is being converted, the keys are the input method's.
    if (!field.matches?.("[data-combo]") || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (keys[event.key]?.(field, event)) event.preventDefault();
  });
  document.addEventListener("input", ({ target }) => { if (target.matches("[data-combo]")) choose(target, null); });
  document.addEventListener("focusout", ({ target }) => { if (target.matches("[data-combo]")) show(target, false); });
  // A press on the list must not take the focus out of the field, or the list would be gone before the click.
  document.addEventListener("mousedown", (event) => { if (event.target.closest(".combo-list")) event.preventDefault(); });
  document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
    if (!target.matches?.(".combo-list")) return;
    const field = fieldOf(target);
    optionsOf(field).forEach((option, at) => { option.id = `${target.id}-${at}`; });
    show(field, document.activeElement === field);
  });
  // An address names only what was filled in.
  document.addEventListener("formdata", ({ target, formData }) => {
    if (!target.matches("[role=search]")) return;
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
})();
