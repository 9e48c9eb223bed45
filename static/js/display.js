/* The display settings: shown where they work, kept in this browser, nowhere else. */
(() => {
  "use strict";
  const root = document.documentElement;
  const usual = { size: "normal", face: "gothic", width: "normal", theme: "auto", auto: "off", history: "on", keys: "on", offline: "on" };
  const inks = [...document.querySelectorAll("meta[name=theme-color]")];
  const own = inks.map((meta) => meta.content);

  const colourBrowser = () => {
    const chosen = { light: own[0], dark: own[1] }[root.dataset.theme];
    inks.forEach((meta, at) => { meta.content = chosen ?? own[at]; });
  };

  const fit = () => {
    for (const input of document.querySelectorAll("[data-setting]")) {
      const value = root.dataset[input.dataset.setting] ?? usual[input.dataset.setting];
      input.checked = input.type === "radio" ? input.value === value : value === "on";
    }
  };

  digest.onArrival((part) => {
    for (const section of part.parentElement.querySelectorAll(".display[hidden]")) section.hidden = false;
    fit();
  });
  document.addEventListener("change", ({ target }) => {
    const name = target.dataset?.setting;
    if (!name) return;
    digest.keep(name, target.type === "radio" ? target.value : target.checked ? "on" : "off");
    fit();
    colourBrowser();
  });
  colourBrowser();
})();
