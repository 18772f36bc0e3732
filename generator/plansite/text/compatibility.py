"""Compatibility forms: characters that look like others and are not found as these, as copied from PDFs."""

from __future__ import annotations

import re
import unicodedata

# NFKC maps the Kangxi radicals and the compatibility ideographs, but only two of the radicals supplement.
_MAPPED = re.compile("[\u2e9f\u2ef3\u2f00-\u2f3d\u2f3f-\u2fd5\uf900-\ufaff]")
_SUPPLEMENT = str.maketrans(
    {
        "⼾": "户",  # NFKC gives 戶, which mainland texts do not use
        **dict(zip("⺁⺠⻁⻄⻅⻆⻇⻉⻋⻑⻓⻔⻗⻘", "厂民虎西见角角贝车長长门雨青", strict=True)),
        **dict(zip("⻙⻚⻛⻜⻝⻞⻢⻣⻤⻥⻦⻧⻨⻩", "韦页风飞食食马骨鬼鱼鸟卤麦黄", strict=True)),
        **dict(zip("⻪⻫⻬⻭⻮⻯⻰⻲⺝⺮⺶⻐⻊⺻", "黾斉齐歯齿竜龙亀月竹羊钅足聿", strict=True)),
    }
)

_FORMS = re.compile(f"{_MAPPED.pattern[:-1]}{''.join(map(chr, _SUPPLEMENT))}]")


def first(text: str, start: int) -> tuple[int, str] | None:
    """Return the place of the first compatibility form in `text` from `start` on, and the form, or None."""
    match = _FORMS.search(text, start)
    return match and (match.start(), match[0])


def unified(text: str) -> str:
    """Return `text` with characters for radicals: ⼾⺠ become 户民. Punctuation stays as it is."""
    mapped = _MAPPED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return mapped.translate(_SUPPLEMENT)
