"""Units: an index by category, and a page for each with exactly what it has to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from plansite.exports import download_paths, unit_files
from plansite.pages.items import HOME
from plansite.plan import wording
from plansite.plan.assignments import Accountability, Deadline, Responsibility
from plansite.plan.model import Duty, Role, Unit
from plansite.plan.relations import Partner, Relations
from plansite.plan.tree import Node
from plansite.views import addresses, charts
from plansite.views.charts import Segment
from plansite.views.matrix import PARTNERS_SHOWN, partner_anchor
from plansite.views.page import Column, Crumb, Nav, Page, Subject
from plansite.views.progress_sections import UnitProgress, unit_progress
from plansite.views.search_index import Findable, Source
from plansite.views.site import Site
from plansite.views.tasklist import PROSE_DUTIES, Labels, labels
from plansite.views.unit_changes import UnitRevision, revisions_of_unit
from plansite.views.unit_sheet import Sheet, sheet

OTHER = "其他单位"


_SECTIONS = {Role.LEAD: "_leads", Role.RESPONSIBLE: "_answers", Role.SUPPORT: "_support"}
"""Ids of a unit's sections; they are published, so they do not depend on the wording of a plan."""


class RoleCount(Struct, frozen=True):
    """The number of items in which a unit has one role; `noun` and `verb` come from the printed label."""

    role: Role
    noun: str
    verb: str
    count: int


class UnitSummary(Struct, frozen=True):
    """A unit and how much it has to do; `names` are all names by which it can be found."""

    unit: Unit
    roles: tuple[RoleCount, ...]
    duties: int
    taken: int
    """Responsibilities taken over from other units; `roles` and `duties` count only the unit's own."""
    heirs: tuple[Unit, ...]
    names: tuple[str, ...]

    def count(self, role: Role) -> int:
        """Return the number of items in which the unit has `role`."""
        return sum(each.count for each in self.roles if each.role is role)

    @property
    def total(self) -> int:
        """The number of items that name the unit."""
        return sum(each.count for each in self.roles)


class Category(Struct, frozen=True):
    """Units of one category, in the order of the plan."""

    name: str
    entries: tuple[UnitSummary, ...]


class UnitLoad(Struct, frozen=True):
    """A unit with the items of its roles, in words and as a bar."""

    entry: UnitSummary
    words: str
    bar: tuple[Segment, ...]


class RoleColumn(Struct, frozen=True):
    """A role in the index of units: the header of its column, and the legend of its part of a bar."""

    role: Role
    noun: str
    legend: str


class UnitIndex(Struct, frozen=True):
    """What the index of units shows: the units by category, and those with the most items first.

    `counted` says how many units there are, and how many of them the plan lists as responsible.
    """

    counted: str
    roles: tuple[RoleColumn, ...]
    categories: tuple[Category, ...]
    loads: tuple[UnitLoad, ...]


class AssignedItem(Struct, frozen=True):
    """An item on a unit's page, with the deadlines of the unit's part in it."""

    item: Accountability
    deadlines: tuple[Deadline, ...]


class ItemGroup(Struct, frozen=True):
    """Assigned items under one action or project (行动 or 工程), or else under one chapter."""

    home: Node
    assigned: tuple[AssignedItem, ...]


class RoleSection(Struct, frozen=True):
    """The items in which a unit has one role; `anchor` is the id of the section, `noun` names the role."""

    role: Role
    anchor: str
    noun: str
    count: int
    title: str
    groups: tuple[ItemGroup, ...]


class QuotedDuty(Struct, frozen=True):
    """What the text asks of a unit in prose, and the item that says so."""

    duty: Duty
    node: Node


class SuccessionStep(Struct, frozen=True):
    """The units that took over from a unit on one date (as printed), and the basis for it."""

    units: tuple[Unit, ...]
    since: str
    basis: str


class TakenOver(Struct, frozen=True):
    """What a unit took over from `former`: its responsibilities, and what the text asks of it in prose."""

    former: Unit
    anchor: str
    steps: tuple[SuccessionStep, ...]
    count: int
    groups: tuple[ItemGroup, ...]
    prose: tuple[QuotedDuty, ...]


class SharedItems(Struct, frozen=True):
    """A partner, the id of the section that lists the shared items, and their number as a bar."""

    partner: Partner
    anchor: str
    bar: tuple[Segment, ...]


class UnitPage(Struct, frozen=True):
    """What the page of a unit shows."""

    summary: UnitSummary
    sheet: Sheet
    roles: tuple[RoleSection, ...]
    prose: tuple[QuotedDuty, ...]
    steps: tuple[SuccessionStep, ...]
    taken: tuple[TakenOver, ...]
    labels: Labels
    reached: tuple[ItemGroup, ...]
    reached_count: int
    changes: tuple[UnitRevision, ...]
    progress: UnitProgress | None
    partners: tuple[SharedItems, ...]
    others: tuple[Partner, ...]
    """Further partners, shown without the shared items."""

    before: Unit | None
    after: Unit | None


def pages(site: Site) -> Iterator[Page]:
    """Yield the index of units, and a page for each unit that the plan names."""
    found = categories(site)
    if not found:
        return
    count = len(site.relations.responsible_units)
    description = f"{site.plan.name}的{count}家责任单位，按类别排列。"
    yield Page(
        "units/",
        "责任单位",
        description,
        "units.md",
        UnitIndex(_counted(site), tuple(_columns(site)), found, loads(found)),
        (HOME,),
        Nav(Column.UNITS, "责任单位"),
        downloads=download_paths("xlsx", "docx", "register-xlsx", "register-docx"),
    )
    units = [entry.unit for category in found for entry in category.entries]
    for position, unit in enumerate(units):
        before = units[position - 1] if position else None
        after = units[position + 1] if position + 1 < len(units) else None
        yield _page(site, unit, before, after)


def _counted(site: Site) -> str:
    """Return how many units the index has, apart by why they are in it."""
    relations = site.relations
    responsible = len(relations.responsible_units)
    others = [unit.id for unit in relations.named_units if unit.id not in relations.of_unit]
    prose = sum(ident in relations.duties for ident in others)
    heirs = len(others) - prose
    if not others:
        return f"规划共列出{responsible}家责任单位"
    kinds = (
        ("规划列出的责任单位", responsible),
        (f"仅有{PROSE_DUTIES}的", prose),
        ("只是承接其他单位职责的", heirs),
    )
    said = [f"{label}{count}家" for label, count in kinds if count]
    return f"这里共有{responsible + len(others)}家单位：{'，'.join(said)}"


def _columns(site: Site) -> Iterator[RoleColumn]:
    """Yield a column of the index for each role that the plan uses."""
    for name, label in labels(site).roles:
        role = Role(name)
        legend = f"{wording.role_verb(label)}的{'事项' if role is Role.LEAD else '任务'}"
        yield RoleColumn(role, wording.role_noun(label), legend)


def categories(site: Site) -> tuple[Category, ...]:
    """Return the units that the plan names, by category, in the order in which categories first appear."""
    found: dict[str, list[UnitSummary]] = {}
    for unit in site.relations.named_units:
        found.setdefault(unit.category or OTHER, []).append(_summary(site.relations, unit))
    return tuple(Category(name, tuple(entries)) for name, entries in found.items())


def loads(found: Iterable[Category]) -> tuple[UnitLoad, ...]:
    """Return the units that have responsibilities, those with the most items first."""
    entries = [entry for category in found for entry in category.entries if entry.roles]
    entries.sort(key=lambda entry: -entry.total)
    drawn = charts.bars(tuple((each.role, each.count) for each in entry.roles) for entry in entries)
    return tuple(UnitLoad(entry, _amount(entry), bar) for entry, bar in zip(entries, drawn, strict=True))


def _amount(summary: UnitSummary) -> str:
    return "，".join(f"{each.verb} {each.count}" for each in summary.roles)


def _summary(relations: Relations, unit: Unit) -> UnitSummary:
    heirs, before = relations.successions.heirs(unit), relations.successions.predecessors(unit)
    return UnitSummary(
        unit=unit,
        roles=tuple(_counts(relations.of_unit.get(unit.id, ()))),
        duties=len(relations.duties.get(unit.id, ())),
        taken=sum(len(relations.of_unit.get(former.id, ())) for former in before),
        heirs=heirs,
        names=tuple(name for each in (unit, *heirs, *before) for name in each.names),
    )


def _counts(mine: tuple[Responsibility, ...]) -> Iterator[RoleCount]:
    for role in Role:
        labels = [each.label for each in mine if each.role is role]
        if labels:
            yield RoleCount(role, wording.role_noun(labels[0]), wording.role_verb(labels[0]), len(labels))


def _page(site: Site, unit: Unit, before: Unit | None, after: Unit | None) -> Page:
    relations = site.relations
    reached = relations.reached(unit)
    partners = relations.partners.get(unit.id, ())
    shown = partners[:PARTNERS_SHOWN]
    shared = charts.bars((("", len(partner.nodes)),) for partner in shown)
    summary = _summary(relations, unit)
    view = UnitPage(
        summary=summary,
        sheet=sheet(site, relations.of_unit.get(unit.id, ())),
        roles=tuple(_section(site, unit, each) for each in summary.roles),
        prose=_prose(relations, unit),
        steps=_steps(relations, unit),
        taken=tuple(each for each in _all_taken(site, unit) if each.count or each.prose),
        labels=labels(site),
        reached=_groups(site, (_of_item(relations, node) for node in reached)),
        reached_count=len(reached),
        changes=revisions_of_unit(site, unit),
        progress=unit_progress(site, unit),
        partners=tuple(
            SharedItems(partner, partner_anchor(partner.unit), bar)
            for partner, bar in zip(shown, shared, strict=True)
        ),
        others=partners[PARTNERS_SHOWN:],
        before=before,
        after=after,
    )
    crumbs = (HOME, Crumb("责任单位", "units/"))
    url, description = site.unit_url(unit), _description(site, summary)
    found = Findable(url, unit.name, f"{description}{unit.category or ''}", Source.UNIT, summary.names[1:])
    return Page(
        url,
        unit.name,
        description,
        "unit.md",
        view,
        crumbs,
        findables=(found,),
        subject=Subject.UNIT,
        keywords=summary.names[1:],
        downloads=unit_files(unit),
        of=addresses.subject(unit),
    )


def _section(site: Site, unit: Unit, each: RoleCount) -> RoleSection:
    mine = (answer for answer in site.relations.of_unit[unit.id] if answer.role is each.role)
    groups = _groups(site, (_of_unit(site.relations, answer) for answer in mine))
    title = _section_title(site, each, groups)
    return RoleSection(each.role, _SECTIONS[each.role], each.noun, each.count, title, groups)


def _section_title(site: Site, each: RoleCount, groups: tuple[ItemGroup, ...]) -> str:
    """Return the title of a section: 牵头行动、工程, 承担任务."""
    if each.role is not Role.LEAD:
        return f"{'承担' if each.noun == '责任' else each.noun}任务"
    whole = all(own.item.node is group.home for group in groups for own in group.assigned)
    kinds = dict.fromkeys(
        site.plan.kinds[group.home.item.kind].label for group in groups if group.home.item.kind
    )
    return f"{each.noun}{'、'.join(kinds) if whole and kinds else '事项'}"


def _of_item(relations: Relations, node: Node) -> AssignedItem:
    item = relations.items[node.id]
    return AssignedItem(item, item.deadlines)


def _of_unit(relations: Relations, answer: Responsibility) -> AssignedItem:
    return AssignedItem(relations.items[answer.node.id], answer.deadlines)


def _prose(relations: Relations, unit: Unit) -> tuple[QuotedDuty, ...]:
    return tuple(QuotedDuty(duty, relations.node[duty.item]) for duty in relations.duties.get(unit.id, ()))


def _steps(relations: Relations, unit: Unit) -> tuple[SuccessionStep, ...]:
    found: dict[tuple[str, str], list[Unit]] = {}
    for heir, step in relations.successions.steps(unit):
        found.setdefault((wording.date(step.since), step.basis or ""), []).append(heir)
    return tuple(SuccessionStep(tuple(heirs), since, basis) for (since, basis), heirs in found.items())


def _all_taken(site: Site, unit: Unit) -> Iterator[TakenOver]:
    return (_taken(site, former) for former in site.relations.successions.predecessors(unit))


def _taken(site: Site, former: Unit) -> TakenOver:
    mine = site.relations.of_unit.get(former.id, ())
    return TakenOver(
        former,
        f"_taken-{former.id}",
        _steps(site.relations, former),
        len(mine),
        _groups(site, (_of_unit(site.relations, each) for each in mine)),
        _prose(site.relations, former),
    )


def _description(site: Site, summary: UnitSummary) -> str:
    said = [f"{each.verb}{each.count}项{'' if each.role is Role.LEAD else '任务'}" for each in summary.roles]
    if summary.duties:
        said.append(f"{PROSE_DUTIES}{summary.duties}条")
    if summary.taken:
        said.append(f"承接其他单位的责任{summary.taken}项")
    if summary.heirs:
        said.append(site.relations.successions.heirs_note(summary.unit))
    return f"{summary.unit.full_name or summary.unit.name}在{site.plan.name}中：{'，'.join(said)}。"


def _groups(site: Site, assigned: Iterable[AssignedItem]) -> tuple[ItemGroup, ...]:
    found: dict[str, tuple[Node, list[AssignedItem]]] = {}
    for each in assigned:
        home = site.relations.head_of(each.item.node)
        found.setdefault(home.id, (home, []))[1].append(each)
    return tuple(ItemGroup(home, tuple(items)) for home, items in found.values())
