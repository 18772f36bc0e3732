"""Build the numbered outline of a document, a tree of entries, from its lines, without regard to units.

A line that starts with a number opens an entry. Its depth follows from the form of its number: a form not
yet open goes one level deeper, an open form returns to its level. So sections may restart or run on, skip
numbers, or come directly under a chapter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plansite.importing.typography import typeset
from plansite.text import numbering

_CHINESE = "〇零一二三四五六七八九十百"
_NUMBER = re.compile(
    rf"""(?P<number>
        第[{_CHINESE}0-9]{{1,9}}[章节条编部](?:分)?[、，．.]?
      | [{_CHINESE}]{{1,9}}[、．.](?![{_CHINESE}])
      | [（(][{_CHINESE}]{{1,9}}[）)][、．.]?
      | [（(][0-9０-９]{{1,9}}[）)][、．.]?
      | [0-9０-９]{{1,9}}[.．。、](?![0-9０-９])
      | [0-9]{{1,9}}[）)]
      | [①-⑳]
    )\s*""",
    re.VERBOSE,
)
_SENTENCE_END = "。！？；"
_LONGEST_TITLE = 42
_LONGEST_PRINTED = 1000
"""Characters of a title with what stands in brackets in it, such as its units."""
_MOST_COMMAS = 4
_GAP = re.compile(r"[ \t\u3000]{2,}")


@dataclass(slots=True)
class OutlineItem:
    """A numbered part of a document: its number and title as printed, its paragraphs, the entries below it.

    `run_in` means that the text follows the title on the same line. `line` is where the entry begins; `lines`
    are the line numbers of the paragraphs.
    """

    number: str = ""
    title: str = ""
    run_in: bool = False
    paragraphs: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    entries: list[OutlineItem] = field(default_factory=list)
    line: int = 0

    def walk(self) -> Iterator[OutlineItem]:
        """Yield all entries below this one, in document order."""
        for entry in self.entries:
            yield entry
            yield from entry.walk()


def outline(lines: Iterable[tuple[int, str]]) -> OutlineItem:
    """Return the root of the tree of `lines` (line number, text), with the paragraphs before any number."""
    root = OutlineItem()
    way: list[tuple[str, OutlineItem]] = []
    for number, text in lines:
        match = _NUMBER.match(text)
        printed = numbering.read(match["number"]) if match else None
        if (
            match is None
            or not text[match.end() :].strip()
            or (printed is None and not _other(match["number"]))
        ):
            _last(root, way).paragraphs.append(text)
            _last(root, way).lines.append(number)
            continue
        form = _form(match["number"], printed)
        while any(each == form for each, _ in way) and way[-1][0] != form:
            way.pop()
        if way and way[-1][0] == form:
            way.pop()
        entry = _opened(typeset(match["number"]), text[match.end() :], number)
        _last(root, way).entries.append(entry)
        way.append((form, entry))
    for entry in root.walk():
        _settle(entry)
    return root


def _last(root: OutlineItem, way: list[tuple[str, OutlineItem]]) -> OutlineItem:
    return way[-1][1] if way else root


def _form(number: str, printed: numbering.Number | None) -> str:
    """Return what the numbers of one level share; 1. 2、 3． have one form, whatever mark follows."""
    if printed is None:
        return _other(number)
    return (
        "1."
        if printed.arabic
        and printed.form[:1] == "1"
        and len(number.strip()) > 1
        and number.strip()[-1] in ".．。、"
        else printed.form
    )


def _other(number: str) -> str:
    """Return the form of a number that `numbering` does not read (①), or ""."""
    return "①" if re.fullmatch("[①-⑳]", number) else ""


def _opened(number: str, rest: str, line: int) -> OutlineItem:
    entry = OutlineItem(number=number, line=line)
    gap = _GAP.search(rest)
    if gap and 1 < gap.start() <= _LONGEST_TITLE and not set(rest[: gap.start()]) & set(_SENTENCE_END):
        entry.title, text = rest[: gap.start()], rest[gap.end() :]
        entry.paragraphs, entry.lines = [text], [line]
        return entry
    head, mark, text = rest.partition("。")
    if not mark:
        if _is_title(rest):
            entry.title = rest
        else:
            entry.paragraphs, entry.lines = [rest], [line]
    elif text.strip() and _is_title(head):
        entry.title, entry.run_in = head, True
        entry.paragraphs, entry.lines = [text], [line]
    else:
        entry.paragraphs, entry.lines = [rest], [line]
    return entry


def _is_title(text: str) -> bool:
    if len(text) > _LONGEST_PRINTED:
        return False
    words = re.sub(r"（[^（）]*）|《[^《》]*》", "", text)
    return (
        len(words) <= _LONGEST_TITLE
        and words.count("，") <= _MOST_COMMAS
        and not set(words) & set("；：！？")
    )


def _settle(entry: OutlineItem) -> None:
    """Turn a first paragraph of one short sentence with something below into a title: （二）发展目标。."""
    if entry.title or not entry.paragraphs:
        return
    first = entry.paragraphs[0]
    follows = len(entry.paragraphs) > 1 or bool(entry.entries)
    if follows and first.endswith("。") and first.count("。") == 1 and _is_title(first[:-1]):
        entry.title = first
        del entry.paragraphs[0], entry.lines[0]
