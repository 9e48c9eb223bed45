/* The pages that show what this browser keeps: each digest with the way to it and a button that removes it. */
(() => {
  "use strict";
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });

  const row = (entry, shelf) => {
    const made = shelf.querySelector("template").content.cloneNode(true).firstElementChild;
    const link = made.querySelector("a");
    link.href = `/articles/${encodeURIComponent(entry.slug)}`;
    link.textContent = entry.title;
    if (entry.language && entry.language !== document.documentElement.lang) link.lang = entry.language;
    made.querySelector(".shelf-facts").textContent = entry.facts ?? "";
    const time = document.createElement("time");
    const at = new Date(entry.at);
    if (!isNaN(at)) {
      time.dateTime = entry.at;
      time.textContent = day.format(at);
      made.querySelector(".shelf-day").append(time);
    }
    made.dataset.slug = entry.slug;
    const button = made.querySelector("button");
    button.setAttribute("aria-label", button.dataset.name.replace("{}", () => entry.title));
    button.addEventListener("click", () => remove(entry, shelf, made));
    return made;
  };
  const show = (shelf) => {
    const entries = digest[shelf.dataset.shelf].all();
    shelf.querySelector(".briefs").replaceChildren(...entries.map((entry) => row(entry, shelf)));
    shelf.querySelector(".shelf-empty").hidden = entries.length > 0;
    shelf.querySelector(".shelf-clear").hidden = !entries.length;
    digest.offline?.kept().then((slugs) => {
      for (const mark of shelf.querySelectorAll(".shelf-kept")) mark.hidden = !slugs.includes(mark.closest("li").dataset.slug);
    });
  };
  const remove = ({ slug }, shelf, made) => {
    const name = shelf.dataset.shelf;
    const neighbour = (made.nextElementSibling ?? made.previousElementSibling)?.querySelector("a").pathname;
    digest[name].drop(slug);
    if (name === "saved") digest.offline?.drop(slug);
    show(shelf);
    // The focus stays where the row was.
    const links = [...shelf.querySelectorAll("a")];
    (links.find((link) => link.pathname === neighbour) ?? shelf.querySelector("h2")).focus();
    digest.announce(shelf.dataset.removed);
  };
  const clear = (shelf) => {
    const name = shelf.dataset.shelf;
    if (!confirm(shelf.dataset.question)) return;
    if (name === "saved") for (const { slug } of digest.saved.all()) digest.offline?.drop(slug);
    digest[name].clear();
    show(shelf);
    shelf.querySelector("h2").focus();
    digest.announce(shelf.dataset.removed);
  };

  const shelves = [...document.querySelectorAll("[data-shelf]")];
  const all = () => shelves.forEach(show);
  for (const shelf of shelves) shelf.querySelector(".shelf-clear").addEventListener("click", () => clear(shelf));
  all();
  digest.onShelves(all);
})();
