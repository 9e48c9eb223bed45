/* Frames that show the draft as readers would see it. They are loaded again when it has changed, and stay where
   they were scrolled to: in the preview room when the window is looked at, beside the canvas with each save. */
(() => {
  "use strict";
  const again = (frame) => {
    const top = frame.contentWindow.scrollY;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo({ top, behavior: "instant" }), { once: true });
    frame.contentWindow.location.reload();
  };

  const beside = document.querySelector(".beside");
  if (beside) {
    let timer;
    document.addEventListener("saved", () => {
      clearTimeout(timer);
      if (beside.open) timer = setTimeout(() => again(beside.querySelector("iframe")), 500);
    });
  }

  const room = document.querySelector(".preview");
  if (!room) return;
  let shown = room.dataset.version;

  const reload = () => {
    for (const frame of room.querySelectorAll(".preview-frame")) again(frame);
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
