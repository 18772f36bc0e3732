"""How alike two items are: in title and text, by the pairs of neighbouring characters that they share."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from operator import add

from msgspec import Struct

from plansite.importing.lines.typography import bare
from plansite.plan import wording
from plansite.plan.model import Plan
from plansite.plan.tree import Node, walk

_COMPARED = 1000
"""Characters of a text that are compared, if two texts are not equal."""
_CURVE = 1.5
_WORDLESS = 0.4
"""The likeness of two items without a word: their numbers and places decide."""


class Entry(Struct, frozen=True):
    """An item as it is compared: its place, number, title and text, all in the form of `bare`."""

    node: Node
    title: str
    text: str
    numbers: tuple[str, ...]
    """The printed numbers from the top of the document down to this item."""
    printed: str
    """All that the document prints of the item itself."""
    whole: bytes
    """A digest of all that the document prints of the item and of those below it."""

    @property
    def words(self) -> str:
        """The title and the text."""
        return self.title + self.text


def entries(plan: Plan) -> list[Entry]:
    """Return the items of `plan`, in document order, as they are compared."""
    nodes = tuple(walk(plan))
    names = {unit.id: unit.name for unit in plan.units}
    numbers: dict[str, tuple[str, ...]] = {}
    printed: dict[str, str] = {}
    wholes = {node.id: hashlib.sha256() for node in nodes}
    for node in nodes:
        lines = wording.item_lines(node, plan, names)
        printed[node.id] = bare("".join(line.opening + line.text for line in lines))
        above = numbers[node.parent.id] if node.parent else ()
        numbers[node.id] = (*above, bare(node.item.number or ""))
        for each in node.lineage:
            wholes[each.id].update(printed[node.id].encode())
    return [
        Entry(
            node,
            bare(node.item.title or "").removesuffix("。"),
            bare("".join(node.item.paragraphs)),
            numbers[node.id],
            printed[node.id],
            wholes[node.id].digest(),
        )
        for node in nodes
    ]


def likeness(one: Entry, other: Entry) -> float:
    """Return how alike two items are, from 0 to 1, by title and text alone."""
    if not one.words and not other.words:
        return _WORDLESS
    if bool(one.title) != bool(other.title):
        return alike(one.words, other.words)
    if not one.title:
        return alike(one.text, other.text)
    title = alike(one.title, other.title)
    if not one.text and not other.text:
        return title
    return (title + alike(one.text, other.text)) / 2


def alike(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1, by the pairs of characters that they have in common.

    That is Dice's coefficient, with less weight on what many texts of a plan have in common.
    """
    if one == other:
        return 1.0
    mine, others = pairs(one), pairs(other)
    return float((2 * len(mine & others) / ((len(mine) + len(others)) or 1)) ** _CURVE)


def contained(one: str, other: str) -> float:
    """Return the share of the pairs of characters of `one` that `other` has, too."""
    mine = pairs(one)
    return len(mine & pairs(other)) / (len(mine) or 1)


@lru_cache(maxsize=1000)
def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters in the beginning of `text`."""
    text = text[:_COMPARED]
    return frozenset(map(add, text, text[1:])) or frozenset(text)


def below(entries: Sequence[Entry], at: int) -> range:
    """Return the positions of all items below one, which follow it."""
    end = at + 1
    while end < len(entries) and len(entries[end].numbers) > len(entries[at].numbers):
        end += 1
    return range(at + 1, end)
