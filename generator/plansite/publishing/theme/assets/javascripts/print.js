// Fills in what is only known when a page is printed: the date and the URL; and puts the document on each sheet.
(() => {
  const header = document.querySelector(".ps-print-header");
  if (!header) return;
  const canonical = document.querySelector("link[rel=canonical]");
  const fields = {
    // With the query, because the print, too, leaves out what a filter hides.
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

  // The text differs by page, and the security policy may forbid a style element: construct a style sheet.
  if (!("adoptedStyleSheets" in document)) return;
  const words = [header.dataset.title, header.dataset.number].filter(Boolean).join("　");
  const text = JSON.stringify(words).replace(/\\n/g, " ");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { @bottom-left { content: ${text}; } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
})();
