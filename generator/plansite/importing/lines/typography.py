"""Restore the typography of official documents where a scan or a typist lost it.

Full-width punctuation and “ ” quotes (GB/T 15834—2011), no space between Han and digits or letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
_WIDE = "\u3000-\u303f\uff01-\uff60“”‘’—…"
_SPACE = re.compile(rf"(?<=[{_HAN}{_WIDE}])[\s\u3000]++|(?<!\s)\s++(?=[{_HAN}{_WIDE}])")
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
# A mark between two Latin letters or digits stays half-width: 1,000 and 10:30.
_MARK = re.compile(r"(?<![A-Za-z0-9])[,;:?!]|[,;:?!](?![A-Za-z0-9])")
_BRACKETS = str.maketrans("()", "（）")
_YEAR = re.compile(r"(?<=[\u4e00-\u9fff])[\[［【(（](?P<year>[12][0-9]{3})[\]］】)）](?=\s*第?[0-9]+号)")
_YEARS = re.compile(r"(?<=[12][0-9]{3})[-–—－~～]{1,2}(?=[12][0-9]{3})")
_HAS_HAN = re.compile(rf"[{_HAN}]")
_NARROW = str.maketrans("，；：？！（）［］“”‘’〔〕－—–～", ",;:?!()[]\"\"''[]----")
_IGNORED = re.compile(r"[\s*\u200b\ufeff]+")
_REMEMBERED = 20_000  # lines that are kept, as many steps ask for the same ones
_COMPARED = re.compile(r"[^\s*\u200b\ufeff]")
_EDGES = " \t\u00a0\u3000\u200b\ufeff"


@lru_cache(maxsize=_REMEMBERED)
def typeset(text: str) -> str:
    """Return a line as an official document prints it; a line without Han is only stripped."""
    text = text.strip(_EDGES)
    if not _HAS_HAN.search(text):
        return text
    text = _SPACE.sub("", text)
    text = _YEAR.sub(r"〔\g<year>〕", text)
    text = _MARK.sub(lambda match: _MARKS[match[0]], text.translate(_BRACKETS))
    # A mark that became full-width needs no space beside it.
    return _YEARS.sub("—", _SPACE.sub("", _quoted(text)))


def _quoted(text: str) -> str:
    """Return `text` with curly quotes for straight ones, alternately opening and closing.

    Single quotes stay if any of them is an apostrophe.
    """
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        pieces = text.split(straight)
        if straight == "'" and re.search(r"[A-Za-z]'[A-Za-z]", text):
            continue
        text = pieces[0] + "".join(
            (opening if number % 2 == 0 else closing) + piece for number, piece in enumerate(pieces[1:])
        )
    return text


def bare(text: str) -> str:
    """Return `text` in a form for comparison: no whitespace or *, straight quotes, half-width marks."""
    return _IGNORED.sub("", text.translate(_NARROW))


def bare_places(text: str) -> list[int]:
    """Return the position in `text` of each character of `bare(text)`."""
    return [match.start() for match in _COMPARED.finditer(text)]
