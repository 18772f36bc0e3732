"""Parts of the theme's frame that are the same on many pages, rendered once for all of them.

Such a part shows the navigation, or nothing of the page at all. Its links are relative, so it is the same on
pages in one folder, under one column, unless it leads to the page itself or below it. Beside the navigation,
its links lead to pages at the top, such as the search.
"""

from __future__ import annotations

from collections.abc import Callable
from posixpath import dirname
from typing import TYPE_CHECKING

from jinja2 import pass_context
from jinja2.runtime import Context

if TYPE_CHECKING:
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

PLACE = "plansite_place"
"""The name in a template's context of what `place` returned."""


def place(page: Page, nav: Navigation, column: str | None) -> tuple[str, str | None] | None:
    """Return what `page` has in common with those that share its parts, or None if it shares none."""
    folder = dirname(page.url.rstrip("/"))
    if not folder or any(item.url.startswith(page.url) for item in nav.pages):
        return None
    return folder, column


class SharedParts:
    """A function for `call` in a template: the block is rendered for the first page of each place."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, object], str] = {}

    @pass_context
    def __call__(self, context: Context, name: str, caller: Callable[[], str]) -> str:
        """Return the part `name` for the page that is rendered; `caller` renders it."""
        shared = context.get(PLACE)
        if shared is None:
            return caller()
        key = name, shared
        if key not in self._made:
            self._made[key] = caller()
        return self._made[key]
