"""The plan as frozen records: what plan.yaml may contain.

References (unit and item ids) are plain text here; the rules in `reading.checks` decide whether they resolve,
so that one misspelt id never hides the rest of the plan.
The docstrings of the records and enums that make up a plan are the descriptions in plan.schema.json.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    field_serializer,
    model_serializer,
    model_validator,
)

from plansite.plan.scalars import UNKNOWN_DAY, Date, Id, Number, Ref, Refs, Truth, Url, Year, whole


class Role(StrEnum):
    """What a unit does in an item; the order is that of strength."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"


_LEAD, _RESPONSIBLE, _SUPPORT = Role


class LeadRule(StrEnum):
    """A rule that the document states once for all its lists of units."""

    FIRST = "first"  # 排在第一位的部门为牵头部门，下同


class Bound(StrEnum):
    """How a printed figure binds."""

    REACH = "reach"  # 达到
    AT_LEAST = "at_least"  # 不低于、以上
    AT_MOST = "at_most"  # 不超过、以内
    ABOUT = "about"  # 左右


class Record(BaseModel):
    """The base of all records: frozen, no unknown keys, text stripped of whitespace."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: object) -> object:
        # Unknown keys stay, so that they are reported.
        if isinstance(data, dict) and None in data.values():
            known = {field.alias or name for name, field in cls.model_fields.items()}
            return {key: value for key, value in data.items() if value is not None or key not in known}
        return data


class CitedDocument(Record):
    """A document that is cited: its title and, where printed, its number."""

    title: str
    number: str | None = None


class Notice(Record):
    """The covering 通知 under which the plan was printed."""

    title: str | None = None
    to: str | None = None
    text: str | None = None
    note: str | None = None


class Validity(Record):
    """Whether the document is in force (有效、已失效、已废止), as its editors know it."""

    state: str
    since: Date | None = Field(None, description="the day from which this is so")
    basis: str | None = Field(None, description="the document or decision that says so")

    @model_serializer(mode="wrap")
    def _as_written(self, dump: SerializerFunctionWrapHandler) -> object:
        # A state alone is written, and published, as a text.
        data = dump(self)
        return data["state"] if not (self.since or self.basis) else data


def _state(value: object) -> object:
    return {"state": value} if isinstance(value, str) else value


class Contact(Record):
    """Whom people can ask about the document (咨询机关)."""

    unit: Ref
    phone: str | None = None
    hours: str | None = Field(None, description="when somebody answers, in words")


class Interpretation(Record):
    """A published explanation of the document (解读)."""

    title: str
    url: Url


class PrintedDocument(Record):
    """The head and the foot of the printed document (版头、版记)."""

    head: str | None = None
    number: str | None = None
    issuer: str | None = None
    written_on: Date | None = Field(None, description="成文日期")
    published_on: Date | None = Field(None, description="发布日期")
    index_number: str | None = Field(None, description="索引号")
    validity: Annotated[
        Validity | None, BeforeValidator(_state, json_schema_input_type=str | Validity | None)
    ] = Field(None, description="有效性")
    printed_on: Date | None = Field(None, description="印发日期")
    printed_by: str | None = None
    notice: Notice | None = None
    basis: tuple[CitedDocument, ...] = ()
    cc: str | None = None
    contact: Contact | None = Field(None, description="咨询机关")
    interpretations: tuple[Interpretation, ...] = Field((), description="解读")
    source: str | None = Field(None, description="the published text, a path in the project")


class Period(Record):
    """The years of the plan, both included."""

    start: Year
    end: Year


class RoleLabels(Record):
    """The labels that the document prints before the units of a role."""

    lead: str = "牵头单位"
    responsible: str = "责任单位"
    support: str = "配合单位"

    def of(self, role: Role) -> str:
        """Return the printed label of `role`."""
        return {Role.LEAD: self.lead, Role.RESPONSIBLE: self.responsible, Role.SUPPORT: self.support}[role]


class Kind(Record):
    """A kind of item, named by the plan; a kind with a folder gets a page an item."""

    label: str
    group: str | None = Field(None, description="what the document calls all of them: 五大提升行动")
    folder: Id | None = None


class Succession(Record):
    """A unit that does, from a day on, what the plan asks of another (机构改革); the text stays."""

    unit: Ref
    since: Date
    basis: str | None = None


class Unit(Record):
    """A unit that the plan names, or that has taken over from one it names."""

    id: Id
    name: str = Field(description="as the document prints it; a prefix it drops is put back")
    full_name: str | None = None
    category: str | None = None
    phone: str | None = None
    url: Url | None = Field(None, description="the unit's own web page")
    address: str | None = None
    aliases: tuple[str, ...] = ()
    collective: Truth = False
    now: tuple[Succession, ...] = Field((), description="what became of the unit: merged, renamed or split")
    succeeds: Refs = Field((), description="ids of units of earlier revisions whose place this one took")

    @property
    def names(self) -> tuple[str, ...]:
        """All names of this unit, the printed one first."""
        full = (self.full_name,) if self.full_name else ()
        return (self.name, *full, *self.aliases)


class Due(Record):
    """A deadline, in the words that are printed and, where they give one, as a day."""

    text: str
    date: Date | None = None


class Charge(Record):
    """The units that answer for something, by role."""

    lead: Refs = ()
    responsible: Refs = ()
    support: Refs = ()
    etal: Truth = Field(default=False, description="the printed list ends in 等")
    notation: str | None = Field(None, description="the parenthesis as printed, where the form differs")

    def charged(self) -> Iterator[tuple[Role, int, str]]:
        """Yield (role, position in its list, unit id) in the order of roles, then of each list."""
        for role, refs in ((_LEAD, self.lead), (_RESPONSIBLE, self.responsible), (_SUPPORT, self.support)):
            for position, ref in enumerate(refs):
                yield role, position, ref


class Part(Charge):
    """A stretch of an item's text that closes with its own parenthesis."""

    text: str | None = None
    due: Due | None = Field(None, description="the deadline of this part, where it has one of its own")


class Item(Charge):
    """A node of the plan's tree: 章、节、任务, or a paragraph with neither number nor title."""

    id: Id
    kind: str | None = None
    number: Number | None = None
    title: str | None = None
    short_title: str | None = None
    run_in: Truth | None = Field(None, description="the title runs into the text with 。 on one line")
    text: str | None = None
    parts: tuple[Part, ...] = ()
    due: Due | None = None
    succeeds: Refs = Field((), description="ids of items of earlier revisions whose place this one took")
    items: tuple[Item, ...] = ()

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the item's own text and of its parts, one per line of text."""
        texts = (self.text, *(part.text for part in self.parts))
        return tuple(line.strip() for text in texts for line in (text or "").splitlines() if line.strip())

    @property
    def charges(self) -> tuple[Charge, ...]:
        """The item itself and its parts: each may have its own list of units."""
        return (self, *self.parts)


class Duty(Record):
    """What the text asks of a unit in prose, outside any list of units."""

    unit: Ref
    item: Ref
    quote: str


class Target(Record):
    """A target, with or without a figure; only what is printed is filled in."""

    id: Id
    item: Ref
    label: str
    quote: str
    value: Annotated[Decimal, Field(ge=-(10**15), le=10**15)] | None = None
    measure: str | None = None
    bound: Bound | None = None
    by: Year | None = None

    @field_serializer("value", when_used="json")
    def _plain_number(self, value: Decimal | None) -> int | float | None:
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)


class Audience(Record):
    """A group of people whom the plan addresses, and the items that are about it."""

    id: Id
    name: str
    items: Annotated[tuple[Ref, ...], Field(min_length=1)]
    quote: str


class Programme(Record):
    """A project, an activity or a brand that the plan names (项目、活动与品牌)."""

    id: Id
    name: str
    item: Ref
    quote: str
    category: str | None = None


class Milestone(Record):
    """A stage of the schedule: its years, and the words as printed."""

    id: Id
    item: Ref
    label: str
    quote: str
    start: Year = Field(alias="from")
    end: Year = Field(alias="to")
    when: str | None = Field(None, description="the words of the quote that say when: 2022年初")


class Revision(Record):
    """A dated revision of the plan."""

    date: Date
    note: str
    basis: str | None = None
    plan: str | None = Field(None, description="the plan.yaml before this revision, a path in the project")


class Plan(Record):
    """The whole document."""

    schema_version: Annotated[int, Field(ge=1, le=1), BeforeValidator(whole)] = Field(alias="schema")
    title: str
    short_title: str | None = None
    document: PrintedDocument = PrintedDocument()
    period: Period | None = Field(None, description="left out where the document names no years")
    lead_rule: LeadRule | None = None
    roles: RoleLabels = RoleLabels()
    kinds: dict[str, Kind] = {}
    units: tuple[Unit, ...] = ()
    items: tuple[Item, ...]
    duties: tuple[Duty, ...] = ()
    targets: tuple[Target, ...] = ()
    audiences: tuple[Audience, ...] = ()
    programmes: tuple[Programme, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    revisions: tuple[Revision, ...] = ()

    @property
    def name(self) -> str:
        """The short title, or the title if there is none."""
        return self.short_title or self.title

    @property
    def day(self) -> dt.date:
        """The day of the last revision, else 印发日期, else 1 January of the plan's first year.

        If the plan names none of them, it is `UNKNOWN_DAY`, which stamps files and is shown nowhere.
        """
        return max((revision.date for revision in self.revisions), default=self.first_day)

    @property
    def first_day(self) -> dt.date:
        """印发日期, else 1 January of the plan's first year, else `UNKNOWN_DAY`."""
        start = dt.date(self.period.start, 1, 1) if self.period else UNKNOWN_DAY
        return self.document.printed_on or start

    @property
    def is_dated(self) -> bool:
        """Whether the plan names its `day`."""
        return bool(self.revisions or self.document.printed_on or self.period)
