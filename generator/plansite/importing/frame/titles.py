"""Tell titles: which lines make one up, and what a covering notice says that it issues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plansite.importing.frame import days
from plansite.importing.grammar.rules import first_leads
from plansite.importing.lines.typography import bare, typeset

ENDINGS = (
    "意见|方案|规划|纲要|通知|计划|办法|决定|措施|要点|条例|细则|行动|清单|工程|安排|批复|请示|报告|公告|通告|公报|通报"
    "|函|决议|议案|命令|令|纪要|倡议书?|指引|指南|导则|标准|规范|规程|规则|规定|制度|章程|预案|任务|分工|举措|政策|事项"
    "|建议|台账|目录|名单|名录|分解|表|路线图|项目库|要求|部署|机制|战略|体系|提纲|须知"
)
_ENDED = re.compile(rf"(?:{ENDINGS})[”》]?(?:[（(][^（）()]{{1,40}}[）)])*$")
_NOTICE = re.compile(r"(?:通知|函|公告|通报|决定|令)(?:[（(][^（）()]{1,40}[）)])*$")
_BRACKETED = re.compile(r"[（(][^（）()]{1,40}[）)]")
_CARRIED_ON = re.compile(r"^(?:的|及|和|与|暨|[》”])")
_ISSUES = "印发|转发|批转|公布|发布|颁布|颁发|下发|下达|制发|公开征求|征求|报送|实施|执行"
_OPEN_NOTICE = re.compile(rf"关于(?:{_ISSUES})")
_ISSUED = re.compile(
    rf"(?:关于|{_ISSUES})(?P<name>[^。]{{4,300}}?)的(?:通知|函|公告|决定|通报|通告|令)(?:（[^（）]*）)?$"
)
_VERB = re.compile(rf"^(?:{_ISSUES}|对)+")
_QUOTED = re.compile(r"[《<〈](?P<name>(?:[^《》<>〈〉]|[《〈][^《》〈〉]*[》〉])+)[》>〉]")
_SAID = re.compile(
    r"(?:现|已经|业经|予以|请)[^。]{0,60}?(?:印发|转发|下发|公布|发布)(?:给你们|你们|如下|施行|实施|执行|[，。；])"
    "|[印转]发给你们"
)

# Numbers that open a part of the text, and so end what stands before the text.
NUMBERED = re.compile(
    r"(?:第[〇零一二三四五六七八九十百0-9]{1,5}(?:[章节条编]|部分)"
    r"|[一二三四五六七八九十百]{1,4}[、．.]"
    r"|[（(][一二三四五六七八九十百0-9０-９]{1,4}[）)]"
    r"|[0-9０-９]{1,3}[.．、](?![0-9０-９](?![0-9]{3}年))"
    r"|[①-⑳])\s*\S"
)
_NO_TITLE = re.compile(
    r"^(?:前言|引言|序言|序$|目[录次]|摘要|正文|附[件表录图]|附：|抄送|主送|各[^，。]{1,12}[，、：]"
    "|来源|发布|责任编辑)"
)
# Headings without a number, which end as titles may.
_HEADING = re.compile(
    r"^(?:保障|主要|重点|重大|具体|工作|组织|总体|基本|实施|进度|时间)?"
    r"(?:措施|任务|要求|工程|行动|举措|原则|目标|步骤|安排|机制|体系|部署|清单|分工|政策)$"
)
_BODY = re.compile(r"^(?:为|根据|按照|依据|遵照|现将|经|本|以习近平|近年来|当前)")
_REQUEST = re.compile(r"^(?:请|望|希|现|特此|以上|如有)")
_LONGEST_LINE = 60
_LONGEST = 160
MOST_LINES = 6
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEWEST = 2
"""Fewest Chinese characters of the first line of a title."""
_MOST_UNENDED = 3
_SHORTEST = 6
"""Fewest characters of a title that may stand twice."""
LONGEST_NAME = 400
"""Most characters of a title in which the name of what it issues is looked for."""


def ended(title: str) -> bool:
    """Return whether `title` ends as titles of documents, lists and tables do."""
    return bool(_ENDED.search(title[-60:]))


def is_notice(title: str) -> bool:
    """Return whether `title` is that of a notice, a letter or an announcement."""
    return bool(_NOTICE.search(title[-60:]))


def length(texts: Sequence[str]) -> int:
    """Return how many of `texts`, typeset lines of a document, are its title; 0 if there is none.

    A title goes on to the line on which it ends as titles do, with what stands in brackets below it.
    """
    if texts and texts[0].endswith("。"):
        return int(_is_sentence(texts[0]))
    run = _run(texts[:MOST_LINES])
    title = ""
    last = 0
    for at, text in enumerate(texts[:run], 1):
        if last and not _goes_on(title, text):
            break
        title += text
        if ended(title):
            last = at
    if last:
        return last
    return run if run <= _MOST_UNENDED else min(run, 1)


def _is_sentence(text: str) -> bool:
    """Return whether a line that ends in 。 is a title all the same, as in copied text."""
    title = text.removesuffix("。")
    said = _REQUEST.match(title) or _BODY.match(title) or "，" in title
    return ended(title) and not said and _may_be(title, first=True)


def joined(texts: Sequence[str]) -> str:
    """Return the title that the lines `texts` make up; one that is printed twice stands once."""
    whole = typeset("".join(texts))
    for at in range(_SHORTEST, len(whole) // 2 + 1):
        first, author = whole[:at], whole[at:-at]
        again = whole.endswith(first) and (not author or (first.startswith("关于") and author.isalpha()))
        if again and ended(first):
            return whole[at:]
    return whole.removesuffix("。")


def _run(texts: Sequence[str]) -> int:
    """Return how many lines at the start may belong to a title at all."""
    size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size > _LONGEST or not _may_be(text, first=at == 0):
            return at
    return len(texts)


def _may_be(text: str, *, first: bool) -> bool:
    if len(text) > _LONGEST_LINE or set("。；！？\t") & set(text) or text.endswith(("：", "，")):
        return False
    if NUMBERED.match(text) or _NO_TITLE.match(text) or days.ends_in_day(text):
        return False
    return len(_HAN.findall(text)) >= _FEWEST if first else not _BODY.match(text)


def _goes_on(title: str, text: str) -> bool:
    """Return whether `text` belongs to `title`, which might end here."""
    if _BRACKETED.fullmatch(text):
        return not days.days(text) and not first_leads(text)
    if title.count("《") > title.count("》") or title.count("（") > title.count("）"):
        return True
    if ended(text) and bare(text).endswith(bare(title)):
        return True
    if is_notice(title):
        return False
    return bool(_CARRIED_ON.match(text)) or (ended(text) and not _HEADING.match(text))


def issued(title: str) -> tuple[str, ...]:
    """Return the names of what a notice with this title issues: 关于印发《…》的通知, or without 《》."""
    match = _ISSUED.search(title[:LONGEST_NAME])
    if match is None:
        return ()
    name = _VERB.sub("", match["name"])
    quoted = tuple(each["name"] for each in _QUOTED.finditer(name))
    if match[0].startswith("关于") and not _OPEN_NOTICE.match(match[0]):
        return quoted if name.startswith(("《", "〈", "<")) else ()
    return quoted or (name,)


def announced(text: str) -> tuple[str, ...]:
    """Return the names in 《》 of what a paragraph says that it issues: 现将《…》印发给你们."""
    if not _SAID.search(text[:LONGEST_NAME]):
        return ()
    return tuple(each["name"] for each in _QUOTED.finditer(text[:LONGEST_NAME]))[:1]
