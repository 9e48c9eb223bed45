/* Runs before the first paint: puts the reader's kept choices on the root element, where style reads them. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const kept = JSON.parse(localStorage.getItem("digest")) ?? {};
    for (const name of ["theme", "size", "face", "width", "cards", "auto", "history", "keys", "offline"]) {
      if (typeof kept[name] === "string") root.dataset[name] = kept[name];
    }
  } catch {
    // No storage, or somebody else's words in it: the page is shown as it comes.
  }
})();
