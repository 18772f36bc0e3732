"""axe-core on a page that is open in the browser."""

from __future__ import annotations

import importlib.resources

from playwright.sync_api import Page

from tests.helpers.faces import Face

AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN = """async (options) => {
    const {violations} = await axe.run(document, {...options, resultTypes: ["violations"], preload: false});
    return violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id} ${target.join(" ")}`));
}"""


def violations(page: Page, face: Face) -> list[str]:
    """Return what axe finds in the page that is open, a line each: address, form, rule, selector.

    The dark form differs from the light one in nothing but colours, so only they are looked at again.
    The form for older readers keeps the stricter contrast of WCAG 2.2, 1.4.6 (7 : 1).
    """
    contrast = "color-contrast-enhanced" if face.reader == "older" else "color-contrast"
    if face.scheme == "slate":
        options: dict[str, object] = {"runOnly": [contrast, "link-in-text-block"]}
    else:
        rules = {"color-contrast": {"enabled": False}, contrast: {"enabled": True}}
        options = {"runOnly": TAGS, "rules": rules}
    face.put_on(page)
    found = page.evaluate(RUN, options)
    return [f"{page.url} [{face}] {line}" for line in found]
