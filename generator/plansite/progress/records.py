"""A round of reports as frozen records: what the files of content/progress/ may contain.

The docstrings of the records are the descriptions in the JSON Schemas of these files.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, field_serializer

from plansite.plan.model import Record
from plansite.plan.scalars import Date, Id, Ref, Truth, Url


class State(Record):
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


class Days(Record):
    """The days that a round covers, both included."""

    start: Date = Field(alias="from")
    end: Date = Field(alias="to")


class Sealed(Record):
    """A file of a round as it was when the round was closed, or last corrected.

    `round` stands for what round.yaml says itself, `plan` for who reports on what and who sums up.
    """

    file: str
    by: str | None = Field(None, description="of summary.yaml: the unit whose conclusions these are")
    digest: str = Field(description="SHA-256 of what the file said, in its normal form")
    corrections: int = Field(0, ge=0, description="how many corrections the file had then")


class Round(Record):
    """content/progress/<round>/round.yaml: a round of reports (期)."""

    label: str | None = None
    period: Days
    due: Date = Field(description="the day by which units report")
    as_of: Date | None = Field(None, description="the day that pages speak of; `due` where it is left out")
    coordinator: Ref | None = Field(None, description="sums up items that no unit leads")
    states: Annotated[tuple[State, ...], Field(min_length=1)] = STATES
    publish: tuple[Published, ...] = Field((), description="what is published beside the work itself")
    closed: Date | None = Field(None, description="afterwards reports change by correction only")
    sealed: tuple[Sealed, ...] = Field((), description="written by `progress close`")

    @property
    def day(self) -> dt.date:
        """The day that pages speak of, by which lateness is judged."""
        return self.as_of or self.due


class Evidence(Record):
    """A proof of what is reported: a title, and where it can be read."""

    title: str
    url: Url | None = None


class ItemReport(Record):
    """What one unit reports on one item."""

    item: Ref
    state: Annotated[str, Field(description="the id of a state of the round")]
    text: str | None = None
    problems: str | None = None
    next: str | None = None
    evidence: tuple[Evidence, ...] = ()


class MeasuredValue(Record):
    """The value of a target as it was measured; `measure` where it is not the target's own."""

    target: Annotated[str, Field(description="the id of a target")]
    value: Annotated[Decimal, Field(ge=-(10**15), le=10**15)]
    measure: str | None = None
    at: Date
    source: str | None = None

    @field_serializer("value", when_used="json")
    def _plain_number(self, value: Decimal) -> int | float:
        return int(value) if value == value.to_integral_value() else float(value)


class Received(Record):
    """The file that a report was read from."""

    name: str
    sha256: str


class ReportCorrection(Record):
    """A change of a report after its round was closed."""

    date: Date
    reason: str


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, dict) else value


Corrections = Annotated[
    tuple[ReportCorrection, ...],
    BeforeValidator(_one_or_many, json_schema_input_type=ReportCorrection | tuple[ReportCorrection, ...]),
]


class UnitReport(Record):
    """content/progress/<round>/<unit>.yaml: what one unit reports, by form or by hand."""

    unit: Ref
    reported_on: Date
    replaces: tuple[Date, ...] = Field(
        (), description="the days of the reports that this one took the place of"
    )
    plan: str | None = Field(
        None, description="digest of the unit's items as they stood when its form was made"
    )
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


class Conclusion(Record):
    """What the unit that sums up concludes on an item."""

    item: Ref
    by: Ref
    state: Annotated[str, Field(description="the id of a state of the round")]
    text: str | None = None


class ConcludedForm(Record):
    """A form from which conclusions were read."""

    by: Ref
    reported_on: Date
    plan: str | None = None
    received: Received | None = None
    correction: Corrections = ()


class Summary(Record):
    """content/progress/<round>/summary.yaml: what the units that sum up conclude, item by item."""

    items: tuple[Conclusion, ...] = ()
    forms: tuple[ConcludedForm, ...] = Field((), description="written by `progress read`")
