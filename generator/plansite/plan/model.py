"""The plan as frozen records: what plan.yaml may contain.

References (unit and item ids) are plain text here; the rules in `reading.checks` decide whether they resolve,
so that one misspelt id never hides the rest of the plan.
The docstrings of the records and enums that make up a plan are the descriptions in plan.schema.json.
Every run needs the annotations; they are no texts here, as evaluating those takes longer.
"""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar

from msgspec import Struct, field

from plansite.plan.scalars import (
    UNKNOWN_DAY,
    Date,
    Figure,
    Id,
    Lists,
    Number,
    Ref,
    Refs,
    Truth,
    Url,
    Year,
    whole,
)


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


class Record(Struct, frozen=True):
    """The base of all records; `reading` makes them from plain data, `plan.data` makes that of them.

    A text in the annotation of a field is its description in the JSON Schema. The field named by `alone` may
    stand for the whole record; those in `kept` stand in plain data even if they are absent.
    """

    alone: ClassVar[str | None] = None
    kept: ClassVar[tuple[str, ...]] = ()


class CitedDocument(Record, frozen=True):
    """A document that is cited: its title and, where printed, its number."""

    title: str
    number: str | None = None


class Notice(Record, frozen=True):
    """The covering 通知 under which the plan was printed."""

    title: str | None = None
    to: str | None = None
    text: str | None = None
    note: str | None = None


class Validity(Record, frozen=True):
    """Whether the document is in force (有效、已失效、已废止), as its editors know it."""

    alone: ClassVar[str] = "state"

    state: str
    since: Annotated[Date | None, "the day from which this is so"] = None
    basis: Annotated[str | None, "the document or decision that says so"] = None


class Contact(Record, frozen=True):
    """Whom people can ask about the document (咨询机关)."""

    unit: Ref
    phone: str | None = None
    hours: Annotated[str | None, "when somebody answers, in words"] = None


class Interpretation(Record, frozen=True):
    """A published explanation of the document (解读)."""

    title: str
    url: Url


class PrintedDocument(Record, frozen=True):
    """The head and the foot of the printed document (版头、版记)."""

    head: str | None = None
    number: str | None = None
    issuer: str | None = None
    written_on: Annotated[Date | None, "成文日期"] = None
    published_on: Annotated[Date | None, "发布日期"] = None
    index_number: Annotated[str | None, "索引号"] = None
    validity: Annotated[Validity | None, "有效性"] = None
    printed_on: Annotated[Date | None, "印发日期"] = None
    printed_by: str | None = None
    notice: Notice | None = None
    basis: tuple[CitedDocument, ...] = ()
    cc: str | None = None
    contact: Annotated[Contact | None, "咨询机关"] = None
    interpretations: Annotated[tuple[Interpretation, ...], "解读"] = ()
    source: Annotated[str | None, "the published text, a path in the project"] = None


class Period(Record, frozen=True):
    """The years of the plan, both included."""

    start: Year
    end: Year


class RoleLabels(Record, frozen=True):
    """The labels that the document prints before the units of a role."""

    lead: str = "牵头单位"
    responsible: str = "责任单位"
    support: str = "配合单位"

    def of(self, role: Role) -> str:
        """Return the printed label of `role`."""
        return {Role.LEAD: self.lead, Role.RESPONSIBLE: self.responsible, Role.SUPPORT: self.support}[role]


class Kind(Record, frozen=True):
    """A kind of item, named by the plan; a kind with a folder gets a page an item."""

    label: str
    group: Annotated[str | None, "what the document calls all of them: 五大提升行动"] = None
    folder: Id | None = None


class Succession(Record, frozen=True):
    """A unit that does, from a day on, what the plan asks of another (机构改革); the text stays."""

    unit: Ref
    since: Date
    basis: str | None = None


class Unit(Record, frozen=True):
    """A unit that the plan names, or that has taken over from one it names."""

    id: Id
    name: Annotated[str, "as the document prints it; a prefix it drops is put back"]
    full_name: str | None = None
    category: str | None = None
    phone: str | None = None
    url: Annotated[Url | None, "the unit's own web page"] = None
    address: str | None = None
    aliases: tuple[str, ...] = ()
    collective: Truth = False
    now: Annotated[tuple[Succession, ...], "what became of the unit: merged, renamed or split"] = ()
    succeeds: Annotated[Refs, "ids of units of earlier revisions whose place this one took"] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names of this unit, the printed one first."""
        full = (self.full_name,) if self.full_name else ()
        return (self.name, *full, *self.aliases)


class Due(Record, frozen=True):
    """A deadline, in the words that are printed and, where they give one, as a day."""

    text: str
    date: Date | None = None


class Charge(Record, frozen=True):
    """The units that answer for something, by role."""

    lead: Refs = ()
    responsible: Refs = ()
    support: Refs = ()
    etal: Annotated[Truth, "the printed list ends in 等"] = False
    notation: Annotated[str | None, "the parenthesis as printed, where the form differs"] = None

    def charged(self) -> Iterator[tuple[Role, int, str]]:
        """Yield (role, position in its list, unit id) in the order of roles, then of each list."""
        for role, refs in ((_LEAD, self.lead), (_RESPONSIBLE, self.responsible), (_SUPPORT, self.support)):
            for position, ref in enumerate(refs):
                yield role, position, ref


class Part(Charge, frozen=True):
    """A stretch of an item's text that closes with its own parenthesis."""

    text: str | None = None
    due: Annotated[Due | None, "the deadline of this part, where it has one of its own"] = None


class Item(Charge, frozen=True, kw_only=True, dict=True):
    """A node of the plan's tree: 章、节、任务, or a paragraph with neither number nor title."""

    id: Id
    kind: str | None = None
    number: Number | None = None
    title: str | None = None
    short_title: str | None = None
    run_in: Annotated[Truth | None, "the title runs into the text with 。 on one line"] = None
    text: str | None = None
    parts: tuple[Part, ...] = ()
    due: Due | None = None
    succeeds: Annotated[Refs, "ids of items of earlier revisions whose place this one took"] = ()
    items: "tuple[Item, ...]" = ()

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the item's own text and of its parts, one per line of text."""
        texts = (self.text, *(part.text for part in self.parts))
        return tuple(line.strip() for text in texts for line in (text or "").splitlines() if line.strip())

    @property
    def charges(self) -> tuple[Charge, ...]:
        """The item itself and its parts: each may have its own list of units."""
        return (self, *self.parts)


class Duty(Record, frozen=True):
    """What the text asks of a unit in prose, outside any list of units."""

    unit: Ref
    item: Ref
    quote: str


class Target(Record, frozen=True):
    """A target, with or without a figure; only what is printed is filled in."""

    kept: ClassVar[tuple[str, ...]] = ("value",)

    id: Id
    item: Ref
    label: str
    quote: str
    value: Figure | None = None
    measure: str | None = None
    bound: Bound | None = None
    by: Year | None = None


class Audience(Record, frozen=True):
    """A group of people whom the plan addresses, and the items that are about it."""

    id: Id
    name: str
    items: Annotated[tuple[Ref, ...], Lists.NOT_EMPTY]
    quote: str


class Programme(Record, frozen=True):
    """A project, an activity or a brand that the plan names (项目、活动与品牌)."""

    id: Id
    name: str
    item: Ref
    quote: str
    category: str | None = None


class Milestone(Record, frozen=True):
    """A stage of the schedule: its years, and the words as printed."""

    id: Id
    item: Ref
    label: str
    quote: str
    start: Year = field(name="from")
    end: Year = field(name="to")
    when: Annotated[str | None, "the words of the quote that say when: 2022年初"] = None


class Revision(Record, frozen=True):
    """A dated revision of the plan."""

    date: Date
    note: str
    basis: str | None = None
    plan: Annotated[str | None, "the plan.yaml before this revision, a path in the project"] = None


class Plan(Record, frozen=True, kw_only=True):
    """The whole document."""

    schema_version: Annotated[int, whole(1, 1)] = field(name="schema")
    title: str
    short_title: str | None = None
    document: PrintedDocument = PrintedDocument()
    period: Annotated[Period | None, "left out where the document names no years"] = None
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
