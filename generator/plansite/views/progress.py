"""What pages show of the progress that units report: states, entries and notes, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Revision, Unit
from plansite.plan.tree import Node
from plansite.progress.entries import Entry, ItemStanding, Since, UnitStanding
from plansite.progress.form_layout import UNREPORTED
from plansite.progress.records import Evidence, ItemReport, Published, UnitReport
from plansite.progress.standing import Standing, editions, standing
from plansite.views.progress_places import detail_url
from plansite.views.site import Site
from plansite.views.unit_changes import NamedLink

UNCONCLUDED = "尚无汇总"
_OPEN_STYLES = 4
"""How many states that are not closed have a look of their own; further ones share the last."""


class Mark(Struct, frozen=True):
    """A state as it is shown: its label and its look; `key` is its id, "" for none."""

    label: str
    style: str
    key: str = ""


class Said(Struct, frozen=True):
    """What a unit reported on an item, or that it did not; lists of paragraphs, and notes on the report."""

    unit: NamedLink
    item: NamedLink
    mark: Mark
    text: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()


class StateUnits(Struct, frozen=True):
    """The units that reported one state on an item."""

    mark: Mark
    units: tuple[NamedLink, ...]


class ItemProgress(Struct, frozen=True):
    """An item in a round: its state if it was concluded, and how many units reported on it, by state.

    `url` is that of its text, "" if it left the plan; `detail` that of all that was reported on it.
    """

    node: Node
    title: str
    url: str
    detail: str
    mark: Mark
    by: NamedLink | None
    text: tuple[str, ...]
    counted: str
    states: tuple[StateUnits, ...]
    notes: tuple[str, ...]
    """What happened since the item was concluded."""


@lru_cache(maxsize=1)
def standings(site: Site) -> tuple[Standing, ...]:
    """Return how each round stands, the latest first."""
    if not site.content.rounds:
        return ()
    known = editions(site.relations, site.content.earlier)
    return tuple(standing(each, known) for each in reversed(site.content.rounds))


@lru_cache(maxsize=32)
def marks(found: Standing) -> dict[str, Mark]:
    """Return the states of a round by id, in its order, with their looks."""
    made, opened = {}, 0
    for state in found.states.values():
        opened += not state.closed
        look = "c" if state.closed else f"{min(opened, _OPEN_STYLES)}"
        made[state.id] = Mark(state.label, f"ps-s{look}", state.id)
    return made


NOT_REPORTED = Mark(UNREPORTED, "ps-s0")
NOT_CONCLUDED = Mark(UNCONCLUDED, "ps-s5")


def item_progress(site: Site, found: Standing, item: ItemStanding) -> ItemProgress:
    """Return what a round says of an item."""
    states, concluded = marks(found), item.conclusion
    units = found.assigned.relations.unit
    by_state: dict[str, list[NamedLink]] = {ident: [] for ident in (*states, "")}
    for entry in item.entries:
        by_state[entry.said.state if entry.said else ""].append(unit_link(site, entry.unit))
    return ItemProgress(
        item.node,
        title_of(item.node),
        _url(site, item.node),
        detail_url(found, item.node),
        states[concluded.state] if concluded else NOT_CONCLUDED,
        unit_link(site, units[concluded.by]) if concluded and concluded.by in units else None,
        _paragraphs(concluded.text if concluded else None),
        counted(item),
        tuple(
            StateUnits(states.get(ident, NOT_REPORTED), tuple(names))
            for ident, names in by_state.items()
            if names
        ),
        tuple(_since(item.since)),
    )


def _since(since: Since) -> Iterator[str]:
    if since.reworded:
        yield "汇总表制作之后，本事项的文字有改动。"
    if since.reported:
        yield "汇总之后，有单位重新填报或更正。"


def counted(item: ItemStanding) -> str:
    """Return how many units reported on an item: 已报送3/5家."""
    return f"已报送{item.reported}/{len(item.entries)}家"


def said(site: Site, found: Standing, node: Node, entry: Entry) -> Said:
    """Return what a unit reported on an item, as far as the round publishes it."""
    unit, item = unit_link(site, entry.unit), NamedLink(title_of(node), _url(site, node))
    if entry.said is None:
        return Said(unit, item, NOT_REPORTED)
    notes = ("填报表制作之后，本事项的文字或分工有改动。",) if entry.changed else ()
    return _said(found, unit, item, entry.said, notes)


def _said(
    found: Standing, unit: NamedLink, item: NamedLink, reported: ItemReport, notes: tuple[str, ...]
) -> Said:
    public = found.round.publish
    return Said(
        unit,
        item,
        marks(found)[reported.state],
        _paragraphs(reported.text),
        _paragraphs(reported.problems if Published.PROBLEMS in public else None),
        _paragraphs(reported.next if Published.NEXT in public else None),
        reported.evidence,
        notes,
    )


def left(site: Site, found: Standing, unit: str = "") -> Iterator[Said]:
    """Yield the reports, of one unit or of all, on items that left the plan or are no longer the unit's."""
    for each in found.left:
        if unit and each.unit.id != unit:
            continue
        gone = each.node.id not in site.relations.node
        note = f"{since(each.ended)}{'规划中不再有本事项' if gone else '本单位不再承担本事项'}。"
        item = former_item(site, each.node, each.ended)
        yield _said(found, unit_link(site, each.unit), item, each.said, (note,))


def since(ended: Revision | None) -> str:
    """Return since when something is no longer so: 自2024年12月20日修订起，."""
    return f"自{wording.date(ended.date)}修订起，" if ended else ""


def former_item(site: Site, node: Node, ended: Revision | None) -> NamedLink:
    """Return an item of an earlier edition, with the URL of what it is now, or of what ended it."""
    now = site.relations.node.get(node.id)
    where = f"changes/{ended.date.isoformat()}/#{node.id}" if ended else ""
    return NamedLink(title_of(node), site.item_url(now) if now else where)


def report_notes(found: Standing, unit: UnitStanding) -> tuple[str, ...]:
    """Return when a unit reported, and what happened to its report since."""
    report, due = unit.report, wording.date(found.round.due)
    summed_up = tuple(_summary_corrections(found, unit.unit))
    if report is None:
        return (f"{UNREPORTED}（应于{due}前报送）。", *summed_up)
    late = f"，晚于规定的{due}" if unit.late else ""
    notes = [f"{wording.date(report.first_day)}报送{late}。", *_changes(report), *summed_up]
    if unit.unknown:
        notes.append("填报所依据的规划文本没有保存，无法判断事项此后是否有改动。")
    return tuple(notes)


def _changes(report: UnitReport) -> Iterator[str]:
    if report.replaces:
        yield f"{wording.date(report.reported_on)}重新报送，替换了此前报送的内容。"
    for each in report.correction:
        yield f"{wording.date(each.date)}更正：{ended(each.reason)}"


def _summary_corrections(found: Standing, unit: Unit) -> Iterator[str]:
    for form in found.files.summary.forms:
        if form.by == unit.id:
            for each in form.correction:
                yield f"{wording.date(each.date)}更正汇总：{ended(each.reason)}"


def ended(sentence: str) -> str:
    """Return a sentence with a full stop, if it has none."""
    return sentence if sentence.endswith(("。", "！", "？")) else f"{sentence}。"


def unit_link(site: Site, unit: Unit) -> NamedLink:
    """Return a unit with the URL of its page, or "" if the plan of today has none for it."""
    return NamedLink(unit.name, site.unit_url(unit) if site.has_page(unit) else "")


def days(found: Standing) -> str:
    """Return the days that a round covers, in words: 2024年1月1日—12月31日."""
    start, end = found.round.period.start, found.round.period.end
    last = wording.date(end) if start.year != end.year else f"{end.month}月{end.day}日"
    return f"{wording.date(start)}—{last}"


def title_of(node: Node) -> str:
    """Return what an item is called in lists of progress."""
    return wording.name_of(node.item)


def _url(site: Site, node: Node) -> str:
    now = site.relations.node.get(node.id)
    return site.item_url(now) if now else ""


def _paragraphs(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
