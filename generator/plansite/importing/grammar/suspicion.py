"""Find what looks like a responsibility and was not read as one, so that a person can look at it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plansite.importing.grammar import units
from plansite.importing.grammar.clauses import split
from plansite.importing.grammar.finding import LONGEST, find, openings
from plansite.importing.grammar.forms import PERSON, UNIT_WORD
from plansite.importing.grammar.patterns import one_of
from plansite.importing.grammar.rules import first_leads, is_for_all
from plansite.importing.grammar.spelling import Squeezed, hold, pairs, squeeze

_ROLE = one_of(
    "牵头 责任 配合 主责 主管 承办 协办 主办 实施 参与 参加 落实 负责 指导 支持 协同 协助 监督 督办 督导 考核"
)
_LABEL_WORD = rf"{_ROLE}{{1,2}}{UNIT_WORD}"
_LABEL = re.compile(f"{_LABEL_WORD}：")
_SUSPICIOUS = re.compile(_LABEL_WORD)
_SOMEBODY = re.compile(r"[局委办厅部会署]|政府|单位|部门")
_ANSWERS = re.compile(r"(?:负责|牵头|配合|落实)(?:$|[，；。、])")
_INNOCENT = re.compile(rf"以下(?:简称|称|统称)|简称|含|包括|不含|见|(?:{PERSON})：?")
_YEAR = re.compile(r"20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?")  # of a source: （市统计局，2025年）
# A clause of prose: 由市科协牵头制定方案. What leads up to the names is not part of them.
_CLAUSE = re.compile(r"[^，。；：！？（）“”《》]{4,80}")
_LEADS_TO = re.compile(rf"^.*(?:由|需|须|请|责成|均|都|{_LABEL_WORD})")
_NO_VERB = rf"{UNIT_WORD}|[人的者同任下力度]|制(?![定订作])|解释"  # 负责人, 责任制, 牵头单位, 负责解释
_VERB = re.compile(
    r"(?:按职责分工|共同|分别|具体|统一|主要|统筹)*"
    rf"(?P<verb>牵头|负责|配合|承担|组织实施)(?!{_NO_VERB})"
)
# Whom somebody else is to support or to instruct: 支持高校承担.
_OBJECT = re.compile(r"支持|鼓励|引导|推动|组织(?!部)|指导|督促|委托|依托|发挥|要求|允许|动员|协调")
_NAMED = re.compile(rf"(?:{_LABEL_WORD})(?:分别)?(?:为|是|系)?(?P<names>[^，。；：！？（）“”《》]{{2,60}})")


def suspects(text: str, *, bare: bool = False) -> tuple[tuple[int, int], ...]:
    """Return the spans that look like a responsibility but were not read as one, for a person to review.

    They lie outside the responsibilities that were found, or are what was left unread inside one. `bare` is
    that of `find`.
    """
    squeezed = squeeze(text)
    charged = find(text, bare=bare)
    taken = bytearray(len(text))
    for each in charged:
        taken[each.start : each.end] = b"\1" * (each.end - each.start)
    found = [span for each in charged for span in each.unread]
    for start, end in sorted(_suspected(squeezed)):
        first, last = squeezed.span(start, end)
        if taken.find(1, first, last) < 0:
            found.append((first, last))
            taken[first:last] = b"\1" * (last - first)
    return tuple(sorted(found))


def _suspected(squeezed: Squeezed) -> Iterator[tuple[int, int]]:
    text = squeezed.text
    for start, end in pairs(text):
        if end - start > LONGEST:  # too long to be read: what says that it is one is told
            if _LABEL.match(text, start + 1):
                yield start, end
            continue
        body = text[start + 1 : end - 1]
        if not _INNOCENT.match(body) and (_is_suspicious(body) or _is_bare_list(body) or [*_prose(body)]):
            yield start, end
    for start in openings(squeezed, "。；，！？）：—●•■◆（"):
        if _LABEL.match(text, start):
            near = min(start + LONGEST, len(text))
            stop = text.find("。", start, near) + 1 or near
            yield start, min(stop, squeezed.next_break(start + 1))
    yield from _prose(text)


def _prose(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of clauses that name units with what they do, those that follow each other as one."""
    start = end = 0
    for match in _CLAUSE.finditer(text):
        if not _is_prose_of_units(match[0]):
            continue
        if end and match.start() == end + 1 and text[end] in "，；":
            end = match.end()
            continue
        if end:
            yield start, end
        start, end = match.span()
    if end:
        yield start, end


def _is_suspicious(body: str) -> bool:
    somebody = _SOMEBODY.search(body)
    answers = somebody is not None and _ANSWERS.search(body, somebody.end()) is not None
    return answers or _SUSPICIOUS.search(body) is not None or first_leads(body)


def _is_bare_list(body: str) -> bool:
    """Return whether `body` is a list of units, or units and by when, and nothing says what they do."""
    clauses = tuple(split(hold(body), 0))
    dated = any(clause.is_deadline and not _YEAR.fullmatch(clause.text) for clause in clauses)
    names = "，".join(clause.text for clause in clauses if not clause.is_deadline)
    listed = units.read(names, strict=True)
    return listed is not None and len(listed.names) > (not dated) and units.are_certain(listed.names)


def _is_prose_of_units(clause: str) -> bool:
    """Return whether a clause says that units lead, answer or support: 由市科协牵头制定方案."""
    named = _NAMED.search(clause)
    if named and _is_list(named["names"], groups=False):
        return True
    verb = _VERB.search(clause)
    if verb is None:
        return False
    # 各区负责 says who answers; 各地区各部门要负责统筹 only asks everybody to.
    groups = is_for_all(clause) or (verb.end() == len(clause) and verb["verb"] in {"负责", "牵头"})
    return _is_list(_LEADS_TO.sub("", clause[: verb.start()]), groups=groups)


def _is_list(names: str, *, groups: bool) -> bool:
    """Return whether `names` are units; only if `groups` may all of them be groups such as 相关部门."""
    listed = units.read(names, strict=True)
    if listed is None or _OBJECT.match(names):
        return False
    certain = groups or not listed.collective.issuperset(listed.names)
    return certain and units.are_certain(listed.names, bodies=True)
