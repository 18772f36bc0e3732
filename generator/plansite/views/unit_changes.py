"""What a revision changed for a unit, in lines that its staff can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Role, Unit
from plansite.plan.relations import Relations
from plansite.revisions.units import UnitChanges
from plansite.views.history import RevisionRecord, history
from plansite.views.site import Site


class NamedLink(Struct, frozen=True):
    """An item by its name, with its URL, or "" if the site no longer has it."""

    label: str
    url: str


class ChangeLine(Struct, frozen=True):
    """A line that says what happened, and to which items."""

    label: str
    things: tuple[NamedLink, ...]


class UnitRevision(Struct, frozen=True):
    """What a revision changed for a unit; `url` is the unit's page, or "" if it has none now."""

    unit: Unit
    url: str
    revised: RevisionRecord
    lines: tuple[ChangeLine, ...]


def unit_revisions(site: Site, revised: RevisionRecord) -> Iterator[UnitRevision]:
    """Yield what a revision changed for each unit, leaving out units that it did not affect."""
    named = {unit.id for unit in site.relations.named_units}
    words = _LineWriter(site, revised.old or revised.new, revised.new)
    for ident, changes in revised.units.items():
        url = site.unit_url(changes.unit) if ident in named else ""
        lines = tuple(line for line in words.lines(changes) if line.things or line.label)
        if lines:
            yield UnitRevision(changes.unit, url, revised, lines)


def revisions_of_unit(site: Site, unit: Unit) -> tuple[UnitRevision, ...]:
    """Return what each revision changed for `unit`, latest first."""
    return _by_unit(site).get(unit.id, ())


@lru_cache(maxsize=1)
def _by_unit(site: Site) -> dict[str, tuple[UnitRevision, ...]]:
    found: dict[str, tuple[UnitRevision, ...]] = {}
    for revised in reversed(history(site)):
        for each in unit_revisions(site, revised):
            found[each.unit.id] = (*found.get(each.unit.id, ()), each)
    return found


class _LineWriter(Struct, frozen=True):
    site: Site
    old: Relations
    new: Relations

    def lines(self, changes: UnitChanges) -> Iterator[ChangeLine]:
        """Yield the lines of one unit."""
        if changes.added:
            yield ChangeLine("新列入规划", ())
        if changes.removed:
            yield ChangeLine("不再列入规划", ())
        if changes.renamed:
            yield ChangeLine(f"名称由“{changes.renamed.old}”改为“{changes.renamed.new}”", ())
        heirs = self.new.successions.heirs_note(changes.unit) if changes.succeeded else ""
        if changes.succeeded:
            yield ChangeLine(f"本单位的职责{heirs or '仍由本单位承担'}", ())
        for role in Role:
            gained = (each.item for each in changes.gained if each.new is role)
            lost = (each.item for each in changes.lost if each.old is role)
            label = self.new.plan.roles.of(role)
            yield from self._items(f"新列为{label}", gained)
            yield from self._items(f"不再列为{label}", lost)
        for each in changes.recast:
            if each.old and each.new:
                before, after = self.old.plan.roles.of(each.old), self.new.plan.roles.of(each.new)
                yield from self._items(f"由{before}改为{after}", [each.item])
        yield from self._items("修改文字", changes.reworded)
        yield from self._items("修改标题", changes.retitled)
        yield from self._items("调整编号", changes.renumbered)
        yield from self._items("调整位置", changes.moved)
        yield from self._items("调整时限", changes.rescheduled)
        yield from self._items("新增组织实施职责", (each.item for each in changes.duties_gained))
        yield from self._items("组织实施职责有删改", (each.item for each in changes.duties_lost))
        for former in dict.fromkeys(each.unit for each in changes.takes_over):
            items = (each.item for each in changes.takes_over if each.unit == former)
            yield from self._items(f"承接自{self._unit(former)}", items)
        for former in dict.fromkeys(each.unit for each in changes.hands_back):
            items = (each.item for each in changes.hands_back if each.unit == former)
            yield from self._items(f"不再承接{self._unit(former)}的", items)

    def _items(self, label: str, items: Iterable[str]) -> Iterator[ChangeLine]:
        things = tuple(self._named(item) for item in dict.fromkeys(items))
        if things:
            yield ChangeLine(label, things)

    def _named(self, ident: str) -> NamedLink:
        node = self.new.node.get(ident) or self.old.node[ident]
        now = self.site.relations.node.get(ident)
        label = wording.heading_of(node.item) or wording.excerpt(node.item)
        return NamedLink(label, self.site.item_url(now) if now is not None else "")

    def _unit(self, ident: str) -> str:
        unit = self.new.unit.get(ident) or self.old.unit.get(ident)
        return unit.name if unit else ident
