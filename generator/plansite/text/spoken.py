"""How people write names and characters otherwise: in pinyin, by initials, in traditional characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from plansite.text.pinyin import Pinyin

_PLACE = re.compile(r"^(?:[省市县区]委?|[^省市县区]{1,4}[省市县区])(?=..)")
_ENDING = re.compile(r"(?:委员会|办公室|局|委|办|厅|会|部)$")
_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


def spelled(names: Iterable[str], pinyin: Pinyin) -> tuple[str, ...]:
    """Return the pinyin and the initials of names: whole, without their place, and without their ending.

    市气象局 is shiqixiangju, qixiangju, qixiang, and sqxj, qxj, qx.
    """
    found: dict[str, None] = {}
    for name in names:
        bare = _PLACE.sub("", name)
        for words in (name, bare, _ENDING.sub("", bare)):
            read = pinyin.syllables(words) if len(words) > 1 else []
            if read and all(each.isascii() and each.isalpha() for each in read):
                found |= dict.fromkeys(("".join(read), "".join(each[0] for each in read)))
    return tuple(found)


def simplified(text: str) -> str:
    """Return pairs of a traditional character and the simplified one that `text` has for it, run together."""
    signs = set(text)
    return "".join(one + other for one, other in _pairs() if other in signs)


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    """Return all traditional characters with their simplified forms (OpenCC, t2s)."""
    import opencc  # noqa: PLC0415  slow to import

    convert = opencc.OpenCC("t2s").convert
    signs = [chr(code) for start, end in _HAN for code in range(start, end)]
    folded = convert("".join(signs))
    if len(folded) != len(signs):
        return ()
    return tuple((one, other) for one, other in zip(signs, folded, strict=True) if one != other)
