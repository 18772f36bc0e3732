"""Tell the names of bodies that issue documents, alone on a line or several in columns."""

from __future__ import annotations

import re

from plansite.importing.frame import days
from plansite.importing.grammar import units
from plansite.importing.grammar.groups import is_group
from plansite.importing.lines.typography import typeset

_LONGEST = 40
_LONGEST_LINE = 200
_SEAL = re.compile(r"[（(](?:[^（）()]{0,20}代章|代|盖章|印章|公章|印|章)[）)]$")
_BRACKETS = "（）() \u3000"
_GAP = re.compile(r"[\t\u3000\u2003]+|\s{2,}")
_SPREAD = re.compile(r"(?:[\u4e00-\u9fff][\s\u3000]+)+[\u4e00-\u9fff]")
_NOT = re.compile(
    r"^(?:附件|附表|附录|关于|抄送|抄报|主送|联系|经|由)|[《》：:，。；]|关于|通知$|如下|(?<!军分)[省市县区州盟旗镇乡园]$"
)
# Bodies that may stand below a text with no date beside them.
_AUTHORITY = re.compile(
    r"国务院|[\u4e00-\u9fff（）]{2,30}(?:人民政府|办公厅|办公室|管委会|管理委员会|行政公署|委员会)"
)
_MORE_ENDINGS = re.compile(
    r"(?:联席会议|指挥部|委员会|领导小组|工作组|人民法院|人民检察院|军分区|议事会|总会)$"
)


def is_issuer(text: str) -> bool:
    """Return whether `text` is the name of one body."""
    if len(text) > _LONGEST or _NOT.search(text) or is_group(text):
        return False
    return units.is_name(text, strict=True) or (
        units.is_name(text, strict=False) and bool(_MORE_ENDINGS.search(text))
    )


def is_authority(text: str) -> bool:
    """Return whether `text` names a government, a committee or an office: a body that signs alone."""
    return bool(_AUTHORITY.fullmatch(text)) and is_issuer(text)


def issuers(printed: str) -> tuple[str, ...]:
    """Return the bodies that a line names, and nothing else, or none if it holds other words.

    `printed` is as in the source: whitespace or 、 stands between the bodies, and whitespace may stand within
    a name that is spread out (国 务 院).
    """
    pieces = (_name(piece) for part in _GAP.split(printed.strip()) for piece in part.split("、"))
    apart = [piece for piece in pieces if piece]
    if len(apart) > 1 and all(map(is_issuer, apart)):
        return tuple(apart)
    words = [_name(word) for word in printed.split()]
    if len(words) > 1 and all(map(is_issuer, words)):
        return tuple(words)
    whole = _name(printed)
    return (whole,) if is_issuer(whole) else ()


def _name(text: str) -> str:
    spread = _SPREAD.fullmatch(text.strip())
    return _SEAL.sub("", typeset(re.sub(r"[\s\u3000]", "", text) if spread else text))


def signature(printed: str) -> tuple[tuple[str, ...], str]:
    """Return the bodies and the day of a line that holds nothing else; either may be missing.

    The day is YYYY-MM-DD, or YYYY-MM where a month is printed alone.
    """
    if len(printed) > _LONGEST_LINE:
        return (), ""
    alone = printed.strip(_BRACKETS)
    if days.is_day(alone) or days.month_of(alone):
        return (), days.date_of(alone) or days.month_of(alone)
    start, end = next(iter(days.days(printed)), (0, 0))
    if end and not printed[end:].strip():
        names = issuers(printed[:start])
        return (names, days.date_of(printed)) if names else ((), "")
    return issuers(printed), ""
