"""Find the items that mention a name, fast enough for dozens of names in thousands of items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from plansite.plan.tree import Node

_MARKS = re.compile(r"[\s“”‘’「」《》\"']+")
_END = "\n"  # whitespace, so neither a text nor a name contains it


class TextIndex:
    """The titles and texts of all items, joined to be searched at once."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = tuple(nodes)
        texts = [bare((node.item.title or "") + "".join(node.item.paragraphs)) + _END for node in self._nodes]
        self._whole = "".join(texts)
        self._ends = list(accumulate(map(len, texts)))

    def items_naming(self, name: str) -> tuple[Node, ...]:
        """Return the items whose title or text contains `name`, compared as in `bare`, in order."""
        wanted = bare(name)
        found = []
        at = self._whole.find(wanted) if wanted else -1
        while at >= 0:
            place = bisect_right(self._ends, at)
            found.append(self._nodes[place])
            at = self._whole.find(wanted, self._ends[place])
        return tuple(found)


def bare(text: str) -> str:
    """Return `text` without whitespace, quotation marks and title marks 《》, for comparing names."""
    return _MARKS.sub("", text)
