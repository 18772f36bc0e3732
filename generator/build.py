"""The whole program: a plan and what people wrote, to every text file of docs/."""

from __future__ import annotations

from generator.exports import exports
from generator.model import Plan
from generator.pages import all_pages
from generator.render import render
from generator.site import Content, Site


class CollisionError(Exception):
    """A file of content/ would take the place of a generated one; `path` is its path in docs/."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def build(plan: Plan, content: Content) -> dict[str, bytes]:
    """Return the files of docs/ by path.

    Raises CollisionError where what people put into content/ would take the place of a generated file.
    """
    site = Site.of(plan, content)
    files = {page.path: render(page, site).encode() for page in all_pages(site)}
    files |= {export.path: export.make(site, None) for export in exports().values() if export.path}
    for path in content.files:
        if path in files:
            raise CollisionError(path)
    return dict(sorted({**files, **content.files}.items()))
