// Redirects from a page that has moved to its new place, or to that of the section that the URL names.
(() => {
  "use strict";

  const line = document.querySelector("[data-moved]");
  if (!line) return;
  const section = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const place = section?.closest("p")?.querySelector("a") ?? line.querySelector("a");
  location.replace(place.href);
})();
