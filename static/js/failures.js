/* What cannot be loaded in place is still to be had: a link is followed, and the rest says so. */
(() => {
  "use strict";
  const fallBack = ({ detail: { elt } }) => {
    // Suggestions are a help only: whoever types goes on typing.
    if (elt.matches("[data-combo]")) return;
    if (elt.href) {
      location.assign(elt.href);
      return;
    }
    const text = document.getElementById("announcer").dataset.failed;
    const title = elt.closest(".summary")?.querySelector(".summary-title a");
    const place = elt.querySelector(".peek-body > *");
    if (place && title) {
      const link = document.createElement("a");
      link.href = title.href;
      link.textContent = title.textContent;
      place.replaceChildren(`${text} `, link);
    }
    digest.announce(text);
  };
  document.addEventListener("htmx:responseError", fallBack);
  document.addEventListener("htmx:sendError", fallBack);
})();
