"""What is known when a plan is carried over to its reissue: both documents, and what is the same in them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plansite.importing.onto.likeness import entries
from plansite.importing.onto.marks import Where
from plansite.importing.onto.matching import Matching, match
from plansite.importing.onto.printing import Printing, labels_of
from plansite.importing.onto.spellings import Spellings
from plansite.importing.onto.units import UnitMatching, match_units
from plansite.plan import wording
from plansite.plan.model import Plan
from plansite.plan.tree import walk


class Ground(Struct, frozen=True):
    """The plan, the draft of its reissue, the places in the draft that were guessed, and what is the same.

    `before`, `drafted` and `after` print the lists of units of the plan, of the draft and of the new plan.
    """

    plan: Plan
    draft: Plan
    guessed: frozenset[Where]
    spellings: Spellings
    matching: Matching
    units: UnitMatching
    before: Printing
    drafted: Printing
    after: Printing


def ground(plan: Plan, draft: Plan, guessed: Iterable[Where]) -> Ground:
    """Compare a plan with the draft of its reissue."""
    texts = [text for node in walk(plan) for text in (node.item.title or "", *node.item.paragraphs)]
    texts += [line.opening + line.text for line in wording.lines(plan)]
    matching = match(entries(plan), entries(draft))
    units = match_units(plan, draft, matching)
    before, drafted = Printing.of_plan(plan), Printing.of_plan(draft)
    lists = (drafted.of(charge) for node in walk(draft) for charge in node.item.charges)
    labels = labels_of(plan.roles, draft.roles, lists)
    after = Printing(labels, {unit.id: unit.name for unit in units.units})
    return Ground(
        plan,
        draft,
        frozenset(guessed),
        Spellings(texts),
        matching,
        units,
        before,
        drafted,
        after,
    )
