"""Read what stands above the text of a document: box, 版头, number, title and addressee."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from plansite.importing.frame import addressees, days, issuers, titles
from plansite.importing.frame.box import box
from plansite.importing.frame.numbers import number_of
from plansite.importing.lines.typography import bare, typeset
from plansite.importing.readers.reader import Line, is_row

_HEAD = re.compile(r"^[\u4e00-\u9fff（）]{0,40}文件$")
_MARKS = re.compile(
    r"^(?:特急|加急|平急|急件|绝密|机密|秘密|内部资料|[0-9]{6}|(?:机密|秘密|绝密)★[^，。]{1,6}|签发人：.{2,20}|份号：[0-9]+)$"
)
_MOST_HEADS = 8
# Where a web page says in which of its columns an article stands.
_WAY = re.compile(r"^(?:您?(?:现在|当前)的?(?:所在)?位置|位置：|首页\s*[>»›/])")
_FILE = re.compile(r"\s*文\s*件$")
_BRACKETS = "（）() \u3000"
_MOST_PARTS = 4
"""Most lines of an addressee."""
_MOST_SIGNED = 6
_MOST_STRAYS = 2
_LONGEST_STRAY = 30
_NEAR = 40
"""How many lines are looked at for what stands next above a text."""
_ABOUT = re.compile(r"关于|印发|转发|批转|公布|发布|令$")
_PARTIAL = frozenset({"办公室", "办公厅", "委员会", "人民政府", "管委会", "联合会"})


class Front(Struct):
    """What was found above a text; the rest is empty. `body` are the lines of the text."""

    head: str = ""
    number: str = ""
    title: str = ""
    to: str = ""
    known: dict[str, str] = field(default_factory=dict)
    """Values from the box and below the title, by name: index_number, issuer, written_on …"""
    data: list[Line] = field(default_factory=list)
    """Lines that are data, and no text of the document: the box, and who wrote it when below the title."""
    body: list[Line] = field(default_factory=list)


def front(lines: Sequence[Line], title: str = "") -> Front:
    """Read the lines above a text, which begins with the first line that is none of them.

    `title` is given where it is known, and stands no more in the lines.
    """
    at, known = box(lines)
    found = Front(title=title, known=known, data=list(lines[:at]))
    found.number = number_of(known.pop("number", ""))
    printed = known.pop("title", "")
    at += _heads(lines[at:], found)
    strays: list[Line] = []
    while at < len(lines):
        taken = _take(lines[at : at + _NEAR], found)
        if not taken and (found.title or found.to or len(strays) == _MOST_STRAYS or not _is_stray(lines[at])):
            break
        strays += lines[at : at + (not taken)]
        at += taken or 1
    found.title = found.title or printed
    found.body = [*strays, *lines[at:]]
    return found


def _is_stray(line: Line) -> bool:
    """Return whether a line may stand above a title and be none of its frame, such as a page number."""
    text = typeset(line.text)
    return len(text) <= _LONGEST_STRAY and not set("。；：") & set(text) and not titles.NUMBERED.match(text)


def _heads(lines: Sequence[Line], found: Front) -> int:
    """Read the lines of the 版头, which end with 文件 or above the number; return how many they are."""
    texts = [typeset(line.text) for line in lines[:_MOST_HEADS]]
    run = 0
    while run < len(texts) and _is_above(lines[run], texts[run]):
        run += 1
    numbered = run < len(texts) and number_of(texts[run]) != ""
    end = run if numbered else max((at + 1 for at in range(run) if texts[at].endswith("文件")), default=0)
    names = [line for line, text in zip(lines[:end], texts, strict=False) if not _is_mark(text)]
    found.head = " ".join(typeset(line.text) for line in names)
    bodies = (issuers.issuers(_FILE.sub("", line.text)) for line in names)
    _know(found, "issuer_of_head", [name for names in bodies for name in names])
    found.data += [line for line, text in zip(lines[:end], texts, strict=False) if _is_mark(text)]
    return end


def is_head(text: str) -> bool:
    """Return whether a typeset line is the 版头, or its last part: …文件."""
    return bool(_HEAD.match(text))


def _is_above(line: Line, text: str) -> bool:
    return _is_mark(text) or is_head(text) or bool(issuers.issuers(line.text))


def _is_mark(text: str) -> bool:
    return bool(_MARKS.match(text) or _WAY.match(text))


def _know(found: Front, name: str, values: Sequence[str]) -> None:
    if values:
        found.known.setdefault(name, "、".join(values))


def _take(lines: Sequence[Line], found: Front) -> int:
    """Read what `lines` begin with into `found`; return how many of them it takes, 0 for the text."""
    if titles.NUMBERED.match(typeset(lines[0].text)) or is_row(lines[0]):
        return 0
    ways = (_marked, _boxed, _numbered, _signed, _addressed, _titled)
    return next(filter(None, (way(lines, found) for way in ways)), 0)


def _marked(lines: Sequence[Line], found: Front) -> int:
    """Read what says how urgent or secret a document is, or where it stands on a site."""
    marked = _is_mark(typeset(lines[0].text))
    found.data += lines[:marked]
    return int(marked)


def _boxed(lines: Sequence[Line], found: Front) -> int:
    """Read a box that stands below the title."""
    taken, known = box(lines)
    found.known = {**known, **found.known}
    found.data += lines[:taken]
    return taken


def _numbered(lines: Sequence[Line], found: Front) -> int:
    """Read the number of the document, which may stand in the box, too."""
    number = number_of(typeset(lines[0].text))
    if not number or found.number not in {"", number}:
        return 0
    found.number = number
    found.data.append(lines[0])
    return 1


def _titled(lines: Sequence[Line], found: Front) -> int:
    """Read the title; return how many lines it takes."""
    if found.title or found.to:
        return 0
    near = lines[: titles.MOST_LINES]
    end = next((at for at, line in enumerate(near) if is_row(line) or number_of(line.text)), len(near))
    taken = titles.length([typeset(line.text) for line in near[:end]])
    printed = [typeset(line.text) for line in near[:taken]]
    found.title = titles.joined(printed)
    if bare(found.title) != bare("".join(printed)):  # it stands twice, or ends in 。
        found.data += near[:taken]
    _know(found, "issuer_of_title", _bodies([line.text for line in near[:taken]]) or _bodies([found.title]))
    return taken


def _bodies(printed: Sequence[str]) -> tuple[str, ...]:
    """Return the bodies that the lines of a title begin with; where it stands twice, those of either."""
    for at in range(len(printed)):
        before = _ABOUT.split("\t".join(printed[at:]), maxsplit=1)
        names = issuers.issuers(before[0]) if len(before) > 1 else ()
        if any(name in _PARTIAL for name in names):  # the name goes on on the next line
            names = issuers.issuers(before[0].replace("\t", ""))
        if names:
            return names
    return ()


def _signed(lines: Sequence[Line], found: Front) -> int:
    """Read who wrote the document and when, below its title; return how many lines say it."""
    names: list[str] = []
    if not found.title:
        return 0
    for at, line in enumerate(lines[:_MOST_SIGNED]):
        bodies, day = issuers.signature(line.text.strip(_BRACKETS))
        names += bodies
        if days.is_whole(day):
            _know(found, "issuer", names)
            _know(found, "written_on", [day])
            found.data += lines[: at + 1]
            return at + 1
        if not bodies:
            break
    return 0


def _addressed(lines: Sequence[Line], found: Front) -> int:
    """Read to whom the document is sent; return how many lines name them."""
    text = ""
    for at, line in enumerate(() if found.to else lines[:_MOST_PARTS]):
        text += typeset(line.text)
        if addressees.is_addressee(text):
            found.to = addressees.printed(text)
            found.data += lines[: at + 1]
            return at + 1
        if not text.endswith(("，", "、")):
            break
    if text.startswith("各") and "，" in text and addressees.is_addressee(f"{text}："):
        found.to = text
        return 1
    return 0
