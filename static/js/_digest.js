/* What the behaviours share: keeping a choice, and saying something to those who listen. */
window.digest = (() => {
  "use strict";
  const root = document.documentElement;

  const keep = (name, value) => {
    root.dataset[name] = value;
    try {
      const kept = JSON.parse(localStorage.getItem("digest")) ?? {};
      localStorage.setItem("digest", JSON.stringify({ ...kept, [name]: value }));
    } catch {
      // The choice holds for this page at least.
    }
  };

  const announce = (text) => {
    // All but an open dialog is out of reach of screen readers.
    const place = document.querySelector("dialog[open] [role=status]") ?? document.getElementById("announcer");
    place.textContent = "";
    setTimeout(() => { place.textContent = text; }, 100);
  };

  const plainClick = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  // Calls `action` with every element that comes into the page by htmx, and with the body at the start.
  const onArrival = (action) => document.addEventListener("htmx:load", (event) => action(event.detail.elt));

  return { keep, announce, plainClick, onArrival };
})();
