/* The menu opens in a dialog that htmx fills once. The opener stays a link for everybody without script. */
(() => {
  "use strict";
  const opener = document.getElementById("menu-opener");
  const dialog = document.getElementById("menu");
  if (!opener || !dialog?.showModal) return;

  const say = (open) => {
    opener.setAttribute("aria-expanded", String(open));
    digest.announce(open ? dialog.dataset.opened : dialog.dataset.closed);
  };
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-controls", "menu");
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", (event) => {
    if (!digest.plainClick(event)) return;
    event.preventDefault();
    dialog.showModal();
    say(true);
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    opener.click();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    opener.focus();
    say(false);
  });
  // A page that the browser kept whole comes back without its open menu.
  addEventListener("pageshow", (event) => { if (event.persisted && dialog.open) dialog.close(); });
})();
