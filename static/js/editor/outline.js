/* The outline: open beside the draft on wide screens, with the place that is being looked at marked. */
(() => {
  "use strict";
  const box = document.querySelector(".outline-box");
  if (!box) return;
  const wide = matchMedia("(min-width: 62em)");
  const fit = () => { box.open = wide.matches; };
  const mark = () => {
    const links = [...box.querySelectorAll(".outline a")];
    const above = links.filter((link) => document.getElementById(link.hash.slice(1))?.getBoundingClientRect().top < innerHeight * 0.4);
    for (const link of links) link.classList.toggle("current", link === (above.at(-1) ?? links[0]));
  };
  let asked;
  addEventListener("scroll", () => { asked ??= requestAnimationFrame(() => { asked = undefined; mark(); }); }, { passive: true });
  document.addEventListener("htmx:afterSettle", mark);
  box.addEventListener("click", (event) => { if (!wide.matches && event.target.closest("a")) box.open = false; });
  wide.addEventListener("change", fit);
  fit();
  mark();
})();
