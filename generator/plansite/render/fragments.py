"""Render once what stands on many pages at one depth: an item stands on its page and on those of its units.

A fragment's template is given a writer and an item, and no page: one that reaches for `page` fails. Only the
names of units differ from page to page: the page of a unit has its own name in bold instead of a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import Environment, Template
from markupsafe import Markup

from plansite.plan.model import Unit
from plansite.plan.tree import Node
from plansite.render.writer import Writer
from plansite.views.site import Site

# Control characters, which no text of a plan can hold.
_MARK = re.compile("\x02([0-9]+)\x03")


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a unit in a fragment: a link, and what stands there on the unit's own page."""

    unit: str
    link: Markup
    plain: Markup


class Fragment:
    """A piece of Markdown or HTML for all pages at one depth: `texts` with a name between each two."""

    __slots__ = ("_names", "_text", "_texts", "_units")

    def __init__(self, texts: list[str], names: list[_Name]) -> None:
        self._texts, self._names = texts, names
        self._units = {each.unit for each in names}
        self._text = self._joined([each.link for each in names])

    def on_page_of(self, unit: str) -> Markup:
        """Return the fragment for the page of the unit with this id; "" is a page of no unit."""
        if unit not in self._units:
            return self._text
        return self._joined([each.plain if each.unit == unit else each.link for each in self._names])

    def _joined(self, names: list[Markup]) -> Markup:
        pieces = [part for pair in zip(self._texts, names, strict=False) for part in pair]
        return Markup("".join([*pieces, self._texts[-1]]))  # noqa: S704  escaped


class Fragments:
    """The fragments of pages at one depth, each made when it is first asked for."""

    def __init__(self, site: Site, url: str, environment: Environment) -> None:
        self._site, self._environment = site, environment
        self._templates: dict[str, Template] = {}
        self._writer = Writer(site, url, self._mark)
        self._names: list[_Name] = []
        self._made: dict[tuple[str, str], Fragment] = {}
        self._points: dict[str, Markup] = {}

    def rendered(self, template: str, key: str, **values: object) -> Fragment:
        """Return the template `fragments/<template>.j2` filled in with `values`, which `key` stands for.

        Raises jinja2.UndefinedError where the template asks for anything else, as for the page.
        """
        found = self._made.get((template, key))
        if found is None:
            if template not in self._templates:
                self._templates[template] = self._environment.get_template(f"fragments/{template}.j2")
            text = self._templates[template].render(site=self._site, writer=self._writer, **values)
            pieces = _MARK.split(text)
            names = [self._names[int(place)] for place in pieces[1::2]]
            found = self._made[template, key] = Fragment(pieces[::2], names)
        return found

    def point(self, node: Node) -> Markup:
        """Return a link to an item as a point of a list in HTML."""
        found = self._points.get(node.id)
        if found is None:
            found = self._points[node.id] = self._writer.point(node)
        return found

    def _mark(self, unit: Unit, link: Markup, plain: Markup) -> Markup:
        self._names.append(_Name(unit.id, link, plain))
        return Markup(f"\x02{len(self._names) - 1}\x03")  # noqa: S704  a number
