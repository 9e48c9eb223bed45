/* What was loaded in place is announced; in a list, focus goes on to its first new title. */
(() => {
  "use strict";
  digest.onArrival((part) => {
    if (part.dataset?.announce) digest.announce(part.dataset.announce);
    if (part.classList?.contains("batch")) part.querySelector(".summary-title a")?.focus({ preventScroll: true });
  });
})();
