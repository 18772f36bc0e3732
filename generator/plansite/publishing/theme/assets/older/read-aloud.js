/* 朗读: reads the page aloud, paragraph by paragraph, where the browser has a Chinese voice. Loaded in the form for
   older readers only. */

(() => {
  "use strict";

  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, tr, figcaption";
  const SKIPPED = ".ps-print-header, .ps-crumbs, .ps-sr, .ps-matrix, .ps-grid, .ps-downloads, nav, form, [hidden]";
  const RATE = 0.9;
  const synthesis = window.speechSynthesis;
  const tools = document.querySelector(".ps-aloud");
  const article = document.querySelector(".md-content__inner");
  const [play, stop] = tools.querySelectorAll("button");

  let voice = null;
  let pieces = []; // what is read, in sentences: [paragraph, text]
  let at = 0;
  let state = "still"; // or reading, or paused
  let turn = 0; // what was cancelled reports its end as well
  let spoken = null; // a browser may forget an utterance that nobody holds, and with it that it has ended

  function find() {
    const voices = synthesis.getVoices().filter(({ lang }) => /^(zh|cmn)\b/i.test(lang.replace("_", "-")));
    voice = voices.find(({ lang }) => /CN|Hans/i.test(lang)) ?? voices[0] ?? null;
    tools.hidden = !voice;
  }

  /* The innermost blocks that are seen, from the first below the upper edge of the window. */
  function collect() {
    const found = [...article.querySelectorAll(BLOCKS)].filter(
      (block) => !block.querySelector(BLOCKS) && !block.closest(SKIPPED) && block.getClientRects().length,
    );
    const first = scrollY ? found.findIndex((block) => block.getBoundingClientRect().top >= 0) : 0;
    return found.slice(Math.max(first, 0)).flatMap((block) => {
      const text = block.innerText.replace(/#$/, "").replace(/\s+/g, " ").trim();
      return (text.match(/[^。；！？]+[。；！？]?/g) ?? []).map((sentence) => [block, sentence]);
    });
  }

  function show(next) {
    state = next;
    play.textContent = { still: "朗读", reading: "暂停", paused: "继续朗读" }[state];
    stop.hidden = state === "still";
    tools.toggleAttribute("data-reading", state !== "still");
  }

  function mark(block) {
    for (const each of article.querySelectorAll(".ps-read")) if (each !== block) each.classList.remove("ps-read");
    if (!block || block.classList.contains("ps-read")) return;
    block.classList.add("ps-read");
    block.scrollIntoView({ block: "center" });
  }

  function quiet(next) {
    turn += 1;
    synthesis.cancel();
    show(next);
  }

  function end() {
    const focused = document.activeElement === stop;
    quiet("still");
    mark(null);
    if (focused) play.focus();
  }

  function speak() {
    if (at >= pieces.length) return end();
    const mine = turn;
    const [block, text] = pieces[at];
    mark(block);
    spoken = new SpeechSynthesisUtterance(text);
    Object.assign(spoken, { voice, lang: voice.lang, rate: RATE });
    spoken.onend = spoken.onerror = () => {
      if (mine !== turn) return;
      at += 1;
      speak();
    };
    synthesis.speak(spoken);
  }

  play.addEventListener("click", () => {
    // A pause is a stop that remembers the sentence: not every browser can hold its voice.
    if (state === "reading") return quiet("paused");
    if (state === "still") {
      pieces = collect();
      at = 0;
    }
    quiet("reading");
    speak();
  });
  stop.addEventListener("click", end);
  addEventListener("pagehide", end);
  new MutationObserver(() => document.documentElement.dataset.psReader !== "older" && state !== "still" && end())
    .observe(document.documentElement, { attributeFilter: ["data-ps-reader"] });

  synthesis.addEventListener?.("voiceschanged", find);
  find();
})();
