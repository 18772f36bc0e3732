"""From the bytes of a file to a record and to every problem in it, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias

from generator import checks, links, source
from generator.model import Plan
from generator.problems import Code, Finding, Problem, Severity, Where
from generator.validate import R, validate

_Found: TypeAlias = tuple[Code, Finding]


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
    text, faults = source.decode(raw)
    told = [_placed(path, lang, fault) for fault in faults]
    if text is None:
        return Examined(None, tuple(told))
    parsed = source.parse(text)
    told += [_placed(path, lang, fault) for fault in parsed.faults]
    record = None
    if parsed.data is not None or not parsed.faults:
        record, findings = _look(model, parsed.data, find)
        marks = source.positions(text) if findings else source.Positions({}, {})
        told += [
            _problem(path, lang, code, finding, marks.of(finding.where, on_key=finding.on_key))
            for code, finding in findings
        ]
    return Examined(None if failed(told) else record, tuple(sorted(told)))


def located(raw: bytes, path: str, lang: str, findings: Iterable[_Found]) -> tuple[Problem, ...]:
    """Return `findings` in the file `raw` as problems, with their lines."""
    found = tuple(findings)
    marks = source.positions(source.decode(raw)[0] or "") if found else source.Positions({}, {})
    return tuple(
        _problem(path, lang, code, finding, marks.of(finding.where, on_key=finding.on_key))
        for code, finding in found
    )


def examine_text(raw: bytes, path: str, lang: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of Markdown in `raw`, and what is wrong with it."""
    text, faults = source.decode(raw)
    found = (*faults, *links.faults(text or ""))
    return text or "", tuple(sorted(_placed(path, lang, fault) for fault in found))


def failed(problems: Iterable[Problem]) -> bool:
    """Tell whether one of `problems` is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _look(
    model: type[R], data: source.Data | None, find: Callable[[R], Iterator[_Found]]
) -> tuple[R | None, list[_Found]]:
    validated = validate({} if data is None else data, model)
    findings = list(validated.findings)
    if validated.record is not None:
        gone = validated.repaired
        findings += [found for found in find(validated.record) if not _is_moot(*found, gone)]
    return validated.record, findings


# What a rule looks things up in; where that is gone, it would find too much.
_LOOKS_UP: dict[str, set[Where]] = {
    "unknown-unit": {("units",)},
    "unused-unit": {("items",), ("duties",)},
    "unknown-item": {("items",)},
    "unknown-kind": {("kinds",)},
}


def _is_moot(code: Code, finding: Finding, repaired: Iterable[Where]) -> bool:
    """Tell whether a finding is about something that a repair took out or filled in, or looked up there."""
    where = finding.where
    return any(
        where[: len(gone)] == gone or gone[: len(where)] == where or gone in _LOOKS_UP.get(code.name, ())
        for gone in repaired
    )


def _placed(path: str, lang: str, fault: source.Fault) -> Problem:
    return _problem(path, lang, fault.code, fault.finding, fault.mark)


def _problem(path: str, lang: str, code: Code, finding: Finding, mark: source.Mark) -> Problem:
    hint = code.hint.say(lang, finding.values) if code.hint and finding.hinted else None
    message = code.message.say(lang, finding.values)
    return Problem(path, *mark, code.severity, code.name, message, hint)
