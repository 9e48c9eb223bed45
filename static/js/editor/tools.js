/* The tools of the parts, in place: what they lead to without script, they do here without leaving the page. */
(() => {
  "use strict";
  const { byId, nameOf, partOf, post, get, open, focus, say, words, forms } = canvas;
  let kinds;

  const unfold = (link) => {
    const template = byId("kinds");
    if (!template) return false;
    kinds ??= document.importNode(template.content, true).firstElementChild;
    link.after(kinds);
    return true;
  };
  // What is added behind an open form goes on from there: the form closes, unless something in it is not saved.
  const shut = async (part) => {
    const form = part?.querySelector(":scope > .part-form");
    if (!form) return;
    await canvas.save(form);
    if (!form.isConnected || form.dataset.state || canvas.isChanged(form)) return;
    const link = form.querySelector(".part-close");
    await get(link.href, link, part);
  };
  canvas.shut = shut;
  const act = async (button) => {
    const part = partOf(button);
    const values = { [button.name]: button.value };
    if (button.name === "kind") {
      values.after = part ? nameOf(part) : "";
      await shut(part);
    }
    if (button.name === "part") await Promise.all(forms(byId(`hold-${button.value}`) ?? part).map(canvas.save));
    await post(button.getAttribute("formaction"), values);
    if (button.name === "kind") kinds?.remove();
  };
  const close = (link) => {
    const part = partOf(link);
    const form = link.closest(".part-form");
    if (!form.dataset.state && canvas.isChanged(form)) form.requestSubmit();
    else {
      form.inert = true;
      get(link.href, link, part).then(() => { form.inert = false; focus(byId(part.id)); });
    }
  };

  // A form that is a page of its own is closed by its link; what was typed is saved before.
  const leave = (event) => {
    const form = event.target.closest?.(".part-close")?.closest(".part-form");
    if (!form || form.dataset.state || !canvas.isChanged(form)) return;
    event.preventDefault();
    form.requestSubmit();
  };

  document.addEventListener("click", (event) => {
    if (!digest.plainClick(event)) return;
    if (!byId("canvas")) {
      leave(event);
      return;
    }
    const link = event.target.closest?.("a.tool, a.plus, a.plus-last, a.part-close, a.part-other");
    const button = event.target.closest?.("button[form=tools]");
    if (!link && !button) return;
    event.preventDefault();
    if (button) act(button);
    else if (link.matches(".tool")) open(partOf(link));
    else if (link.matches(".part-close")) close(link);
    else if (link.matches(".part-other")) {
      canvas.keep.forget(nameOf(partOf(link)));
      get(link.href, link, partOf(link)).then(() => focus(byId(partOf(link)?.id)));
    } else if (unfold(link)) kinds.querySelector("button").focus();
  });
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (relatedTarget && kinds?.contains(target) && !kinds.contains(relatedTarget)) kinds.remove();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !kinds?.contains(event.target)) return;
    const link = kinds.previousElementSibling;
    kinds.remove();
    link.focus();
    event.preventDefault();
  });
  let waiting;
  document.addEventListener("pointerover", ({ target, pointerType }) => {
    clearTimeout(waiting);
    const link = pointerType === "mouse" && target.closest?.(".plus");
    if (link) waiting = setTimeout(() => unfold(link), 180);
    else if (kinds?.isConnected && partOf(target) !== partOf(kinds) && !kinds.contains(document.activeElement)) kinds.remove();
  });

  // Cards are numbered as they stand; what cites them follows.
  const renumber = () => {
    const numbers = new Map([...document.querySelectorAll(".part-card")].map((part, at) => [part.id, String(at + 1)]));
    for (const [id, number] of numbers) {
      const name = byId(id).querySelector(".card-publisher[data-number]");
      if (name) name.dataset.number = number;
    }
    for (const cite of document.querySelectorAll(".cite")) {
      const number = numbers.get(cite.hash.slice(1));
      if (!number) continue;
      cite.setAttribute("aria-label", cite.getAttribute("aria-label").replace(cite.dataset.number, number));
      cite.dataset.number = number;
    }
  };
  const settle = () => { if (byId("canvas")) renumber(); };
  document.addEventListener("htmx:afterSettle", settle);

  document.addEventListener("moved", ({ detail }) => {
    const [what, after, held] = [byId(detail.what), byId(detail.after), document.activeElement];
    if (!what || !after) {
      say(words().reload, true);
      return;
    }
    after.after(what);
    renumber();
    focus(what.contains(held) ? held : byId(`part-${detail.part}`));
  });
  document.addEventListener("told", ({ detail }) => say(detail.text, detail.bad));
  document.addEventListener("focuspart", ({ detail }) => {
    if (detail.next && byId(`part-${detail.next}`)) open(byId(`part-${detail.next}`));
    else focus(byId(`part-${detail.part}`));
  });
  document.addEventListener("focusid", ({ detail }) => focus(byId(detail.id)));
  document.addEventListener("htmx:targetError", () => { if (byId("canvas")) say(words().reload, true); });
})();
