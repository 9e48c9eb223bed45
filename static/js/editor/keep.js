/* What is typed and not confirmed as saved is kept in this browser, and offered again on return. */
(() => {
  "use strict";
  const { words, byId, nameOf, partOf, forms, typed } = canvas;
  const place = () => `desk:${words().user}:${words().desk}:`;
  const read = (name) => { try { return JSON.parse(localStorage.getItem(place() + name)); } catch { return null; } };
  const write = (form) => {
    if (!words().user) return;
    try {
      localStorage.setItem(place() + nameOf(partOf(form)), JSON.stringify({ at: Date.now(), fields: typed(form) }));
    } catch {
      // No room or no storage: the form itself still has it.
    }
  };
  const forget = (name) => { try { localStorage.removeItem(place() + name); } catch { /* it was never kept */ } };
  const names = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(place())).map((key) => key.slice(place().length));
    } catch { return []; }
  };

  const fill = (form, fields) => {
    // As it came is noted before it is changed.
    canvas.isChanged(form);
    for (const control of form.elements) {
      if (!control.name || ["csrf_token", "version", "kind", "then"].includes(control.name) || control.type === "file") continue;
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (values.length) [control.value] = values;
    }
    canvas.changedByScript(form);
  };

  const button = (text, action) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button-quiet", textContent: text });
    made.addEventListener("click", action);
    return made;
  };
  const offer = (name) => {
    const kept = read(name);
    if (!kept || byId(`kept-${name}`)) return;
    const part = byId(`part-${name}`);
    const notice = Object.assign(document.createElement("div"), { className: "unsaved", id: `kept-${name}` });
    const title = Object.assign(document.createElement("p"), { textContent: part ? words().kept : words().lost });
    const text = Object.assign(document.createElement("p"), { className: "unsaved-text" });
    text.textContent = kept.fields.map(([, value]) => value).filter(Boolean).join("\n");
    const away = button(words().throwAway, () => { forget(name); notice.remove(); });
    const back = button(words().giveBack, async () => {
      if (!forms(byId(`part-${name}`)).length) await canvas.open(byId(`part-${name}`));
      const [form] = forms(byId(`part-${name}`));
      if (!form) return;
      notice.remove();
      fill(form, kept.fields);
      form.querySelector("[autofocus]")?.focus();
    });
    notice.append(title, text, ...(part ? [back, " ", away] : [away]));
    if (part) part.before(notice);
    else document.querySelector(".canvas-sheet, main")?.prepend(notice);
  };

  canvas.keep = { write, forget };
  // A form that comes with what was typed is itself the offer.
  for (const name of names()) if (byId("canvas") || byId(`part-${name}`)) offer(name);
})();
