/* What this browser keeps for its reader and tells nobody: the digests saved for later, and those that were read. */
(() => {
  "use strict";
  const shelf = (name, most) => {
    const key = `digest-${name}`;
    const isEntry = (entry) => typeof entry?.slug === "string" && typeof entry.title === "string";
    const all = () => {
      try { return JSON.parse(localStorage.getItem(key)).filter(isEntry); } catch { return []; }
    };
    const write = (entries) => {
      try { localStorage.setItem(key, JSON.stringify(entries.slice(0, most))); } catch { return false; }
      return true;
    };
    const others = (slug) => all().filter((entry) => entry.slug !== slug);
    return {
      key,
      most,
      all,
      find: (slug) => all().find((entry) => entry.slug === slug),
      put: (entry) => write([entry, ...others(entry.slug)]),
      // In its place, with something else to say of it.
      change: (slug, more) => write(all().map((entry) => (entry.slug === slug ? { ...entry, ...more } : entry))),
      drop: (slug) => write(others(slug)),
      clear: () => write([]),
    };
  };
  digest.saved = shelf("saved", 200);
  digest.read = shelf("read", 500);
  digest.isOn = (setting) => document.documentElement.dataset[setting] !== "off";
  // A page of another tab, or one that comes back as it was left, is shown what has changed since.
  digest.onShelves = (action) => {
    addEventListener("storage", ({ key }) => { if (key === null || key.startsWith("digest")) action(); });
    addEventListener("pageshow", (event) => { if (event.persisted) action(); });
  };
})();
