"""What differs between two reports, and how a round stands, in words of the command line or as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plansite.diagnostics.messages import message
from plansite.plan.data import data_of
from plansite.progress.entries import UnitStanding
from plansite.progress.known import Known
from plansite.progress.merging import Change, Said
from plansite.progress.records import MeasuredValue
from plansite.progress.standing import Standing
from plansite.revisions.text_diff import compare_wording

_KEYS = ("text", "problems", "next")


def change_lines(change: Change, standing: Standing, known: Known, lang: str) -> Iterator[str]:
    """Yield the lines that tell a change: what it is of and the states or values, then texts that differ."""
    said = change.new or change.old
    if said is None:
        return
    old, new = (_head(each, standing, lang) for each in (change.old, change.new))
    values = {"what": _name(said, known), "old": old, "new": new}
    key = (
        "said"
        if change.old is None
        else "unsaid"
        if change.new is None
        else "same"
        if old == new
        else "changed"
    )
    yield message(f"progress.{key}", lang, **values)
    for name in _KEYS:
        before, after = (getattr(each, name, None) or "" for each in (change.old, change.new))
        if before != after:
            runs = compare_wording(before, after) if before and after else ()
            told = "".join(_pen(run.kind, run.text) for run in runs) or _pen(
                "added" if after else "removed", after or before
            )
            yield f"  {message(f'progress.{name}', lang)}{' '.join(told.split())}"


def _name(said: Said, known: Known) -> str:
    if isinstance(said, MeasuredValue):
        return f"{said.target} {known.targets.get(said.target, '')} {said.at.isoformat()}"
    return f"{said.item} {known.items.get(said.item, '')}"


def _head(said: Said | None, standing: Standing, lang: str) -> str:
    if said is None:
        return message("progress.none", lang)
    if isinstance(said, MeasuredValue):
        return f"{said.value:f}{said.measure or ''}"
    state = standing.states.get(said.state)
    return state.label if state else said.state


def _pen(kind: str, text: str) -> str:
    return {"removed": f"[-{text}-]", "added": f"{{+{text}+}}"}.get(kind, text)


def change_data(change: Change) -> dict[str, Any]:
    """Return a change as plain data."""
    sides = {"old": change.old, "new": change.new}
    return {key: each and data_of(each, keep=_is_given) for key, each in sides.items()}


def _is_given(value: object, _: object) -> bool:
    return value is not None


def status_data(standing: Standing) -> dict[str, Any]:
    """Return how a round stands as plain data: who has reported, what is late, what has no summary."""
    round_ = standing.round
    return {
        "round": standing.name,
        "label": standing.label,
        "period": {"from": round_.period.start.isoformat(), "to": round_.period.end.isoformat()},
        "due": round_.due.isoformat(),
        "as_of": round_.day.isoformat(),
        "closed": round_.closed.isoformat() if round_.closed else None,
        "reported": len(standing.reported),
        "asked": len(standing.units),
        "units": [_unit_data(each) for each in standing.units.values()],
        "without_summary": [
            {"item": ident, "by": item.concluder.id if item.concluder else None}
            for ident, item in standing.items.items()
            if item.conclusion is None
        ],
    }


def _unit_data(each: UnitStanding) -> Mapping[str, Any]:
    report = each.report
    return {
        "unit": each.unit.id,
        "name": each.unit.name,
        "reported_on": report.reported_on.isoformat() if report else None,
        "late": each.late,
        "items": len(each.rows),
        "missing": [node.id for node in each.missing],
        "changed": [row.node.id for row, entry in each.rows if entry.changed],
    }


def status_lines(standing: Standing, known: Known, lang: str) -> Iterator[str]:
    """Yield how a round stands in lines for a person."""
    data = status_data(standing)
    yield message(
        "progress.status", lang, **{key: data[key] for key in ("label", "reported", "asked", "due", "as_of")}
    )
    if data["closed"]:
        yield message("progress.status-closed", lang, day=data["closed"])
    for each in data["units"]:
        yield f"  {_unit_line(each, lang)}"
        for key in ("missing", "changed") if each["reported_on"] else ():
            for item in each[key]:
                name = known.items.get(item, "")
                yield f"    {message(f'progress.status-{key}', lang, item=item, name=name)}"
    if data["without_summary"]:
        yield message("progress.status-summary", lang, count=len(data["without_summary"]))
    for each in data["without_summary"]:
        by = known.units.get(each["by"] or "") or message("progress.nobody", lang)
        values = {"item": each["item"], "name": known.items.get(each["item"], ""), "by": by}
        yield f"  {message('progress.status-item', lang, **values)}"


def _unit_line(each: Mapping[str, Any], lang: str) -> str:
    key = "reported" if each["reported_on"] else "unreported"
    late = message("progress.late", lang) if each["late"] else ""
    done = each["items"] - len(each["missing"])
    values = {"unit": each["unit"], "name": each["name"], "day": each["reported_on"], "done": done}
    return message(f"progress.status-{key}", lang, **values, items=each["items"]) + late
