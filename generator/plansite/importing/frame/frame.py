"""Read what surrounds the plan in a document: head, titles, covering notice, signature, 版记 and annexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from plansite.importing.frame.annexes import Part, divided
from plansite.importing.frame.back import back
from plansite.importing.frame.front import Front, front
from plansite.importing.frame.listings import Listing
from plansite.importing.frame.parts import Place, place
from plansite.importing.lines.typography import typeset
from plansite.importing.readers.reader import Line

Lines = list[tuple[int, str]]


class Frame(Struct):
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
    data: list[str] = field(default_factory=list)
    """The lines that became data of the draft and are no text of it: the box, the issuer, the date."""


class Framed(Struct, frozen=True):
    """A document taken apart: what surrounds the plan, the lines of its text, its annexes."""

    frame: Frame
    plan: tuple[Line, ...]
    lists: tuple[Line, ...]
    """The lines that list the plan's annexes: 附件：1.… 2.…"""
    annexes: tuple[Part, ...]


def framed(lines: Sequence[Line]) -> Framed:
    """Take a document apart."""
    text, *annexes = divided(lines)
    top = front(text.lines)
    where = place(top, annexes)
    return _Composing(text, annexes, top, where).framed()


class _Composing:
    """Puts the parts of one document together around its plan."""

    def __init__(self, text: Part, annexes: Sequence[Part], top: Front, where: Place) -> None:
        self._text, self._top, self._where = text, top, where
        self._annexes = [each.whole() for each in annexes if each is not where.annex]
        self._signed = False
        self._frame = Frame(head=top.head, number=top.number, to=top.to, known=dict(top.known))
        self._took(top.data)

    def framed(self) -> Framed:
        """Return the document taken apart."""
        top, where = self._top, self._where
        lists: Sequence[tuple[int, Listing]] = self._text.lists
        if where.annex and where.below:
            plan = [*self._closed(top.body), *_lines(lists), *where.annex.head, *where.annex.lines]
            lists = where.annex.lists
        elif where.annex:
            self._cover(top.body, lists)
            self._took(where.annex.head[:1] if where.annex.mark else ())
            plan, lists = self._enclosed(where.annex.lines, where.annex.title), where.annex.lists
        elif where.line is not None:
            begins = len(self._text.lines) - len(top.body) + where.line
            self._cover(top.body[: where.line], [each for each in lists if each[0] <= begins])
            plan = self._enclosed(top.body[where.line :], where.title)
            lists = [each for each in lists if each[0] > begins]
        else:
            plan = self._closed(top.body)
        self._frame.title = self._frame.title or top.title
        if self._annexes:  # the 版记 stands at the end of all
            last = self._annexes[-1]
            self._annexes[-1] = replace(last, lines=tuple(self._closed(last.lines, listing=True)))
        self._frame.note = self._frame.known.pop("note", "")
        return Framed(self._frame, tuple(plan), tuple(_lines(lists)), tuple(self._annexes))

    def _cover(self, body: Sequence[Line], lists: Sequence[tuple[int, Listing]]) -> None:
        """Read the text of a covering notice, with the annexes that it lists."""
        self._frame.notice_title = self._top.title
        text = [*self._closed(body), *_lines(lists)]
        self._frame.notice = [typeset(line.text) for line in text]

    def _enclosed(self, lines: Sequence[Line], title: str) -> list[Line]:
        """Read what surrounds the text of an enclosed plan; return its text."""
        own, frame = front(lines, title), self._frame
        frame.title = own.title
        # What the notice has as well is text of the plan.
        again = [
            own.head if frame.head else "",
            own.number if frame.number else "",
            own.to if frame.to else "",
        ]
        frame.head, frame.number = frame.head or own.head, frame.number or own.number
        frame.to = frame.to or own.to
        frame.known = {**own.known, **frame.known}
        self._took(own.data)
        return [*(Line(text, lines[0].number) for text in again if text), *self._closed(own.body)]

    def _closed(self, body: Sequence[Line], *, listing: bool = False) -> list[Line]:
        """Read what stands below a text; return the text. A document has one signature: its first."""
        found = back(body, self._frame.known.keys(), signed=self._signed, listing=listing)
        self._signed = self._signed or bool({"issuer", "written_on"} & found.known.keys())
        self._frame.known = {**found.known, **self._frame.known}
        self._took(found.data)
        return found.body

    def _took(self, lines: Iterable[Line]) -> None:
        self._frame.data += (typeset(line.text) for line in lines)


def _lines(lists: Iterable[tuple[int, Listing]]) -> list[Line]:
    return [line for _, each in lists for line in each.lines]


def lines_of(lines: Iterable[Line]) -> Iterator[tuple[int, str]]:
    """Yield the lines typeset, with their numbers, without empty ones."""
    for line in lines:
        text = typeset(line.text)
        if text:
            yield line.number, text
