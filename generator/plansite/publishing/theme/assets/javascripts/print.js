// What a printed page can only know when it is printed: the day and the address; and on each sheet what it belongs to.
(() => {
  const header = document.querySelector(".ps-print-header");
  if (!header) return;
  const canonical = document.querySelector("link[rel=canonical]");
  const fields = {
    // With its query: what a filter has left out is not on the paper either.
    url: () => `网址：${(canonical ? canonical.href : location.href.split(/[?#]/)[0]) + location.search}`,
    date: () => `打印日期：${new Date().toLocaleDateString("zh-CN", { dateStyle: "long" })}`,
  };
  const fill = () => {
    for (const [name, value] of Object.entries(fields)) {
      header.querySelector(`[data-print="${name}"]`).textContent = value();
    }
  };
  addEventListener("beforeprint", fill);
  fill();

  // A style sheet made here, since the text is the page's own and a style element may be forbidden.
  if (!("adoptedStyleSheets" in document)) return;
  const words = [header.dataset.title, header.dataset.number].filter(Boolean).join("　");
  const text = JSON.stringify(words).replace(/\\n/g, " ");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { @bottom-left { content: ${text}; } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
})();
