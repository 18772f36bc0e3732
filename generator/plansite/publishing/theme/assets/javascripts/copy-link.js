/* 复制链接: a button on every section, and on every paragraph of the whole text. Without this script the mark #
   beside a heading is its link. */

(() => {
  "use strict";

  const WORDS = 16;
  const SHOWN = 2500;
  const article = document.querySelector(".md-content__inner");
  const places = article?.querySelectorAll(":is(h2, h3, h4, h5, h6)[id], :scope > .ps-paragraph, :scope > p[id]") ?? [];
  if (!places.length) return;

  const status = document.createElement("p");
  status.className = "ps-sr";
  status.setAttribute("role", "status");

  function buttonFor(place) {
    const mark = place.querySelector(".headerlink");
    mark?.remove();
    const words = place.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ps-copy";
    button.title = "复制链接";
    button.setAttribute("aria-label", `复制链接：${words.length > WORDS ? `${words.slice(0, WORDS)}…` : words}`);
    place.append(button);
  }

  /* The first paragraph of a section has its section's address, those before all sections that of the page. */
  function addressOf(place) {
    let at = place;
    while (at && !at.id) at = at.previousElementSibling;
    const mark = at && at.tagName !== "H1" ? `#${encodeURIComponent(at.id)}` : "";
    return location.href.split(/[?#]/)[0] + mark;
  }

  /* The clipboard is missing on http, and in old browsers. */
  async function copy(text, back) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {}
    const field = document.createElement("textarea");
    field.className = "ps-sr";
    field.value = text;
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {}
    field.remove();
    back.focus({ preventScroll: true });
    return done;
  }

  let told;
  function tell(button, text) {
    for (const each of article.querySelectorAll(".ps-copy[data-told]")) delete each.dataset.told;
    button.dataset.told = text;
    status.textContent = text;
    clearTimeout(told);
    told = setTimeout(() => {
      delete button.dataset.told;
      status.textContent = "";
    }, SHOWN);
  }

  article.addEventListener("click", async (event) => {
    const button = event.target.closest(".ps-copy");
    if (!button) return;
    const address = addressOf(button.parentElement);
    const done = await copy(address, button);
    // Where nothing may be copied, the address bar has the link.
    if (!done) location.hash = new URL(address).hash;
    tell(button, done ? "已复制" : "请从地址栏复制");
  });

  places.forEach(buttonFor);
  article.append(status);
})();
