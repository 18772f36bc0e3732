"""Normalize printed text for parsing: no whitespace, full-width punctuation, paired brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WIDE = str.maketrans("(),:;[]【】［］", "（），：；（）（）（）")
_IGNORED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")

# `hold` replaces these by Unicode noncharacters, which no text contains.
_MARKS = "、，；。：和与及"
_HOLD = str.maketrans({mark: chr(0xFDD0 + place) for place, mark in enumerate(_MARKS)})
_FREE = str.maketrans({chr(0xFDD0 + place): mark for place, mark in enumerate(_MARKS)})
_BRACKETED = re.compile(r"（(?:[^（）]|（[^（）]*）)*）")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without whitespace; `at[n]` is the position of character `n` in `given`."""

    given: str
    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in `given` of the characters from `start` up to, but without, `end`."""
        return self.at[start], self.at[end - 1] + 1

    def breaks(self, place: int) -> bool:
        """Return whether a line of `given` begins with the character at `place`, or the text ends there."""
        if place in {0, len(self.at)}:
            return True
        return "\n" in self.given[self.at[place - 1] : self.at[place]]


def squeeze(text: str) -> Squeezed:
    """Return `text` without whitespace, its brackets, commas, colons and semicolons at full width."""
    kept = [(place, char) for place, char in enumerate(text) if not (char.isspace() or char in _IGNORED)]
    return Squeezed(text, "".join(char for _, char in kept).translate(_WIDE), tuple(p for p, _ in kept))


def pairs(text: str) -> list[tuple[int, int]]:
    """Return the spans of all parentheses, brackets included, outer ones before those inside them.

    Unpaired brackets are ignored.
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
    """Return `text` with placeholders for the marks inside parentheses and inside matches of `patterns`.

    It can then be split at its marks without splitting a name; `free` puts them back.
    """
    for pattern in (_BRACKETED, *patterns):
        text = pattern.sub(lambda match: match[0].translate(_HOLD), text)
    return text


def free(text: str) -> str:
    """Return `text` with the marks that `hold` replaced."""
    return text.translate(_FREE)
