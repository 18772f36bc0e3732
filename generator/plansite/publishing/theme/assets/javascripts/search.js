/* The search box in the header, and the search results page. */
(function () {
  "use strict";

  const FEW = 7, MANY = 12, SHOWN = 4;
  const base = new URL("../../", document.currentScript.src);
  const onDisk = base.protocol === "file:";
  const form = document.querySelector("[data-search-form]");
  if (!form) return;
  const input = form.querySelector("input");
  const live = form.querySelector("[role=status]");
  const page = document.querySelector("[data-search-page]");
  const results = page || form.querySelector("[data-search-panel]");
  results.dataset.searchResults = "";

  let ask = null;
  let asked = 0;
  let limit = page ? MANY : FEW;

  /* Loads the search on first use: in a worker, or in the page itself if the site is opened from disk. */
  function start() {
    if (ask) return;
    ask = onDisk ? inPage() : inWorker();
  }

  function inWorker() {
    const worker = new Worker(new URL("assets/search/worker.js", base));
    worker.onmessage = ({ data }) => { if (data.id) show(data); };
    worker.onerror = () => tell("搜索暂时无法使用，请稍后重试。");
    return (message) => worker.postMessage(message);
  }

  function inPage() {
    let prepared = null;
    const waiting = [];
    const answer = (message) => show({
      id: message.id, query: message.query, ...self.plansiteSearch.search(prepared, message.query, message.limit),
    });
    const scripts = ["fold", "units", "meaning", "engine"].map((name) => `assets/search/${name}.js`);
    inTurn([...scripts, "search/index.js"], () => {
      prepared = self.plansiteSearch.prepare(self.plansiteIndex);
      waiting.forEach(answer);
    });
    return (message) => { if (prepared) answer(message); else waiting.push(message); };
  }

  function inTurn([path, ...others], then) {
    if (path) load(path, () => inTurn(others, then)); else then();
  }

  function load(path, then) {
    const script = document.createElement("script");
    script.src = new URL(path, base);
    script.onload = then;
    document.head.append(script);
  }

  function look() {
    const query = input.value.trim();
    if (page) history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    asked += 1;
    if (!query) { close(); return; }
    start();
    ask({ id: asked, query, limit });
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function pieces(into, list) {
    for (const [text, found] of list) into.append(found ? element("mark", "", text) : text);
    return into;
  }

  function address(url) {
    const to = new URL(url, base);
    if (onDisk && to.pathname.endsWith("/")) to.pathname += "index.html";
    return to.href;
  }

  function show({ id, query, total, approximate, missing, hits }) {
    if (id !== asked) return; // the answer to an earlier query
    results.replaceChildren();
    results.hidden = false;
    if (!total) { nothing(query); return; }
    results.append(status(approximate ? partly(total, missing) : `找到${total}条`));
    const list = element("ol", "ps-hits");
    for (const hit of hits) list.append(item(hit));
    results.append(list);
    if (total > hits.length) results.append(more(query, total));
  }

  function partly(total, missing) {
    const lacks = missing.length ? `，没有找到${missing.map((word) => `“${word}”`).join("")}` : "";
    return `部分匹配${total}条${lacks}`;
  }

  function item(hit) {
    const made = element("li");
    const link = element("a", "ps-hit");
    link.href = address(hit.url);
    link.append(pieces(element("strong"), hit.title));
    if (hit.snippet.length) link.append(pieces(element("span", "ps-hit-text"), hit.snippet));
    made.append(link);
    const who = answers(hit.answers);
    if (who) made.append(who);
    const page = hit.as ? `${hit.page}（按“${hit.as}”找到）` : hit.page;
    made.append(element("small", "ps-hit-page", page));
    return made;
  }

  /* Who answers for a task, each with a link, and who leads above it. */
  function answers(units) {
    if (!units.some((list) => list.length)) return null;
    const made = element("p", "ps-hit-units");
    ["牵头", "负责", "配合", "所属牵头"].forEach((label, at) => {
      const list = units[at] || [];
      if (!list.length || (at === 3 && units[0].length)) return;
      made.append(element("span", "", `${label}：`));
      list.slice(0, SHOWN).forEach((unit, place) => {
        const link = element("a", "", unit.name);
        link.href = address(unit.url);
        made.append(place ? "、" : "", link);
      });
      made.append(list.length > SHOWN ? `等${list.length}家　` : "　");
    });
    return made;
  }

  function more(query, total) {
    if (page) {
      const button = element("button", "ps-hits-more", `更多（共${total}条）`);
      button.type = "button";
      button.addEventListener("click", () => { limit += MANY; look(); });
      return button;
    }
    const all = element("p", "ps-hits-more");
    const link = element("button", "", `更多（共${total}条）`);
    link.type = "submit";
    all.append(link);
    return all;
  }

  function nothing(query) {
    results.append(status(`没有找到“${query}”`));
    const ways = element("p", "ps-hits-none", "可以换个说法再试，或从这里查找：");
    ways.append(form.querySelector("[data-search-ways]").content.cloneNode(true));
    results.append(ways);
  }

  /* Says what was found in sight and, in a live region that stays, to screen readers. */
  function status(text) {
    live.textContent = text;
    return element("p", "ps-hits-status", text);
  }

  function tell(text) {
    results.replaceChildren(status(text));
    results.hidden = false;
  }

  function close() {
    results.replaceChildren();
    live.textContent = "";
    if (!page) results.hidden = true;
  }

  /* Moves through the box and the hits with the up and down keys. */
  function move(event) {
    const links = [input, ...results.querySelectorAll("a:not(.ps-hit-units a)")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!step || links.length < 2) return;
    event.preventDefault();
    (next || (step > 0 ? links[links.length - 1] : input)).focus();
  }

  form.addEventListener("input", (event) => {
    if (event.isComposing) return; // an input method is still composing
    limit = page ? MANY : FEW;
    look();
  });
  form.addEventListener("compositionend", () => look());
  input.addEventListener("focus", () => { start(); if (input.value.trim() && !page && results.hidden) look(); });
  for (const area of page ? [form, page] : [form]) {
    area.addEventListener("keydown", (event) => {
      event.stopPropagation(); // the theme has its own shortcuts on single letters
      if (event.key === "Escape") { input.value = page ? input.value : ""; close(); input.blur(); }
      else if (!event.isComposing) move(event);
    });
  }
  form.addEventListener("submit", (event) => {
    if (!page && input.value.trim()) {
      if (onDisk) {
        event.preventDefault();
        location.href = `${address("search/")}?q=${encodeURIComponent(input.value.trim())}`;
      }
      return;
    }
    event.preventDefault();
    look();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  document.addEventListener("click", (event) => {
    if (!page && !form.contains(event.target)) close();
  });

  if (page) {
    input.value = new URLSearchParams(location.search).get("q") || "";
    form.classList.add("ps-search--open");
    document.body.classList.add("ps-searching"); // :has() is too new for some
    if (input.value) look(); else input.focus();
  }
})();
