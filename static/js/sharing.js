/* Sharing an article, copying it as a quotation with its source, and printing all its pages. */
(() => {
  "use strict";
  const tools = document.querySelector(".reader-tools");
  if (!tools) return;
  const { title, url, site, lead, quotation, source, copied, failed } = tools.dataset;
  const share = tools.querySelector(".tool-share");
  const menu = tools.querySelector(".share-menu");
  const address = menu.querySelector(".share-address");
  const pill = document.querySelector(".quote-pill");

  // Away from https, and in old browsers, only what is selected can be copied.
  const byHand = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  const copy = async (text, button) => {
    const focused = document.activeElement;
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch { done = byHand(text); }
    focused?.focus({ preventScroll: true });
    digest.announce(done ? copied : failed);
    const label = button.getAttribute("aria-label");
    button.dataset.label = done ? copied : failed;
    setTimeout(() => { button.dataset.label = label; }, 2000);
    return done;
  };

  const toggle = (open) => {
    menu.hidden = !open;
    share.setAttribute("aria-expanded", String(open));
  };
  const offer = () => {
    toggle(menu.hidden);
    if (!menu.hidden) menu.querySelector(".tool-link").focus();
  };
  if (!navigator.share) {
    share.setAttribute("aria-controls", menu.id);
    toggle(false);
  }
  share.addEventListener("click", () => {
    if (!navigator.share) offer();
    // Whoever closes the system's sheet has changed their mind; only a sheet that does not open needs ours.
    else navigator.share({ title, url }).catch(({ name }) => { if (name !== "AbortError") offer(); });
  });
  menu.addEventListener("click", async ({ target }) => {
    if (target === address) address.select();
    if (target.matches(".tool-link") && !await copy(url, target)) address.select();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    toggle(false);
    share.focus();
  });
  document.addEventListener("click", ({ target }) => { if (!menu.hidden && !target.closest(".tool-with-menu")) toggle(false); });

  // What is marked in the text, with the address of its section.
  const marked = () => {
    const selection = getSelection();
    const text = selection.isCollapsed ? "" : selection.toString().trim();
    const within = text && selection.getRangeAt(0).startContainer.parentElement?.closest(".page, .article-head");
    if (!within) return null;
    const section = selection.anchorNode.parentElement?.closest(".section")?.id;
    return { text, from: (within.dataset.url ? site + within.dataset.url : url) + (section ? `#${section}` : "") };
  };
  let last = null;
  const quote = (button) => {
    const { text, from } = marked() ?? last ?? { text: lead, from: url };
    copy(`${quotation[0]}${text}${quotation.slice(1)}\n${source}\n${from}`, button);
    last = null;
  };
  const quoting = tools.querySelector(".tool-quote");
  for (const button of [quoting, pill].filter(Boolean)) {
    // A finger takes the mark away before its tap becomes a click.
    button.addEventListener("pointerdown", () => { last = marked(); });
    button.addEventListener("click", () => quote(button));
  }
  document.addEventListener("selectionchange", () => { if (pill) pill.hidden = !marked(); });

  const print = tools.querySelector(".tool-print");
  print.addEventListener("click", () => {
    if (print.dataset.all) location.assign(`${print.dataset.all}#print`);
    else window.print();
  });
  if (location.hash === "#print") {
    history.replaceState(history.state, "", location.pathname);
    addEventListener("load", () => window.print());
  }
})();
