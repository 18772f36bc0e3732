"""From the bytes of a plan.yaml to a Plan and to every problem in it, in one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import checks, source
from generator.model import Plan
from generator.problems import Code, Finding, Problem, Severity, Where
from generator.validate import validate


@dataclass(frozen=True, slots=True)
class Examined:
    """A plan and its problems, in the order of the file; `plan` is None when one of them is an error."""

    plan: Plan | None
    problems: tuple[Problem, ...]


def examine(raw: bytes, path: str, lang: str) -> Examined:
    """Read, validate and check the plan in `raw`; `path` is the file's name in the problems, told in `lang`."""
    text, faults = source.decode(raw)
    parsed = source.parse(text) if not faults else source.Parsed(None, ())
    told = [_problem(path, lang, fault.code, fault.finding, fault.mark) for fault in (*faults, *parsed.faults)]
    plan = None
    if not faults and (parsed.data is not None or not parsed.faults):
        plan, findings = _look(parsed.data)
        if findings:
            marks = source.positions(text)
            told += [
                _problem(path, lang, code, finding, marks.of(finding.where, on_key=finding.on_key))
                for code, finding in findings
            ]
    failed = any(problem.severity is Severity.ERROR for problem in told)
    return Examined(None if failed else plan, tuple(sorted(told)))


def _look(data: source.Data | None) -> tuple[Plan | None, list[tuple[Code, Finding]]]:
    validated = validate({} if data is None else data)
    findings = list(validated.findings)
    if validated.plan is not None:
        found = checks.find(validated.plan)
        findings += [each for each in found if not _touched(each[1].where, validated.repaired)]
    return validated.plan, findings


def _touched(where: Where, repaired: Iterable[Where]) -> bool:
    """Tell whether a finding is about something that was taken out or filled in to go on."""
    return any(where[: len(gone)] == gone or gone[: len(where)] == where for gone in repaired)


def _problem(path: str, lang: str, code: Code, finding: Finding, mark: source.Mark) -> Problem:
    hint = code.hint.say(lang, finding.values) if code.hint and finding.hinted else None
    message = code.message.say(lang, finding.values)
    return Problem(path, *mark, code.severity, code.name, message, hint)
