"""Read what surrounds the numbered text: disclosure box, 版头, titles, covering notice and 版记."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from plansite.importing.typography import bare, typeset

Lines = list[tuple[int, str]]

_BOX = {
    "索引号": "index_number",
    "发文机关": "issuer",
    "发文单位": "issuer",
    "发布机构": "issuer",
    "成文日期": "written_on",
    "标题": "title",
    "名称": "title",
    "发文字号": "number",
    "文号": "number",
    "发布日期": "published_on",
    "有效性": "validity",
    "效力状态": "validity",
    # Recognized as fields of the box, but not used in a plan.
    **dict.fromkeys(
        ("主题分类", "主题词", "公开方式", "公开日期", "生效日期", "废止日期", "体裁分类", "信息来源"), ""
    ),
}
_BOX_LINE = re.compile(
    r"^(?P<key>[\u4e00-\u9fff][\u4e00-\u9fff\s\u3000]{1,8}?)[\s\u3000]*[：:][\s\u3000]*(?P<value>.*)$"
)
_NUMBER = re.compile(
    r"^[\u4e00-\u9fff]{1,12}(?:发|函|办|字|规|通|政)?[〔\[（(][12][0-9]{3}[〕\]）)]第?[0-9]+号$"
)
_HEAD = re.compile(r"^[\u4e00-\u9fff（）]{4,30}文件$")
_TO = re.compile(r"^(?:各|[^。]{2,40}(?:：|:)$)[^。]*[：:]$")
_DAY = re.compile(r"(?P<year>[12][0-9]{3})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
_NOTE = re.compile(r"^[（(](?P<note>(?:此件|本文|此文)[^（）()]*)[）)]$")
_CC = re.compile(r"^(?:抄送|主送)[：:]\s*(?P<cc>.*)$")
_PRINTED = re.compile(r"^(?P<who>[^，。0-9]*+)(?P<day>[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日)\s*(?:印发|印)$")
_OFFICE = re.compile(
    r"^[\u4e00-\u9fff（）]{4,30}(?:办公室|办公厅|秘书科|秘书处|文秘科|印发处)[\u4e00-\u9fff]{0,6}$"
)
_ISSUED = re.compile(r"关于(?:印发|转发|公布|批转)[《“](?P<title>.+)[》”]的(?:通知|函)")
_ISSUER = re.compile(r"国务院|[\u4e00-\u9fff]{2,18}(?:人民政府|管委会|管理委员会)")
_TITLE_END = re.compile(
    r"(?:意见|方案|规划|纲要|通知|计划|办法|决定|措施|要点|条例|细则|行动|清单|工程)(?:（[^（）]*）)?$"
)
_OPENING = re.compile(
    r"^(?P<title>[^。，；：]{4,50}?(?:意见|方案|规划|纲要|通知|计划|办法|决定|措施|要点))(?=为|根据|现|按照|经)"
)
_LONG = 60
_TITLE = 400
"""Most characters of a title in which its words are looked for."""


@dataclass(slots=True)
class Frame:
    """What was found around the text; the rest is empty. `preamble` opens the plan."""

    head: str = ""
    number: str = ""
    title: str = ""
    notice_title: str = ""
    to: str = ""
    notice: list[str] = field(default_factory=list)
    note: str = ""
    preamble: Lines = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    """Values from the disclosure box and the end of the document: index_number, issuer, written_on, …"""
    box: list[str] = field(default_factory=list)
    """The lines of the disclosure box, which belongs to the web page and not to the document."""
    signed: list[str] = field(default_factory=list)
    """The lines at the end that name the issuer and the date."""


def front(lines: Lines) -> Frame:
    """Read the lines before the first number."""
    frame = Frame()
    rest = _without_box(lines, frame)
    titles: list[str] = []
    so_far = ""
    body: Lines = []
    for number, text in rest:
        if not titles and not body and _HEAD.match(text):
            frame.head = text
        elif not frame.number and _NUMBER.match(bare(text)) and not body:
            frame.number = typeset(text)
        elif not frame.to and not body and _TO.match(text):
            frame.to = text
        elif not frame.to and not body and _goes_on(so_far, text):
            titles.append(text)
            so_far = (so_far + text)[-_TITLE:]
        elif match := _NOTE.match(text):
            frame.note = match["note"]
        else:
            body.append((number, text))
    _title(frame, "".join(titles), body)
    return frame


def _goes_on(title: str, text: str) -> bool:
    """Return whether a line continues the title; if that may be complete, it must end like a title too."""
    short = len(text) <= _LONG and not text.endswith(("。", "；"))
    return short and (not _TITLE_END.search(title) or bool(_TITLE_END.search(text)))


def _without_box(lines: Lines, frame: Frame) -> Lines:
    """Take the disclosure box off the top: 索 引 号： with its value after it or on the next line."""
    at, key = 0, ""
    while at < len(lines):
        text = lines[at][1]
        match = _BOX_LINE.match(text)
        name = re.sub(r"\s", "", match["key"]) if match else ""
        if match and name in _BOX:
            key = name
            if match["value"]:
                _know(frame, key, match["value"])
                key = ""
        elif key and not _starts_text(lines, at):
            _know(frame, key, text)
            key = ""
        else:
            break
        frame.box.append(text)
        at += 1
    return lines[at:]


def _starts_text(lines: Lines, at: int) -> bool:
    """Return whether the document starts here: after 主题词, the last field of a box, when it is empty."""
    return at > 0 and bool(re.match(r"^主\s*题\s*词", lines[at - 1][1]))


def _know(frame: Frame, key: str, value: str) -> None:
    name = _BOX[key]
    if name in {"title", "number"}:
        frame.known[name] = typeset(value)
    elif name:
        frame.known[name] = date_of(value) if name.endswith("_on") else value.strip()


def date_of(text: str) -> str:
    """Return the first date in `text` as YYYY-MM-DD, or "" if there is none or it does not exist."""
    match = _DAY.search(bare(text))
    if match is None:
        match = re.search(r"(?P<year>[12][0-9]{3})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})", text)
    if match is None:
        return ""
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return ""


def _title(frame: Frame, title: str, body: Lines) -> None:
    """Set the title and preamble of the plan, separating a covering notice if there is one."""
    opening = _OPENING.match(body[0][1]) if body and not title else None
    if opening:
        title = opening["title"]
        body = [(body[0][0], body[0][1][opening.end() :]), *body[1:]]
    frame.title = title or frame.known.get("title", "")
    frame.number = frame.number or frame.known.get("number", "")
    issued = _ISSUED.search(title[:_TITLE])
    wanted = bare(issued["title"]) if issued else ""
    lines = [bare(text) for _, text in body] if wanted else []
    for start, first in enumerate(lines):
        for end in range(start + 1, min(start + 5, len(body)) + 1) if wanted.startswith(first) else ():
            if "".join(lines[start:end]) == wanted:
                frame.notice_title = title
                frame.title = "".join(text for _, text in body[start:end])
                frame.notice = [text for _, text in body[:start]]
                frame.preamble = body[end:]
                return
    frame.preamble = body


def back(lines: Lines, frame: Frame) -> Lines:
    """Read the closing lines of a document into `frame`; return the lines that are text."""
    return [(number, text) for number, text in lines if not _ended(text, frame)]


def _ended(text: str, frame: Frame) -> bool:
    """Read a closing line into `frame`; return whether it was one."""
    if match := _NOTE.match(text):
        frame.note = frame.note or match["note"]
    elif match := _CC.match(text):
        frame.known["cc"] = match["cc"]
    elif match := _PRINTED.match(text):
        frame.known["printed_on"] = date_of(match["day"])
        if match["who"].strip():
            frame.known["printed_by"] = match["who"].strip()
    elif _OFFICE.match(text):
        frame.known["printed_by"] = text
    elif _DAY.fullmatch(bare(text)):
        frame.known.setdefault("written_on", date_of(text))
        frame.signed.append(text)
    elif text == frame.known.get("issuer") or _ISSUER.fullmatch(text):
        frame.known.setdefault("issuer", text)
        frame.signed.append(text)
    else:
        return False
    return True
