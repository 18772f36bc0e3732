/* 适老化: keeps the reader's choice of face. The script in the head sets it before the first paint. */

(() => {
  const KEY = "__reader";
  const root = document.documentElement;

  function show(face) {
    root.dataset.psReader = face;
    for (const button of document.querySelectorAll("[data-ps-reader-set]")) {
      button.setAttribute("aria-pressed", String(button.dataset.psReaderSet === face));
    }
  }

  /* Where there is room for one button only, it is the one not pressed: focus goes on to it. */
  function keepFocus(pressed) {
    if (pressed.getClientRects().length) return;
    pressed.parentElement.querySelector("[aria-pressed='false']").focus();
  }

  /* A browser may refuse to store anything; then the choice lasts as long as the page. */
  function keep(face) {
    try {
      __md_set(KEY, face);
    } catch {}
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ps-reader-set]");
    if (!button) return;
    show(button.dataset.psReaderSet);
    keepFocus(button);
    keep(button.dataset.psReaderSet);
  });

  /* A page that the browser kept, and other open pages, follow. */
  const refresh = () => show(__md_get(KEY) === "older" ? "older" : "standard");
  addEventListener("pageshow", (event) => event.persisted && refresh());
  addEventListener("storage", (event) => event.key?.endsWith(`.${KEY}`) && refresh());

  show(root.dataset.psReader);
})();
