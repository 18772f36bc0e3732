"""A draft of plan.yaml from the outline of a document: its data, and what in it was guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator import printed
from generator.importing import names, proposals
from generator.importing.frame import Frame
from generator.importing.outline import Entry
from generator.importing.responsibility import Charged, find
from generator.model import Charge, Item, Plan, Role, RoleLabels

Data = dict[str, Any]
Where = tuple[str | int, ...]

_SHORT = 12
"""Characters that the name of a group of pages may have."""

_GROUP = re.compile(r"[一二三四五六七八九十两]+(?:大|项|个)[\u4e00-\u9fff]{1,8}?(?:行动|工程|任务|专项)")
_KINDS = (("action", "行动", "actions"), ("project", "工程", "projects"), ("campaign", "专项", "campaigns"))
_MEASURES = re.compile(r"保障|组织实施|组织领导")
_CLOSED = re.compile(r"[。；]?\s*$")
_SCHEDULE = re.compile(r"进度|步骤|阶段|时间安排")
_DEADLINE = re.compile(
    r"20[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:底|末)?(?:之)?前(?=完成|，|。|；|$|[\u4e00-\u9fff])"
)
_STAGE = re.compile(
    r"^(?:(?P<from>20[0-9]{2})年[^，。]{0,6}?(?:到|至|—|-)(?P<to>20[0-9]{2})年|(?P<year>20[0-9]{2})年)[^，。0-9]{0,4}(?=[，。])"
)


@dataclass(slots=True)
class Note:
    """Something to look at: the line of the source, and what is there."""

    line: int
    code: str
    text: str


@dataclass(slots=True)
class Draft:
    """The data of a plan, the places in it that were guessed, and what to look at."""

    data: Data
    guessed: set[Where] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class _Piece:
    """A stretch of an entry's text, and the responsibility that closes it."""

    text: str
    charged: Charged | None
    line: int


def draft(frame: Frame, root: Entry, closing: Sequence[tuple[int, str]]) -> Draft:
    """Return the draft of a document."""
    made = Draft({"schema": "1", "title": frame.title or "未命名的规划"})
    if not frame.title:
        made.guessed.add(("title",))
    builder = _Builder(made, _pieces_of(root))
    builder.build(frame, root, closing)
    return made


def _pieces_of(root: Entry) -> dict[int, list[_Piece]]:
    """Return the text of each entry in pieces, by the entry's identity."""
    return {id(entry): list(_pieces(entry)) for entry in root.walk()}


def _pieces(entry: Entry) -> Iterator[_Piece]:
    text = ""
    line = entry.line
    for paragraph, line in zip(entry.paragraphs, entry.lines, strict=True):
        at = 0
        for charged in find(paragraph):
            before = paragraph[at : charged.start]
            yield _Piece(_lined(text, before), charged, line)
            text, at = "", charged.end
            closing = re.match(r"[。；]", paragraph[at:])
            at += closing.end() if closing else 0
        text = _lined(text, paragraph[at:])
    if text.strip():
        yield _Piece(text, None, line)


def _lined(text: str, more: str) -> str:
    return "\n".join(each for each in (text, more.strip()) if each)


class _Builder:
    """Fills a draft in, with the ids and labels that all parts of it share."""

    def __init__(self, made: Draft, pieces: dict[int, list[_Piece]]) -> None:
        self.made = made
        self.pieces = pieces
        charges = [piece.charged for found in pieces.values() for piece in found if piece.charged]
        self.notations = [each.notation for each in charges]
        self.labels = _labels(charges)
        ordered = dict.fromkeys(
            name for each in charges for name in (*each.lead, *each.responsible, *each.support)
        )
        self.units = names.unit_ids(ordered)
        self.collective = {name for each in charges for name in each.collective}
        self.item_ids: set[str] = set()
        self.first_leads = False
        self.kinds: dict[str, Data] = {}
        self.texts: list[tuple[str, str]] = []
        self.stages: list[Data] = []

    def build(self, frame: Frame, root: Entry, closing: Sequence[tuple[int, str]]) -> None:
        data = self.made.data
        document = _document(frame)
        if document:
            data["document"] = document
        items = self._preamble(frame.preamble)
        items += [
            self._item(entry, (), ("items", position))
            for position, entry in enumerate(root.entries, start=len(items))
        ]
        items += self._closing([*frame.closing, *closing])
        data["period"] = self._period(frame)
        if self.labels:
            data["roles"] = self.labels
        if self.kinds:
            data["kinds"] = self.kinds
        if self.units:
            data["units"] = [self._unit(position, name) for position, name in enumerate(self.units)]
        data["items"] = items
        self._propose(root)

    def _preamble(self, lines: Sequence[tuple[int, str]]) -> list[Data]:
        if not lines:
            return []
        self.item_ids.add("preamble")
        return [{"id": "preamble", "text": "\n".join(text for _, text in lines)}]

    def _closing(self, lines: Sequence[tuple[int, str]]) -> list[Data]:
        if not lines:
            return []
        self.item_ids.add("closing")
        return [{"id": "closing", "text": "\n".join(text for _, text in lines)}]

    def _unit(self, position: int, name: str) -> Data:
        unit: Data = {"id": self.units[name], "name": name}
        category = names.category_of(name)
        if category:
            unit["category"] = category
            self.made.guessed.add(("units", position, "category"))
        if name in self.collective:
            unit["collective"] = "true"
        return unit

    def _item(self, entry: Entry, above: tuple[Entry, ...], where: Where) -> Data:
        kind = self._kind(entry, above)
        pieces = self.pieces[id(entry)]
        title, in_title = entry.title, find(entry.title)
        if in_title:
            title = (title[: in_title[0].start] + title[in_title[0].end :]).strip()
            pieces = [_Piece("", in_title[0], entry.line), *pieces]
        words = title or (entry.paragraphs[0] if entry.paragraphs else "")
        ident = names.item_id(words[:30], self.item_ids, f"item-{len(self.item_ids) + 1}")
        self.item_ids.add(ident)
        item: Data = {"id": ident}
        if kind:
            item["kind"] = kind
        if entry.number:
            item["number"] = entry.number
        if title:
            item["title"] = title
        self._text(item, pieces)
        _runs_in(item, entry)
        self.texts += [(ident, piece.text) for piece in pieces if piece.text]
        self._stage(ident, entry, above)
        self._due(item, where)
        below = [
            self._item(each, (*above, entry), (*where, "items", position))
            for position, each in enumerate(entry.entries)
        ]
        if below:
            item["items"] = below
        return item

    def _due(self, item: Data, where: Where) -> None:
        """Propose the one deadline that a task names."""
        found = set(_DEADLINE.findall(item.get("text", "")))
        if len(found) == 1 and "due" not in item and any(role.value in item for role in Role):
            item["due"] = {"text": found.pop()}
            self.made.guessed.add((*where, "due"))

    def _stage(self, ident: str, entry: Entry, above: tuple[Entry, ...]) -> None:
        """Propose a milestone for each stage under a heading that speaks of the schedule."""
        match = _STAGE.match(entry.paragraphs[0]) if entry.paragraphs else None
        if match and entry.title and above and _SCHEDULE.search(above[-1].title):
            start = match["from"] or match["year"]
            self.stages.append(
                {
                    "id": ident,
                    "item": ident,
                    "label": entry.title.rstrip("。"),
                    "from": start,
                    "to": match["to"] or start,
                    "when": match[0],
                    "quote": entry.paragraphs[0],
                }
            )

    def _text(self, item: Data, pieces: Sequence[_Piece]) -> None:
        first, *rest = pieces or [_Piece("", None, 0)]
        if first.text:
            item["text"] = first.text
        self._charge(item, first)
        parts: list[Data] = []
        for piece in rest:
            part: Data = {"text": piece.text} if piece.text else {}
            self._charge(part, piece)
            parts.append(part)
        if parts:
            item["parts"] = parts

    def _charge(self, into: Data, piece: _Piece) -> None:
        charged = piece.charged
        if charged is None:
            return
        self.first_leads = self.first_leads or charged.first_leads
        roles = {
            Role.LEAD: charged.lead,
            Role.RESPONSIBLE: charged.responsible,
            Role.SUPPORT: charged.support,
        }
        named = [*charged.lead, *charged.responsible, *charged.support]
        if self.first_leads and not charged.lead and named and named[0] not in self.collective:
            roles = {role: tuple(name for name in found if name != named[0]) for role, found in roles.items()}
            roles[Role.LEAD] = (named[0],)
        for role, found in roles.items():
            if found:
                into[role.value] = [self.units[name] for name in found]
        if charged.etal:
            into["etal"] = "true"
        if charged.due:
            into["due"] = {"text": charged.due}
        if self._rebuilt(into) != charged.notation:
            into["notation"] = charged.notation

    def _rebuilt(self, into: Data) -> str:
        """Return the parenthesis as the plan would print it without a notation."""
        known = {key: into[key] for key in ("lead", "responsible", "support", "etal") if key in into}
        ids = {ident: name for name, ident in self.units.items()}
        plan = _Printed(RoleLabels(**self.labels))
        return printed.parenthesis(Charge.model_validate(known), plan, ids)  # type: ignore[arg-type]

    def _kind(self, entry: Entry, above: tuple[Entry, ...]) -> str:
        """Return the kind of an entry that gets a page: what tasks stand under, or a measure."""
        if above and _MEASURES.search(above[-1].title) and len(above) == 1:
            self.kinds.setdefault("measure", {"label": "保障措施"})
            return "measure"
        if not any(self._is_task(each) for each in entry.entries):
            return ""
        title = entry.title.rstrip("。")
        for name, label, folder in _KINDS:
            if title.endswith(label):
                group = next(
                    (_GROUP.search(each.title) for each in reversed(above) if _GROUP.search(each.title)), None
                )
                kind = {"label": label, "group": group[0] if group else f"重点{label}", "folder": folder}
                self.kinds.setdefault(name, kind)
                return name
        group_title = above[-1].title.rstrip("。") if above and len(above[-1].title) <= _SHORT else "重点任务"
        self.kinds.setdefault("section", {"label": "专题", "group": group_title, "folder": "sections"})
        return "section"

    def _is_charged(self, entry: Entry) -> bool:
        return any(piece.charged for piece in self.pieces[id(entry)])

    def _is_task(self, entry: Entry) -> bool:
        return self._is_charged(entry) and not any(self._is_charged(each) for each in entry.walk())

    def _period(self, frame: Frame) -> Data:
        years = re.search(r"(20[0-9]{2})[—－-]+(20[0-9]{2})年", f"{frame.title}{frame.notice_title}")
        self.made.guessed.add(("period",))
        if years:
            return {"start": years[1], "end": years[2]}
        day = next(
            (
                frame.known[key]
                for key in ("written_on", "printed_on", "published_on")
                if frame.known.get(key)
            ),
            "",
        )
        said = [frame.number, *(text for _, text in self.texts), *self.notations]
        found = [int(year) for text in said for year in re.findall(r"20[0-9]{2}(?=年|〕)", text)]
        start = int(day[:4] or min(found, default=2000))
        return {"start": str(start), "end": str(max([start, *found]))}

    def _propose(self, root: Entry) -> None:
        del root
        data, guessed = self.made.data, self.made.guessed
        found: list[Data] = []
        programmes: dict[str, Data] = {}
        used: set[str] = set()
        for item, text in self.texts:
            for target in proposals.targets(text):
                ident = names.item_id(target.label, used, f"target-{len(used) + 1}")
                used.add(ident)
                given = {
                    "value": target.value,
                    "measure": target.measure,
                    "bound": target.bound,
                    "by": target.by,
                }
                known = {key: value for key, value in given.items() if value}
                found.append(
                    {"id": ident, "item": item, "label": target.label, **known, "quote": target.quote}
                )
            for programme in proposals.programmes(text):
                if programme.name not in programmes:
                    ident = names.item_id(programme.name, used, f"programme-{len(used) + 1}")
                    used.add(ident)
                    programmes[programme.name] = {
                        "id": ident,
                        "name": programme.name,
                        "item": item,
                        "quote": programme.quote,
                    }
        for key, records in (
            ("targets", found),
            ("milestones", self.stages),
            ("programmes", list(programmes.values())),
        ):
            if records:
                data[key] = records
                guessed.update((key, position) for position in range(len(records)))


@dataclass(frozen=True, slots=True)
class _Printed:
    """What `printed.parenthesis` asks of a plan."""

    roles: RoleLabels


def _labels(charges: Sequence[Charged]) -> Data:
    """Return the labels that the document prints most often before the units of each role."""
    count: Counter[tuple[Role, str]] = Counter(label for each in charges for label in each.labels)
    found: Data = {}
    for (role, label), _ in count.most_common():
        found.setdefault(role.value, label)
    return {role.value: found[role.value] for role in Role if role.value in found}


def _document(frame: Frame) -> Data:
    known = frame.known
    document: Data = {
        "head": frame.head,
        "number": frame.number,
        "issuer": known.get("issuer", "") or frame.head.removesuffix("文件"),
        **{key: known.get(key, "") for key in ("written_on", "published_on", "index_number", "validity")},
        **{key: known.get(key, "") for key in ("printed_on", "printed_by")},
    }
    notice = {
        "title": frame.notice_title,
        "to": frame.to,
        "text": "\n".join(frame.notice),
        "note": frame.note,
    }
    if any(notice.values()):
        document["notice"] = {key: value for key, value in notice.items() if value}
    document["cc"] = known.get("cc", "")
    return {key: value for key, value in document.items() if value}


def _runs_in(item: Data, entry: Entry) -> None:
    """Say where the title runs into its text, if that is not what a reader of the number expects."""
    record = Item.model_validate({key: item[key] for key in ("id", "number", "title", "text") if key in item})
    told = record.paragraphs or any(role.value in item for role in Role)
    if item.get("title") and told and printed.runs_in(record) != entry.run_in:
        item["run_in"] = "true" if entry.run_in else "false"


__all__ = ["Draft", "Note", "Plan", "draft"]
