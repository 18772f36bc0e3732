"""What a closed round may still change: a sealed file differs only by a correction of the time after."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from plansite.diagnostics.problems import Code, Finding
from plansite.plan.model import Record
from plansite.progress.codes import ADDED_AFTER, CHANGED_AFTER, REMOVED_AFTER
from plansite.progress.records import ReportCorrection, Round, Sealed, Summary, UnitReport

SUMMARY = "summary.yaml"


def digest(record: Record) -> str:
    """Return the SHA-256 of what a record says, however its file is laid out.

    Fields that are absent do not count, so that one which is new to the program breaks no seal.
    """
    said = json.dumps(
        record.model_dump(by_alias=True, exclude_defaults=True),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_plain,
    )
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def seals(reports: Mapping[str, UnitReport], summary: Summary) -> tuple[Sealed, ...]:
    """Return what `round.yaml` notes of the files of a round when it is closed, in the order of their names.

    The summary is noted even where there is none, so that no closed round is without a seal.
    """
    found: dict[str, Record] = {f"{unit}.yaml": report for unit, report in reports.items()}
    found[SUMMARY] = summary
    return tuple(Sealed(file=name, digest=digest(record)) for name, record in sorted(found.items()))


def breaches(
    round_: Round, reports: Mapping[str, UnitReport], summary: Summary
) -> Iterator[tuple[str, Code, Finding]]:
    """Yield the files that changed after the round was closed, without a correction dated then or later.

    A round that was closed by hand has no seals, and nothing to compare with.
    """
    closed = round_.closed
    if closed is None or not round_.sealed:
        return
    sealed = {each.file: each.digest for each in round_.sealed}
    place = {each.file: position for position, each in enumerate(round_.sealed)}
    now: dict[str, Record] = {f"{unit}.yaml": report for unit, report in reports.items()}
    now |= {SUMMARY: summary} if summary != Summary() else {}
    nothing = {SUMMARY: digest(Summary())}
    for name in sorted(sealed.keys() | now.keys()):
        values = {"file": name, "day": closed.isoformat()}
        if name not in now:
            if sealed[name] != nothing.get(name):
                yield name, REMOVED_AFTER, Finding(("sealed", place[name], "file"), values)
        elif sealed.get(name) != digest(now[name]) and not _corrected(now[name], closed):
            yield name, CHANGED_AFTER if name in sealed else ADDED_AFTER, Finding((), values)


def _corrected(record: Record, closed: dt.date) -> bool:
    found: tuple[ReportCorrection, ...] = ()
    if isinstance(record, UnitReport):
        found = record.correction
    elif isinstance(record, Summary):
        found = tuple(each for form in record.forms for each in form.correction)
    return any(each.date >= closed for each in found)
