"""Problems as data: what is wrong, where, and how to fix it; `report` prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct, field

Where: TypeAlias = tuple[str | int, ...]
"""Path of a value in plan.yaml, as keys and 0-based positions: ("units", 3, "id")."""


class Severity(StrEnum):
    """How serious a problem is; only an error makes a command fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Message(Struct, frozen=True):
    """One sentence in both languages of the command line; it may have {fields}."""

    en: str
    zh: str

    def say(self, lang: str, values: Mapping[str, object]) -> str:
        """Return the sentence in `lang` ("zh", or English for any other value), with its fields filled in."""
        return (self.zh if lang == "zh" else self.en).format_map(values)


class Code(Struct, frozen=True):
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


class Finding(Struct, frozen=True):
    """A problem whose line is not known yet: `where` it is in the data, and the values of its message.

    With `on_key`, it points to the key instead of the value. Without `hinted`, the code's hint is left out,
    because there is nothing to suggest.
    """

    where: Where
    values: Mapping[str, object] = field(default_factory=dict)
    on_key: bool = False
    hinted: bool = True


class Problem(Struct, frozen=True, order=True):
    """A problem ready to print: `line` and `column` are 1-based, `column` counts characters."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str | None = None


class CellProblem(Struct, frozen=True):
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


class Rule(Struct, Generic[T], frozen=True):
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
