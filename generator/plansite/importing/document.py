"""Turn the lines of a document into the draft of a plan, and report what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.draft.draft import Draft, draft
from plansite.importing.draft.pieces import lists_are_bare
from plansite.importing.frame.annexes import Part
from plansite.importing.frame.frame import framed
from plansite.importing.frame.seams import unfolded
from plansite.importing.grammar.responsibility import find
from plansite.importing.lines import contents
from plansite.importing.lines.headings import broken, parts
from plansite.importing.lines.pages import is_page_number
from plansite.importing.lines.typography import typeset
from plansite.importing.lines.wraps import joined
from plansite.importing.outline import OutlineItem, outline
from plansite.importing.readers.reader import Line
from plansite.importing.report import findings
from plansite.importing.report.coverage import SourceLine
from plansite.importing.report.findings import Finding
from plansite.importing.report.sources import sources
from plansite.importing.tables import annexed
from plansite.importing.tables.found import Block, Table, found

_BULLET = re.compile(r"^\s*[-*+•·]\s+(?=\**[（(]?[0-9〇零一二三四五六七八九十]+[.．。、）)])")


class Imported(Struct, frozen=True):
    """A draft, the lines of the document that it should reproduce, and what an editor must know."""

    draft: Draft
    source: tuple[SourceLine, ...]
    findings: tuple[Finding, ...]


def imported(given: Iterable[Line]) -> Imported:
    """Return the draft of the document with the lines `given`."""
    every = list(given)
    apart = [line for line in every if line.outside]
    inside = list(_unmarked(line for line in every if not line.outside))
    text = list(contents.without_contents(inside))
    lines = broken(list(unfolded(joined(text))))
    document = framed(lines)
    blocks = list(_typeset(found(document.plan)))
    root = outline(parts(blocks))
    document.frame.preamble = list(zip(root.lines, root.paragraphs, strict=True))
    closing = [*_end(root), *_texts(document.lists)]
    annexes = [_annexed(root, each) for each in document.annexes]
    around = (*document.frame.preamble, *closing, *_texts((*_beside(document.plan, lines), *apart)))
    entries = [*lines, *apart, *contents.entries(inside, text)]
    in_tables = [*blocks, *chain(*(each.blocks for each in annexes if each.tasks))]
    return Imported(
        draft(document.frame, root, closing, [(each.part, each.tasks) for each in annexes]),
        tuple(sources(entries, in_tables, document.frame.data)),
        findings.in_order(_told(root, blocks, annexes, around)),
    )


class _Annex(Struct, frozen=True):
    """An annex, its blocks, the outline of its tables, and the rows of these that are no task of the text."""

    part: Part
    blocks: list[Block]
    tables: OutlineItem
    left: tuple[annexed.Unmatched, ...]

    @property
    def tasks(self) -> OutlineItem | None:
        """The tables if they list tasks of their own; one whose rows are all tasks of the text is text."""
        return self.tables if any(not row.contradicts for row in self.left) else None


def _annexed(root: OutlineItem, part: Part) -> _Annex:
    """Give the tasks of the plan what the tables of an annex say of them."""
    blocks = found(part.lines)
    tables = outline(block for block in blocks if isinstance(block, Table))
    return _Annex(part, blocks, tables, annexed.give(root, tables))


def _beside(plan: Iterable[Line], lines: Iterable[Line]) -> list[Line]:
    """Return the lines that are not of the plan."""
    own = {(line.number, line.text) for line in plan}
    return [line for line in lines if (line.number, line.text) not in own]


def _told(
    root: OutlineItem, blocks: list[Block], annexes: list[_Annex], around: Iterable[tuple[int, str]]
) -> Iterator[Finding]:
    """Yield what an editor must know; `around` are the texts that are not of the outline."""
    yield from findings.of_outline([root, *(each.tables for each in annexes)])
    read = (text for entry in root.walk() for text in findings.texts_of(entry))
    yield from findings.unread(read, around, bare=lists_are_bare(root))
    yield from findings.of_cells(root)
    yield from findings.of_rows(row for each in annexes for row in each.left)
    yield from findings.of_tables((*blocks, *chain(*(each.blocks for each in annexes))))


def _texts(lines: Iterable[Line]) -> list[tuple[int, str]]:
    return [(line.number, typeset(line.text)) for line in lines]


def _unmarked(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without the Markdown markup that scanned text has, and without numbers of pages."""
    for line in lines:
        text = _BULLET.sub("", line.text).replace("**", "").strip()
        if line.cells:
            yield line
        elif text and not is_page_number(text):
            yield replace(line, text=text)


def _typeset(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the lines typeset, without empty ones; the cells of a row that is text stay apart."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            continue
        words = [typeset(cell.text) for cell in block.cells if cell.own] or [typeset(block.text)]
        text = " ".join(filter(None, words))
        if text:
            yield replace(block, text=text)


def _end(root: OutlineItem) -> list[tuple[int, str]]:
    """Take the paragraphs that close the document off its last entry, and return them.

    Text after the responsibility of the last task closes the document; it is not part of the task. If it has
    a responsibility itself, it is so too, unless other tasks have several paragraphs with one.
    """
    *others, last = [*root.walk()] or [root]
    kept = list(zip(last.lines, last.paragraphs, strict=True))
    charged = next((at for at, (_, text) in enumerate(kept) if _closes(text)), None)
    several = any(sum(bool(find(text)) for text in each.paragraphs) > 1 for each in others)
    goes_on = charged is not None and any(find(text) for _, text in kept[charged + 1 :])
    if last is root or charged is None or (goes_on and several):
        return []
    closing, kept = kept[charged + 1 :], kept[: charged + 1]
    last.lines[:], last.paragraphs[:] = [number for number, _ in kept], [text for _, text in kept]
    return closing


def _closes(text: str) -> bool:
    found = find(text)
    return bool(found) and not text[found[-1].end :].strip("。；")
