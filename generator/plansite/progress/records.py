"""A round of reports as frozen records: what the files of content/progress/ may contain.

The docstrings of the records are the descriptions in the JSON Schemas of these files.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from msgspec import field

from plansite.plan.model import Record
from plansite.plan.scalars import Date, Figure, Id, Lists, Ref, Truth, Url, whole


class State(Record, frozen=True):
    """How far an item is; `closed` says that nothing more is to be done for it."""

    id: Id
    label: str
    closed: Truth = False


STATES = (
    State(id="done", label="已完成", closed=True),
    State(id="on-track", label="达到进度"),
    State(id="behind", label="进度滞后"),
    State(id="not-started", label="未启动"),
)
"""The states of a round that names none of its own."""


class Published(StrEnum):
    """A part of a report that is published only where the round says so."""

    PROBLEMS = "problems"
    NEXT = "next"


class Days(Record, frozen=True):
    """The days that a round covers, both included."""

    start: Date = field(name="from")
    end: Date = field(name="to")


class Sealed(Record, frozen=True, kw_only=True):
    """A file of a round as it was when the round was closed, or last corrected.

    `round` stands for what round.yaml says itself, `plan` for who reports on what and who sums up.
    """

    file: str
    by: Annotated[str | None, "of summary.yaml: the unit whose conclusions these are"] = None
    digest: Annotated[str, "SHA-256 of what the file said, in its normal form"]
    corrections: Annotated[int, whole(0), "how many corrections the file had then"] = 0


class Round(Record, frozen=True, kw_only=True):
    """content/progress/<round>/round.yaml: a round of reports (期)."""

    label: str | None = None
    period: Days
    due: Annotated[Date, "the day by which units report"]
    as_of: Annotated[Date | None, "the day that pages speak of; `due` where it is left out"] = None
    coordinator: Annotated[Ref | None, "sums up items that no unit leads"] = None
    states: Annotated[tuple[State, ...], Lists.NOT_EMPTY] = STATES
    publish: Annotated[tuple[Published, ...], "what is published beside the work itself"] = ()
    closed: Annotated[Date | None, "afterwards reports change by correction only"] = None
    sealed: Annotated[tuple[Sealed, ...], "written by `progress close`"] = ()

    @property
    def day(self) -> dt.date:
        """The day that pages speak of, by which lateness is judged."""
        return self.as_of or self.due


class Evidence(Record, frozen=True):
    """A proof of what is reported: a title, and where it can be read."""

    title: str
    url: Url | None = None


class ItemReport(Record, frozen=True):
    """What one unit reports on one item."""

    item: Ref
    state: Annotated[str, "the id of a state of the round"]
    text: str | None = None
    problems: str | None = None
    next: str | None = None
    evidence: tuple[Evidence, ...] = ()


class MeasuredValue(Record, frozen=True, kw_only=True):
    """The value of a target as it was measured; `measure` where it is not the target's own."""

    target: Annotated[str, "the id of a target"]
    value: Figure
    measure: str | None = None
    at: Date
    source: str | None = None


class Received(Record, frozen=True):
    """The file that a report was read from."""

    name: str
    sha256: str


class ReportCorrection(Record, frozen=True):
    """A change of a report after its round was closed."""

    date: Date
    reason: str


Corrections = Annotated[tuple[ReportCorrection, ...], Lists.ONE_OR_MANY]


class UnitReport(Record, frozen=True):
    """content/progress/<round>/<unit>.yaml: what one unit reports, by form or by hand."""

    unit: Ref
    reported_on: Date
    replaces: Annotated[tuple[Date, ...], "the days of the reports that this one took the place of"] = ()
    plan: Annotated[str | None, "digest of the unit's items as they stood when its form was made"] = None
    received: Received | None = None
    correction: Corrections = ()
    reports: tuple[ItemReport, ...] = ()
    measures: tuple[MeasuredValue, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything is reported: a file with neither reports nor values is no report."""
        return bool(self.reports or self.measures)

    @property
    def first_day(self) -> dt.date:
        """The day on which the unit first reported in this round."""
        return min((*self.replaces, self.reported_on))

    @property
    def last_day(self) -> dt.date:
        """The day on which the report last changed."""
        return max((self.reported_on, *(each.date for each in self.correction)))


class Conclusion(Record, frozen=True):
    """What the unit that sums up concludes on an item."""

    item: Ref
    by: Ref
    state: Annotated[str, "the id of a state of the round"]
    text: str | None = None


class ConcludedForm(Record, frozen=True):
    """A form from which conclusions were read."""

    by: Ref
    reported_on: Date
    plan: str | None = None
    received: Received | None = None
    correction: Corrections = ()


class Summary(Record, frozen=True):
    """content/progress/<round>/summary.yaml: what the units that sum up conclude, item by item."""

    items: tuple[Conclusion, ...] = ()
    forms: Annotated[tuple[ConcludedForm, ...], "written by `progress read`"] = ()
