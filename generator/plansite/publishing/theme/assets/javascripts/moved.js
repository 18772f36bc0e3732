// A page that moved leads on to where it is now; with a section in the address, to where that section is.
(() => {
  "use strict";

  const line = document.querySelector("[data-moved]");
  if (!line) return;
  const section = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const place = section?.closest("p")?.querySelector("a") ?? line.querySelector("a");
  location.replace(place.href);
})();
