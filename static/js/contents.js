/* The list of contents: open in the margin of a wide screen, with the section being read marked. */
(() => {
  "use strict";
  const box = document.querySelector(".contents-box");
  if (!box) return;
  const wide = matchMedia("(min-width: 66em)");
  const fit = () => { box.open = wide.matches; };
  const links = [...box.querySelectorAll(".contents-sections a")];

  const mark = (section) => {
    for (const link of links) {
      const here = link.hash === `#${section.id}`;
      link.classList.toggle("current", here);
      if (here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  const reader = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) mark(target);
  }, { rootMargin: "-30% 0px -70% 0px" });
  const watch = (part) => { for (const section of part.querySelectorAll(".section")) reader.observe(section); };

  fit();
  wide.addEventListener("change", fit);
  box.addEventListener("click", (event) => { if (!wide.matches && event.target.closest("a")) box.open = false; });
  digest.onArrival((part) => { if (part.matches?.("body, .page")) watch(part); });
})();
