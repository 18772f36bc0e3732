"""Parse the names in a printed list of units: where each ends, which are groups, which lack a prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from plansite.importing.grammar.groups import MORE, PLACES, SOME, WITH_GROUP, is_group, is_known_group
from plansite.importing.grammar.patterns import one_of
from plansite.importing.grammar.prefixes import Prefixes
from plansite.importing.grammar.spelling import free, hold
from plansite.importing.grammar.vocabulary import SUBJECTS

_JOINER = re.compile(r"以及|[和与及]")
_LETTERS = re.compile(r"(?=[^\u4e00-\u9fffA-Za-z]*[\u4e00-\u9fffA-Za-z])[\u4e00-\u9fffA-Za-z0-9·“”—]{2,}")
_LONGEST = 60
_PROSE_WORDS = one_of(
    """
    应当 必须 建立 成立 加强 推动 开展 确保 做好 抓好 报送 上报 通报 汇总 另行 待定 另定 详见 同上 下同 不再
    负责 牵头 配合 以下 上述 设在 设立 位于 组成 进行 提出 提交 提请 报请 实现 形成 召开 制定 印发 出台 拨付
    列入 纳入 完善 健全 强化 打造 构建 鼓励 督促 给予 予以
    """
)
_PROSE = re.compile(
    rf"[的了是把您]|(?<!自)由|要(?!素)|^[0-9]|[0-9][年月]|^{one_of('以上 请 为 按 根据')}|{_PROSE_WORDS}"
    r"|^对(?![口外台])|^将(?!乐)|^经(?!开|信|济|贸|发|科|合|协|管|营)"
)
# Two names that only whitespace separated; without it, nothing shows where the first one ends.
_TWO = re.compile(
    r"[局厅协联](?:[省市县区](?!场|域)|团[省市县])|(?<!社)(?:会|部|办|中心|院)(?:[省市县](?![场级容政])|团[省市县])"
    r"|委(?:[省市县](?![场级委]|政府|监委)|团[省市县])|局(?![分支机])[\u4e00-\u9fff]{2,6}(?<![分支])局$|学院[\u4e00-\u9fff]{2,6}学院$"
    r"|团[省市县区]委[省市县区团]"
)
_BARE_WORDS = one_of(
    """
    政府 部门 单位 企业 学校 党委 机构 社会 机关 组织 中心 基地 地方 地区 有关 相关 本单位 本部门
    全[市省县区年] 常年 长期 每年
    """
)
_BARE = re.compile(_BARE_WORDS)
_PLACES_TOO = frozenset(("社区", "园区", "库区", "基层"))
_ENDS = one_of(
    """
    部 委 局 办 厅 (?<!社)会 署 院 社 协 联 室 中心 政府 公司 集团 大学 校 海关 队 台 站 所 馆 人大 政协
    单位 部门 机构 企业 国企 基地 小组 专班 日报 库 [银分支人农工建中发]行 中学 小学 幼儿园 组织 厂 矿 处
    办事处 团中央 .[园区县市州旗镇乡] 街道 镇街 兵团 军分区 团体 单列市 联席会议 [农林牧渔]场 村 联盟 媒体
    智库 高校 党支部 总支
    """
)
_UNIT = re.compile(rf".{_ENDS}$")
_DEPARTMENT = re.compile(r"..(?:[局委办厅部署协联]|(?<!协)(?<!商)会|政府)$")
_BODY = re.compile(r"..(?:中心|学院|大学|公司|集团|[分支]行|[院校社馆台站队处室])$")
_ENDING = 6  # characters that show whether a name ends like that of a unit
_NOTE = re.compile(r"（[^（）]*）$")
_REMARK = re.compile(r"（[^（）]*(?:以[上下]|下同|排[名在]|列[在第]|详?见|分别|[是的])[^（）]*）")


class Units(Struct, frozen=True):
    """A list of units: names in printed order, the groups among them, and whether it ends in 等."""

    names: tuple[str, ...]
    collective: frozenset[str]
    etal: bool


def read(text: str, *, strict: bool, prefixes: Prefixes | None = None) -> Units | None:
    """Parse a printed list of units (squeezed: see `spelling`); return None if it is not one.

    After a label any name is accepted; a `strict` reading accepts only names that look like units.
    `prefixes` are those of the list before it in the same responsibility.
    """
    prefixes = prefixes or Prefixes()
    names: list[str] = []
    without, more = MORE.subn("", WITH_GROUP.sub("、", hold(text)))
    for place, run in enumerate(re.split(r"[，；。]", hold(free(without), PLACES, SOME))):
        if place:
            prefixes.forget()
        names += prefixes.restored(free(name) for part in run.split("、") if part for name in _joined(part))
    if not all(is_name(name, strict=strict) for name in names):
        return None
    return Units(tuple(names), frozenset(filter(is_group, names)), etal=more > 0)


def is_name(name: str, *, strict: bool) -> bool:
    """Return whether `name` can be that of a unit; if `strict`, it must also end like one."""
    words = re.sub(r"[（）、，和与及]", "", name)
    if _BARE.fullmatch(name) or len(name) > _LONGEST or not _LETTERS.fullmatch(words):
        return False
    if _PROSE.search(_NOTE.sub("", name)) or _REMARK.search(name) or _TWO.search(name):
        return False
    if name in SUBJECTS and name not in _PLACES_TOO:  # 教育、财政等部门 names no unit
        return False
    return not strict or is_unit(name)


def is_unit(name: str) -> bool:
    """Return whether a name ends like that of a unit, or is a known group."""
    if is_known_group(name):
        return True
    return not _BARE.fullmatch(name) and _UNIT.search(_NOTE.sub("", name)[-_ENDING:]) is not None


def are_certain(names: Sequence[str], *, bodies: bool = False) -> bool:
    """Return whether names are those of units without a doubt: departments, and bodies beside them.

    A department may be a known group; if `bodies`, all of them may be bodies: 青禾学院, 市大数据中心.
    """
    departments = [_DEPARTMENT.search(name) is not None or is_known_group(name) for name in names]
    both = zip(names, departments, strict=True)
    known = all(department or _BODY.search(name) for name, department in both)
    return known and (any(departments) or (bodies and bool(names)))


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
