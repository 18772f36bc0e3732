"""The revisions of a plan, each with the plans before and after it and the changes between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Revision
from plansite.plan.relations import Relations, relate
from plansite.revisions.changes import Added, Change, Changed, Moved, RecordType, Removed, RoleChange
from plansite.revisions.compare import compare
from plansite.revisions.units import UnitChanges, of_units
from plansite.views.site import Site

_WORDS = {
    "item-added": "新增",
    "item-removed": "删去",
    "item-moved": "调整位置",
    "item-renumbered": "调整编号",
    "item-retitled": "修改标题",
    "item-reworded": "修改文字",
    "responsibility-gained": "单位变动",
    "responsibility-lost": "单位变动",
    "responsibility-changed": "单位变动",
}
_DEADLINE = "调整时限"
_LISTS = ("lead", "responsible", "support", "etal", "notation")


class RevisionRecord(Struct, frozen=True, eq=False):
    """A revision: the URL of its page, its date as printed, and what it changed.

    If the plan before it was not kept, `old` is None, and `changes` and `units` are empty.
    """

    revision: Revision
    url: str
    day: str
    old: Relations | None
    new: Relations
    changes: tuple[Change, ...]
    units: Mapping[str, UnitChanges]

    @property
    def words_by_item(self) -> dict[str, tuple[str, ...]]:
        """Words for what happened to each item, by id."""
        return words_by_item(self.changes)


class LastChange(Struct, frozen=True):
    """The latest change of an item: its date as printed, its description, and the URL that shows it."""

    day: str
    words: str
    url: str


@lru_cache(maxsize=1)
def history(site: Site) -> tuple[RevisionRecord, ...]:
    """Return the revisions of the plan, oldest first."""
    plan, earlier = site.plan, site.content.earlier
    kept = (*earlier, *((None,) * (len(plan.revisions) - len(earlier))))
    olds = [None if each is None else relate(each) for each in kept]
    found = []
    for position, (revision, old) in enumerate(zip(plan.revisions, olds, strict=True)):
        # The plan after a revision is the next one that was kept, or else the current one.
        new = next((each for each in olds[position + 1 :] if each is not None), site.relations)
        changes = compare(old, new) if old is not None else ()
        units = of_units(old, new, changes) if old is not None else {}
        day = revision.date
        found.append(
            RevisionRecord(
                revision, f"changes/{day.isoformat()}/", wording.date(day), old, new, changes, units
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def last_changes(site: Site) -> Mapping[str, LastChange]:
    """Return the latest change of each item that has changed since the plan was first published, by id."""
    found: dict[str, LastChange] = {}
    for revised in history(site):
        for ident, words in words_by_item(revised.changes).items():
            found[ident] = LastChange(revised.day, "、".join(words), f"{revised.url}#{ident}")
    return found


class RecordFates(Struct, frozen=True):
    """What the revisions say about records; keys are subjects of addresses: `item youth`, `unit kexie`.

    `successors` maps a record to the subject that took its place (`succeeds`), `removed` a record to the
    latest revision that removed it, and `changed_units` a unit to the latest revision that changed something
    for it.
    """

    successors: Mapping[str, str]
    removed: Mapping[str, RevisionRecord]
    changed_units: Mapping[str, RevisionRecord]


def fates_of_records(site: Site) -> RecordFates:
    """Return what became of records since the plan was first published."""
    removed: dict[str, RevisionRecord] = {}
    changed: dict[str, RevisionRecord] = {}
    for revised in history(site):
        removed |= {
            f"{each.what} {each.id}": revised for each in revised.changes if isinstance(each, Removed)
        }
        changed |= {f"unit {ident}": revised for ident in revised.units}
    return RecordFates(dict(_successors(site)), removed, changed)


def _successors(site: Site) -> Iterator[tuple[str, str]]:
    """Yield pairs of a record that went and its successor, first from the revisions, then from the plan."""
    for revised in history(site):
        for each in revised.changes:
            if isinstance(each, Added):
                yield from _succeeded(each.what, each.id, each.record.get("succeeds"))
            elif isinstance(each, Changed) and each.key == "succeeds":
                yield from _succeeded(each.what, each.id or "", each.new)
    for node in site.relations.nodes:
        yield from _succeeded(RecordType.ITEM, node.id, node.item.succeeds)
    for unit in site.plan.units:
        yield from _succeeded(RecordType.UNIT, unit.id, unit.succeeds)


def _succeeded(what: RecordType, ident: str, gone: Iterable[str] | None) -> Iterator[tuple[str, str]]:
    return ((f"{what} {each}", f"{what} {ident}") for each in gone or ())


def words_by_item(changes: tuple[Change, ...]) -> dict[str, tuple[str, ...]]:
    """Return what happened to each item, in words for readers, by id and in document order."""
    found: dict[str, dict[str, None]] = {}
    for change in changes:
        ident, word = _told(change)
        if ident and word:
            found.setdefault(ident, {})[word] = None
    return {ident: tuple(words) for ident, words in found.items()}


def _told(change: Change) -> tuple[str, str]:
    """Return the id of the changed item and a word for the change.

    Both are "" for changes that are not shown with items, or not at all.
    """
    if isinstance(change, RoleChange):
        return change.item, _WORDS[change.name]
    if not isinstance(change, Added | Removed | Moved | Changed) or change.what is not RecordType.ITEM:
        return "", ""
    ident = change.id or ""
    if isinstance(change, Changed) and change.name == "item-changed":
        if change.key == "due":
            return ident, _DEADLINE
        # Changed lists show up as units gained and lost; their notation does not matter to a reader.
        return (
            (ident, "其他修改")
            if change.key not in {*_LISTS, "short_title", "run_in", "succeeds"}
            else ("", "")
        )
    return ident, _WORDS[change.name]
