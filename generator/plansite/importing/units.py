"""Parse the names in a printed list of units: where each ends, which are groups, which lack a prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plansite.importing.spelling import free, hold

_AND = r"(?:以及|[、和与及])"
_PLACE = (
    r"(?>县级市|设区市|(?:省|市|县|设区|地)?级|省|自治区|直辖市|计划单列市|自治州|自治县|地区|地|市|州|盟|县|区|旗"
    r"|(?:经开|高新|功能|开发|新|园|风景)区|乡镇|乡|镇|街道|村)"
)
_RULE = r"(?:党委|党工委|(?:人民)?政府|行署|管委会|(?:街道)?办事处)"
_END = r"(?=[、，；。和与及以]|$)"

# One name despite the marks in it: 各区、县级市  各县、区（市）人民政府  各市党委、政府.
_PLACES = re.compile(rf"各{_PLACE}(?:{_AND}?{_PLACE})*(?:（[^（）]*）)?(?:{_RULE}(?:{_AND}{_RULE})*)?{_END}")
_WHO = r"(?:部门|单位|地区|地方|地|方面|部委)"
# 各有关部门和单位  有关单位  市直各部门  各地各有关部门.
_SOME = re.compile(
    rf"(?:(?:国务院|中央|党委|政府|[省市县区州][直级]|[省市县区州](?:委|政府)?)?(?:机关)?)(?:各|有关|相关)+{_WHO}"
    rf"(?:{_AND}?(?:各|有关|相关)*{_WHO})*{_END}"
)
# 等  等部门  等有关部门和单位: more units, none of them named. 等院校 is part of a name.
_MORE = re.compile(
    rf"等(?:[0-9一二三四五六七八九十]+个?)?(?:各?(?:有关|相关)?{_WHO}(?:{_AND}(?:有关|相关)?{_WHO})*)?{_END}"
)
# 新余学院等院校: a group that is named by one of its members.
_SUCH = re.compile(r".等[^、，；等]*(?:院校|高校|学校|企业|机构|院所|公司|银行|医院|组织|协会|媒体|园区)$")

_JOINER = re.compile(r"以及|[和与及]")
_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·“”—]{2,}")
_PROSE = re.compile(r"[的了是把您]|要(?!素)|应当|必须|建立|成立|加强|推动|开展|确保|^负责|^[0-9]|[0-9]年")
# Two names that only whitespace separated; without it, nothing shows where the first one ends.
_TWO = re.compile(r"[局厅协联](?:[省市县区]|团[省市县])")
_BARE = frozenset(
    ("政府", "部门", "单位", "企业", "学校", "党委", "机构", "社会", "机关", "组织", "中心", "基地")
)
_UNIT = re.compile(
    r".(?:部|委|局|办|厅|(?<!社)会|署|院|社|协|联|室|中心|政府|公司|集团|大学|校|海关|队|台|站|所|馆|人大|政协"
    r"|单位|部门|机构|企业|基地|小组|专班|日报|库|[银分支人农工建中发]行|中学|小学|幼儿园|组织|厂|处|办事处|团中央"
    r"|.[园区县市州旗镇乡]|街道)$"
)
_ENDING = 6  # characters that show whether a name ends like that of a unit
_NOTE = re.compile(r"（[^（）]*）$")

_PREFIX = re.compile(
    r"(?:自治区|自治州|自治县|兵团|省(?!级)|市(?![场级])|县(?!级)|区(?![域级])|州|盟|旗"
    r"|(?!国家|中国|全国|各)[\u4e00-\u9fff]{2,4}?(?:自治[区州县]|省|市(?!场)|县|区(?!域)))(?=.{2})"
)
_PARTY = re.compile(r"组织部|宣传部|统战部|社会工作部|政法委(?:员会)?|网信办|编办|改革办|老干部局|党校")
_DEPARTMENT = re.compile(r".(?:局|委|委员会|办|办公室|厅|(?<!社)会|协|联|中心|供销社)$")
_NATIONAL = re.compile(
    r"国家|中国|中央|中共|全国|国务院|人行|人民银行|国网|驻|团|各|有关|相关|.*(?:监会|总局|总署)$"
)


@dataclass(frozen=True, slots=True)
class Units:
    """A list of units: names in printed order, the groups among them, and whether it ends in 等."""

    names: tuple[str, ...]
    collective: frozenset[str]
    etal: bool


def read(text: str, *, strict: bool) -> Units | None:
    """Parse a printed list of units (squeezed: see `spelling`); return None if it is not one.

    After a label any name is accepted; a `strict` reading accepts only names that look like units.
    """
    names: list[str] = []
    without, more = _MORE.subn("", hold(text))
    for run in re.split(r"[，；。]", hold(free(without), _PLACES, _SOME)):
        names += _with_prefix([free(name) for part in run.split("、") if part for name in _joined(part)])
    if not all(is_name(name, strict=strict) for name in names):
        return None
    return Units(tuple(names), frozenset(filter(is_group, names)), etal=more > 0)


def is_group(name: str) -> bool:
    """Return whether a name stands for several units: 各县（区）人民政府, 有关单位, 新余学院等院校."""
    return (
        name.startswith(("各", "有关", "相关", "地方", "县级以上"))
        or name.endswith("成员单位")
        or bool(_SOME.fullmatch(name) or _SUCH.search(name))
    )


def is_name(name: str, *, strict: bool) -> bool:
    """Return whether `name` can be that of a unit; if `strict`, it must also end like one."""
    words = re.sub(r"[（）、，和与及]", "", name)
    if name in _BARE or not _LETTERS.fullmatch(words) or _PROSE.search(words) or _TWO.search(name):
        return False
    return not strict or is_unit(name)


def is_unit(name: str) -> bool:
    """Return whether a name ends like that of a unit, or is a known group."""
    if _PLACES.fullmatch(name) or _SOME.fullmatch(name):
        return True
    return name not in _BARE and _UNIT.search(_NOTE.sub("", name)[-_ENDING:]) is not None


def _joined(part: str) -> Iterator[str]:
    """Yield the names that 和 joins; split only between two whole units."""
    start = 0
    for joiner in _JOINER.finditer(part):
        left, right = part[start : joiner.start()], part[joiner.end() :]
        if is_unit(free(left)) and any(is_unit(free(end)) for end in _ends(right)):
            yield left
            start = joiner.end()
    yield part[start:]


def _ends(right: str) -> Iterator[str]:
    yield right
    for joiner in _JOINER.finditer(right):
        yield right[: joiner.start()]


def _with_prefix(run: list[str]) -> list[str]:
    """Restore the 市 that a run of names has only once: 市教育局、科技局 is 市教育局 and 市科技局."""
    first = _PREFIX.match(run[0]) if run else None
    if first is None:
        return run
    prefix, party = first[0], ""
    found = []
    for name in run:
        own = _PREFIX.match(name)
        if own is not None:
            prefix = own[0]
            party = f"{prefix}委" if name.startswith(f"{prefix}委") else party
        found.append(_prefixed(name, prefix, party) if own is None else name)
    return found


def _prefixed(name: str, prefix: str, party: str) -> str:
    if _PARTY.fullmatch(name):
        return party + name
    bare = _NOTE.sub("", name)
    if _NATIONAL.match(bare) or not _DEPARTMENT.search(bare) or is_group(name):
        return name
    return prefix + name
