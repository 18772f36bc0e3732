"""A printed text as the grammar sees it: without white space, its marks of one width, its brackets paired."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WIDE = str.maketrans("(),:;[]【】［］", "（），：；（）（）（）")
_IGNORED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")

# What `hold` puts in their places are no characters of Unicode, so that no text has them.
_MARKS = "、，；。：和与及"
_HOLD = str.maketrans({mark: chr(0xFDD0 + place) for place, mark in enumerate(_MARKS)})
_FREE = str.maketrans({chr(0xFDD0 + place): mark for place, mark in enumerate(_MARKS)})
_BRACKETED = re.compile(r"（(?:[^（）]|（[^（）]*）)*）")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its white space: `at[n]` is where character `n` stood in `given`."""

    given: str
    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text as given of the characters from `start` to before `end`."""
        return self.at[start], self.at[end - 1] + 1

    def breaks(self, place: int) -> bool:
        """Tell whether a line of the text as given begins with the character at `place`."""
        if place in {0, len(self.at)}:
            return True
        return "\n" in self.given[self.at[place - 1] : self.at[place]]


def squeeze(text: str) -> Squeezed:
    """Return `text` without white space, its brackets, commas, colons and semicolons at full width."""
    kept = [(place, char) for place, char in enumerate(text) if not (char.isspace() or char in _IGNORED)]
    return Squeezed(text, "".join(char for _, char in kept).translate(_WIDE), tuple(p for p, _ in kept))


def pairs(text: str) -> list[tuple[int, int]]:
    """Return the spans of all parentheses, brackets included, an outer one before those inside it.

    A bracket that has no other half belongs to none.
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for place, char in enumerate(text):
        if char == "（":
            opened.append(place)
        elif char == "）" and opened:
            found.append((opened.pop(), place + 1))
    return sorted(found)


def hold(text: str, *patterns: re.Pattern[str]) -> str:
    """Return `text` with the marks inside parentheses and inside what `patterns` match out of the way.

    So it can be cut at its marks without cutting a name; `free` puts them back.
    """
    for pattern in (_BRACKETED, *patterns):
        text = pattern.sub(lambda match: match[0].translate(_HOLD), text)
    return text


def free(text: str) -> str:
    """Return `text` with the marks that `hold` took away."""
    return text.translate(_FREE)
