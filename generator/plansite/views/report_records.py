"""What the report of a round (总结评估报告) shows: words, and numbers that are already counted."""

from __future__ import annotations

from msgspec import Struct


class ReportSaid(Struct, frozen=True):
    """What a unit reported on an item; `state` is 未报送 where it did not. Texts are lists of paragraphs.

    `differs` says that it reported another state than was concluded.
    """

    unit: str
    state: str
    text: tuple[str, ...]
    problems: tuple[str, ...]
    next: tuple[str, ...]
    notes: tuple[str, ...]
    differs: bool = False


class ReportItem(Struct, frozen=True):
    """An item: its concluded state and text, or without a conclusion, what each unit reported.

    `title` has the number that the plan prints, if it has one. `by` says who concluded and how many
    units reported; problems and next steps are those that are published.
    """

    title: str
    state: str
    text: tuple[str, ...]
    by: str
    said: tuple[ReportSaid, ...]
    concluded: bool = True


class ReportHead(Struct, frozen=True):
    """An action, a project or a chapter: what is said of it as a whole, if it has units, and its items.

    `counts` are the numbers of items in each state, then of those without a conclusion, then of all.
    """

    title: str
    own: ReportItem | None
    items: tuple[ReportItem, ...]
    counts: tuple[int, ...]


class ReportTarget(Struct, frozen=True):
    """A value of a target, or that none was given: then all but the first two are ""."""

    label: str
    quote: str
    value: str
    note: str
    day: str
    source: str
    unit: str


class ReportUnit(Struct, frozen=True):
    """A unit that reports: on how many items, on which it did not, when, and what happened to its report."""

    name: str
    asked: int
    reported: int
    missing: tuple[str, ...]
    day: str
    notes: tuple[str, ...]


class ReportOpen(Struct, frozen=True):
    """An item that is not finished, or of which nobody concluded whether it is."""

    title: str
    head: str
    state: str
    by: str


class ReportFigure(Struct, frozen=True):
    """A figure of the report: how it was found, and in which files."""

    name: str
    value: str
    how: str
    files: tuple[str, ...]


class ReportEvidence(Struct, frozen=True):
    """A proof that a unit named: for which item, its title, and where it can be read, or ""."""

    unit: str
    item: str
    title: str
    url: str


class ProgressReport(Struct, frozen=True):
    """The whole report; the sentences of 总体情况 are lists of paragraphs.

    `signed` is the unit that coordinates the round, or "". `columns` are the heads of the counts by action.
    """

    title: str
    author: str
    signed: str
    reporting: tuple[str, ...]
    progress: tuple[str, ...]
    measuring: tuple[str, ...]
    kinds: str
    columns: tuple[str, ...]
    heads: tuple[ReportHead, ...]
    totals: tuple[int, ...]
    targets: tuple[ReportTarget, ...]
    units: tuple[ReportUnit, ...]
    open: tuple[ReportOpen, ...]
    changes: tuple[str, ...]
    files: str
    """Where the files are that the figures name."""
    figures: tuple[ReportFigure, ...]
    evidence: tuple[ReportEvidence, ...]
    closing: str
    """What the report was made from, and what prevails over it."""
