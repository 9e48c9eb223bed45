/* The preview room: its frames show the draft as it is. They are loaded again when the window is looked at and
   the draft has changed, and stay where they were scrolled to. */
(() => {
  "use strict";
  const room = document.querySelector(".preview");
  if (!room) return;
  let shown = room.dataset.version;

  const reload = () => {
    for (const frame of room.querySelectorAll(".preview-frame")) {
      const top = frame.contentWindow.scrollY;
      frame.addEventListener("load", () => frame.contentWindow.scrollTo({ top, behavior: "instant" }), { once: true });
      frame.contentWindow.location.reload();
    }
  };
  const look = async () => {
    const answer = await fetch(room.dataset.versionUrl).catch(() => null);
    // After the session has ended it leads to the sign-in page.
    if (!answer?.ok || answer.redirected) return;
    const version = await answer.text();
    if (version === shown) return;
    shown = version;
    reload();
  };
  addEventListener("focus", look);
  room.querySelector("[data-reload]").addEventListener("click", (event) => {
    if (!digest.plainClick(event)) return;
    event.preventDefault();
    reload();
  });
})();
