"""Normalize printed text for parsing: no whitespace, full-width punctuation, paired brackets."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

_WIDE = str.maketrans(
    "(),:;[]【】［］〔〕﹝﹞〖〗<>〈〉＜＞", "（），：；（）（）（）（）（）（）（）（）（）"
)
_LINE_END = re.compile("\n")
# A label in brackets that a line or a sentence begins with: 【责任单位】市教育局.
_ENDS_A_LABEL = "(?:单位|部门|领导|责任人|负责人|时限|期限|时间|节点)"
_BRACKETED_LABEL = re.compile(
    rf"(?<![^\n。；！？）】 \u3000])[【［\[](?P<label>[\u4e00-\u9fff]{{0,6}}{_ENDS_A_LABEL})[】］\]][：:]?"
)
# Characters that take no room, and those that only set the direction of a text.
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_IGNORED = frozenset(_NO_WIDTH + _DIRECTIONS)

# `hold` replaces these by Unicode noncharacters, which no text contains.
_MARKS = "、，；。：和与及"
_HOLD = str.maketrans({mark: chr(0xFDD0 + place) for place, mark in enumerate(_MARKS)})
_FREE = str.maketrans({chr(0xFDD0 + place): mark for place, mark in enumerate(_MARKS)})
_BRACKET = re.compile("[（）]")
_DEEPEST = 3
_BRACKETED = re.compile(r"（(?:[^（）]|（[^（）]*）)*）")


class Squeezed(Struct, frozen=True):
    """A text without whitespace; `at[n]` is the position of character `n` in `given`."""

    given: str
    text: str
    at: tuple[int, ...]
    begun: tuple[int, ...]
    """The places of characters that a line of `given` begins with, after the first line."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in `given` of the characters from `start` up to, but without, `end`."""
        return self.at[start], self.at[end - 1] + 1

    def next_break(self, place: int) -> int:
        """Return the first place from `place` on where a line of `given` begins, or the text ends."""
        after = bisect_left(self.begun, place)
        return self.begun[after] if after < len(self.begun) else len(self.at)

    def breaks(self, place: int) -> bool:
        """Return whether a line of `given` begins with the character at `place`, or the text ends there."""
        return place == 0 or self.next_break(place) == place


def squeeze(text: str) -> Squeezed:
    """Return `text` without whitespace, its brackets, commas, colons and semicolons at full width."""
    plain = _BRACKETED_LABEL.sub(_with_colon, text)
    kept = tuple(place for place, char in enumerate(plain) if not (char.isspace() or char in _IGNORED))
    ends = (match.start() for match in _LINE_END.finditer(text))
    begun = dict.fromkeys(bisect_left(kept, end) for end in ends)
    return Squeezed(text, "".join(map(plain.__getitem__, kept)).translate(_WIDE), kept, tuple(begun))


def _with_colon(match: re.Match[str]) -> str:
    """Return 【责任单位】 as 责任单位：, as long as it is printed and beginning where it does."""
    return f"{match['label']}：".ljust(len(match[0]))


def pairs(text: str) -> list[tuple[int, int]]:
    """Return the spans of the parentheses, brackets included, outer ones before those inside them.

    Unpaired brackets are ignored, and so are those with more than `_DEEPEST` levels of others inside them.
    """
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, int]] = []  # place, and levels inside so far
    for match in _BRACKET.finditer(text):
        if match[0] == "（":
            opened.append((match.start(), 0))
        elif opened:
            start, levels = opened.pop()
            if levels <= _DEEPEST:
                found.append((start, match.end()))
            if opened:
                opened[-1] = (opened[-1][0], max(opened[-1][1], levels + 1))
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
