"""Guess the category of a unit from its name: the bodies that are known by name first, then the endings."""

from __future__ import annotations

import re

from plansite.importing.grammar.groups import is_known_group
from plansite.importing.grammar.patterns import one_of
from plansite.importing.grammar.prefixes import MINISTRY

_AREA = r"[\u4e00-\u9fff]{2,6}?[省市县区州盟旗]"
_FORMS = (
    (
        "议事协调机构",
        """
        (?:领导小组|联席会议|指挥部|专班|工作组|协调小组|推进组|专项小组)(?:办公室|办|各?成员单位)?$
        """,
    ),
    ("军事机关", "军分区$ 警备区$ 人民?武装?部$ ^武警 武警(?:总队|支队|中队)$ 预备役 驻军"),
    ("纪检监察机关", "纪委(?:监委|机关)?$ 监委$ 纪律检查委员会 监察委员会$"),
    ("人大机关", "人大(?:常委会|机关|办公室|办)?$ 人民代表大会"),
    ("政协机关", "政协(?:机关|办公室|办)?$ 政治协商会议"),
    ("法院、检察院", "法院$ 检察院$"),
    (
        "群团组织",
        """
        共青团 ^团中央$ 团[省市县区州]?委$ 工会$ 妇联$ 妇女联合会$ 科协$ 科学技术协会$ 社科?联$
        社会科学界联合会$ 残联$ 残疾人联合会$ 侨联$ 归国华侨联合会$ 台联$ 文联$ 文学艺术界联合会$ 工商联$
        工商业联合会$ 贸促会$ 国际贸易促进委员会 红十字会$ 记协$ 作协$ 法学会$ 计生协会?$ 计划生育协会$
        (?<!机)关工委$ 关心下一代工作委员会$ 人民团体$ 群团组织$
        """,
    ),
    ("院校", "学院$ 大学$ 院校$ 学校$ 高校$ 党校$ 中学$ 小学$ 幼儿园$ 技校$ 职校$ 高中$"),
    (
        "党委部门",
        f"""
        ^(?:中共)?(?:{_AREA})?[省市县区州]委(?!员会) ^(?:中共)?{_AREA}委$
        ^中央(?!和|国家|企业|驻|电视|广播|银行) ^党(?:委|工委|群|建|政) 组织部$ 宣传部$ 统战部$
        社会工作部$ 政法委(?:员会)?$ 网信办$ 编办$ 机关工委$ 党群工作部$ 党委$ 党工委$ 巡察办$ 改革办$
        老干部局$ 党建办$
        """,
    ),
    (
        "政府部门",
        f"""
        人民银行 ^人行 外汇管理局 外管局$ (?:证|银保|银|保)监会$ 海关 边检站$ 边防检查站$ 调查总?队$
        (?:国务院|政府).*(?:办公厅|办公室|研究室)$ (?:^|国家){MINISTRY}$
        (?:有关|相关|各|主管|监管|职能|行政|直|级|政府)部门$ 部委$ 委办局$
        """,
    ),
    (
        "企业",
        """
        公司$ 集团$ 企业$ 国企$ 银行$ (?:[分支]|农商|农发|建|工|农|中|交)行$ 信用(?:合作)?联?社$ 电网$
        国网 供电所?$ 中国(?:移动|联通|电信|铁塔) (?:移动|联通|电信|铁塔|石油|石化|烟草)(?:分公司)?$ 保险$
        [厂矿店]$ 商场$ 金融机构$
        """,
    ),
    ("人民政府", "政府$ 管委会$ (?:区|景区)管理委员会$ 办事处$ 行署$ 公署$ 功能区$ 开发区$"),
    (
        "社会组织",
        """
        协会$ 学会$ 商会$ 研究会$ 促进会$ 联合会$ 基金会$ 联谊会$ 慈善总?会$ 消协$
        志愿(?:服务|者)(?:队|组织)$ 社会组织$ 联盟$
        """,
    ),
    (
        "事业单位",
        """
        中心$ 研究[院所室]$ 科学院$ [农社林医]科院$ [馆台站院]$ 报社$ 日报$ 媒体$ [农林牧渔]场$
        供销(?:合作)?总?社$ 供销联社$ (?:检验|监测|科研)所$ 科研院所$ 医疗机构$ 事业单位$
        保护区管理[局处]$
        """,
    ),
    ("政府部门", "[局厅署委]$ 委员会$ 总[局署队]$ [支大]队$ 监管办$"),
)
"""Categories with the words that show them, each a pattern; of several that fit, the first one counts."""
_GUESSES = (
    ("政府部门", "[^直级有相]..办$ [省市县区州].*(?:办|办公室|部|处)$"),
    ("内设机构", "[部处科室]$ 办公室$ 办$"),
    ("人民政府", "(?:省|自治区|直辖市|市|州|盟|县|区|旗|乡|镇|街|街道|各地)$"),
)
"""What an ending suggests where nothing else is known: a person should look at it."""
_PLACES = re.compile(r"^(?:各|有关|相关)[^局委办厅部协联]*$")
_NOTE = re.compile(r"（[^（）]*）$")
_KNOWN, _GUESSED = (
    tuple((category, re.compile(one_of(words))) for category, words in forms) for forms in (_FORMS, _GUESSES)
)


def category_of(name: str) -> str:
    """Return the category that the name of a unit suggests, or "" if it suggests none."""
    plain = _NOTE.sub("", name)
    found = next((category for category, form in (*_KNOWN, *_GUESSED) if form.search(plain)), "")
    if not found and is_known_group(name) and _PLACES.match(name) and not name.endswith("单位"):
        return "人民政府"
    return found


def is_guessed(name: str) -> bool:
    """Return whether a name suggests its category by nothing but its ending, so that a person should look."""
    plain = _NOTE.sub("", name)
    return not is_known_group(name) and not any(form.search(plain) for _, form in _KNOWN)
