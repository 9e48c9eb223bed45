/* An open form is saved a moment after typing stops. Only its status line changes; typing goes on meanwhile. */
(() => {
  "use strict";
  const PAUSE = 1200;
  const AGAIN = 10000;
  const states = new WeakMap();
  const { forms, isForm, typed, given, nameOf, partOf, words } = canvas;

  const look = (form) => JSON.stringify(typed(form));
  const stateOf = (form) => {
    const { state } = form.dataset;
    // Where there are two texts, somebody chooses; time does not.
    const begun = () => ({ clean: state ? null : JSON.stringify(given(form)), settling: state === "conflict" || state === "gone" });
    if (!states.has(form)) states.set(form, begun());
    return states.get(form);
  };
  const isChanged = (form) => look(form) !== stateOf(form).clean;
  const said = (form) => form.querySelector(".part-said");
  const isAutosave = (detail) => Boolean(detail.requestConfig?.parameters?.autosave);

  const later = (form, pause = PAUSE) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form), pause);
  };
  // Resolved when the form is saved as it is now, or cannot be.
  const save = (form) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (state.saving) return state.saving.then(() => save(form));
    if (!form.isConnected || state.settling || state.closing || !isChanged(form)) return Promise.resolve();
    state.saving = htmx.ajax("POST", form.action, {
      source: form, target: `#status-${nameOf(partOf(form))}`, swap: "outerHTML", values: { autosave: "1" },
    }).catch(() => {}).finally(() => { state.saving = undefined; });
    return state.saving;
  };
  const saveAll = () => Promise.all(forms().map(save));

  const changed = ({ target }) => {
    const form = target.closest?.(".part-form");
    if (!form || !target.name) return;
    canvas.keep.write(form);
    later(form);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const form = target.closest?.(".part-form");
    if (form && !form.contains(relatedTarget)) save(form);
  });

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (!isForm(detail.elt)) return;
    const state = stateOf(detail.elt);
    state.sent = look(detail.elt);
    if (isAutosave(detail)) return;
    // A key that is struck now would be in neither text.
    state.closing = true;
    detail.elt.inert = true;
  });

  // A conflict and a lost part have an answer to be shown; every other failure is a line in the form.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const form = detail.requestConfig?.elt;
    const { status } = detail.xhr;
    if (status === 409 || status === 410) {
      detail.shouldSwap = detail.xhr.responseText !== "";
      detail.isError = false;
    } else if (isForm(form) && status >= 400 && status !== 422) {
      detail.isError = false;
      detail.shouldSwap = detail.xhr.responseText.includes("data-code=");
      detail.target = said(form);
      detail.swapOverride = "innerHTML";
      if (!detail.shouldSwap) said(form).textContent = words().again;
    }
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    // Where the form has left the page by then, the event comes from what is around it.
    const form = detail.requestConfig?.elt;
    if (!isForm(form) || !detail.xhr?.status) return;
    const state = stateOf(form);
    const { status } = detail.xhr;
    const auto = isAutosave(detail);
    if (status === 200) {
      state.clean = state.sent;
      if (auto && isChanged(form)) later(form);
      else canvas.keep.forget(nameOf(partOf(form)));
      return;
    }
    state.closing = false;
    form.inert = false;
    if (auto && (status === 409 || status === 410)) state.settling = true;
    if (status === 401 || status === 403) canvas.session?.renew();
    if (status === 429 || status >= 500) later(form, AGAIN);
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.detail.elt;
    if (!isForm(form)) return;
    event.stopPropagation();
    stateOf(form).closing = false;
    form.inert = false;
    said(form).textContent = words().offline;
    later(form, AGAIN);
  }, true);

  digest.onArrival((place) => {
    for (const form of forms(place)) stateOf(form);
    if (isForm(place)) stateOf(place);
  });
  addEventListener("online", saveAll);
  addEventListener("beforeunload", (event) => { if (forms().some(isChanged)) event.preventDefault(); });

  Object.assign(canvas, { isChanged, save, saveAll, changedByScript: (form) => { canvas.keep.write(form); later(form); } });
})();
