"""A problem is data: what is wrong, where, and what would mend it. Printing it is for `report`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

Where: TypeAlias = tuple[str | int, ...]
"""The way to a value in plan.yaml, keys and 0-based positions: ("units", 3, "id")."""


class Severity(StrEnum):
    """How much a problem weighs: only an error fails a command."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in both languages of the command line, with {fields}."""

    en: str
    zh: str

    def say(self, lang: str, values: Mapping[str, object]) -> str:
        """Return the sentence in `lang` ("zh", or English for all others) with its fields filled in."""
        return (self.zh if lang == "zh" else self.en).format_map(values)


@dataclass(frozen=True, slots=True)
class Code:
    """What is the same in all problems of one sort."""

    name: str
    severity: Severity
    message: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem before its line is known: `where` in the data, and the values that its wording takes.

    Without `hinted` the code's hint is not given: there is nothing to suggest.
    """

    where: Where
    values: Mapping[str, object] = field(default_factory=dict)
    on_key: bool = False
    hinted: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A problem as it is told: `line` and `column` are 1-based, `column` in characters."""

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str | None = None


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A code together with the function that finds its problems in a `T`."""

    code: Code
    find: Callable[[T], Iterator[Finding]]


def rule(
    name: str, severity: Severity, message: Message, hint: Message | None = None
) -> Callable[[Callable[[T], Iterator[Finding]]], Rule[T]]:
    """Make a `Rule` of the function below."""

    def decorate(find: Callable[[T], Iterator[Finding]]) -> Rule[T]:
        return Rule(Code(name, severity, message, hint), find)

    return decorate
