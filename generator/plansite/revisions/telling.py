"""Report changes to a person, by item, by unit, then the rest, as terminal text or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plansite.plan.model import Plan
from plansite.plan.relations import Relations
from plansite.revisions.changes import (
    Added,
    Change,
    Changed,
    DutyChange,
    Moved,
    RecordType,
    Removed,
    RoleChange,
)
from plansite.revisions.lines import Line, Names, labelled, of_change
from plansite.revisions.runs import Run
from plansite.revisions.tokens import tokens
from plansite.revisions.units import TakenOver, UnitChanges, of_units
from plansite.text.escape import inline

Told = Added | Removed | Moved | Changed

_CONTEXT = 24
"""How many tokens of unchanged text are shown on each side of a change."""


class _Section(Struct, frozen=True):
    """The changes of one record: a heading and lines."""

    heading: str
    lines: tuple[Line, ...]


def to_text(old: Relations, new: Relations, changes: Sequence[Change], lang: str) -> str:
    """Return `changes` for a terminal, with {+added+} and [-removed-] text, framed by words in `lang`."""
    names = Names.of(old.plan, new.plan, lang)
    found: list[str] = []
    for heading, blocks in _sections(old, new, changes, names):
        found += [*([""] if found else []), heading]
        for block in blocks:
            found.append(f"  {_one_line(block.heading)}")
            found += [f"    {''.join(map(_pen, _shortened(line)))}" for line in block.lines]
    return "\n".join(found or [names.say("nothing")]) + "\n"


def to_markdown(old: Relations, new: Relations, changes: Sequence[Change]) -> str:
    """Return `changes` as Markdown in Chinese, with all text of the plan escaped."""
    names = Names.of(old.plan, new.plan, "zh")
    found: list[str] = []
    for heading, blocks in _sections(old, new, changes, names):
        found.append(f"## {heading}\n")
        for block in blocks:
            found.append(f"### {inline(_one_line(block.heading))}\n")
            found += [f"- {''.join(map(_element, _shortened(line)))}" for line in block.lines]
            found[-1] += "\n"
    return "\n".join(found or [names.say("nothing") + "\n"])


def _one_line(text: str) -> str:
    return "↵".join(text.splitlines())


def _pen(run: Run) -> str:
    opening, closing = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}[run.kind]
    return f"{opening}{_one_line(run.text)}{closing}"


def _element(run: Run) -> str:
    text = inline(_one_line(run.text))
    name = {"same": "", "removed": "del", "added": "ins"}[run.kind]
    return f"<{name}>{text}</{name}>" if name else text


def _shortened(line: Line) -> Iterator[Run]:
    """Yield the runs of a line, leaving out the middle of long unchanged stretches."""
    for at, run in enumerate(line):
        if run.kind != "same" or at == 0 or len(run.text) <= 3 * _CONTEXT:
            yield run
            continue
        pieces = tokens(run.text)
        head = "" if at == 1 else "".join(pieces[:_CONTEXT])
        tail = "" if at == len(line) - 1 else "".join(pieces[-_CONTEXT:])
        yield Run("same", f"{head}…{tail}")


def _sections(
    old: Relations, new: Relations, changes: Sequence[Change], names: Names
) -> Iterator[tuple[str, list[_Section]]]:
    told = [change for change in changes if not isinstance(change, (RoleChange, DutyChange))]
    items = [change for change in told if change.what is RecordType.ITEM]
    units = [change for change in told if change.what is RecordType.UNIT]
    rest = [change for change in told if change.what not in {RecordType.ITEM, RecordType.UNIT}]
    per_unit = of_units(old, new, changes)
    for name, blocks in (
        ("items", _of_items(items, names)),
        (
            "units",
            _of_units(units, per_unit, _unit_ids(new.plan, old.plan), names),
        ),
        ("rest", _of_rest(rest, [old.plan, new.plan], names)),
    ):
        filled = [block for block in blocks if block.lines]
        if filled:
            yield names.say(f"section.{name}"), filled


def _unit_ids(*plans: Plan) -> list[str]:
    return [unit.id for plan in plans for unit in plan.units]


def _lines(changes: Iterable[Told], names: Names) -> tuple[Line, ...]:
    return tuple(line for change in changes for line in of_change(change, names))


def _by_id(changes: Sequence[Told]) -> dict[tuple[RecordType, str | None], list[Told]]:
    found: dict[tuple[RecordType, str | None], list[Told]] = {}
    for change in changes:
        found.setdefault((change.what, change.id), []).append(change)
    return found


def _of_items(changes: Sequence[Told], names: Names) -> Iterator[_Section]:
    for (_, ident), mine in _by_id(changes).items():
        yield _Section(names.items[ident or ""], _lines(mine, names))


def _of_units(
    changes: Sequence[Told], per_unit: dict[str, UnitChanges], order: Iterable[str], names: Names
) -> Iterator[_Section]:
    own = _by_id(changes)
    for ident in dict.fromkeys(order):
        lines = [*_lines(own.get((RecordType.UNIT, ident), ()), names)]
        if ident in per_unit:
            lines += _of_unit(per_unit[ident], names)
        yield _Section(names.units[ident], tuple(lines))


def _of_unit(unit: UnitChanges, names: Names) -> Iterator[Line]:
    for phrase, answers in (("gained", unit.gained), ("lost", unit.lost), ("recast", unit.recast)):
        for answer in answers:
            yield labelled(names, phrase, _answer(answer, names))
    for phrase, duties in (("duty.gained", unit.duties_gained), ("duty.lost", unit.duties_lost)):
        for duty in duties:
            yield labelled(names, phrase, f"{names.items[duty.item]}{names.say('colon')}{duty.quote}")
    for phrase, taken in (("takes_over", unit.takes_over), ("hands_back", unit.hands_back)):
        for each in taken:
            yield labelled(names, phrase, _taken(each, names))
    touched = dict.fromkeys(
        (*unit.reworded, *unit.retitled, *unit.renumbered, *unit.moved, *unit.rescheduled)
    )
    if touched:
        yield labelled(names, "touched", names.say("comma").join(names.items[item] for item in touched))


def _answer(answer: RoleChange, names: Names) -> str:
    old, new = (names.roles[role] if role else "" for role in (answer.old, answer.new))
    item = names.items[answer.item]
    if old and new:
        return names.say("role.changed", item=item, old=old, new=new)
    return names.say("role", item=item, role=old or new)


def _taken(taken: TakenOver, names: Names) -> str:
    return names.say("from_unit", item=names.items[taken.item], unit=names.units[taken.unit])


def _of_rest(changes: Sequence[Told], plans: Sequence[Plan], names: Names) -> Iterator[_Section]:
    """Yield the changes of neither items nor units; gained and lost duties are reported with the units."""
    titles = {
        (what, record.id): getattr(record, key)
        for plan in plans
        for what, records, key in (
            (RecordType.TARGET, plan.targets, "label"),
            (RecordType.AUDIENCE, plan.audiences, "name"),
            (RecordType.PROGRAMME, plan.programmes, "name"),
            (RecordType.MILESTONE, plan.milestones, "label"),
        )
        for record in records
    }
    for (what, ident), mine in _by_id(changes).items():
        told = [change for change in mine if not (isinstance(change, Changed) and _told_above(change))]
        name = titles.get((what, ident or ""), "")
        yield _Section(names.say(f"sort.{what}", name=name), _lines(told, names))


def _told_above(change: Changed) -> bool:
    if change.what is not RecordType.PLAN or change.key != "duties":
        return False
    old, new = (sorted(map(str, side or ())) for side in (change.old, change.new))
    return old != new
