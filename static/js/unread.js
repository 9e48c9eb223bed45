/* Marks in lists: what was not read in this browser, as soon as anything was. */
(() => {
  "use strict";
  const template = document.getElementById("unread");
  if (!template) return;

  const mark = (within) => {
    const read = new Set(digest.isOn("history") ? digest.read.all().map(({ slug }) => slug) : []);
    for (const row of within.querySelectorAll(".summary, .hit, .lead-story")) {
      row.querySelector(".unread")?.remove();
      const address = row.querySelector("a[href^='/articles/']")?.pathname ?? "";
      if (read.size && !read.has(decodeURIComponent(address.split("/")[2] ?? ""))) {
        row.querySelector(".meta")?.append(template.content.cloneNode(true));
      }
    }
  };
  const all = () => mark(document.body);

  digest.onArrival(mark);
  digest.onShelves(all);
  document.addEventListener("change", ({ target }) => {
    if (target.dataset?.setting !== "history") return;
    if (!target.checked) digest.read.clear();
    all();
  });
})();
