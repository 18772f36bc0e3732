"""Revisions: a list of them, and a page for each with its 修订对照表."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from plansite.pages.items import HOME
from plansite.plan import wording
from plansite.plan.model import Plan, Role
from plansite.plan.relations import Relations
from plansite.plan.tree import Node
from plansite.revisions.changes import Added, Changed, RecordType, Removed
from plansite.revisions.runs import Kind, Run
from plansite.revisions.text_diff import compare_wording
from plansite.views.disclosure import facts
from plansite.views.history import RevisionRecord, history, words_by_item
from plansite.views.page import Column, Crumb, Nav, Page, Subject
from plansite.views.search_index import Findable
from plansite.views.site import Site
from plansite.views.unit_changes import UnitRevision, unit_revisions

_TITLE = "修订"
_URL = "changes/"
_MOST = 100
"""How many revisions are listed on one page."""
_NAMES = {
    RecordType.TARGET: "主要目标",
    RecordType.MILESTONE: "进度安排",
    RecordType.AUDIENCE: "按人群",
    RecordType.PROGRAMME: "项目、活动与品牌",
}
_KEYS = {"document": "文件信息", "title": "标题", "period": "实施期", "roles": "角色名称", "kinds": "类别"}


class RoleUnits(Struct, frozen=True):
    """The units of one role before or after a revision, each marked as kept, removed or added."""

    label: str
    units: tuple[Run, ...]


class ItemSide(Struct, frozen=True):
    """An item before or after a revision: its heading, and whatever else changed."""

    heading: tuple[Run, ...]
    text: tuple[Run, ...]
    lists: tuple[RoleUnits, ...]
    due: tuple[Run, ...]


class ComparedItem(Struct, frozen=True):
    """An item that a revision changed; `before` or `after` is None if the item did not exist then."""

    anchor: str
    label: str
    words: str
    url: str
    before: ItemSide | None
    after: ItemSide | None


class OtherChange(Struct, frozen=True):
    """A change outside the items: the label of what changed, and how it read before and after."""

    label: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]


class RevisionComparison(Struct, frozen=True):
    """What the page of a revision shows; `before` and `after` are the revisions next to it."""

    revised: RevisionRecord
    rows: tuple[ComparedItem, ...]
    units: tuple[UnitRevision, ...]
    others: tuple[OtherChange, ...]
    before: RevisionRecord | None
    after: RevisionRecord | None


class RevisionList(Struct, frozen=True):
    """Revisions of one page, latest first, of `total` in all; `older` are the pages of the earlier ones."""

    revisions: tuple[RevisionRecord, ...]
    total: int
    older: tuple[RevisionPart, ...] = ()


class RevisionPart(Struct, frozen=True):
    """A page of earlier revisions: its URL, and the first and the last day on it."""

    url: str
    days: str


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of revisions, in parts if there are very many, and a page for each revision."""
    found = history(site)
    yield from _list_pages(site, found)
    for position, revised in enumerate(found):
        before = found[position - 1] if position else None
        after = found[position + 1] if position + 1 < len(found) else None
        yield _page(site, revised, before, after)


def _list_pages(site: Site, found: tuple[RevisionRecord, ...]) -> Iterator[Page]:
    """Yield the page of the latest revisions, then those of the others, oldest first.

    Parts are counted from the oldest revision, so that a new one moves none from one part to another.
    """
    said = f"{len(found)}次修订" if found else "自印发以来没有修订"
    description = f"{site.plan.name}的修订：{said}。"
    *full, latest = [found[start : start + _MOST] for start in range(0, len(found), _MOST)] or [()]
    older = tuple(_part(number, part) for number, part in enumerate(full, start=1))
    view = RevisionList(latest[::-1], len(found), older[::-1])
    entry = Findable(_URL, _TITLE, description)
    yield Page(
        _URL,
        _TITLE,
        description,
        "changes.md",
        view,
        (HOME,),
        Nav(Column.RECORDS, _TITLE),
        findables=(entry,),
    )
    for place, part in zip(older, full, strict=True):
        title = f"{_TITLE}（{place.days}）"
        view = RevisionList(part[::-1], len(found))
        about = f"{site.plan.name}{place.days}的{len(part)}次修订。"
        yield Page(place.url, title, about, "changes.md", view, (HOME, Crumb(_TITLE, _URL)))


def _part(number: int, revisions: tuple[RevisionRecord, ...]) -> RevisionPart:
    return RevisionPart(f"{_URL}part-{number}/", f"{revisions[0].day}—{revisions[-1].day}")


def _page(
    site: Site, revised: RevisionRecord, before: RevisionRecord | None, after: RevisionRecord | None
) -> Page:
    title = f"{revised.day}修订对照"
    view = RevisionComparison(
        revised,
        tuple(rows(site, revised)),
        tuple(unit_revisions(site, revised)),
        tuple(_others(revised)),
        before,
        after,
    )
    said = f"涉及{len(view.rows)}个事项、{len(view.units)}家单位" if revised.old else "没有保留修订前的文本"
    description = f"{site.plan.name}{revised.day}的修订（{revised.revision.note}）：{said}。"
    return Page(
        revised.url,
        title,
        description,
        "revision.md",
        view,
        (HOME, Crumb(_TITLE, _URL)),
        wide=True,
        findables=(Findable(revised.url, title, description),),
        subject=Subject.ITEM,
    )


def rows(site: Site, revised: RevisionRecord) -> Iterator[ComparedItem]:
    """Yield a row for each item that changed, in document order; none if the plan before was not kept."""
    if revised.old is None:
        return
    old, new = revised.old, revised.new
    for ident, words in words_by_item(revised.changes).items():
        one, other = old.node.get(ident), new.node.get(ident)
        now = site.relations.node.get(ident)
        yield ComparedItem(
            ident,
            _heading(other) or _heading(one),
            "、".join(words),
            site.item_url(now) if now is not None else "",
            _side(one, other, old, new, "removed"),
            _side(other, one, new, old, "added"),
        )


def _side(
    node: Node | None, other: Node | None, own: Relations, its: Relations, mark: Kind
) -> ItemSide | None:
    """Return one side of a row, or None without an item; `mark` is the kind of text on this side alone."""
    if node is None:
        return None
    due, other_due = _due(node, own), _due(other, its)
    changed = other is None or node.item.paragraphs != other.item.paragraphs
    return ItemSide(
        _marked(_heading(node), _heading(other), mark),
        _marked(_text(node), _text(other), mark) if changed else (),
        _lists(node, other, own, its, mark) if _charges(node, own) != _charges(other, its) else (),
        _marked(due, other_due, mark) if due != other_due else (),
    )


def _heading(node: Node | None) -> str:
    return "" if node is None else wording.heading_of(node.item) or wording.excerpt(node.item)


def _text(node: Node | None) -> str:
    return "" if node is None else "\n".join(node.item.paragraphs)


def _due(node: Node | None, relations: Relations) -> str:
    return wording.due(relations.items[node.id].deadlines) if node is not None else ""


def _charges(node: Node | None, relations: Relations) -> tuple[tuple[Role, str, str], ...]:
    answers = relations.of_item.get(node.id, ()) if node is not None else ()
    return tuple((each.role, each.unit.id, each.unit.name) for each in answers)


def _marked(text: str, other: str, mark: Kind) -> tuple[Run, ...]:
    """Return `text` as runs, with what is not in `other` marked."""
    before, after = (text, other) if mark == "removed" else (other, text)
    return tuple(run for run in compare_wording(before, after) if run.kind in {"same", mark})


def _lists(
    node: Node, other: Node | None, own: Relations, its: Relations, mark: Kind
) -> tuple[RoleUnits, ...]:
    theirs = set(_charges(other, its))
    found: dict[Role, list[Run]] = {}
    for charge in _charges(node, own):
        kind: Kind = "same" if charge in theirs else mark
        found.setdefault(charge[0], []).append(Run(kind, charge[2]))
    return tuple(RoleUnits(own.plan.roles.of(role), tuple(found[role])) for role in Role if role in found)


def _others(revised: RevisionRecord) -> Iterator[OtherChange]:
    """Yield the changes outside items and units, one per record."""
    if revised.old is None:
        return
    plans = (revised.old.plan, revised.new.plan)
    seen: set[tuple[RecordType, str]] = set()
    for change in revised.changes:
        if not isinstance(change, Added | Removed | Changed):
            continue
        ident = change.id or (change.key if isinstance(change, Changed) else "")
        if (change.what, ident) in seen:
            continue
        seen.add((change.what, ident))
        if change.what in _NAMES:
            said = (_said(plan, change.what, ident) for plan in plans)
            yield _other(_NAMES[change.what], *said)
        elif change.what is RecordType.PLAN and ident in _KEYS:
            yield _other(_KEYS[ident], *(_known(plan, ident) for plan in plans))


def _other(label: str, before: str, after: str) -> OtherChange:
    return OtherChange(label, _marked(before, after, "removed"), _marked(after, before, "added"))


def _said(plan: Plan, what: RecordType, ident: str) -> str:
    """Return how a plan words a target, a milestone, an audience or a programme, or "" if it lacks it."""
    named: dict[RecordType, dict[str, str]] = {
        RecordType.TARGET: {each.id: f"{each.label}：{each.quote}" for each in plan.targets},
        RecordType.MILESTONE: {each.id: f"{each.label}：{each.quote}" for each in plan.milestones},
        RecordType.AUDIENCE: {each.id: f"{each.name}：{each.quote}" for each in plan.audiences},
        RecordType.PROGRAMME: {each.id: f"{each.name}：{each.quote}" for each in plan.programmes},
    }
    return named[what].get(ident, "")


def _known(plan: Plan, key: str) -> str:
    """Return the text of a key of the plan that holds no records with ids, one of `_KEYS`."""
    if key == "document":
        return "\n".join(f"{fact.label}：{line}" for fact in facts(plan) for line in fact.lines)
    said = {
        "title": plan.title,
        "period": wording.period(plan),
        "roles": "、".join(plan.roles.of(role) for role in Role),
        "kinds": "、".join(kind.label for kind in plan.kinds.values()),
    }
    return said[key]
