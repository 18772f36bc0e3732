"""What a reader gives back, and how it says that it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plansite.diagnostics.problems import Message

# Signs without width that editors leave at the ends of lines.
_ENDS = "\u200b\u2060\ufeff\u00ad"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a line of a source, without white space at its ends.

    `number` is 1-based: the line of a text file, the paragraph of a docx or HTML file, the page of a PDF.
    """

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: the endings of its files, in small letters with the dot, and what reads one."""

    endings: tuple[str, ...]
    read: Callable[[bytes], tuple[Line, ...]]


class Unreadable(Exception):  # noqa: N818  it is said to people, who read "cannot be read"
    """A file cannot be read; `wording` says why, with `values` for its fields."""

    def __init__(self, wording: Message, values: Mapping[str, object] | None = None) -> None:
        super().__init__(wording.en)
        self.wording = wording
        self.values = dict(values or {})

    def say(self, lang: str) -> str:
        """Return the reason in `lang`."""
        return self.wording.say(lang, self.values)


def trimmed(text: str) -> str:
    """Return `text` without white space of any width, and without signs that have none, at its ends."""
    before = ""
    while before != text:
        before, text = text, text.strip().strip(_ENDS)
    return text


def is_chinese(char: str) -> bool:
    """Say whether `char` is a Chinese character; punctuation is none."""
    return (
        "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000" or char == "〇"
    )


def is_wide(char: str) -> bool:
    """Say whether `char` is one that Chinese text sets without spaces: a character or its punctuation."""
    return (
        is_chinese(char) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" or char in "“”‘’—…·"
    )


def joint(before: str, after: str) -> str:
    """Return two parts of a broken line as one: a space stands between two words of letters only."""
    apart = before and after and not is_wide(before[-1]) and not is_wide(after[0])
    words = apart and (before[-1] + after[0]).isalnum() and not (before[-1] + after[0]).isdecimal()
    return before + (" " if words else "") + after
