/* Keyboard access: to the phone menu, which Material builds from labels and hidden checkboxes, and to wide tables. */

(() => {
  const NARROW = matchMedia("(max-width: 76.234375em)");
  const drawer = document.getElementById("__drawer");
  const nav = document.querySelector(".md-nav--primary");

  function buttonOf(toggle, className, name) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = className;
    if (name) button.setAttribute("aria-label", name);
    button.addEventListener("click", () => toggle.click());
    return button;
  }

  /* Moves the content of a label into a button; the label keeps its look and its place. */
  function operable(label, name) {
    const toggle = document.getElementById(label.htmlFor);
    const button = buttonOf(toggle, "ps-operable", name);
    button.append(...label.childNodes);
    label.append(button);
    return button;
  }

  /* Keeps an opener's aria-expanded in step with its toggle, and moves the focus in and back. */
  function follow(toggle, opener, first) {
    const say = () => opener.setAttribute("aria-expanded", String(toggle.checked));
    say();
    toggle.addEventListener("change", () => {
      say();
      (toggle.checked ? first : opener).focus();
    });
  }

  function setUpDrawer(label) {
    const opener = operable(label, "打开菜单");
    const close = buttonOf(drawer, "ps-close", "关闭菜单");
    nav.querySelector(":scope > .md-nav__title").append(close);
    drawer.addEventListener("change", () => {
      for (const behind of document.querySelectorAll("[data-md-component='skip'], .md-header, .md-tabs, .md-content, .md-top, .md-footer")) {
        behind.inert = drawer.checked;
      }
    });
    follow(drawer, opener, close);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.checked) drawer.click();
    });
    NARROW.addEventListener("change", () => drawer.checked && drawer.click());
  }

  /* The page's table of contents, one level down in the menu. */
  function setUpContents(label) {
    const toggle = document.getElementById(label.htmlFor);
    const back = nav.querySelector(`.md-nav__title[for="${label.htmlFor}"]`);
    if (toggle && back) follow(toggle, operable(label), operable(back));
  }

  /* Keeps the sticky headers of a matrix from covering the focused cell. */
  function pad(matrix) {
    const corner = matrix.querySelector(".ps-corner");
    if (!corner) return;
    new ResizeObserver(() => {
      matrix.style.scrollPadding = `${corner.offsetHeight + 4}px 4px 4px ${corner.offsetWidth + 4}px`;
    }).observe(corner);
  }

  /* Makes the box of a wide table focusable, to scroll it by keyboard, unless something in it is focusable. */
  function reach(box) {
    if (box.querySelector("a, button")) return;
    new ResizeObserver(() => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }).observe(box);
  }

  const opener = document.querySelector(".md-header label[for='__drawer']");
  if (drawer && nav && opener) {
    setUpDrawer(opener);
    for (const label of nav.querySelectorAll("label.md-nav__link[for='__toc']")) setUpContents(label);
  }
  document.querySelectorAll(".ps-matrix").forEach(pad);
  document.querySelectorAll(".ps-table").forEach(reach);
})();
