"""Build a draft of plan.yaml from the outline of a document, noting what was guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from plansite.importing.draft import names, proposals
from plansite.importing.draft.categories import is_guessed
from plansite.importing.draft.charges import Charges
from plansite.importing.draft.pieces import Piece, deadline_of, lists_are_bare, pieces, title_of
from plansite.importing.frame import about
from plansite.importing.frame.annexes import Part
from plansite.importing.frame.frame import Frame
from plansite.importing.grammar.responsibility import first_leads
from plansite.importing.lines.typography import typeset
from plansite.importing.outline import OutlineItem
from plansite.plan import wording
from plansite.plan.model import Item, Role
from plansite.reading.validate import record_of

Data = dict[str, Any]
Where = tuple[str | int, ...]

_UNTITLED = "未命名的规划"
_WORDS = 30
"""Characters of a title, or of an untitled entry's text, that its id is made from."""
_SHORT = 12
"""Longest name of a group of pages, in characters."""
_GROUP = re.compile(
    r"(?<![一二三四五六七八九十两])[一二三四五六七八九十两]{1,9}(?:大|项|个)[\u4e00-\u9fff]{1,8}?(?:行动|工程|任务|专项)"
)
_NAMED = (("action", "行动", "actions"), ("project", "工程", "projects"), ("campaign", "专项", "campaigns"))
_MEASURES = re.compile(r"保障|组织实施|组织领导")
_TASKS = "重点任务"


class Draft(Struct):
    """The data of a plan, each value as text, and the paths of what was guessed."""

    data: Data
    guessed: set[Where] = field(default_factory=set)


Annex = tuple[Part, OutlineItem | None]
"""An annex, and the outline of its tables if they list tasks that the text does not have."""


def draft(
    frame: Frame, root: OutlineItem, closing: Sequence[tuple[int, str]], annexes: Iterable[Annex] = ()
) -> Draft:
    """Return the draft of a document; `closing` are the paragraphs after its last entry."""
    return _Builder(root, annexes).build(frame, root, closing)


class _Builder:
    """Builds one draft, collecting the ids, kinds and units that its items share."""

    def __init__(self, root: OutlineItem, annexes: Iterable[Annex]) -> None:
        self._annexes = {f"annex-{part.place}": (part, table) for part, table in annexes}
        self._bare = lists_are_bare(root)
        roots = [root, *(table for _, table in self._annexes.values() if table is not None)]
        entries = [entry for each in roots for entry in each.walk()]
        self._pieces = {id(entry): pieces(entry, bare=self._bare) for entry in entries}
        found = (piece for entry in entries for piece in self._pieces[id(entry)])
        self._charges = Charges([piece.charged for piece in found if piece.charged])
        self._kinds = Kinds(self._pieces)
        self._ids = names.Ids("preamble", "closing", *self._annexes)
        self._guessed: set[Where] = set()
        self._texts: list[tuple[str, str]] = []
        self._stages: list[Data] = []

    def build(self, frame: Frame, root: OutlineItem, closing: Sequence[tuple[int, str]]) -> Draft:
        """Return the draft, its keys in the order in which people read a plan."""
        items = self._items(frame, root, closing)
        texts = (*(text for _, text in self._texts), *self._charges.notations)
        units = self._charges.units()
        data: Data = {
            "schema": "1",
            "title": frame.title or _UNTITLED,
            "document": about.document(frame),
            "period": about.period(frame, texts),
            "lead_rule": self._lead_rule(frame, root, closing),
            "roles": self._charges.labels,
            "kinds": self._kinds.records,
            "units": units,
            "items": items,
            "targets": proposals.target_records(self._texts),
            "milestones": self._stages,
            "programmes": proposals.programme_records(self._texts),
        }
        self._guessed |= {(key,) for key in ("period", "lead_rule") if data[key]}
        self._guessed |= set() if frame.title else {("title",)}
        for position, unit in enumerate(units):
            if "category" in unit and is_guessed(unit["name"]):
                self._guessed.add(("units", position, "category"))
        for key in ("targets", "milestones", "programmes"):
            self._guessed |= {(key, position) for position in range(len(data[key]))}
        return Draft({key: value for key, value in data.items() if value}, self._guessed)

    def _lead_rule(self, frame: Frame, root: OutlineItem, closing: Sequence[tuple[int, str]]) -> str:
        """Return the rule that the document states, beside them, for all lists of units, or ""."""
        around = (text for _, text in (*frame.preamble, *closing, *self._texts))
        titles = (entry.title for entry in root.walk())
        return "first" if any(map(first_leads, (*frame.notice, *titles, *around))) else ""

    def _items(self, frame: Frame, root: OutlineItem, closing: Sequence[tuple[int, str]]) -> list[Data]:
        first = self._untitled("preamble", frame.preamble)
        found = [
            self._item(entry, (), ("items", position))
            for position, entry in enumerate(root.entries, start=len(first))
        ]
        body = [*first, *found, *self._untitled("closing", closing)]
        for ident, (annex, table) in self._annexes.items():
            body.append(self._annex(ident, annex, table, ("items", len(body))))
        return body

    def _annex(self, ident: str, annex: Part, table: OutlineItem | None, where: Where) -> Data:
        """Return an annex as an item of text, no chapter of the plan; tasks of its own stand below it."""
        lines = [line for line in annex.lines if table is None or not line.cells]
        rows = (filter(None, map(typeset, line.text.split("\t"))) for line in lines)
        text = "\n".join(filter(None, map(" ".join, rows)))
        above = (OutlineItem(annex.mark, annex.title),)
        below = [
            self._item(entry, above, (*where, "items", position))
            for position, entry in enumerate(table.entries if table else ())
        ]
        known = {"id": ident, "number": annex.mark, "title": annex.title, "text": text, "items": below}
        return {key: value for key, value in known.items() if value}

    def _untitled(self, ident: str, lines: Iterable[tuple[int, str]]) -> list[Data]:
        text = "\n".join(line for _, line in lines)
        return [{"id": ident, "text": text}] if text else []

    def _item(self, entry: OutlineItem, above: tuple[OutlineItem, ...], where: Where) -> Data:
        found = self._pieces[id(entry)]
        title = title_of(entry, bare=self._bare)
        ident = self._id(title or next((piece.text for piece in found if piece.text), ""))
        known = {"kind": self._kinds.of(entry, above), "number": entry.number, "title": title}
        item: Data = {"id": ident, **{key: value for key, value in known.items() if value}}
        self._put(item, found)
        if "due" not in item and (stated := deadline_of(entry)):
            item["due"] = {"text": stated}
        _run_in(item, entry)
        self._texts += [(ident, piece.text) for piece in found if piece.text]
        self._propose(item, entry, above, where)
        below = [
            self._item(each, (*above, entry), (*where, "items", position))
            for position, each in enumerate(entry.entries)
        ]
        return {**item, "items": below} if below else item

    def _id(self, words: str) -> str:
        return names.item_id(words[:_WORDS], self._ids, f"item-{len(self._ids)}")

    def _put(self, item: Data, found: Sequence[Piece]) -> None:
        """Put the first piece into the item itself and the others into its parts."""
        first, *rest = found or (Piece(),)
        for into, piece in ((item, first), *(({}, piece) for piece in rest)):
            if piece.text:
                into["text"] = piece.text
            self._charges.put(into, piece)
            if into is not item:
                item.setdefault("parts", []).append(into)

    def _propose(self, item: Data, entry: OutlineItem, above: tuple[OutlineItem, ...], where: Where) -> None:
        """Propose a deadline, if the text names exactly one, and a milestone for a stage of the schedule."""
        charged = any(role.value in item for role in Role)
        deadline = proposals.deadline(item.get("text", "")) if charged and "due" not in item else ""
        if deadline:
            item["due"] = {"text": deadline}
            self._guessed.add((*where, "due"))
        if above and entry.title and proposals.is_schedule(above[-1].title):
            self._stages += proposals.stage_records(item["id"], entry.title, entry.paragraphs)


def _run_in(item: Data, entry: OutlineItem) -> None:
    """Set `run_in` if whether the title runs into its text is not what its number suggests."""
    record = record_of({key: item[key] for key in ("id", "number", "title", "text") if key in item}, Item)
    told = record.paragraphs or any(role.value in item for role in Role)
    if item.get("title") and told and wording.runs_in(record) != entry.run_in:
        item["run_in"] = "true" if entry.run_in else "false"


class Kinds:
    """The kinds of a document, declared as they are met; `records` becomes the plan's `kinds`."""

    def __init__(self, pieces: Mapping[int, Sequence[Piece]]) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        self._pieces = pieces

    def of(self, entry: OutlineItem, above: tuple[OutlineItem, ...]) -> str:
        """Return the kind of an entry, or "" if it has none; `above` are the entries above it, top first."""
        if len(above) == 1 and _MEASURES.search(above[0].title):
            return self._declare("measure", {"label": "保障措施"})
        if not any(self._is_task(each) for each in entry.entries):
            return ""
        title = entry.title.rstrip("。")
        for name, label, folder in _NAMED:
            if title.endswith(label):
                group = _group(above) or f"重点{label}"
                return self._declare(name, {"label": label, "group": group, "folder": folder})
        chapter = above[-1].title.rstrip("。") if above else ""
        group = chapter if 0 < len(chapter) <= _SHORT else _TASKS
        return self._declare("section", {"label": "专题", "group": group, "folder": "sections"})

    def _declare(self, name: str, record: dict[str, Any]) -> str:
        self.records.setdefault(name, record)
        return name

    def _is_charged(self, entry: OutlineItem) -> bool:
        return any(piece.charged for piece in self._pieces[id(entry)])

    def _is_task(self, entry: OutlineItem) -> bool:
        return self._is_charged(entry) and not any(self._is_charged(each) for each in entry.walk())


def _group(above: tuple[OutlineItem, ...]) -> str:
    """Return the name that the nearest heading above gives to all of them: 五大提升行动."""
    found = (_GROUP.search(each.title) for each in reversed(above))
    return next((match[0] for match in found if match), "")
