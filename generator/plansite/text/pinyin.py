"""The pinyin of Chinese words, from the dictionaries of pypinyin.

They have 47,000 phrases, which tell the 行 of 银行 from that of 行政. pypinyin reads all of them when it is
imported, in 60 MiB and 0.2 s; here only what the words have is taken out of its files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from msgspec import Raw, json

_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
_LONGEST = 16
"""Most characters of a phrase; the longest of the dictionary has ten."""


class Pinyin:
    """Tells the pinyin of words; as long as it lasts, it takes fifteen MiB."""

    def __init__(self) -> None:
        spec = find_spec("pypinyin")
        folder = Path(str(spec and spec.origin)).parent
        self._signs = json.decode((folder / "pinyin_dict.json").read_bytes(), type=dict[str, Raw])
        self._phrases = json.decode((folder / "phrases_dict.json").read_bytes(), type=dict[str, Raw])

    def syllables(self, words: str) -> list[str]:
        """Return the syllables of `words`, without tones; what is not Chinese stays as it is."""
        found: list[str] = []
        for is_spoken, signs in groupby(words, lambda sign: str(ord(sign)) in self._signs):
            run = "".join(signs)
            found += self._read(run) if is_spoken else [run]
        return found

    def _read(self, run: str) -> Iterator[str]:
        """Yield the syllables of the longest phrases, one after the other, as pypinyin takes them."""
        start = 0
        while start < len(run):
            ends = range(min(start + _LONGEST, len(run)), start + 1, -1)
            end = next((end for end in ends if run[start:end] in self._phrases), start + 1)
            if end == start + 1:
                yield _plain(json.decode(self._signs[str(ord(run[start]))]).split(",")[0])
            else:
                yield from (_plain(each[0]) for each in json.decode(self._phrases[run[start:end]]))
            start = end


def _plain(syllable: str) -> str:
    bare = _TONES.sub("", unicodedata.normalize("NFD", syllable))
    return unicodedata.normalize("NFC", bare).replace("ü", "v")
