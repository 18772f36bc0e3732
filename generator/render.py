"""The one Jinja environment: pages to Markdown, in which every value shows as it is.

Values are written with character references for all that Markdown or HTML could take for markup. A
reference means the same in a paragraph, a heading, a link's text and an attribute: one escape serves all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator import printed
from generator.downloads import Download, listing, offer
from generator.model import Plan, Role, Unit
from generator.page import Page, markdown_path
from generator.site import Site
from generator.tree import Node

_ANYWHERE = re.compile(r"""[\\`*_{}\[\]<>&#|~^$"'!:@]""")
# A dot, a bracket or a sign is markup only where a line begins.
_AT_START = re.compile(r"^(?P<digits>\d*)(?P<sign>[.)+=?/-])")
_BLANK_LINES = re.compile(r"\n{3,}")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def _closed(text: str) -> str:
    """Return `text` with an end to each turn of the writing direction in it: what follows is not turned.

    Embeddings and overrides end with U+202C, isolates with U+2069 (UAX #9, 3.3.2).
    """
    opened: list[str] = []
    for sign in _TURNING.findall(text):
        if sign == "\u202c":
            if opened and opened[-1] == sign:
                opened.pop()
        elif sign == "\u2069":
            if sign in opened:
                while opened.pop() != sign:
                    pass
        else:
            opened.append("\u202c" if sign < "\u2066" else "\u2069")
    return text + "".join(reversed(opened))


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


@lru_cache(maxsize=16384)
def literal(text: str) -> Markup:
    """Return `text` as one line of Markdown that shows just these characters."""
    line = _closed(_BREAKS.sub(" ", text.strip()))
    line = _ANYWHERE.sub(_reference, line)
    return Markup(_AT_START.sub(lambda m: f"{m['digits']}&#{ord(m['sign'])};", line))  # noqa: S704  escaped above


def inline(text: str) -> Markup:
    """Return `text` as Markdown for the middle of a line, where nothing begins a list or a quotation."""
    return Markup(_ANYWHERE.sub(_reference, _closed(_BREAKS.sub(" ", text))))  # noqa: S704  escaped here


def _finalize(value: object) -> object:
    return value if hasattr(value, "__html__") else literal(str(value))


class Here:
    """Links as they are written on one page: relative, so that the site runs under any path."""

    def __init__(self, site: Site, page: Page) -> None:
        self._site = site
        self._to_docs = "../" * page.path.count("/")
        self._to_root = "../" * page.url.count("/") or "./"
        self._url = page.url
        self._downloads = page.downloads

    @property
    def downloads(self) -> Markup:
        """Return the place for the files that this page offers."""
        return offer(self._downloads) if self._downloads else Markup()

    def offer(self, paths: Iterable[str], caller: Callable[[], str]) -> Markup:
        """Return what a template calls this with, to be shown where one of `paths` was really made."""
        return offer(paths, caller())

    def files(self, files: Iterable[Download]) -> Markup:
        """Return a list of links to files that stand in docs/."""
        return listing(files, self._to_root)

    def href(self, url: str) -> Markup:
        """Return `url` for an HTML attribute on this page."""
        return Markup(self._to_root + url)  # noqa: S704  URLs are made of checked ids

    def link(self, text: str, url: str) -> Markup:
        """Return a Markdown link; MkDocs checks that it leads somewhere."""
        path, _, anchor = url.partition("#")
        if path == self._url and anchor:
            return Markup(f"[{inline(text)}](#{anchor})")  # noqa: S704  text is escaped, ids are checked
        target = self._to_docs + markdown_path(path) + (f"#{anchor}" if anchor else "")
        return Markup(f"[{inline(text)}]({target})")  # noqa: S704

    def file(self, path: str, text: str) -> Markup:
        """Return a Markdown link to a file of the site that is no page."""
        return Markup(f"[{inline(text)}]({self._to_docs}{path})")  # noqa: S704

    def unit(self, unit: Unit, printed_name: str | None = None) -> Markup:
        """Return a link to a unit's page, or its name in bold on that page itself."""
        name = printed_name or unit.name
        url = self._site.unit_url(unit)
        if url == self._url:
            return Markup(f"**{inline(name)}**")  # noqa: S704  escaped here
        return self.link(name, url)

    def units(self, units: Iterable[Unit]) -> Markup:
        """Return links to units as a document lists them; behind one, who does its part now."""
        return Markup("、").join(self.unit(unit) + self._now(unit, self.unit) for unit in units)

    def _now(self, unit: Unit, link: Callable[[Unit], Markup]) -> Markup:
        heirs = self._site.relations.successions.now(unit)
        names = Markup("、").join(link(heir) for heir in heirs)
        return Markup("（现由{}承担）").format(names) if heirs else Markup()

    def heirs(self, unit: Unit) -> Markup:
        """Return links to the units that do the part of `unit` now."""
        return Markup("、").join(self.unit(heir) for heir in self._site.relations.successions.now(unit))

    def html_units(self, units: Iterable[Unit]) -> Markup:
        """Return links to units for a block of HTML, as `units` does for Markdown."""

        def link(unit: Unit) -> Markup:
            return self._html_unit(unit, unit.name)

        return Markup("、").join(link(unit) + self._now(unit, link) for unit in units)

    def _html_unit(self, unit: Unit, name: str) -> Markup:
        url = self._site.unit_url(unit)
        if url == self._url:
            return inline(name)
        return Markup(f'<a href="{self.href(url)}">{inline(name)}</a>')  # noqa: S704  escaped, ids are checked

    def item(self, node: Node) -> Markup:
        """Return a link to an item by its printed number and title."""
        return self.link(
            printed.heading_of(node.item) or printed.excerpt(node.item), self._site.item_url(node)
        )

    def short(self, node: Node) -> Markup:
        """Return a link to an item by its short title."""
        return self.link(printed.short_title_of(node.item), self._site.item_url(node))

    def prose(self, text: str) -> Markup:
        """Return a text of the plan, with a link on each unit that it names."""
        return Markup("").join(
            self.unit(unit, piece) if unit else inline(piece) if at else literal(piece)
            for at, (piece, unit) in enumerate(self._site.mentions(text))
        )

    def html_prose(self, text: str) -> Markup:
        """Return a text of the plan for a block of HTML, with a link on each unit that it names."""
        return Markup("").join(
            self._html_unit(unit, piece) if unit else inline(piece)
            for piece, unit in self._site.mentions(text)
        )


def _front_matter(value: str) -> Markup:
    # MkDocs hands these to the theme, which puts them into HTML as they are.
    return Markup(json.dumps(str(escape(_closed(_BREAKS.sub(" ", value)))), ensure_ascii=False))  # noqa: S704


@pass_context
def _label(context: Context, role: Role) -> str:
    plan: Plan = context["site"].plan
    return plan.roles.of(role)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("generator", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "front_matter": _front_matter,
        "heading": lambda node: printed.heading_of(node.item),
        "short_title": lambda node: printed.short_title_of(node.item),
        "printed_date": printed.date,
        "role_label": _label,
        "runs_by": lambda rows, name: [(key, list(run)) for key, run in groupby(rows, attrgetter(name))],
        "inline": inline,
        "lines": lambda text: Markup("<br>").join(map(inline, text.split("\n"))),
        "hashes": lambda level: Markup("#" * level),  # noqa: S704  a heading's mark
    }
    environment.globals["Role"] = Role
    return environment


def part(template: str, page: Page, site: Site, view: object) -> str:
    """Return Markdown that stands on `page`: `template` filled in with `view`."""
    values: dict[str, Any] = {"site": site, "page": page, "view": view, "here": Here(site, page)}
    return _environment().get_template(f"{template}.j2").render(values)


def render(page: Page, site: Site) -> str:
    """Return the Markdown of `page`.

    Raises jinja2.UndefinedError where a template asks for what its view does not have.
    """
    text = part(page.template, page, site, page.view)
    return _BLANK_LINES.sub("\n\n", text).rstrip("\n") + "\n"
