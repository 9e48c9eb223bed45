/* Pictures that are chosen, dropped or pasted are sent one by one, and stand in their list at once. */
(() => {
  "use strict";
  const token = () => document.querySelector("meta[name=csrf-token]").content;
  const listOf = (drop) => (drop.closest("[data-picker]") ?? document.querySelector("main")).querySelector("[data-picture-list]");
  const filesOf = (transfer) => [...(transfer?.files ?? [])];

  const refuse = (drop, name, why) => {
    const line = document.createElement("li");
    line.className = "drop-refusal";
    line.textContent = name ? `${name}: ${why}` : why;
    drop.querySelector(".drop-refused").append(line);
  };

  const show = (drop, text) => {
    const answer = new DOMParser().parseFromString(text, "text/html");
    const items = [...answer.querySelectorAll("[data-picture-item]")].map((item) => document.importNode(item, true));
    for (const item of items) {
      const value = item.querySelector("input")?.value;
      const key = value ? `input[value="${CSS.escape(value)}"]` : `a[href="${item.querySelector("a").getAttribute("href")}"]`;
      const list = listOf(drop);
      (drop.closest("[data-picker]") ?? list).querySelector(key)?.closest("[data-picture-item]")?.remove();
      list.prepend(item);
    }
    for (const said of answer.querySelectorAll("[data-refused], .failure")) {
      drop.querySelector(".drop-refused").append(Object.assign(document.importNode(said, true), { className: "drop-refusal" }));
    }
    return items;
  };

  const send = (drop, file) => new Promise((resolve) => {
    const form = new FormData();
    form.append("file", file, file.name || "picture");
    if (drop.dataset.field) form.append("field", drop.dataset.field);
    const request = new XMLHttpRequest();
    const bar = drop.querySelector("progress");
    const fail = () => { refuse(drop, file.name, drop.dataset.failed); resolve([]); };
    request.open("POST", drop.dataset.upload);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("X-CSRF-Token", token());
    request.upload.onprogress = ({ loaded, total }) => { bar.value = total ? (100 * loaded) / total : 0; };
    request.onerror = fail;
    request.onload = () => {
      const isHtml = (request.getResponseHeader("Content-Type") ?? "").startsWith("text/html");
      if (isHtml) resolve(show(drop, request.responseText));
      else fail();
    };
    request.send(form);
  });

  const sendAll = async (drop, files) => {
    if (drop.dataset.busy) return;
    drop.dataset.busy = "true";
    const state = drop.querySelector(".drop-state");
    drop.querySelector(".drop-refused").replaceChildren();
    state.hidden = false;
    let last = [];
    for (const file of files) {
      drop.querySelector(".drop-now").textContent = drop.dataset.sending.replace("{name}", file.name);
      drop.querySelector("progress").value = 0;
      if (file.size > Number(drop.dataset.bytesMost)) refuse(drop, file.name, drop.dataset.tooLarge);
      else last = (await send(drop, file)) || last;
    }
    state.hidden = true;
    delete drop.dataset.busy;
    const radio = last[0]?.querySelector("input[type=radio]");
    if (radio) {
      radio.checked = true;
      radio.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (last.length) digest.announce(drop.dataset.stored);
  };

  document.addEventListener("change", ({ target }) => {
    const drop = target.matches?.(".drop-file") ? target.closest(".drop") : null;
    if (!drop || !target.files.length) return;
    const files = [...target.files];
    target.value = "";
    sendAll(drop, files);
  });

  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const drop = event.target.closest?.(".drop");
      if (!drop || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.toggle("is-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) sendAll(drop, filesOf(event.dataTransfer));
    });
  }

  // A pasted picture goes to the open picker of the form that somebody is at, or to the only place there is.
  document.addEventListener("paste", (event) => {
    const files = filesOf(event.clipboardData).filter((file) => file.type.startsWith("image/"));
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    const seen = [...document.querySelectorAll(".drop")].filter((drop) => drop.checkVisibility());
    const drop = seen.find((each) => each.closest("form")?.contains(document.activeElement)) ?? (seen.length === 1 ? seen[0] : null);
    if (!drop) return;
    event.preventDefault();
    sendAll(drop, files);
  });
})();
