"""Problems as data: what is wrong, where, and how to fix it; `report` prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

Where: TypeAlias = tuple[str | int, ...]
"""Path of a value in plan.yaml, as keys and 0-based positions: ("units", 3, "id")."""


class Severity(StrEnum):
    """How serious a problem is; only an error makes a command fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in both languages of the command line; it may have {fields}."""

    en: str
    zh: str

    def say(self, lang: str, values: Mapping[str, object]) -> str:
        """Return the sentence in `lang` ("zh", or English for any other value), with its fields filled in."""
        return (self.zh if lang == "zh" else self.en).format_map(values)


@dataclass(frozen=True, slots=True)
class Code:
    """A sort of problem: its name, severity and wording."""

    name: str
    severity: Severity
    message: Message
    hint: Message | None = None

    def at(self, path: str, mark: tuple[int, int], lang: str, values: Mapping[str, object]) -> Problem:
        """Return this problem at a line and column of a file, worded in `lang` with `values` filled in."""
        hint = self.hint.say(lang, values) if self.hint else None
        return Problem(path, *mark, self.severity, self.name, self.message.say(lang, values), hint)

    def in_cell(
        self,
        path: str,
        place: tuple[str, str],
        lang: str,
        values: Mapping[str, object],
        *,
        hinted: bool = True,
    ) -> CellProblem:
        """Return this problem in a sheet and cell of a workbook, each "" where it is of the whole."""
        hint = self.hint.say(lang, values) if self.hint and hinted else None
        return CellProblem(path, *place, self.severity, self.name, self.message.say(lang, values), hint)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose line is not known yet: `where` it is in the data, and the values of its message.

    With `on_key`, it points to the key instead of the value. Without `hinted`, the code's hint is left out,
    because there is nothing to suggest.
    """

    where: Where
    values: Mapping[str, object] = field(default_factory=dict)
    on_key: bool = False
    hinted: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem ready to print: `line` and `column` are 1-based, `column` counts characters."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A problem in a workbook, ready to print: `sheet` and `cell` ("F7") are "" where it is of the whole."""

    path: str
    sheet: str
    cell: str
    severity: Severity
    code: str
    message: str
    hint: str | None = None


AnyProblem: TypeAlias = Problem | CellProblem
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A code and the function that finds its problems in a `T`."""

    code: Code
    find: Callable[[T], Iterator[Finding]]


def rule(
    name: str, severity: Severity, message: Message, hint: Message | None = None
) -> Callable[[Callable[[T], Iterator[Finding]]], Rule[T]]:
    """Return a decorator that turns a function into a `Rule`."""

    def decorate(find: Callable[[T], Iterator[Finding]]) -> Rule[T]:
        return Rule(Code(name, severity, message, hint), find)

    return decorate
