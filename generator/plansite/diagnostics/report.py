"""Report problems to a person, to a program, or in a pull request."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from plansite.diagnostics.messages import message
from plansite.diagnostics.problems import AnyProblem, CellProblem, Problem, Severity

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_JOINTS = {"zh": "，", "en": "; "}


def console() -> Console:
    """Return a console on standard error that uses colour on a terminal and never wraps lines."""
    from rich.console import Console  # noqa: PLC0415  takes 0.1 s to import, which --help does not need

    return Console(file=sys.stderr, highlight=False, soft_wrap=True, emoji=False, markup=False)


def line(problem: AnyProblem, lang: str) -> str:
    """Return `plan.yaml:123:9: error[unknown-unit] …`, with the hint after the message."""
    return f"{_place(problem)} {problem.severity.value}[{problem.code}] {_sentence(problem, lang)}"


def _place(problem: AnyProblem) -> str:
    if isinstance(problem, CellProblem):
        place = "!".join(part for part in (problem.sheet, problem.cell) if part)
        return f"{problem.path} {place}:" if place else f"{problem.path}:"
    return f"{problem.path}:{problem.line}:{problem.column}:"


def _sentence(problem: AnyProblem, lang: str) -> str:
    return problem.message + (_JOINTS[lang] + problem.hint if problem.hint else "")


def to_terminal(problems: Iterable[AnyProblem], lang: str) -> None:
    """Print problems to standard error."""
    for problem in problems:
        from rich.text import Text  # noqa: PLC0415  as above; most plans have no problem

        label = f"{problem.severity.value}[{problem.code}]"
        text = Text.assemble(
            (_place(problem), "bold"), " ", (label, _STYLES[problem.severity]), " ", _sentence(problem, lang)
        )
        console().print(text)


def to_json(problems: Iterable[AnyProblem]) -> str:
    """Return problems as a JSON list of objects with their fields."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1)


def to_github(problems: Iterable[Problem], lang: str) -> str:
    """Return problems as GitHub Actions workflow commands, which annotate the lines of a pull request."""
    return "\n".join(
        f"::{_GITHUB[problem.severity]} file={_property(problem.path)},line={problem.line},"
        f"col={problem.column},title={_property(problem.code)}::{_data(_sentence(problem, lang))}"
        for problem in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Iterable[AnyProblem], lang: str) -> str:
    """Return how many problems there are of each severity."""
    count = Counter(problem.severity for problem in problems)
    return message(
        "problems",
        lang,
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        notes=count[Severity.NOTE],
    )
