/* From the marker behind a statement to the card that it rests on, and back to that marker: also where one of them
   is on a page that is not here. The links themselves lead there; links.js goes to what is here already. */
(() => {
  "use strict";
  const article = document.querySelector("[data-article]");
  if (!article) return;
  const key = `marker:${article.dataset.article}`;
  const read = () => { try { return JSON.parse(sessionStorage.getItem(key)) ?? {}; } catch { return {}; } };
  const write = (way) => { try { sessionStorage.setItem(key, JSON.stringify(way)); } catch { /* the plain link leads on */ } };
  const aim = (place) => decodeURIComponent(place.hash.slice(1));

  const offer = (card, from) => {
    for (const other of article.querySelectorAll(".card-return")) other.hidden = true;
    const way = card?.querySelector(".card-return");
    if (!way) return;
    way.href = from;
    way.hidden = false;
  };
  const focus = (place) => place?.focus({ preventScroll: true });
  const focusMarker = ({ to, card }) => {
    const markers = [...document.getElementById(to)?.querySelectorAll("a.cite") ?? []];
    focus(markers.find((marker) => aim(marker) === card));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.cite, a.card-return, a.card-back");
    if (!link || !article.contains(link) || !digest.plainClick(event)) return;
    if (link.matches(".cite")) {
      const way = { from: `${link.closest(".page").dataset.url}#${link.closest("[id]").id}`, card: aim(link) };
      write(way);
      offer(document.getElementById(way.card), way.from);
      return;
    }
    const way = { to: aim(link), card: link.closest(".card").id };
    write(way);
    if (event.defaultPrevented) focusMarker(way);
  }, true);

  // On the page that a marker, or the way back to it, has led to. The browser goes to the place itself, and puts
  // the focus nowhere there; so ours comes after.
  const way = read();
  const here = aim(location);
  if (here && way.card === here) offer(document.getElementById(here), way.from);
  addEventListener("load", () => requestAnimationFrame(() => {
    if (here && way.card === here) focus(document.querySelector(`#${CSS.escape(here)} > summary`));
    else if (here && way.to === here) focusMarker(way);
  }));
})();
