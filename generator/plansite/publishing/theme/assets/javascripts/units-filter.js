// 我的单位: filters a list of units by name, full name or alias while the reader types.
// Without this script, the whole list is shown and the box is hidden.
(() => {
  "use strict";

  const form = document.querySelector("[data-units-filter]");
  if (!form) return;
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
  const entries = [...document.querySelectorAll("[data-units] [data-names]")].map((element) => ({
    element,
    names: element.dataset.names.split("、").map(fold),
  }));
  const lists = [...document.querySelectorAll("[data-units]")];

  // A name contained in the typed text matches, too: 新余市科协 finds 科协.
  const matches = (names, query) =>
    names.some((name) => name.includes(query) || (name.length > 1 && query.includes(name)));

  const found = () => {
    const query = fold(input.value);
    return entries.filter(({ names }) => !query || matches(names, query));
  };

  function show() {
    const shown = new Set(found().map(({ element }) => element));
    for (const { element } of entries) element.hidden = !shown.has(element);
    for (const list of lists) {
      list.hidden = !list.querySelector("[data-names]:not([hidden])");
      list.previousElementSibling.hidden = list.hidden;
    }
    if (!fold(input.value)) status.textContent = "";
    else if (shown.size) status.textContent = `找到${shown.size}家单位。`;
    else status.textContent = "没有找到这家单位。可以换个说法，或清空后看全部单位。";
  }

  // Ignores text that an input method is still composing.
  input.addEventListener("input", (event) => event.isComposing || show());
  input.addEventListener("compositionend", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const shown = found();
    if (fold(input.value) && shown.length) shown[0].element.querySelector("a").click();
  });
  form.hidden = false;
  // The browser may restore earlier input.
  addEventListener("pageshow", show);
  show();
})();
