"""The revisions of a plan, each with the plans before and after it and all that differs between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True, slots=True, eq=False)
class RevisionRecord:
    """A revision: the page that tells of it, its day as printed, and what it changed.

    `old` is None, and nothing is known of the changes, where the plan before it was not kept.
    """

    revision: Revision
    url: str
    day: str
    old: Relations | None
    new: Relations
    changes: tuple[Change, ...]
    units: Mapping[str, UnitChanges]

    @property
    def items(self) -> dict[str, tuple[str, ...]]:
        """What happened to each item, in words, by id."""
        return words_by_item(self.changes)


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last change of an item: its day as printed, what it was in words, and where it is told."""

    day: str
    words: str
    url: str


@lru_cache(maxsize=1)
def history(site: Site) -> tuple[RevisionRecord, ...]:
    """Return the revisions of the plan, the oldest first."""
    plan, earlier = site.plan, site.content.earlier
    kept = (*earlier, *((None,) * (len(plan.revisions) - len(earlier))))
    olds = [None if each is None else relate(each) for each in kept]
    found = []
    for position, (revision, old) in enumerate(zip(plan.revisions, olds, strict=True)):
        # The plan after a revision is the one before the next that was kept.
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
    """Return the last change of each item that was changed since the plan was first published, by id."""
    found: dict[str, LastChange] = {}
    for revised in history(site):
        for ident, words in words_by_item(revised.changes).items():
            found[ident] = LastChange(revised.day, "、".join(words), f"{revised.url}#{ident}")
    return found


@dataclass(frozen=True, slots=True)
class RecordFates:
    """What revisions tell of records, each as an address is of it: `item youth`, `unit kexie`.

    `successors` are what took the place of others (`succeeds`), `removed` the revisions that took a record
    out of the plan, and `changed_units` the last revisions that changed something for a unit.
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
    """Yield what went, and what took its place: as later revisions say, and as the plan says now."""
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
    """Return what happened to each item in words that a reader knows, in the order of the document."""
    found: dict[str, dict[str, None]] = {}
    for change in changes:
        ident, word = _told(change)
        if ident and word:
            found.setdefault(ident, {})[word] = None
    return {ident: tuple(words) for ident, words in found.items()}


def _told(change: Change) -> tuple[str, str]:
    """Return the item that a change is of and its word; ("", "") for what is told elsewhere or not at all."""
    if isinstance(change, RoleChange):
        return change.item, _WORDS[change.name]
    if not isinstance(change, Added | Removed | Moved | Changed) or change.what is not RecordType.ITEM:
        return "", ""
    ident = change.id or ""
    if isinstance(change, Changed) and change.name == "item-changed":
        if change.key == "due":
            return ident, _DEADLINE
        # The lists are told as the units that came and went; how they are noted is no change to a reader.
        return (
            (ident, "其他修改")
            if change.key not in {*_LISTS, "short_title", "run_in", "succeeds"}
            else ("", "")
        )
    return ident, _WORDS[change.name]
