"""Render once what appears on many pages of the same depth, such as an item on the pages of its units.

A fragment's template gets a writer and an item, but no page, so one that uses `page` fails. Only the names
of units differ from page to page: a unit's own page shows its name in bold instead of a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import Environment, Template
from markupsafe import Markup
from msgspec import Struct

from plansite.plan.model import Unit
from plansite.plan.tree import Node
from plansite.render.writer import Writer
from plansite.text.escape import safe
from plansite.views.site import Site

# Control characters, which cannot occur in the text of a plan.
_MARK = re.compile("\x02([0-9]+)\x03")


class _Name(Struct, frozen=True):
    """The name of a unit in a fragment: the link, and the plain name shown on the unit's own page."""

    unit: str
    link: Markup
    plain: Markup


class Fragment:
    """A piece of Markdown or HTML for all pages at one depth: `texts` with a name between each pair."""

    __slots__ = ("_names", "_text", "_texts", "_units")

    def __init__(self, texts: list[str], names: list[_Name]) -> None:
        # Most have no names: their text is kept once, and what is empty takes no memory.
        self._texts, self._names = tuple(texts if names else ()), tuple(names)
        self._units = frozenset(each.unit for each in names)
        self._text = self._joined(texts, [each.link for each in names])

    def on_page_of(self, unit: str) -> Markup:
        """Return the fragment for the page of the unit with this id, or for another page if it is ""."""
        if unit not in self._units:
            return self._text
        names = [each.plain if each.unit == unit else each.link for each in self._names]
        return self._joined(self._texts, names)

    @staticmethod
    def _joined(texts: Sequence[str], names: list[Markup]) -> Markup:
        pieces = [part for pair in zip(texts, names, strict=False) for part in pair]
        return safe("".join([*pieces, texts[-1]]))


class _MarkingWriter(Writer):
    """Writes a mark in place of each unit's name, and keeps the names by their marks."""

    def __init__(self, site: Site, url: str) -> None:
        super().__init__(site, url)
        self.names: list[_Name] = []

    def _unit_name(self, unit: Unit, link: Markup, plain: Markup) -> Markup:
        self.names.append(_Name(unit.id, link, plain))
        return safe(f"\x02{len(self.names) - 1}\x03")


class Fragments:
    """The fragments of pages at one depth, each rendered on first use."""

    def __init__(self, site: Site, url: str, environment: Environment) -> None:
        self._site, self._environment = site, environment
        self._templates: dict[str, Template] = {}
        self._writer = _MarkingWriter(site, url)
        self._made: dict[tuple[str, str], Fragment] = {}
        self._points: dict[str, Markup] = {}

    def rendered(self, template: str, key: str, **values: object) -> Fragment:
        """Return the template `fragments/<template>.j2` rendered with `values`, which `key` identifies.

        Raises jinja2.UndefinedError if the template uses anything else, such as the page.
        """
        found = self._made.get((template, key))
        if found is None:
            if template not in self._templates:
                self._templates[template] = self._environment.get_template(f"fragments/{template}.j2")
            text = self._templates[template].render(site=self._site, writer=self._writer, **values)
            pieces = _MARK.split(text)
            names = [self._writer.names[int(place)] for place in pieces[1::2]]
            found = self._made[template, key] = Fragment(pieces[::2], names)
        return found

    def point(self, node: Node) -> Markup:
        """Return a link to an item as an HTML list item."""
        found = self._points.get(node.id)
        if found is None:
            found = self._points[node.id] = self._writer.point(node)
        return found
