/* The button that saves a digest for later, and the note that a digest was read. */
(() => {
  "use strict";
  const tools = document.querySelector(".reader-tools");
  if (!tools) return;
  const { slug, title, language, facts, edition } = tools.dataset;
  const button = tools.querySelector(".tool-save");
  const entry = () => ({ slug, title, language, facts, edition, at: new Date().toISOString() });

  const show = () => button.setAttribute("aria-pressed", String(Boolean(digest.saved.find(slug))));
  const save = () => {
    const full = digest.saved.all().length >= digest.saved.most;
    if (full || !digest.saved.put(entry())) return digest.announce(tools.dataset.full);
    digest.announce(tools.dataset.saved);
    return digest.offline?.keep(slug);
  };
  const drop = () => {
    digest.saved.drop(slug);
    digest.announce(tools.dataset.dropped);
    digest.offline?.drop(slug);
  };

  button.addEventListener("click", () => {
    if (digest.saved.find(slug)) drop();
    else save();
    show();
  });
  digest.onShelves(show);
  show();
  if (digest.isOn("history")) digest.read.put(entry());
})();
