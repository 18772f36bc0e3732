"""Units: all of them by category, and a page for each with exactly what it has to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from plansite.exports import download_paths, unit_files
from plansite.pages.items import HOME, answers, etal
from plansite.plan import wording
from plansite.plan.model import Duty, Role, Unit
from plansite.plan.relations import Partner, Relations
from plansite.plan.tree import Node
from plansite.views import charts
from plansite.views.charts import Segment
from plansite.views.matrix import PARTNERS_SHOWN, partner_anchor
from plansite.views.page import Crumb, Nav, Page, Subject
from plansite.views.search_index import Findable, Source
from plansite.views.site import Site
from plansite.views.unit_changes import UnitRevision, revisions_of_unit

OTHER = "其他单位"


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """A unit and how much it has to do; `names` are all by which it is looked for."""

    unit: Unit
    leads: int
    answers: int
    duties: int
    taken: int
    """How much of it it took over from other units; the three before are its own."""
    heirs: tuple[Unit, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """Units of one category, in the order of the plan."""

    name: str
    entries: tuple[UnitSummary, ...]


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """A unit with all that it leads and answers for as a bar."""

    entry: UnitSummary
    words: str
    bar: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class UnitIndex:
    """What the index of units shows: by category, and those that answer for most first."""

    categories: tuple[Category, ...]
    loads: tuple[UnitLoad, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """An item that units have a role in, with all of them."""

    node: Node
    answers: tuple[tuple[Role, tuple[Unit, ...]], ...]
    etal: bool


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Assignments under one page: 行动 or 工程."""

    home: Node
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class QuotedDuty:
    """What the text asks of a unit outside any list, and the item where it does."""

    duty: Duty
    node: Node


@dataclass(frozen=True, slots=True)
class SuccessionStep:
    """Who took over from a unit on one day (as printed), and on what basis."""

    units: tuple[Unit, ...]
    since: str
    basis: str


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a unit took over from another: what that one leads and answers for, and is asked in prose."""

    former: Unit
    anchor: Markup
    steps: tuple[SuccessionStep, ...]
    count: int
    blocks: tuple[ItemGroup, ...]
    prose: tuple[QuotedDuty, ...]


@dataclass(frozen=True, slots=True)
class SharedItems:
    """A partner, the id of the section that lists what is shared with it, and how much that is as a bar."""

    partner: Partner
    anchor: str
    bar: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What the page of a unit shows."""

    entry: UnitSummary
    leads: tuple[ItemGroup, ...]
    answers: tuple[ItemGroup, ...]
    prose: tuple[QuotedDuty, ...]
    steps: tuple[SuccessionStep, ...]
    taken: tuple[TakenOver, ...]
    reached: tuple[ItemGroup, ...]
    reached_count: int
    changes: tuple[UnitRevision, ...]
    partners: tuple[SharedItems, ...]
    others: tuple[Partner, ...]
    """Partners beyond those that are shown with what is shared."""

    before: Unit | None
    after: Unit | None


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of units and a page for each unit that the plan names."""
    found = categories(site)
    if not found:
        return
    count = len(site.relations.responsible_units)
    description = f"{site.plan.name}的 {count} 家责任单位，按类别排列。"
    yield Page(
        "units/",
        "责任单位",
        description,
        "units.md",
        UnitIndex(found, loads(found)),
        (HOME,),
        Nav("责任单位", 100),
        downloads=download_paths("xlsx", "docx"),
    )
    units = [entry.unit for category in found for entry in category.entries]
    for position, unit in enumerate(units):
        before = units[position - 1] if position else None
        after = units[position + 1] if position + 1 < len(units) else None
        yield _page(site, unit, before, after)


def categories(site: Site) -> tuple[Category, ...]:
    """Return the units that the plan names by category, in the order in which categories first appear."""
    found: dict[str, list[UnitSummary]] = {}
    for unit in site.relations.named_units:
        found.setdefault(unit.category or OTHER, []).append(_entry(site.relations, unit))
    return tuple(Category(name, tuple(entries)) for name, entries in found.items())


def loads(found: Iterable[Category]) -> tuple[UnitLoad, ...]:
    """Return the units that a list of the plan names, the one with most first."""
    entries = [entry for category in found for entry in category.entries if entry.leads or entry.answers]
    entries.sort(key=lambda entry: -(entry.leads + entry.answers))
    drawn = charts.bars(((Role.LEAD, each.leads), (Role.RESPONSIBLE, each.answers)) for each in entries)
    return tuple(UnitLoad(entry, _amount(entry), bar) for entry, bar in zip(entries, drawn, strict=True))


def _amount(entry: UnitSummary) -> str:
    said = (("牵头", entry.leads), ("负责", entry.answers))
    return "，".join(f"{label} {count}" for label, count in said if count)


def _entry(relations: Relations, unit: Unit) -> UnitSummary:
    roles = [each.role for each in relations.of_unit.get(unit.id, ())]
    leads = sum(role is Role.LEAD for role in roles)
    heirs, before = relations.successions.now(unit), relations.successions.before(unit)
    return UnitSummary(
        unit=unit,
        leads=leads,
        answers=len(roles) - leads,
        duties=len(relations.duties.get(unit.id, ())),
        taken=sum(len(relations.of_unit.get(former.id, ())) for former in before),
        heirs=heirs,
        names=tuple(name for each in (unit, *heirs, *before) for name in each.names),
    )


def _page(site: Site, unit: Unit, before: Unit | None, after: Unit | None) -> Page:
    relations = site.relations
    mine = relations.of_unit.get(unit.id, ())
    led = [each.node for each in mine if each.role is Role.LEAD]
    reached = relations.reached(unit)
    partners = relations.partners.get(unit.id, ())
    shown = partners[:PARTNERS_SHOWN]
    shared = charts.bars((("shared", len(partner.nodes)),) for partner in shown)
    entry = _entry(relations, unit)
    view = UnitPage(
        entry=entry,
        leads=_blocks(site, led),
        answers=_blocks(site, (each.node for each in mine if each.role is not Role.LEAD)),
        prose=_prose(relations, unit),
        steps=_steps(relations, unit),
        taken=tuple(_taken(site, former) for former in relations.successions.before(unit)),
        reached=_blocks(site, reached),
        reached_count=len(reached),
        changes=revisions_of_unit(site, unit),
        partners=tuple(
            SharedItems(partner, partner_anchor(partner.unit), bar)
            for partner, bar in zip(shown, shared, strict=True)
        ),
        others=partners[PARTNERS_SHOWN:],
        before=before,
        after=after,
    )
    crumbs = (HOME, Crumb("责任单位", "units/"))
    url, description = site.unit_url(unit), _description(site, entry)
    found = Findable(url, unit.name, f"{description}{unit.category or ''}", Source.UNIT, entry.names[1:])
    return Page(
        url,
        unit.name,
        description,
        "unit.md",
        view,
        crumbs,
        entries=(found,),
        subject=Subject.UNIT,
        keywords=entry.names[1:],
        downloads=unit_files(unit),
    )


def _prose(relations: Relations, unit: Unit) -> tuple[QuotedDuty, ...]:
    return tuple(QuotedDuty(duty, relations.node[duty.item]) for duty in relations.duties.get(unit.id, ()))


def _steps(relations: Relations, unit: Unit) -> tuple[SuccessionStep, ...]:
    found: dict[tuple[str, str], list[Unit]] = {}
    for heir, step in relations.successions.next(unit):
        found.setdefault((wording.date(step.since), step.basis or ""), []).append(heir)
    return tuple(SuccessionStep(tuple(heirs), since, basis) for (since, basis), heirs in found.items())


def _taken(site: Site, former: Unit) -> TakenOver:
    mine = site.relations.of_unit.get(former.id, ())
    return TakenOver(
        former,
        Markup(f"_taken-{former.id}"),  # noqa: S704  ids are checked
        _steps(site.relations, former),
        len(mine),
        _blocks(site, (each.node for each in mine)),
        _prose(site.relations, former),
    )


def _description(site: Site, entry: UnitSummary) -> str:
    said = []
    if entry.leads:
        said.append(f"牵头 {entry.leads} 项")
    if entry.answers:
        said.append(f"负责 {entry.answers} 项任务")
    if entry.duties:
        said.append(f"组织实施职责 {entry.duties} 条")
    if entry.taken:
        said.append(f"承接其他单位的责任 {entry.taken} 项")
    if entry.heirs:
        said.append(site.relations.successions.words(entry.unit))
    return f"{entry.unit.full_name or entry.unit.name}在{site.plan.name}中：{'，'.join(said)}。"


@lru_cache(maxsize=1)
def _assignments(site: Site) -> dict[str, Assignment]:
    """Return each item that has units, which the pages of all of them share."""
    nodes = (site.relations.node[ident] for ident in site.relations.of_item)
    return {node.id: Assignment(node, answers(site, node), etal(node)) for node in nodes}


def _blocks(site: Site, nodes: Iterable[Node]) -> tuple[ItemGroup, ...]:
    found: dict[str, tuple[Node, list[Assignment]]] = {}
    for node in nodes:
        home = site.relations.head_of(node)
        found.setdefault(home.id, (home, []))[1].append(_assignments(site)[node.id])
    return tuple(ItemGroup(home, tuple(assignments)) for home, assignments in found.values())
