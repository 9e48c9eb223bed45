/* Source cards: all at once by a button whose choice is kept, and one by one for as long as the tab is open. */
(() => {
  "use strict";
  const article = document.querySelector("[data-article]");
  const button = document.querySelector(".cards-button");
  if (!article || !button) return;
  const root = document.documentElement;
  const key = `cards:${article.dataset.article}`;
  const read = () => { try { return JSON.parse(sessionStorage.getItem(key)) ?? {}; } catch { return {}; } };
  const write = (apart) => { try { sessionStorage.setItem(key, JSON.stringify(apart)); } catch { /* not kept */ } };
  const cards = (within = article) => [...within.querySelectorAll("details.card")];

  const label = () => {
    const open = cards().some((card) => card.open);
    button.dataset.label = open ? button.dataset.close : button.dataset.open;
    button.setAttribute("aria-label", button.dataset.label);
  };
  const settle = (within) => {
    const apart = read();
    for (const card of cards(within)) card.open = apart[card.id] ?? root.dataset.cards !== "closed";
    label();
  };

  button.addEventListener("click", () => {
    digest.keep("cards", cards().some((card) => card.open) ? "closed" : "open");
    write({});
    settle(article);
  });
  article.addEventListener("click", (event) => {
    const card = event.target.closest("summary")?.parentElement;
    if (card?.matches("details.card")) write({ ...read(), [card.id]: !card.open });
  });
  // The event does not bubble.
  article.addEventListener("toggle", label, true);
  digest.onArrival((part) => { if (part.matches?.(".page")) settle(part); });
  digest.reveal = (place) => {
    for (let card = place.closest("details"); card; card = card.parentElement.closest("details")) card.open = true;
  };
  addEventListener("beforeprint", () => { for (const card of cards()) card.open = true; });
  addEventListener("afterprint", () => settle(article));

  settle(article);
  const aimed = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (aimed) digest.reveal(aimed);
  root.dataset.ready = "";
})();
