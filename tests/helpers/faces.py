"""The forms in which a page is looked at: width, light or dark, standard or for older readers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product

from playwright.sync_api import Browser, Page, ViewportSize

HEIGHT = 800


@dataclass(frozen=True, slots=True)
class Face:
    """One form: `width` in CSS pixels; `scheme` as the page calls it, and `reader` as it is stored."""

    width: int
    reader: str
    scheme: str = "default"

    def __str__(self) -> str:
        """Name it in a failure: `360 px, older, slate`."""
        return f"{self.width} px, {self.reader}, {self.scheme}"

    def put_on(self, page: Page) -> None:
        """Give an open page this form, as its own controls do, but without storing the choice."""
        page.set_viewport_size({"width": self.width, "height": HEIGHT})
        page.evaluate(
            """([reader, scheme]) => {
                const [face, ...chosen] = reader.split(" ");
                document.documentElement.dataset.psReader = face;
                document.documentElement.dataset.psOlder = chosen.join(" ");
                document.body.dataset.mdColorScheme = scheme;
                return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }""",
            [self.reader, self.scheme],
        )


STRONGEST = "older huge strong pointer"
FACES = [Face(*each) for each in product((1280, 360), ("standard", "older"), ("default", "slate"))]
STRONG_FACES = [Face(width, STRONGEST) for width in (1280, 360)]
"""With every tool for older readers in use."""


@contextmanager
def still_page(browser: Browser, face: Face = FACES[0]) -> Iterator[Page]:
    """Open a page in a fresh profile in which nothing moves, so that nothing is measured half-way."""
    size: ViewportSize = {"width": face.width, "height": HEIGHT}
    context = browser.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce")
    context.add_init_script(f"localStorage.setItem('/.__reader', '\"{face.reader}\"')")
    yield context.new_page()
    context.close()
