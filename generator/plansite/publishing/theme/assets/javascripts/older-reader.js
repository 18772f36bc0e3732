/* 适老化: remembers which of the two forms the reader has chosen, and what in that for older readers: "older huge
   strong". A script in the head applies it before the first paint. */

(() => {
  const KEY = "__reader";
  const CHOICES = ["huge", "strong", "pointer"];
  const root = document.documentElement;
  const aloud = new URL("../older/read-aloud.js", document.currentScript.src);
  let face, chosen, loaded;

  const has = (choice) => (choice[0] === "!" ? !chosen.includes(choice.slice(1)) : chosen.includes(choice));

  function read(words) {
    const older = words[0] === "older";
    face = older ? "older" : "standard";
    chosen = CHOICES.filter((each) => words.includes(each));
    root.dataset.psReader = face;
    root.dataset.psOlder = older ? chosen.join(" ") : "";
    for (const button of document.querySelectorAll(".ps-reader button, [data-ps-choice]")) {
      const { psReaderSet: set, psChoice: choice } = button.dataset;
      button.setAttribute("aria-pressed", String(set ? set === face : has(choice)));
    }
    if (older && !loaded && window.speechSynthesis) {
      loaded = document.createElement("script");
      loaded.src = aloud;
      document.head.append(loaded);
    }
  }

  function stored() {
    try {
      return __md_get(KEY).split(" ");
    } catch {
      return [];
    }
  }

  /* If the browser refuses to store anything, the choice lasts as long as the page. */
  function keep() {
    try {
      __md_set(KEY, [face, ...chosen].join(" "));
    } catch {}
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ps-reader-set], [data-ps-choice]");
    if (!button) return;
    const { psReaderSet: set, psChoice: choice } = button.dataset;
    if (set) read([set, ...chosen]);
    else {
      const name = choice.replace("!", "");
      const others = chosen.filter((each) => each !== name);
      read([face, ...others, ...(choice === "huge" || (name === choice && !has(name)) ? [name] : [])]);
    }
    // Where the button that was pressed disappears, the focus goes on to the other.
    if (!button.getClientRects().length) document.querySelector(".ps-reader [aria-pressed='false']").focus();
    keep();
  });

  /* Follows the choice on a page restored from the browser's cache, and on other open pages. */
  addEventListener("pageshow", (event) => event.persisted && read(stored()));
  addEventListener("storage", (event) => event.key?.endsWith(`.${KEY}`) && read(stored()));

  read(stored());
})();
