/* Buttons that copy a text of the page. Without script, or without leave, the text can be selected as it stands. */
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      digest.announce(button.dataset.copied);
      button.textContent = button.dataset.copied;
    });
  }
})();
