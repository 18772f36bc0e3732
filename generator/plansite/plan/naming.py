"""Find the items whose title or text names something: thousands of items, for dozens of names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from plansite.plan.tree import Node

_MARKS = re.compile(r"[\s“”‘’「」《》\"']+")
_END = "\n"  # white space: neither in a text nor in a name


class TextIndex:
    """The titles and texts of items, searched all at once."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = tuple(nodes)
        texts = [bare((node.item.title or "") + "".join(node.item.paragraphs)) + _END for node in self._nodes]
        self._whole = "".join(texts)
        self._ends = list(accumulate(map(len, texts)))

    def items_naming(self, name: str) -> tuple[Node, ...]:
        """Return the items that name `name`, in their order."""
        wanted = bare(name)
        found = []
        at = self._whole.find(wanted) if wanted else -1
        while at >= 0:
            place = bisect_right(self._ends, at)
            found.append(self._nodes[place])
            at = self._whole.find(wanted, self._ends[place])
        return tuple(found)


def bare(text: str) -> str:
    """Return `text` without white space, quotation marks and title marks, as names are compared."""
    return _MARKS.sub("", text)
