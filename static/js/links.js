/* Links keep their ways: a click for a new tab is the browser's own, and a place that is already here is not
   loaded again. */
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    if (!digest.plainClick(event)) {
      // htmx would take it all the same.
      event.stopPropagation();
      return;
    }
    if (!link.hash || link.origin !== location.origin) return;
    if (![...document.querySelectorAll(".page[data-url]")].some((page) => page.dataset.url === link.pathname)) return;
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    event.preventDefault();
    // Replaced, not pushed: Back leaves the article.
    history.replaceState(history.state, "", link.href);
    digest.reveal?.(place);
    place.scrollIntoView();
    if (!place.matches("a, button, details, [tabindex]")) place.tabIndex = -1;
    (place.matches("details") ? place.querySelector("summary") : place).focus({ preventScroll: true });
  }, true);
})();
