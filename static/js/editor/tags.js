/* A known tag is put into the field by a click. */
(() => {
  "use strict";
  digest.onArrival((part) => {
    for (const item of part.querySelectorAll("li[data-tag]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = item.textContent;
      button.addEventListener("click", () => {
        const field = item.closest(".field").querySelector("textarea");
        const tags = field.value.split(/[,、，\n]/).map((tag) => tag.trim()).filter(Boolean);
        if (!tags.includes(item.dataset.tag)) field.value = [...tags, item.dataset.tag].join("、");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        digest.announce(field.value);
      });
      item.replaceChildren(button);
    }
  });
})();
