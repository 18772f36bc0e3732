"""From the bytes of a file to a record and to every problem in it, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias

from plansite.diagnostics.problems import Code, Finding, Problem, Severity, Where
from plansite.plan.model import Plan
from plansite.reading import checks, safe_links, yaml_text
from plansite.reading.faults import MAX_FAULTS, MORE, Fault, counted, more
from plansite.reading.validate import R, validate
from plansite.reading.yaml_events import Data

_Found: TypeAlias = tuple[Code, Finding]
_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Examined(Generic[R]):
    """A record and its problems, in the order of the file; `record` is None when one of them is an error."""

    record: R | None
    problems: tuple[Problem, ...]


def examine(raw: bytes, path: str, lang: str) -> Examined[Plan]:
    """Read, validate and check the plan in `raw`; its problems name `path` and are told in `lang`."""
    return examine_as(Plan, raw, path, lang, checks.find)


def examine_as(
    model: type[R],
    raw: bytes,
    path: str,
    lang: str,
    find: Callable[[R], Iterator[_Found]] = lambda _: iter(()),
) -> Examined[R]:
    """Read and validate the record of `model` in `raw`, and look for what `find` finds in it."""
    text, faults = yaml_text.decode(raw)
    if text is None:
        return Examined(None, _told(path, lang, faults))
    parsed = yaml_text.parse(text)
    faults = (*faults, *parsed.faults)
    record = None
    if parsed.data is not None or not parsed.faults:
        record, findings, left = _look(model, parsed.data, find)
        faults = (*faults, *_marked(text, findings, to_end=bool(parsed.faults)), *more((1, 1), left))
    record = None if any(fault.code.severity is Severity.ERROR for fault in faults) else record
    return Examined(record, _told(path, lang, faults))


def located(raw: bytes, path: str, lang: str, findings: Iterable[_Found]) -> tuple[Problem, ...]:
    """Return `findings` in the file `raw` as problems, with their lines."""
    return _told(path, lang, _marked(yaml_text.decode(raw)[0] or "", findings, to_end=True))


def examine_text(raw: bytes, path: str, lang: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of Markdown in `raw`, and what is wrong with it."""
    text, faults = yaml_text.decode(raw)
    return text or "", _told(path, lang, (*faults, *safe_links.faults(text or "")))


def failed(problems: Iterable[Problem]) -> bool:
    """Tell whether one of `problems` is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


@dataclass(frozen=True, slots=True)
class _Repaired:
    """The places that repairs took out or filled in, and all that is around one of them."""

    places: frozenset[Where]
    around: frozenset[Where]

    @classmethod
    def of(cls, repaired: tuple[Where, ...]) -> _Repaired:
        around = (where[:end] for where in repaired for end in range(len(where) + 1))
        return cls(frozenset(repaired), frozenset(around))


def _look(
    model: type[R], data: Data | None, find: Callable[[R], Iterator[_Found]]
) -> tuple[R | None, list[_Found], int]:
    """Return the record, what is wrong with it, and how many faults more there are than that."""
    validated = validate({} if data is None else data, model)
    findings = list(validated.findings)
    if validated.record is not None:
        gone = _Repaired.of(validated.repaired)
        findings += [found for found in find(validated.record) if not _is_moot(*found, gone)]
    return validated.record, findings, validated.left


# What a rule looks things up in; where that is gone, it would find too much.
_LOOKS_UP: dict[str, set[Where]] = {
    "unknown-unit": {("units",)},
    "unused-unit": {("items",), ("duties",)},
    "unknown-item": {("items",)},
    "unknown-kind": {("kinds",)},
}


def _is_moot(code: Code, finding: Finding, gone: _Repaired) -> bool:
    """Tell whether a finding is about something that a repair took out or filled in, or looked up there."""
    where = finding.where
    return (
        where in gone.around
        or any(where[:end] in gone.places for end in range(len(where) + 1))
        or not gone.places.isdisjoint(_LOOKS_UP.get(code.name, ()))
    )


def _marked(text: str, findings: Iterable[_Found], *, to_end: bool) -> tuple[Fault, ...]:
    """Return `findings` with their marks in `text`: no more than are told, the errors first."""
    by_weight = sorted(findings, key=lambda found: _WEIGHTS.index(found[0].severity))
    kept, left = by_weight[:MAX_FAULTS], by_weight[MAX_FAULTS:]
    if not kept:
        return ()
    marks = yaml_text.positions(text, [finding.where for _, finding in kept], to_end=to_end)
    end = yaml_text.end(text)
    found = tuple(
        Fault(min(marks.of(finding.where, on_key=finding.on_key), end), code, finding)
        for code, finding in kept
    )
    return (*found, *more(found[-1].mark, len(left)))


def _told(path: str, lang: str, faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Return the problems in the order of the file; of very many, errors first, and how many more."""
    faults = tuple(faults)
    by_weight = sorted(
        (fault for fault in faults if fault.code is not MORE),
        key=lambda fault: (_WEIGHTS.index(fault.code.severity), fault.mark),
    )
    kept = by_weight[:MAX_FAULTS]
    left = len(by_weight) - len(kept) + sum(map(counted, faults))
    end = more(max((fault.mark for fault in kept), default=(1, 1)), left)
    told = sorted(_problem(path, lang, fault) for fault in kept)
    return (*told, *(_problem(path, lang, fault) for fault in end))


def _problem(path: str, lang: str, fault: Fault) -> Problem:
    code, finding = fault.code, fault.finding
    values = {key: _short(value) for key, value in finding.values.items()}
    hint = code.hint.say(lang, values) if code.hint and finding.hinted else None
    return Problem(path, *fault.mark, code.severity, code.name, code.message.say(lang, values), hint)


def _short(value: object) -> object:
    """Return a value of a message so that it stays on its line and does nothing to a terminal."""
    if not isinstance(value, str):
        return value
    shown = value[:_SHOWN] + ("…" if len(value) > _SHOWN else "")
    return "".join(char if char.isprintable() else " " for char in shown)
