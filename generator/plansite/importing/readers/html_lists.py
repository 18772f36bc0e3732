"""The numbers that a browser sets before the items of a list, which are not in the text of a page."""

from __future__ import annotations

import re
from typing import Any

_NUMBERED = re.compile(r"\s*[（(]?[0-9０-９〇零一二三四五六七八九十]{1,4}[.．、)）]|\s*[①-⑳第]")
_NO_NUMBERS = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:none|disc|circle|square)", re.IGNORECASE)
_DIGITS = 4
"""Fewest digits of a number that no list comes to."""


class Counts:
    """Counts the items of the lists of a page, in document order."""

    def __init__(self) -> None:
        self._last: dict[Any, int] = {}

    def number(self, element: Any) -> str:  # noqa: ANN401  lxml has no types here
        """Return what stands before an element, 1. for the first item of a numbered list, or ""."""
        above = element.getparent()
        if element.tag != "li" or above is None or above.tag != "ol":
            return ""
        if _NO_NUMBERS.search(above.get("style") or "") or above.get("type", "1") != "1":
            return ""
        stated = element.get("value") or ("" if above in self._last else above.get("start")) or ""
        number = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < _DIGITS else 0
        number = number or self._last.get(above, 0) + 1
        self._last[above] = number
        begins = next((text for text in element.itertext() if text.strip()), "")
        return "" if not begins or _NUMBERED.match(begins) else f"{number}."
