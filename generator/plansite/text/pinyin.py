"""The pinyin of Chinese words, by pypinyin.

Its dictionary has 47,000 phrases, which tell the 行 of 银行 from that of 行政. Read whole, as pypinyin does
when it is imported, they take 50 MiB and a tenth of a second; here only those are read that the words have.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from types import ModuleType

import msgspec

_LONGEST = 16
"""Most characters of a phrase; the longest of the dictionary has ten."""
_NO_PHRASES = "PYPINYIN_NO_PHRASES"


class Pinyin:
    """Tells the pinyin of words; as long as it lasts, it takes ten MiB."""

    def __init__(self) -> None:
        self._pypinyin = _pypinyin()
        data = Path(str(self._pypinyin.__file__)).with_name("phrases_dict.json").read_bytes()
        self._phrases = msgspec.json.decode(data, type=dict[str, msgspec.Raw])

    def syllables(self, words: str) -> list[str]:
        """Return the syllables of `words`, without tones; what is not Chinese stays as it is."""
        ends = ((start, min(start + _LONGEST, len(words))) for start in range(len(words)))
        found = {words[start:end] for start, last in ends for end in range(start + 2, last + 1)}
        unread = [each for each in found if each in self._phrases]
        if unread:
            read = {phrase: msgspec.json.decode(self._phrases.pop(phrase)) for phrase in unread}
            self._pypinyin.load_phrases_dict(read)
        style = self._pypinyin.Style.NORMAL
        syllables: list[str] = self._pypinyin.lazy_pinyin(words, style=style)
        return syllables


@cache
def _pypinyin() -> ModuleType:
    """Return pypinyin without its phrases, which a variable of the environment asks for."""
    before = os.environ.get(_NO_PHRASES)
    os.environ[_NO_PHRASES] = "true"
    try:
        import pypinyin  # noqa: PLC0415  slow to import
    finally:
        del os.environ[_NO_PHRASES]
        if before is not None:
            os.environ[_NO_PHRASES] = before
    return pypinyin
