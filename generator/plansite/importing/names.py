"""Guess ids and categories from Chinese names; the same names give the same ids at every import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from pypinyin import Style, lazy_pinyin

from plansite.plan.scalars import ID_MAX_LENGTH

_PREFIX = re.compile(r"^(?:中共|国家|中国|[省市县区]委?|各)")
_LEAGUE = re.compile(r"^团[省市县区]委$")
_TAIL = re.compile(r"(?:委员会|管理局|监督局|办公室|总局|局|委|部|厅|办|署|院|中心|会|单位|人民政府|政府)$")
_VERBS = re.compile(
    r"^(?:深入|大力|积极|加快|着力|切实|全面|进一步|持续|不断|扎实|统筹|聚焦|突出|实施|推进|推动|加强|强化|提升|提高|完善|健全"
    r"|优化|建设|开展|建立|落实|促进|支持|鼓励|引导|加大|深化|做好|抓好|坚持|明确|扩大|发展|构建|打造|发挥|培育)+"
)
_MARKS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_WORDS = 4
_MOST_COMPARED = 600
_RESERVED = frozenset({"index", "con", "prn", "aux", "nul"})

_CATEGORIES = (
    ("人民政府", r"人民政府$|^各(?:县|市|区|省|地)|政府$|管委会$"),
    ("党委部门", r"^(?:中共)?(?:[省市县区]委|中央)\S*(?:部|办|委|办公室)$|^(?:组织部|宣传部|统战部)$"),
    (
        "群团组织",
        r"团[省市县区]?委$|妇联$|科协$|社联$|社科联$|残联$|侨联$|文联$|工商联$|工会$|红十字会$|关工委$|学会$|协会$",
    ),
    ("院校", r"学院$|大学$|院校$|学校$|高校$|党校$"),
    ("企业", r"公司$|集团$|银行$|企业$|电网$"),
    ("事业单位", r"中心$|研究院$|科学院$|博物馆$|科技馆$|图书馆$|医院$|电视台$|日报社$|报社$"),
    ("政府部门", r"局$|委$|厅$|署$|办$|办公室$|委员会$|部$|总队$|支队$|气象台$"),
)


class Ids:
    """The ids that are taken, with the number that each repeated one came to, so that none is tried twice."""

    def __init__(self, *taken: str) -> None:
        self._taken = {*taken, *_RESERVED, ""}
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        """Return how many ids have been taken."""
        return len(self._taken) - len(_RESERVED) - 1

    def unused(self, tries: Sequence[str]) -> str:
        """Take and return the first of `tries` that is not taken, or else the first with a number."""
        found = next((each for each in tries if each not in self._taken), "")
        number = self._numbers.get(tries[0], 2)
        while not found:
            numbered = f"{tries[0]}-{number}"
            found = "" if numbered in self._taken else numbered
            number += 1
            self._numbers[tries[0]] = number
        self._taken.add(found)
        return found


def category_of(name: str) -> str:
    """Return the category that the name of a unit suggests, or "" if it suggests none."""
    plain = re.sub(r"（[^（）]*）$", "", name)
    return next((category for category, form in _CATEGORIES if re.search(form, plain)), "")


def unit_ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name of a unit: 市科协 is kexie; if that is taken, more of the name is used."""
    found: dict[str, str] = {}
    ids = Ids()
    for name in names:
        plain = re.sub(r"（[^（）]*）$", "", name)
        core = "团委" if _LEAGUE.match(plain) else _PREFIX.sub("", plain)
        short = core if core == "团委" else _TAIL.sub("", core)
        tries = [each for each in (short, core, plain, name) if len(each) > 1]
        found[name] = ids.unused([_joined(each) for each in tries] or [_joined(name)])
    return found


def item_id(title: str, ids: Ids, fallback: str) -> str:
    """Take an unused id of the first meaningful words of a title, or of `fallback` if it has none."""
    core = _MARKS.sub("", _VERBS.sub("", _MARKS.sub("", title))) or _MARKS.sub("", title)
    tries = [_joined(core[:length]) for length in (_WORDS, _WORDS + 2, _WORDS + 4)]
    return ids.unused([each for each in tries if each] or [fallback])


def _joined(text: str) -> str:
    syllables = lazy_pinyin(text, style=Style.NORMAL, errors=str.lower)
    plain = re.sub(r"[^a-z0-9]+", "", "".join(syllables).replace("ü", "v"))
    return plain[: ID_MAX_LENGTH - 4]


def alike(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return pairs of names that may be the same unit: 省住建厅 and 省住房城乡建设厅.

    Of very many names, only the first are compared.
    """
    return tuple(
        (one, other)
        for one, other in combinations(names[:_MOST_COMPARED], 2)
        if _may_be_one(*sorted((one, other), key=len))
    )


def _may_be_one(short: str, long: str) -> bool:
    """Return whether `short` is `long` with characters left out, but not the first or the last."""
    if len(short) < _WORDS - 1 or short[0] != long[0] or short[-1] != long[-1] or short == long:
        return False
    rest = iter(long)
    return all(sign in rest for sign in short)
