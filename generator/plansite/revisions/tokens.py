"""Split text into tokens that are never cut: characters, numbers and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

# Marks that belong to the character before them: accents, variation selectors, skin tones.
_MARK = (
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a"
    r"\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)
_HAN = r"\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"(?:(?![{_HAN}])\w(?:{_MARK}|\u200d)*)"
_NUMERAL = "〇零一二三四五六七八九十百千万亿"
_TOKEN = rf"""
      [（(][{_NUMERAL}\d]+[）)] {_MARK}*                        # （一） (12)
    | {_LETTER}+ (?: [.,:'’．\-] {_LETTER}+ )* [%％‰]?           # 2025 1.2 15% PM2.5 e-mail
    | [{_NUMERAL}]{{2,}} {_MARK}*                                # 二〇三五
    | [\ud800-\udbff][\udc00-\udfff]
    | [\U0001f1e6-\U0001f1ff]{{2}}
    | . {_MARK}* (?: \u200d . {_MARK}* )* \u200d?
"""
_STOPS = frozenset("。；！？\n\r")
_CLOSERS = frozenset("。；！？\n\r”’」』）》】")
_PAUSES = frozenset("，、：,;:（）()“”‘’《》「」【】—…\n\r。；！？.!? \t\u3000")


def tokens(text: str) -> list[str]:
    """Return the tokens of `text` in order; joined, they are the text."""
    return _compiled(_TOKEN).findall(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled where texts are compared, which takes a while: in most builds, nowhere."""
    return re.compile(pattern, re.VERBOSE | re.DOTALL)


def sentences(text: str) -> list[tuple[str, ...]]:
    """Return the tokens of `text` by sentence, each with its stop, closing quotes and line breaks."""
    found: list[tuple[str, ...]] = []
    current: list[str] = []
    stopped = False
    for token in tokens(text):
        if stopped and token[0] not in _CLOSERS:
            found.append(tuple(current))
            current, stopped = [], False
        current.append(token)
        stopped = stopped or token[0] in _STOPS
    return [*found, tuple(current)] if current else found


def clauses(sentence: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the tokens of a sentence by clause, each with the punctuation that ends it."""
    found: list[tuple[str, ...]] = []
    start = 0
    for end, token in enumerate(sentence, start=1):
        if pauses(token) or end == len(sentence):
            found.append(tuple(sentence[start:end]))
            start = end
    return found


def pauses(token: str) -> bool:
    """Return whether `token` is punctuation at which a reader pauses, or whitespace."""
    return token[0] in _PAUSES


def is_letter(token: str) -> bool:
    """Return whether `token` starts with a Chinese character and is not punctuation."""
    return not pauses(token) and _compiled(f"[{_HAN}]").match(token) is not None
