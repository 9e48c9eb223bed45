/* Parts can be dragged by a handle as well; buttons and keys do the same. */
(() => {
  "use strict";
  const { byId, nameOf, partOf, post, words } = canvas;
  let dragged;

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    const tools = pointerType === "mouse" && partOf(target)?.querySelector(":scope > .tools");
    if (!tools || !tools.querySelector("[name=up]") || tools.querySelector(".grip")) return;
    const grip = Object.assign(document.createElement("span"), { className: "tool grip", draggable: true, textContent: "⠿" });
    grip.setAttribute("aria-hidden", "true");
    tools.prepend(grip);
  });
  const unmark = () => { for (const part of document.querySelectorAll(".part-over")) part.classList.remove("part-over"); };

  document.addEventListener("dragstart", (event) => {
    const part = event.target.matches?.(".grip") && partOf(event.target);
    if (!part) return;
    dragged = nameOf(part);
    event.dataTransfer.setData("text/plain", dragged);
    event.dataTransfer.effectAllowed = "move";
    (byId(`hold-${dragged}`) ?? part).classList.add("part-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const part = dragged && partOf(event.target);
    if (!part) return;
    event.preventDefault();
    unmark();
    part.classList.add("part-over");
  });
  document.addEventListener("drop", (event) => {
    const part = dragged && partOf(event.target);
    if (!part) return;
    event.preventDefault();
    if (nameOf(part) !== dragged) post(`${words().desk}/moves`, { part: dragged, after: nameOf(part) });
  });
  document.addEventListener("dragend", () => {
    unmark();
    for (const each of document.querySelectorAll(".part-dragged")) each.classList.remove("part-dragged");
    dragged = undefined;
  });
})();
