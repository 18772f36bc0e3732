/* 适老化: remembers which of the two styles the reader has chosen. A script in the head applies it before the
   first paint. */

(() => {
  const KEY = "__reader";
  const root = document.documentElement;

  function show(face) {
    root.dataset.psReader = face;
    for (const button of document.querySelectorAll("[data-ps-reader-set]")) {
      button.setAttribute("aria-pressed", String(button.dataset.psReaderSet === face));
    }
  }

  /* Where only the button not pressed has room, the pressed one disappears: moves the focus on to the other. */
  function keepFocus(pressed) {
    if (pressed.getClientRects().length) return;
    pressed.parentElement.querySelector("[aria-pressed='false']").focus();
  }

  /* If the browser refuses to store anything, the choice lasts as long as the page. */
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

  /* Follows the choice on a page restored from the browser's cache, and on other open pages. */
  const refresh = () => show(__md_get(KEY) === "older" ? "older" : "standard");
  addEventListener("pageshow", (event) => event.persisted && refresh());
  addEventListener("storage", (event) => event.key?.endsWith(`.${KEY}`) && refresh());

  show(root.dataset.psReader);
})();
