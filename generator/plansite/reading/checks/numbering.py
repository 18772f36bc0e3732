"""Rules about printed numbers: notes only, because the document may really be printed that way."""

from __future__ import annotations

from collections.abc import Iterator

from plansite.diagnostics.problems import Finding, Message, Severity, rule
from plansite.plan.tree import Node
from plansite.reading.checks.subject import Subject
from plansite.text.numbering import Number, read

_Pair = tuple[Node, Number, Number]


def _neighbours(subject: Subject) -> Iterator[_Pair]:
    """Yield numbered items, each with the number before it of the same form and with its own.

    Documents may restart a sequence under each parent or let it run on across parents. So the number before
    is that of the last sibling or, for a first child not numbered 1, that of the last item of the same form.
    """
    last_sibling: dict[tuple[int, str], Number] = {}
    last_anywhere: dict[str, Number] = {}
    for node in subject.nodes:
        number = read(node.item.number) if node.item.number else None
        if number is None:
            continue
        key = (id(node.parent), number.form)
        before = last_sibling.get(key)
        if before is not None:
            yield node, before, number
        elif number.value != 1:
            yield node, last_anywhere.get(number.form, Number(0, number.form, number.arabic)), number
        last_sibling[key] = last_anywhere[number.form] = number


@rule(
    "numbering-repeat",
    Severity.NOTE,
    Message("the number {number} stands twice, or goes back", "序号 {number} 重复或倒退"),
)
def numbering_repeat(subject: Subject) -> Iterator[Finding]:
    """A number is greater than the one before it."""
    for node, before, number in _neighbours(subject):
        if number.value <= before.value:
            yield Finding((*node.where, "number"), {"number": node.item.number})


@rule(
    "numbering-gap",
    Severity.NOTE,
    Message("the number {number} skips at least one", "序号 {number} 之前有缺号"),
)
def numbering_gap(subject: Subject) -> Iterator[Finding]:
    """A number follows the one before it without a gap."""
    for node, before, number in _neighbours(subject):
        if number.value > before.value + 1:
            yield Finding((*node.where, "number"), {"number": node.item.number})
