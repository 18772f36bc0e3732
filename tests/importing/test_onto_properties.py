"""Random edits of a random document: imported onto its plan, each task has the id that it had."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plansite.importing.document import imported
from plansite.importing.draft.draft import Draft
from plansite.importing.draft.emit import emit
from plansite.importing.onto.likeness import entries
from plansite.importing.onto.records import as_data
from plansite.importing.onto.reissue import reissued
from plansite.importing.readers import Line, Unreadable, read
from plansite.plan.model import Charge, Item, Plan, Role, Unit
from plansite.plan.tree import Node, walk
from plansite.reading.examine import examine
from tests.helpers import plans_strategy
from tests.helpers.examples import examples
from tests.helpers.reissues import Document, edited, make
from tests.helpers.small_reissue import printed

randoms = st.integers(0, 2**32 - 1).map(Random)


def lines_of(document: Document) -> tuple[Line, ...]:
    return read("document.txt", "\n".join(document.lines()).encode())


def record(draft: Draft) -> Plan | None:
    return examine(emit(draft).encode(), "plan.yaml", "en").record


def with_editors_work(plan: Plan) -> Plan:
    """Return a plan with other ids, and with what only people can know."""

    def lists(charge: Charge) -> dict[str, tuple[str, ...]]:
        return {role.value: tuple(f"unit-{ref}" for ref in getattr(charge, role.value)) for role in Role}

    def names(unit: Unit) -> dict[str, object]:
        return {"id": f"unit-{unit.id}", "full_name": f"全称{unit.name}", "aliases": (f"又名{unit.id}",)}

    def item(old: Item) -> Item:
        own = {"id": f"id-{old.id}", "short_title": f"简称{old.id}", "items": tuple(map(item, old.items))}
        return replace(old, **lists(old), **own)

    units = (replace(unit, **names(unit)) for unit in plan.units)
    empty = dict.fromkeys(("targets", "programmes", "milestones"), ())
    return replace(plan, items=tuple(map(item, plan.items)), units=tuple(units), **empty)


def tasks(plan: Plan) -> list[Node]:
    return [node for node in walk(plan) if (node.item.number or "").endswith(".")]


@examples(100)
@given(randoms)
def test_each_task_that_is_still_there_has_its_id_and_what_editors_added(random: Random) -> None:
    document = make(random)
    first = record(imported(lines_of(document)).draft)
    assert first is not None
    old = with_editors_work(first)
    before = {task.key: node.item for task, node in zip(document.tasks(), tasks(old), strict=True)}
    new = edited(random, document)
    made = reissued(old, imported(lines_of(new)).draft)
    assert record(made.draft) == made.plan
    for task, node in zip(new.tasks(), tasks(made.plan), strict=True):
        known = before.get(task.key)
        assert node.item.title == task.title
        assert "".join(node.item.paragraphs) == "".join(task.sentences)
        if known is None:
            assert node.id not in {each.id for each in walk(old)}
        else:
            assert (node.id, node.item.short_title) == (known.id, known.short_title)
    units = {unit.name: unit for unit in old.units}
    for unit in made.plan.units:
        if unit.name in units:
            assert replace(unit, succeeds=()) == units[unit.name]


@examples(30)
@given(randoms)
def test_without_an_edit_nothing_changes(random: Random) -> None:
    document = make(random)
    first = record(imported(lines_of(document)).draft)
    assert first is not None
    old = with_editors_work(first)
    assert reissued(old, imported(lines_of(document)).draft).plan == old


@examples(200)
@given(plans_strategy.pairs)
def test_any_plan_takes_any_document_and_says_what_that_says(pair: tuple[Plan, Plan]) -> None:
    old = record(Draft(as_data(pair[0])))
    if old is None:  # two of its units have one name
        return
    try:
        draft = imported(read("a.txt", printed(pair[1]).encode())).draft
    except Unreadable:
        return
    drafted = record(draft)
    if "items" not in draft.data or drafted is None:
        return
    made = reissued(old, draft)
    assert record(made.draft) == made.plan
    said = ("".join(entry.printed for entry in entries(each)) for each in (made.plan, drafted))
    assert len(set(said)) == 1
