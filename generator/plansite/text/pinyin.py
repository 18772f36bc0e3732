"""The pinyin of Chinese words, by pypinyin.

Its dictionary has 47,000 phrases, which tell the 行 of 银行 from that of 行政. Read whole, as pypinyin does
when it is imported, they take 50 MiB and a tenth of a second; here only those are read that the words have.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import ModuleType

import msgspec

_LONGEST = 16
"""Most characters of a phrase; the longest of the dictionary has ten."""
_NO_PHRASES = "PYPINYIN_NO_PHRASES"


def syllables(words: str) -> list[str]:
    """Return the syllables of `words`, lower-case and without tones; what is not Chinese stays as it is."""
    pypinyin, phrases = _pypinyin(), _phrases()
    ends = ((start, min(start + _LONGEST, len(words))) for start in range(len(words)))
    found = {words[start:end] for start, last in ends for end in range(start + 2, last + 1)}
    known = pypinyin.constants.PHRASES_DICT
    unread = [each for each in found if each in phrases and each not in known]
    if unread:
        pypinyin.load_phrases_dict({phrase: msgspec.json.decode(phrases[phrase]) for phrase in unread})
    syllables: list[str] = pypinyin.lazy_pinyin(words, style=pypinyin.Style.NORMAL)
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


@cache
def _phrases() -> Mapping[str, msgspec.Raw]:
    data = resources.files("pypinyin").joinpath("phrases_dict.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, msgspec.Raw])
