"""Read the units in a cell of a table, whose column says what they do."""

from __future__ import annotations

import re

from plansite.importing.grammar import units
from plansite.importing.grammar.clauses import ends_in_verb
from plansite.importing.grammar.label_fields import NOTHING
from plansite.importing.grammar.patterns import one_of
from plansite.importing.grammar.said import Said, read
from plansite.importing.grammar.spelling import hold, squeeze
from plansite.importing.grammar.vocabulary import SUBJECTS
from plansite.plan.model import Role

_NUMBERED = re.compile(r"^(?:[0-9]{1,2}[.．、)）](?![0-9])|[（(][0-9]{1,2}[)）]|[①-⑳])")
_GOES_ON = re.compile(r"[、，；：和与及]$|(?<!团)[省市县区州党]委$")
# What begins in the middle of a name, or of a list.
_TAILS = one_of(
    """
    委?员会 常委会 分局 分公司 支行 分行 支队 大队 办公室 机关 中心 公司 集团 科技?学?院
    """
)
_CONTINUES = re.compile(rf"[、，；：。和与及等（）]|{_TAILS}(?:[、，；（]|$)")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_PERSON = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_LONGEST = 30
"""Most characters of a name in a cell: more is text."""


def read_cell(text: str, role: Role | None) -> Said | None:
    """Return the units in a cell of a column whose head gives `role`; None if it holds no list of units.

    Names may stand in lines of their own or be separated by spaces, and a line may break within a name. A
    cell that says that there are none (无, —) names none; people behind units are left out. If `unread` is
    not empty, it holds more than units.
    """
    body = _run_together(text)
    if NOTHING.fullmatch(body):
        return Said()
    said = read(body, strict=True, given=role) or read(body, strict=False, given=role)
    short = said is None or all(len(name) <= _LONGEST or units.is_unit(name) for name in said.names)
    return said if short else None


def names_people(text: str) -> bool:
    """Return whether a cell of units also names people: 县教育局 王芳."""
    return any(_is_person(squeeze(piece).text) for piece in text.split()[1:])


def _run_together(text: str) -> str:
    """Return the lines and words of a cell as one list, squeezed, without people behind units."""
    body = ""
    for piece in text.split():
        words = _NUMBERED.sub("", squeeze(piece).text)
        mark = _mark(body, words) if body and words else ""
        body += "" if mark and _is_person(words) else mark + words
    return body


def _is_person(words: str) -> bool:
    words = words.strip("、，；")
    return _PERSON.fullmatch(words) is not None and not units.is_unit(words) and words not in SUBJECTS


def _mark(before: str, after: str) -> str:
    """Return the mark that is missing between two lines or words, "" if they are one name or have a mark."""
    if _GOES_ON.search(before) or _CONTINUES.match(after):
        return ""
    last = re.split(r"[、，；。：]", hold(before))[-1]
    return "、" if units.is_unit(last) or ends_in_verb(last) else ""
