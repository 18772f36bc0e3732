"""The plan by theme: 主要目标、进度安排、按人群、项目活动与品牌、保障措施."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from plansite.exports import download_paths
from plansite.pages.items import HOME, Card, Section, entry_of, groups
from plansite.plan import wording
from plansite.plan.model import Audience, Kind, Milestone, Plan, Programme, Target, Unit
from plansite.plan.tree import Node
from plansite.views.history import last_changes
from plansite.views.measured import MeasuredLine, measured_lines
from plansite.views.page import Column, Nav, Page
from plansite.views.search_index import Findable, Source
from plansite.views.site import MEASURE, Site

_GENERAL = "其他"


class TargetGroup(Struct, frozen=True):
    """The targets of one item, and the item whose page they belong to."""

    node: Node
    home: Node
    targets: tuple[Target, ...]
    measured: Mapping[str, tuple[MeasuredLine, ...]]
    """The values that units reported, by id of the target."""


class Stage(Struct, frozen=True):
    """A milestone and its item, its years in words, and how many years of the plan it runs.

    `before` and `after` are the numbers of the plan's years before and after it.
    """

    milestone: Milestone
    node: Node
    words: str
    before: int
    runs: int
    after: int


class Timeline(Struct, frozen=True):
    """The years of the plan, in words and one by one, its stages, and its targets by year and all."""

    span: str
    years: tuple[int, ...]
    stages: tuple[Stage, ...]
    due: tuple[tuple[Target, ...], ...]
    dated: tuple[Target, ...]


class AudienceItems(Struct, frozen=True):
    """An audience, the cards and other items for it, and further tasks whose text names it.

    `units` are those that these items name, without those that lead the cards; `programmes` what they offer.
    """

    audience: Audience
    entries: tuple[Card, ...]
    nodes: tuple[Node, ...]
    mentions: tuple[Node, ...]
    units: tuple[Unit, ...]
    programmes: tuple[Programme, ...]


class NamedProgramme(Struct, frozen=True):
    """A programme, the item it is quoted from, and the other items that name it."""

    programme: Programme
    node: Node
    others: tuple[Node, ...]


class ProgrammeGroup(Struct, frozen=True):
    """Programmes of one category."""

    name: str
    entries: tuple[NamedProgramme, ...]


class Measures(Struct, frozen=True):
    """The measures in document order, and the chapter that contains them."""

    kind: Kind
    chapter: Node | None
    sections: tuple[Section, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for each theme that the plan covers."""
    yield from _targets(site)
    yield from _timeline(site)
    yield from _audiences(site)
    yield from _programmes(site)
    yield from _measures(site)


def _targets(site: Site) -> Iterator[Page]:
    relations = site.relations
    found = tuple(_target_group(site, node) for node in relations.nodes if node.id in relations.targets)
    if found:
        description = f"{site.plan.name}的主要目标，共{len(site.plan.targets)}条，均引自原文。"
        nav = Nav(Column.GOALS, "主要目标")
        entries = _quoted(
            "targets/",
            "主要目标",
            description,
            ((each.id, each.label, each.quote) for each in site.plan.targets),
        )
        yield Page("targets/", "主要目标", description, "targets.md", found, (HOME,), nav, findables=entries)


def _target_group(site: Site, node: Node) -> TargetGroup:
    targets = site.relations.targets[node.id]
    measured = {target.id: measured_lines(site, target) for target in targets}
    return TargetGroup(node, site.relations.home(node) or node, targets, measured)


def _timeline(site: Site) -> Iterator[Page]:
    plan = site.plan
    if not plan.milestones:
        return
    years = _years(plan)
    stages = tuple(_stage(site, stone, years) for stone in plan.milestones)
    dated = tuple(target for target in plan.targets if target.by)
    due = tuple(tuple(target for target in dated if target.by == year) for year in years)
    view = Timeline(wording.years(years[0], years[-1]), years, stages, due, dated)
    labels = "、".join(stone.label for stone in plan.milestones)
    description = f"{plan.name}的进度安排（{wording.years(years[0], years[-1])}）：{labels}。"
    nav = Nav(Column.GOALS, "进度安排")
    entries = _quoted(
        "timeline/", "进度安排", description, ((each.id, each.label, each.quote) for each in plan.milestones)
    )
    title, files = "进度安排", download_paths("ics")
    yield Page(
        "timeline/", title, description, "timeline.md", view, (HOME,), nav, findables=entries, downloads=files
    )


def _years(plan: Plan) -> tuple[int, ...]:
    """Return the years of the plan, or else those of its stages and dated targets."""
    if plan.period:
        return tuple(range(plan.period.start, plan.period.end + 1))
    named = [year for stone in plan.milestones for year in (stone.start, stone.end)]
    named += [target.by for target in plan.targets if target.by]
    return tuple(range(min(named), max(named) + 1))


def _stage(site: Site, stone: Milestone, years: tuple[int, ...]) -> Stage:
    words = wording.years(stone.start, stone.end)
    before = sum(year < stone.start for year in years)
    after = sum(year > stone.end for year in years)
    runs = len(years) - before - after
    return Stage(stone, site.relations.node[stone.item], words, before, runs, after)


def _audiences(site: Site) -> Iterator[Page]:
    if not site.plan.audiences:
        return
    pages_of = {entry.node.id: entry for group in groups(site) for entry in group.entries}
    found = tuple(_people(site, audience, pages_of) for audience in site.plan.audiences)
    names = "、".join(audience.name for audience in site.plan.audiences)
    description = f"{site.plan.name}与你有关的内容：{names}。"
    nav = Nav(Column.ITEMS, "按人群")
    entries = _quoted(
        "audiences/",
        "按人群查看",
        description,
        ((each.id, each.name, each.quote) for each in site.plan.audiences),
    )
    title = "按人群查看"
    yield Page(
        "audiences/", title, description, "audiences.md", found, (HOME,), nav, wide=True, findables=entries
    )


def _people(site: Site, audience: Audience, entries: dict[str, Card]) -> AudienceItems:
    relations = site.relations
    nodes = tuple(relations.node[ref] for ref in audience.items)
    own = {each.id: each for node in nodes for each in (node, *relations.below(node))}
    cards = tuple(entries[node.id] for node in nodes if node.id in entries)
    leads = {unit.id for card in cards for unit in card.leads}
    named = {each.unit.id for ident in own for each in relations.of_item.get(ident, ())} - leads
    offers = {each.id: each for ident in own for each in relations.programmes.get(ident, ())}
    return AudienceItems(
        audience,
        cards,
        tuple(node for node in nodes if node.id not in entries),
        tuple(
            node
            for node in relations.text_index.items_naming(audience.name)
            if relations.is_task(node) and node.id not in own
        ),
        tuple(unit for unit in relations.responsible_units if unit.id in named),
        tuple(offers.values()),
    )


def _programmes(site: Site) -> Iterator[Page]:
    relations = site.relations
    found: dict[str, list[NamedProgramme]] = {}
    for programme in site.plan.programmes:
        node = relations.node[programme.item]
        others = tuple(each for each in relations.programme_nodes[programme.id] if each is not node)
        found.setdefault(programme.category or _GENERAL, []).append(NamedProgramme(programme, node, others))
    if found:
        view = tuple(ProgrammeGroup(name, tuple(entries)) for name, entries in found.items())
        description = f"{site.plan.name}点名的{len(site.plan.programmes)}个项目、活动与品牌。"
        nav = Nav(Column.ITEMS, "项目活动")
        entries = _quoted(
            "programmes/",
            "项目、活动与品牌",
            description,
            ((each.id, each.name, each.quote) for each in site.plan.programmes),
        )
        title = "项目、活动与品牌"
        yield Page("programmes/", title, description, "programmes.md", view, (HOME,), nav, findables=entries)


def _measures(site: Site) -> Iterator[Page]:
    relations = site.relations
    nodes = [node for node in relations.nodes if node.kind == MEASURE and relations.home(node) is None]
    if not nodes:
        return
    kind = site.plan.kinds[MEASURE]
    top = min(len(node.lineage) for node in nodes)
    sections = tuple(
        Section(
            relations.items[node.id],
            min(6, 2 + len(node.lineage) - top),
            relations.targets.get(node.id, ()),
            last_changes(site).get(node.id),
        )
        for node in nodes
    )
    view = Measures(kind, nodes[0].parent, sections)
    titles = "、".join(wording.title_of(node.item) for node in nodes if node.item.kind)
    description = f"{site.plan.name}的{kind.label}：{titles}。"
    nav = Nav(Column.ITEMS, kind.label)
    entries = (Findable("measures/", kind.label, description), *(entry_of(site, node) for node in nodes))
    yield Page("measures/", kind.label, description, "measures.md", view, (HOME,), nav, findables=entries)


def _quoted(
    url: str, title: str, description: str, records: Iterable[tuple[str, str, str]]
) -> tuple[Findable, ...]:
    """Return what search finds on a page of quotations: the page, and each (id, label, quote) record."""
    quotes = (Findable(f"{url}#{ident}", label, quote, Source.QUOTED) for ident, label, quote in records)
    return (Findable(url, title, description), *quotes)
