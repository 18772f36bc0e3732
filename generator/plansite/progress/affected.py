"""The reports of open rounds on items that a new edition of the plan changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plansite.diagnostics.messages import message
from plansite.plan.model import Unit
from plansite.plan.relations import Relations
from plansite.progress.entries import RoundFiles
from plansite.revisions.changes import Added, Change, DutyChange, RecordType, RoleChange
from plansite.text.escape import inline

NAME = "report-affected"
"""What such a report is called among the changes in JSON."""


class Affected(Struct, frozen=True):
    """An item that changes, and the units that reported on it in a round that is open."""

    round: str
    item: str
    units: tuple[Unit, ...]


def affected(
    rounds: Iterable[RoundFiles], changes: Iterable[Change], *plans: Relations
) -> Iterator[Affected]:
    """Yield what was reported in the open ones of `rounds` on items that `changes` are about.

    `plans` are both editions, the new one last.
    """
    items = dict.fromkeys(filter(None, map(_item, changes)))
    units = {ident: unit for plan in plans for ident, unit in plan.unit.items()}
    for files in rounds:
        if files.round.closed is not None:
            continue
        for item in items:
            told = (
                units[ident]
                for ident, report in files.reports.items()
                if ident in units and any(said.item == item for said in report.reports)
            )
            found = tuple(told)
            if found:
                yield Affected(files.name, item, found)


def _item(change: Change) -> str | None:
    """Return the id of the item that a change is about, None if it is about another record, or a new item."""
    if isinstance(change, RoleChange | DutyChange):
        return change.item
    return change.id if change.what is RecordType.ITEM and not isinstance(change, Added) else None


def to_json(found: Iterable[Affected]) -> list[dict[str, object]]:
    """Return the reports as entries beside the changes of the plan."""
    return [
        {
            "version": 1,
            "change": NAME,
            "round": each.round,
            "item": each.item,
            "units": [unit.id for unit in each.units],
        }
        for each in found
    ]


def reports_text(found: Sequence[Affected], lang: str) -> str:
    """Return the reports for a terminal, "" if there are none."""
    lines = [message("diff.reports", lang), *(f"  {_line(each, lang)}" for each in found)]
    return "\n".join(["", *lines, ""]) if found else ""


def reports_markdown(found: Sequence[Affected]) -> str:
    """Return the reports as Markdown in Chinese, "" if there are none."""
    lines = [f"## {message('diff.reports', 'zh')}\n", *(f"- {inline(_line(each, 'zh'))}" for each in found)]
    return "\n".join(["", *lines, ""]) if found else ""


def _line(each: Affected, lang: str) -> str:
    units = "、".join(unit.name for unit in each.units)
    return message("diff.report", lang, round=each.round, units=units, item=each.item)
