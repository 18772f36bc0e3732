"""Make ids of Chinese names and titles; the same names give the same ids at every import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations, dropwhile

from plansite.importing.grammar.prefixes import LEVEL
from plansite.importing.grammar.vocabulary import words
from plansite.text.pinyin import Pinyin

_MOST = 28
"""Most letters of an id, before the number that tells it from others: together no more than 32."""
_PREFIX = re.compile(
    rf"^(?:中共|国家(?!级)|中国(?!银行|移动|联通|电信|铁)|(?:{LEVEL})委?(?!委)|各)(?=.{{2}})"
)
_LEAGUE = re.compile(r"^团[省市县区]委$")
_TAIL = re.compile(
    r"(?<![委府大协])(?:办公[室厅]|办)$|(?:委员会|(?:监督)?管理局|监督局|总局|分局|局|委|部|(?<!办公)厅|署|(?<![学医法察])院|中心|(?<![协学商工])会|单位|人民政府|政府)$"
)
_VERBS = re.compile(
    r"^(?:深入|大力|积极|加快|着力|切实|全面|进一步|持续|不断|扎实|统筹|聚焦|突出|实施|推进|推动|加强|强化|提升|提高|完善|健全"
    r"|优化|建设|开展|建立|落实|促进|支持|鼓励|引导|加大|深化|做好|抓好|坚持|明确|扩大|发展|构建|打造|发挥|培育)+"
)
_MARKS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_RUNS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")
_JOINTS = frozenset("的和与及以等在对为把将向从由")
_WORDS = 4
_LONGEST = 40
"""Most characters of a name or a title that its id is made of."""
_MOST_COMPARED = 600
_REMEMBERED = 10_000
"""Words whose letters are kept, as units and tasks share most of theirs."""
_RESERVED = frozenset({"index", "con", "prn", "aux", "nul"})


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


def unit_ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name of a unit: 市科协 is kexie; if that is taken, more of the name is used."""
    found: dict[str, str] = {}
    ids = Ids()
    for name in names:
        plain = re.sub(r"（[^（）]*）$", "", name)
        core = "团委" if _LEAGUE.match(plain) else _PREFIX.sub("", plain)
        short = core if core == "团委" else _TAIL.sub("", core)
        tries = [_joined(each) for each in (short, core, plain, name) if len(each) > 1]
        found[name] = ids.unused([each for each in tries if each] or ["unit"])
    return found


def item_id(title: str, ids: Ids, fallback: str) -> str:
    """Take an unused id of the first meaningful words of a title, or of `fallback` if it has none."""
    core = _MARKS.sub("", _VERBS.sub("", _MARKS.sub("", title))) or _MARKS.sub("", title)
    tries = [_joined(core, length) for length in (_WORDS, _WORDS + 2, _WORDS + 4)]
    return ids.unused([each for each in tries if each] or [fallback])


def _joined(text: str, length: int = _LONGEST) -> str:
    """Return the first words of `text`, of `length` characters or a little more, in Latin letters."""
    found: list[str] = []
    taken = size = 0
    every = list(_words(text[:_LONGEST]))
    for word in list(dropwhile(_JOINTS.__contains__, every)) or every:
        letters = _letters(word)
        if taken >= length or (found and size + len(letters) > _MOST):
            break
        taken, size = taken + (1 if word.isascii() else len(word)), size + len(letters)
        found.append(word)
    while len(found) > 1 and found[-1] in _JOINTS:
        found.pop()
    return "".join(map(_letters, found))[:_MOST]


def _words(text: str) -> Iterator[str]:
    for run in _RUNS.findall(text):
        yield from (run,) if run.isascii() else words(run)


@lru_cache(maxsize=_REMEMBERED)
def _letters(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", "".join(_pinyin().syllables(word)).lower())


_pinyin = cache(Pinyin)


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
