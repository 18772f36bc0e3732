"""axe-core on a page that is open in the browser."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable, Sequence

from playwright.sync_api import Browser, Page

from tests.helpers.faces import FACES, Face, still_page

# Half of axe's work on a page is to read the same few colours for each element, and to keep each part of each
# colour in a WeakMap, which its build for old browsers has in the place of private fields. Without that it
# finds the same.
FIELDS_OF_OBJECTS = """class {
    #key = Symbol();
    constructor(pairs) { for (const [each, value] of pairs ?? []) this.set(each, value); }
    has(each) { return this.#key in each; }
    get(each) { return each[this.#key]; }
    set(each, value) { each[this.#key] = value; return this; }
    delete(each) { return delete each[this.#key]; }
}"""
COLOURS_ARE_READ_ONCE = """(() => {
    const {Color} = axe.commons.color, read = Color.prototype.parseString, seen = new Map();
    Color.prototype.parseString = function (text) {
        if (!seen.has(text)) seen.set(text, new Color(read.call(this, text)));
        const {r, g, b, alpha} = seen.get(text);
        return Object.assign(this, {r, g, b, alpha});
    };
})();"""
SOURCE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# Of itself the stricter rule is silent where the other one would speak; for older readers it is asked alone.
STRICTER_MEANS_ALL = """for (const ratio of Object.values(
    axe._audit.checks["color-contrast-enhanced"].options.contrastRatio
)) delete ratio.minThreshold;"""
AXE = f"((WeakMap) => {{ {SOURCE} }})({FIELDS_OF_OBJECTS}); {COLOURS_ARE_READ_ONCE} {STRICTER_MEANS_ALL}"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN = """async (options) => {
    const {violations} = await axe.run(document, {...options, resultTypes: ["violations"], preload: false});
    return violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id} ${target.join(" ")}`));
}"""


LOOKS = ["link-in-text-block", "target-size", "scrollable-region-focusable", "meta-viewport"]
"""Rules beside contrast that depend on how a page looks; the others depend on its elements alone."""


def asks_all(face: Face) -> bool:
    """Tell whether this is one of the two forms in which rules that depend on elements alone are asked."""
    return face in {Face(1280, "standard"), Face(360, "older")}


OTHERS = [face for face in FACES if not asks_all(face)]
TURNS = len(OTHERS) // 2
"""Tests that share out the forms in which not all rules are asked: each has two of them."""


def in_turn(turn: int) -> list[Face]:
    """Return the forms in which all rules are asked, and two of the others; tests/long has every form."""
    return [face for face in FACES if asks_all(face) or face in OTHERS[turn % TURNS :: TURNS]]


def violations_of(
    browser: Browser, site: str, paths: Iterable[str], faces: Sequence[Face] = FACES, *, whole: bool = False
) -> list[str]:
    """Open pages of the site at an address, all that folds opened; return what axe finds in these forms.

    Rules that depend on elements alone are looked at in two forms, unless `whole`.
    """
    found: list[str] = []
    with still_page(browser) as page:
        for path in paths:
            page.goto(site + path)
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            page.evaluate(AXE)
            for face in faces:
                found += violations(page, face, whole=whole)
    return found


def violations(page: Page, face: Face, *, whole: bool = False) -> list[str]:
    """Return what axe finds in the page that is open, a line each: address, form, rule, selector.

    The dark form differs from the light one in nothing but colours, so only they are looked at again.
    The form for older readers keeps the stricter contrast of WCAG 2.2, 1.4.6 (7 : 1).
    """
    contrast = "color-contrast-enhanced" if face.reader == "older" else "color-contrast"
    if face.scheme == "slate":
        options: dict[str, object] = {"runOnly": [contrast, "link-in-text-block"]}
    elif not whole and not asks_all(face):
        options = {"runOnly": [contrast, *LOOKS]}
    else:
        rules = {"color-contrast": {"enabled": False}, contrast: {"enabled": True}}
        options = {"runOnly": TAGS, "rules": rules}
    face.put_on(page)
    found = page.evaluate(RUN, options)
    return [f"{page.url} [{face}] {line}" for line in found]
