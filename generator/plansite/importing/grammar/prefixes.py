"""Put back the prefix that a list prints once: 市教育局、科技局 is 市教育局 and 市科技局.

A prefix is put back only before what is known to be a department (see `vocabulary`). All else stays as it is
printed: 东港海事局 begins with a place, 证监局 answers to the centre, 江宁分局 may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plansite.importing.grammar.patterns import one_of
from plansite.importing.grammar.vocabulary import is_made_of_subjects

LEVEL = (
    r"自治区|自治州|自治县|兵团|省(?![级会])"
    r"|市(?!场|级|容|区|政(?:公用|园林|管理|设施|工程|局|处|所)|民(?:中心|服务))"
    r"|县(?![级域])|区(?![域级块划位])|州|盟|旗"
)
"""What stands before the name of a department, and is not the start of a word such as 市场."""
_PLACE = (
    r"(?!国家|中国|全国|各)[\u4e00-\u9fff]{2,6}?"
    r"(?:自治[区州县]|省|(?<!城)市(?!场|级)|县(?!域)|(?<!社)区(?![域块划]))"
)
_PREFIX = re.compile(rf"(?:{LEVEL}|{_PLACE})(?=.{{2}})")
_PARTY_WORDS = one_of(
    """
    组织部 宣传部 统战部 社会工作部 政法委(?:员会)? 网信办 编办 改革办 深改办 财经办 农办 老干部局 巡察办
    国安办 文明办 台办 政研室 (?:直属)?机关工委 党校
    """
)
_PARTY = re.compile(_PARTY_WORDS)
_ENDING = re.compile(
    r"(?:管理|监督|执法)?(?:分局|局|厅|署|委员会|委|办公室|办|部|中心|研究[室所院]|支队|总队|大队)$"
)
_BODY_WORDS = one_of(
    """
    总?工会 妇女?联(?:合会)? 老?科(?:学技术)?协会? 残(?:疾人)?联(?:合会)? 侨联 台联 文联 社科?联 工商联 记协
    法学会 红十字会 贸促会 计生协会? 关工委 残工委 妇儿工委 慈善总?会 消协 供销(?:合作)?总?社 供销联社
    纪委(?:监委|机关)? 监委 人大(?:常委会|机关)? 政协(?:机关)? [高中]级?(?:人民)?法院 (?:人民)?(?:法院|检察院)
    (?:人民)?武装部 人武部 档案馆 图书馆 博物馆 文化馆 科技馆 美术馆 体育馆
    群众?艺术?馆 规划馆 青?少年宫 (?:广播)?电视台 广播电视总?台
    日报社 社科院 农科院 党史研究室 [外侨]办 纪工委 团工委
    """
)
_BODY = re.compile(_BODY_WORDS)
_MINISTRIES = one_of(
    """
    教育 科技 科学技术 工业和信息化 公安 国家安全 民政 司法 财政 人力资源和?社会保障 自然资源 生态环境
    住房和?城乡建设 交通运输 水利 农业农村 农业 商务 文化和旅游 文化 退役军人(?:事务)? 应急管理 外交 国防
    环境保护 国土资源 信息产业
    """
)
MINISTRY = f"{_MINISTRIES}部"
"""A ministry, which no prefix is missing from."""
_MINISTRY = re.compile(MINISTRY)
_NOTE = re.compile(r"（[^（）]*）$")
_BRANCH = re.compile(r"(?<=局)[\u4e00-\u9fff]{2,4}[支大总]队$")
"""A branch named behind its department: 公安局交警支队."""


class Prefixes:
    """The prefix that the last names of a list had, and that of its party organs (市委)."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Forget them, as behind a comma, where the names of another level may begin."""
        self._prefix = ""
        self._party = ""

    def restored(self, run: Iterable[str]) -> list[str]:
        """Return the names between two commas with the prefixes that they leave out.

        They take that of the list before them only if the first one is a department without a prefix.
        """
        names = list(run)
        if names and not _lacks(names[0]):
            self.forget()
        return [self._restored(name) for name in names]

    def _restored(self, name: str) -> str:
        place = _PREFIX.match(name)
        if place is None:
            party = _PARTY.fullmatch(_NOTE.sub("", name))
            return (self._party if party else self._prefix if _lacks(name) else "") + name
        rest = name[place.end() :]
        if len(place[0]) == 1 or rest.startswith("委") or _lacks(rest):  # 高新区管委会 is no 高新区教育局
            self._party = f"{place[0]}委" if rest.startswith("委") else self._party
            self._party = self._party if self._party.startswith(place[0]) else ""
            self._prefix = place[0]
        return name


def _lacks(name: str) -> bool:
    """Return whether `name` is a department without the place that it belongs to: 教育局, 科协."""
    bare = _BRANCH.sub("", _NOTE.sub("", name))
    if _MINISTRY.fullmatch(bare) or _PARTY.fullmatch(bare):
        return False
    ending = _ENDING.search(bare)
    return bool(_BODY.fullmatch(bare)) or (ending is not None and is_made_of_subjects(bare[: ending.start()]))
