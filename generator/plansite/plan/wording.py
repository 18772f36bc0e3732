"""Lay out the words of the plan in the order and form in which the document prints them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from plansite.plan.assignments import Accountability, Deadline
from plansite.plan.model import Charge, Item, Plan, PrintedDocument, Role, RoleLabels
from plansite.plan.tree import Node, walk
from plansite.text.numbering import read

_CLOSING = "。？！：；"
_CLOSED = tuple(_CLOSING + "?!:;")


class Style(StrEnum):
    """How a line of the document is formatted."""

    HEAD = "head"
    NUMBER = "number"
    TITLE = "title"
    ADDRESSEE = "addressee"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FOOT = "foot"


class Line(Struct, frozen=True):
    """A printed line; `opening` is the run-in number and title that `text` continues.

    `anchor` is its id on /plan/: that of its item, or `<id>-p2` and so on from the second paragraph.
    """

    style: Style
    text: str
    node: Node | None = None
    anchor: str | None = None
    opening: str = ""


class Imprint(Struct, frozen=True):
    """版记 as printed: who has a copy, who printed the document and when; "" for what it does not say."""

    cc: str
    printed_by: str
    printed_on: str

    def __bool__(self) -> bool:
        return bool(self.cc or self.printed_by or self.printed_on)


def title_of(item: Item) -> str:
    """Return the printed title without a closing 。, or "" if there is none."""
    return (item.title or "").removesuffix("。")


def heading_of(item: Item) -> str:
    """Return the printed number and title without a closing 。."""
    return (item.number or "") + title_of(item)


def name_of(item: Item, part: str | None = None) -> str:
    """Return what an item is called by itself: its number, and its title or else the start of its text.

    `part` is the text of the part that is meant, where one of several is.
    """
    return (item.number or "") + (title_of(item) or (_cut(part) if part else excerpt(item)))


def short_title_of(item: Item) -> str:
    """Return the title for use in lists: the short title, else the title, else the start of the text."""
    return item.short_title or title_of(item) or excerpt(item)


def excerpt(item: Item, length: int = 20) -> str:
    """Return the first `length` characters of an untitled item's text, or its id if it has no text."""
    return _cut(item.paragraphs[0], length) if item.paragraphs else item.id


def _cut(text: str, length: int = 20) -> str:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= length else first[:length] + "…"


def opening_of(item: Item, length: int = 60) -> str:
    """Return the first sentence of an item's text, cut to `length` characters, or ""."""
    first = item.paragraphs[0].partition("。")[0] if item.paragraphs else ""
    return f"{first[:length]}……" if len(first) > length else f"{first}。" if first else ""


def runs_in(item: Item) -> bool:
    """Return whether the title shares a line with the text.

    If the plan does not say, a title numbered in Arabic digits does (1.标题。正文), as is usual in official
    documents; 一、 and （一） have lines of their own (GB/T 9704—2012, 7.3.3).
    """
    if item.run_in is not None:
        return item.run_in
    number = read(item.number) if item.number else None
    return number is not None and number.arabic and bool(item.title) and bool(item.paragraphs)


def parenthesis(charge: Charge, labels: RoleLabels, names: Mapping[str, str]) -> str:
    """Return the printed list of units, （牵头单位：…，责任单位：…）, or "" if `charge` names none.

    A `notation` is returned as it is. `names` are the printed names of units by id.
    """
    if charge.notation is not None:
        return charge.notation
    lists: dict[Role, list[str]] = {}
    for role, _, ref in charge.charged():
        lists.setdefault(role, []).append(names.get(ref, ref))
    if not lists:
        return ""
    printed = [f"{labels.of(role)}：{'、'.join(units)}" for role, units in lists.items()]
    return f"（{'，'.join(printed)}{'等' if charge.etal else ''}）"


def role_noun(label: str) -> str:
    """Return the printed label of a role without 单位 or 部门: 牵头, 责任, 参与."""
    return label.removesuffix("单位").removesuffix("部门")


def role_verb(label: str) -> str:
    """Return the verb for a role, for use within a sentence: 牵头, 负责, 参与."""
    noun = role_noun(label)
    return "负责" if noun == "责任" else noun


def lead_above(plan: Plan, item: Accountability) -> str:
    """Return the label for those who lead what an item belongs to: 所属行动牵头; "" if nobody does."""
    if not item.lead_is_inherited or item.lead_from is None or not item.lead:
        return ""
    kind = plan.kinds.get(item.lead_from.item.kind or "")
    return f"所属{kind.label if kind else '部分'}{role_noun(plan.roles.of(Role.LEAD))}"


def due(deadlines: Iterable[Deadline]) -> str:
    """Return the deadlines as printed, joined by 、, or "" if there are none."""
    return "、".join(each.due.text for each in deadlines)


def date(day: dt.date) -> str:
    """Return a date as documents print it: 2022年4月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def years(start: int, end: int) -> str:
    """Return years as documents print them: 2022年, 2022—2025年."""
    return f"{start}年" if start == end else f"{start}—{end}年"


def period(plan: Plan) -> str:
    """Return the plan's years, or "" if it names none."""
    return years(plan.period.start, plan.period.end) if plan.period else ""


def validity(document: PrintedDocument) -> str:
    """Return whether the document is in force, since when and why; "" if its editors do not say."""
    said = document.validity
    if said is None:
        return ""
    since = f"，自{date(said.since)}起" if said.since else ""
    return f"{said.state}{since}{f'（依据：{said.basis}）' if said.basis else ''}"


def lines(plan: Plan) -> Iterator[Line]:
    """Yield all lines of the document."""
    yield from _head(plan)
    yield Line(Style.TITLE, plan.title)
    names = {unit.id: unit.name for unit in plan.units}
    for node in walk(plan):
        yield from item_lines(node, plan, names)
    yield from _foot(plan)


def _head(plan: Plan) -> Iterator[Line]:
    document = plan.document
    if document.head:
        yield Line(Style.HEAD, document.head)
    if document.number:
        yield Line(Style.NUMBER, document.number)
    notice = document.notice
    if notice is None:
        return
    if notice.title:
        yield Line(Style.TITLE, notice.title)
    for style, text in ((Style.ADDRESSEE, notice.to), (Style.PARAGRAPH, notice.text)):
        for paragraph in (text or "").splitlines():
            yield Line(style, paragraph)
    if notice.note:
        yield Line(Style.PARAGRAPH, f"（{notice.note}）")


def imprint(plan: Plan) -> Imprint:
    """Return the lines at the end of the document (版记)."""
    document = plan.document
    return Imprint(
        f"抄送：{document.cc}" if document.cc else "",
        document.printed_by or "",
        f"{date(document.printed_on)}印发" if document.printed_on else "",
    )


def _foot(plan: Plan) -> Iterator[Line]:
    found = imprint(plan)
    for text in filter(None, (found.cc, found.printed_by, found.printed_on)):
        yield Line(Style.FOOT, text)


def item_lines(node: Node, plan: Plan, names: Mapping[str, str]) -> Iterator[Line]:
    """Yield the lines of one item, without those of the items below it."""
    item = node.item
    texts = paragraphs(item, plan, names)
    opening = (item.number or "") + (item.title or "")
    anchor: str | None = item.id
    if opening and not (runs_in(item) and texts):
        # A number without a title opens the first paragraph: 一、本条例……
        if item.title or not texts:
            yield Line(Style.HEADING, opening, node, anchor)
            anchor, opening = None, ""
    elif item.title and not item.title.endswith(_CLOSED):
        opening += "。"
    for number, paragraph in enumerate(texts, start=1):
        mark = anchor if number == 1 else f"{item.id}-p{number}"
        yield Line(Style.PARAGRAPH, paragraph, node, mark, opening if number == 1 else "")


def together(labels: Sequence[str], word: str = "与") -> str:
    """Return labels as a text names them together: 行动与工程; 行动、工程与专项."""
    *first, last = labels
    return f"{'、'.join(first)}{word}{last}" if first else last


def paragraphs(item: Item, plan: Plan, names: Mapping[str, str]) -> list[str]:
    """Return the item's paragraphs, with each list of units at the end of the text that it closes."""
    found: list[str] = []
    for text, charge in ((item.text, item), *((part.text, part) for part in item.parts)):
        own = [line.strip() for line in (text or "").splitlines() if line.strip()]
        closing = parenthesis(charge, plan.roles, names)
        if closing and own:
            own[-1] += closing
        elif closing and found:
            found[-1] += closing
        elif closing:
            own = [closing]
        found += own
    return found
