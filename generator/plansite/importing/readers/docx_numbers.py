"""Compute Word's automatic numbers, which are not in the text but counted by the rules of numbering.xml."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from msgspec import Struct

from plansite.importing.readers.numerals import numeral

_LEVELS = 9
_DIGITS = 9
_LONGEST = 100  # characters of the text around a number
_CHAIN = 20  # styles based on more others are a cycle in a damaged file
_PLACE = re.compile(r"%([1-9])")


class Level(Struct, frozen=True):
    """A level of a list (w:lvl)."""

    start: int
    form: str
    text: str
    style: str | None
    restart: int | None
    decimal: bool


def value_of(element: Any, tag: str) -> str | None:  # noqa: ANN401  lxml has no types here
    """Return w:val of the first child with this tag, or None."""
    child = None if element is None else element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def is_on(element: Any, tag: str) -> bool | None:  # noqa: ANN401
    """Return whether a switch such as w:vanish is on, or None if it is not given."""
    child = None if element is None else element.find(qn(tag))
    return None if child is None else child.get(qn("w:val")) not in {"0", "false", "off"}


def number_of(text: str | None, otherwise: int) -> int:
    """Return the number that a value gives, or `otherwise` if it gives none."""
    try:
        return int((text or "")[:_DIGITS])
    except ValueError:
        return otherwise


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401
        found = [] if root is None else root.findall(qn("w:style"))
        self._styles = {style.get(qn("w:styleId")): style for style in found}
        self._names: dict[str | None, str] = {}
        self._numbers: dict[str | None, list[tuple[str | None, str | None]]] = {}
        self.default = next(
            (
                style.get(qn("w:styleId"))
                for style in found
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}
            ),
            None,
        )

    def chain(self, name: str | None) -> list[Any]:
        """Return the style with this id and the styles it is based on, nearest first."""
        chain: list[Any] = []
        while name in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[name])
            name = value_of(chain[-1], "w:basedOn")
        return chain

    def name(self, style: str | None) -> str:
        """Return the name that Word shows for a style, in lower case: "heading 1"."""
        if style not in self._names:
            self._names[style] = (value_of(self._styles.get(style), "w:name") or "").lower()
        return self._names[style]

    def numbers(self, style: str | None) -> list[tuple[str | None, str | None]]:
        """Return the list id and the level that each style of the chain gives, each None if it gives none."""
        if style not in self._numbers:
            given = [each.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for each in self.chain(style)]
            self._numbers[style] = [(value_of(each, "w:numId"), value_of(each, "w:ilvl")) for each in given]
        return self._numbers[style]


class Numbers:
    """Counts the numbered paragraphs of a document; call `of` for every paragraph in order."""

    def __init__(self, root: Any, styles: Styles) -> None:  # noqa: ANN401
        self._styles = styles
        self._abstract = {} if root is None else _by_id(root, "w:abstractNum", "w:abstractNumId")
        self._nums = {} if root is None else _by_id(root, "w:num", "w:numId")
        self._counts: dict[str, list[int | None]] = {}
        self._links: dict[str, str | None] = {}
        self._of_abstract: dict[str, list[Level | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._known: dict[str, tuple[str, list[Level | None], dict[int, int]] | None] = {}

    def of(self, properties: Any, style: str | None) -> str:  # noqa: ANN401
        """Return the number of the next paragraph, or "" if it has none; `properties` is its w:pPr."""
        placed = self._placed(properties, style)
        if placed is None:
            return ""
        num, depth = placed
        found = self._list(num)
        if found is None or found[1][depth] is None:
            return ""
        abstract, levels, starts = found
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        self._count(num, depth, counts, levels, starts)
        return _shown(depth, counts, levels)

    def _placed(self, properties: Any, style: str | None) -> tuple[str, int] | None:  # noqa: ANN401
        """Return the list id and level of a paragraph, its own or from its style, or None if it has none."""
        own = None if properties is None else properties.find(qn("w:numPr"))
        num, depth = value_of(own, "w:numId"), value_of(own, "w:ilvl")
        for given, level in self._styles.numbers(style):
            if num is not None:
                break
            num, depth = given, depth or level
        if num is None or num == "0":
            return None
        if depth is None:
            depth = self._depth_of(num, [each.get(qn("w:styleId")) for each in self._styles.chain(style)])
        return num, min(max(number_of(depth, 0), 0), _LEVELS - 1)

    def _depth_of(self, num: str, styles: list[str]) -> str:
        """Return the level that is linked to one of these styles, or else "0"."""
        levels = (self._list(num) or ("", [], {}))[1]
        named = {
            level.style: depth for depth, level in enumerate(levels) if level is not None and level.style
        }
        return str(next((named[style] for style in styles if style in named), 0))

    def _list(self, num: str) -> tuple[str, list[Level | None], dict[int, int]] | None:
        """Return the id of a list's abstract list, its levels, and its start overrides by level, or None."""
        if num not in self._known:
            self._known[num] = self._read(num)
        return self._known[num]

    def _read(self, num: str) -> tuple[str, list[Level | None], dict[int, int]] | None:
        element = self._nums.get(num)
        name = value_of(element, "w:abstractNumId") or ""
        for _ in range(_CHAIN):  # a list may link to a style, whose list may link to another
            link = self._link(name)
            given = None
            for style in self._styles.chain(link)[:1]:
                given = value_of(style.find(f"{qn('w:pPr')}/{qn('w:numPr')}"), "w:numId")
            if given is None:
                break
            name = value_of(self._nums.get(given), "w:abstractNumId") or ""
        if element is None or name not in self._abstract:
            return None
        levels = list(self._levels(name))
        starts = {}
        for override in element.findall(qn("w:lvlOverride")):
            for lvl in override.findall(qn("w:lvl")):
                _set(levels, lvl)
            start = value_of(override, "w:startOverride")
            if start is not None:
                starts[number_of(override.get(qn("w:ilvl")), 0)] = number_of(start, 1)
        return name, levels, starts

    def _link(self, name: str) -> str | None:
        """Return the style that an abstract list links to, or None."""
        if name not in self._links:
            self._links[name] = value_of(self._abstract.get(name), "w:numStyleLink")
        return self._links[name]

    def _levels(self, name: str) -> list[Level | None]:
        """Return the levels of an abstract list."""
        if name not in self._of_abstract:
            levels: list[Level | None] = [None] * _LEVELS
            for lvl in self._abstract[name].findall(qn("w:lvl")):
                _set(levels, lvl)
            self._of_abstract[name] = levels
        return self._of_abstract[name]

    def _count(
        self,
        num: str,
        depth: int,
        counts: list[int | None],
        levels: list[Level | None],
        starts: dict[int, int],
    ) -> None:
        level, count = levels[depth], counts[depth]
        if depth in starts and (num, depth) not in self._begun:
            counts[depth] = starts[depth]
        else:
            counts[depth] = (level.start if level else 1) if count is None else count + 1
        self._begun.add((num, depth))
        for deeper in range(depth + 1, _LEVELS):
            after = levels[deeper].restart if levels[deeper] is not None else None  # type: ignore[union-attr]
            if after is None or depth < after:
                counts[deeper] = None


def _by_id(root: Any, tag: str, key: str) -> dict[str, Any]:  # noqa: ANN401
    return {element.get(qn(key)): element for element in root.findall(qn(tag))}


def _set(levels: list[Level | None], lvl: Any) -> None:  # noqa: ANN401
    depth = number_of(lvl.get(qn("w:ilvl")), 0)
    restart = value_of(lvl, "w:lvlRestart")
    if 0 <= depth < _LEVELS:
        levels[depth] = Level(
            start=number_of(value_of(lvl, "w:start"), 0),
            form=value_of(lvl, "w:numFmt") or "decimal",
            text=(value_of(lvl, "w:lvlText") or "")[:_LONGEST],
            style=value_of(lvl, "w:pStyle"),
            restart=None if restart is None else number_of(restart, 0),
            decimal=bool(is_on(lvl, "w:isLgl")),
        )


def _shown(depth: int, counts: list[int | None], levels: list[Level | None]) -> str:
    shown = levels[depth]
    if shown is None or shown.form == "bullet":
        return ""

    def place(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        level, count = levels[at], counts[at]
        if level is None or at > depth:
            return ""
        return numeral(level.start if count is None else count, "decimal" if shown.decimal else level.form)

    return _PLACE.sub(place, shown.text)
