"""What a closed round may still change: a sealed file differs only by a correction of the time after."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from operator import itemgetter

from msgspec.structs import replace

from plansite.diagnostics.problems import Code, Finding
from plansite.plan.data import data_of
from plansite.plan.model import Record
from plansite.progress.codes import ADDED_AFTER, CHANGED_AFTER, PLAN_AFTER, REMOVED_AFTER, ROUND_AFTER
from plansite.progress.records import ReportCorrection, Round, Sealed, Summary, UnitReport

SUMMARY = "summary.yaml"
ROUND, PLAN = "round", "plan"
"""What is sealed beside the files: what the round says of itself, and who reports on what."""
Key = tuple[str, str]
"""A file, and of the summary the unit whose conclusions are meant, else ""."""


def digest(record: Record) -> str:
    """Return the SHA-256 of what a record says, however its file is laid out.

    Fields that are absent do not count, so that one which is new to the program breaks no seal.
    """
    said = json.dumps(
        data_of(record, number=lambda value: format(value.normalize(), "f")),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def parts(reports: Mapping[str, UnitReport], summary: Summary) -> dict[Key, UnitReport | Summary]:
    """Return what is sealed each by itself: the reports, and of each unit that sums up its conclusions."""
    found: dict[Key, UnitReport | Summary] = {(f"{unit}.yaml", ""): each for unit, each in reports.items()}
    for by in dict.fromkeys((*(each.by for each in summary.items), *(each.by for each in summary.forms))):
        found[SUMMARY, by] = Summary(
            items=tuple(each for each in summary.items if each.by == by),
            forms=tuple(each for each in summary.forms if each.by == by),
        )
    return found


def seals(
    reports: Mapping[str, UnitReport], summary: Summary, closed: dt.date | None = None
) -> tuple[Sealed, ...]:
    """Return what `round.yaml` notes of the files of a round when it is closed, in the order of their names.

    The summary is noted even where there is none, so that no closed round is without a seal.
    """
    found = [
        _seal(key, record, closed)
        for key, record in sorted(parts(reports, summary).items(), key=itemgetter(0))
    ]
    if summary == Summary():
        found.append(Sealed(file=SUMMARY, digest=digest(summary)))
    return tuple(sorted(found, key=lambda each: (each.file, each.by or "")))


def _seal(key: Key, record: UnitReport | Summary, closed: dt.date | None) -> Sealed:
    file, by = key
    return Sealed(file=file, by=by or None, digest=digest(record), corrections=_count(record, closed))


def own_seals(round_: Round, duties: str) -> tuple[Sealed, ...]:
    """Return the seals of a round itself, which is closed, and of who reports on what in it."""
    return (Sealed(file=ROUND, digest=_own_digest(round_)), Sealed(file=PLAN, digest=duties))


def _own_digest(round_: Round) -> str:
    return digest(replace(round_, sealed=()))


def renewed(
    round_: Round, sealed: tuple[Sealed, ...], key: Key, reports: Mapping[str, UnitReport], summary: Summary
) -> tuple[Sealed, ...]:
    """Return seals with that of one file, or of one unit's conclusions, as it is after a correction.

    A correction that is sealed explains no later change.
    """
    now = _now(sealed, reports, summary)
    if key not in now:
        key = (key[0], "")
    new = _seal(key, now[key], round_.closed)
    kept = [new if (each.file, each.by or "") == key else each for each in sealed]
    return (*kept, *(() if new in kept else (new,)))


def _now(
    sealed: tuple[Sealed, ...], reports: Mapping[str, UnitReport], summary: Summary
) -> dict[Key, UnitReport | Summary]:
    """Return what is compared with seals: the summary as a whole if they are of the time before `by`."""
    now = parts(reports, summary)
    if not _is_whole(sealed):
        return now
    apart = {key: record for key, record in now.items() if key[0] != SUMMARY}
    return apart if summary == Summary() else {**apart, (SUMMARY, ""): summary}


def _is_whole(sealed: tuple[Sealed, ...]) -> bool:
    nothing = digest(Summary())
    return any(each.file == SUMMARY and not each.by and each.digest != nothing for each in sealed)


def breaches(
    round_: Round, reports: Mapping[str, UnitReport], summary: Summary, duties: str | None = None
) -> Iterator[tuple[str, Code, Finding]]:
    """Yield what changed after the round was closed, without a correction dated then or later.

    `duties` is the digest of who reports on what, None if that is not known. A round that was closed by hand
    has no seals, and nothing to compare with; seals of an earlier program are of files alone.
    """
    closed = round_.closed
    if closed is None or not round_.sealed:
        return
    nothing = digest(Summary())
    sealed = {(each.file, each.by or ""): each for each in round_.sealed}
    place = {(each.file, each.by or ""): position for position, each in enumerate(round_.sealed)}
    own = {ROUND: (_own_digest(round_), ROUND_AFTER), PLAN: (duties, PLAN_AFTER)}
    now = _now(round_.sealed, reports, summary)
    for key in sorted(sealed.keys() | now.keys()):
        file, by = key
        values = {"file": f"{file} ({by})" if by else file, "day": closed.isoformat()}
        seal = sealed.get(key)
        if file in own:
            found, code = own[file]
            if seal and found is not None and seal.digest != found:
                yield "round.yaml", code, Finding(("sealed", place[key], "file"), values)
        elif key not in now:
            if seal and seal.digest != nothing:
                yield file, REMOVED_AFTER, Finding(("sealed", place[key], "file"), values)
        elif (seal is None or seal.digest != digest(now[key])) and (
            _count(now[key], closed) <= (seal.corrections if seal else 0)
        ):
            yield file, CHANGED_AFTER if seal else ADDED_AFTER, Finding((), values)


def _count(record: UnitReport | Summary, closed: dt.date | None) -> int:
    """Return how many corrections a file has that are of the time after its round was closed."""
    found: tuple[ReportCorrection, ...] = ()
    if isinstance(record, UnitReport):
        found = record.correction
    else:
        found = tuple(each for form in record.forms for each in form.correction)
    return sum(closed is not None and each.date >= closed for each in found)
