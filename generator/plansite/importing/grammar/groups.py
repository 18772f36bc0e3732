"""Units that a list names together: 各区、县级市, 国务院相关部门, 等部门."""

from __future__ import annotations

import re

from plansite.importing.grammar.patterns import one_of

AND = r"(?:以及|[、和与及])"
_END = r"(?=[、，；。和与及以]|$)"
_START = r"(?<![^、，；。和与及])"
_NOTE = r"(?:（[^（）]*）)?"
_MOST = 12  # members of one group; real ones have three or four

# Kinds of places, and those who govern them: 各县（市、区）人民政府 has one of each.
_DIVISION = (
    r"(?>县级市|设区市|地级(?:以上)?市|(?:省|市|县|设区|地)?级|自治区|直辖市|计划单列市|自治州|自治县|地区|省|地|市"
    r"|州|盟|县|区|旗|苏木|乡镇|镇街|街镇|乡|镇|街道|街|村)"
)
_ZONE = r"(?:[\u4e00-\u9fff]{1,4}区|园区|新区)"
_RULER = one_of(
    """
    党委 党工委 工委 党政 纪委 (?:人民)?政府 行署 公署 管委会 管理委员会 (?:街道)?办事处 行政公署
    委(?:员会)? 人大 政协
    """
)
_MEMBER = rf"{_DIVISION}{_NOTE}"
_RULED = rf"(?:{_RULER}{_NOTE}(?:{AND}?(?:{_MEMBER}){{0,3}}{_RULER}{_NOTE}){{0,{_MOST}}})"
_DEPARTMENT = r"(?:（[^（）]*）[\u4e00-\u9fff]{2,8}(?:局|委|办|厅|协|联|部))"
_CHAIN = rf"(?:{_MEMBER}(?:{AND}?{_MEMBER}){{0,{_MOST}}}|{_ZONE}{_NOTE})(?:{_RULED}|{_DEPARTMENT})?"

_SOME = one_of("各级? 有关 相关 其他 其它 所有")
_RANK = (
    r"(?:国务院|国家|中央(?:和国家)?|全[国省市县区州]|[省市县区州旗盟]委[、和]?[省市县区州旗盟]?政府"
    r"|自治区(?:直属|直|级|政府)?|[省市县区州旗盟](?:直属|直|级|属|委|政府|人民政府)?"
    r"|(?:中央|中|省|市)*驻[\u4e00-\u9fff]{1,3}?)(?:机关)?"
)
_LEVEL = rf"(?:{_RANK}|地方|基层|党委|党群|政府|镇街|乡镇|街道|企业)"
_WHO = one_of(
    """
    (?:行业)?(?:主管|监管|职能|行政)?部门 (?:成员|责任|配合|参与|参加|直属)?单位 企?事业单位 直属机构
    人民团体 群团组织 委办局 部委 地区 地方 方面 地 处室 科室
    """
)
_MORE_WHO = rf"(?:{AND}(?:有关|相关)*{_WHO}|{_SOME}+{_WHO})*"
_LEVELLED = rf"{_SOME}*{_RANK}{_SOME}*{_WHO}{_MORE_WHO}"

PLACES = re.compile(rf"{_START}(?:全[省市县区州])?{_SOME}+{_CHAIN}{_END}")
"""各区、县级市  各县、区（市）人民政府  有关县（市、区）  各市党委、政府."""

SOME = re.compile(rf"{_START}(?:{_LEVEL}?{_SOME}+{_LEVEL}?|{_LEVEL}){_WHO}{_MORE_WHO}{_END}")
"""各有关部门和单位  有关单位  市直各部门  国务院相关部门  各地区."""

WITH_GROUP = re.compile(rf"等(?:其他)?(?={_LEVELLED}{_END}|{_SOME}+{_CHAIN}{_END}|各(?:地区|地方|地){_END})")
"""The 等 between names and a group with its level: 市财政局等市直有关部门."""

_NAMELESS = (
    rf"(?:{_WHO}(?:{AND}(?:有关|相关)*{_WHO})*|{_MEMBER}(?:{AND}?{_MEMBER}){{0,3}}"
    r"|[^等、，；。和与及]{2,6}?(?:部门|单位))"
)
MORE = re.compile(
    rf"等(?:[0-9一二三四五六七八九十]+个?)?(?:其他|{_SOME})*{_NAMELESS}?{_END}"
    rf"|[及和]其?(?:所属|下属|直属)[\u4e00-\u9fff]{{2,4}}{_END}"
)
"""等  等部门  及所属单位: more units, none of them named. 等院校 is part of a name."""

_SUCH = re.compile(
    rf".等[^、，；等]*{one_of('院校 高校 学校 企业 机构 院所 公司 银行 医院 组织 协会 媒体 园区')}$"
)
_KINDS = one_of(
    """
    企业 国企 高校 高等院校 高等学校 院校 学校 中小学校? 医院 医疗机构 金融机构 科研院所 媒体 商会 协会
    """
)
_OF_A_LEVEL = re.compile(rf"{_RANK}(?:国有)?(?:重点)?{_KINDS}")
_RELATED_KINDS = one_of("部门 单位 处室 科室 企业 公司 机构 院校 学校 高校")
_RELATED = re.compile(rf".(?:各|有关|相关|[两三四]级)[\u4e00-\u9fff]{{0,6}}{_RELATED_KINDS}$")
_FIRST_WORDS = ("各", "有关", "相关", "其他", "其它", "地方各级", "地方政府", "县级以上")


def is_known_group(name: str) -> bool:
    """Return whether a name is a group in a form that is known: 各县（区）人民政府, 有关单位."""
    return bool(PLACES.fullmatch(name) or SOME.fullmatch(name))


def is_group(name: str) -> bool:
    """Return whether a name stands for several units; besides those known, 新余学院等院校, 市属高校."""
    return (
        name.startswith(_FIRST_WORDS)
        or name.endswith("成员单位")
        or is_known_group(name)
        or bool(_SUCH.search(name) or _RELATED.search(name) or _OF_A_LEVEL.fullmatch(name))
    )
