/* A session that ended is taken up again: signing in elsewhere is enough, the form that is open then saves. */
(() => {
  "use strict";
  const meta = () => document.querySelector("meta[name=csrf-token]");
  let asking;

  const ask = async () => {
    const answer = await fetch("/session/token", { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) return;
    const { token, user } = await answer.json();
    const mine = user !== null && user === canvas.words().name;
    if (!token || !mine) return;
    const renewed = meta().content !== token;
    meta().content = token;
    if (renewed) canvas.say(canvas.words().signedIn);
    await canvas.saveAll();
  };
  const renew = () => { asking ??= ask().catch(() => {}).finally(() => { asking = undefined; }); };

  const returned = () => {
    if (document.visibilityState === "visible" && canvas.forms().some(canvas.isChanged)) renew();
  };
  document.addEventListener("visibilitychange", returned);
  addEventListener("focus", returned);
  canvas.session = { renew };
})();
