"""The typography that official documents have, put back where a scan or a typist lost it.

Full-width punctuation and “ ” quotes (GB/T 15834—2011), no space between Han and digits or letters.
"""

from __future__ import annotations

import re

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
_WIDE = "\u3000-\u303f\uff01-\uff60“”‘’—…"
_SPACE = re.compile(rf"(?<=[{_HAN}{_WIDE}])[\s\u00a0\u3000]+|[\s\u00a0\u3000]+(?=[{_HAN}{_WIDE}])")
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
# A mark between two Latin characters or digits is theirs: 1,000 and 10:30.
_MARK = re.compile(r"(?<![A-Za-z0-9])[,;:?!]|[,;:?!](?![A-Za-z0-9])")
_BRACKETS = str.maketrans("()", "（）")
_YEAR = re.compile(r"(?<=[\u4e00-\u9fff])[\[［【(（](?P<year>[12][0-9]{3})[\]］】)）](?=\s*第?[0-9]+号)")
_YEARS = re.compile(r"(?<=[12][0-9]{3})[-–—－~～]{1,2}(?=[12][0-9]{3})")
_HAS_HAN = re.compile(rf"[{_HAN}]")
_EDGES = " \t\u00a0\u3000\u200b\ufeff"


def typeset(text: str) -> str:
    """Return a line as an official document prints it; a line without Han stays as it is."""
    text = text.strip(_EDGES)
    if not _HAS_HAN.search(text):
        return text
    text = _SPACE.sub("", text)
    text = _YEAR.sub(r"〔\g<year>〕", text)
    text = _MARK.sub(lambda match: _MARKS[match[0]], text.translate(_BRACKETS))
    # A mark that became wide has no use for the space beside it.
    return _YEARS.sub("—", _SPACE.sub("", _quoted(text)))


def _quoted(text: str) -> str:
    """Return `text` with straight quotes as pairs; of an odd number the last opens."""
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        pieces = text.split(straight)
        if straight == "'" and re.search(r"[A-Za-z]'[A-Za-z]", text):
            continue
        text = pieces[0] + "".join(
            (opening if number % 2 == 0 else closing) + piece for number, piece in enumerate(pieces[1:])
        )
    return text


def bare(text: str) -> str:
    """Return `text` as it is compared with another: without white space, quotes and the width of marks."""
    narrow = str.maketrans("，；：？！（）［］“”‘’〔〕－—–～", ",;:?!()[]\"\"''[]----")
    return re.sub(r"[\s*\u200b\ufeff]+", "", text.translate(narrow))
