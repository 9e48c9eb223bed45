/* Every change that htmx sends carries the page's token. */
(() => {
  "use strict";
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "get") detail.headers["X-CSRF-Token"] = document.querySelector("meta[name=csrf-token]").content;
  });
})();
