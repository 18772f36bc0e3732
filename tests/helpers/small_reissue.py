"""A small plan, and its reissue with some words replaced."""

from __future__ import annotations

from dataclasses import dataclass

from plansite.exports.text import make as text_of
from plansite.importing.document import imported
from plansite.importing.draft.emit import MARK, emit
from plansite.importing.onto.reissue import Reissue, reissued
from plansite.importing.onto.report import report
from plansite.importing.readers import read
from plansite.plan.content_records import Correction
from plansite.plan.model import Item, Plan, Unit
from plansite.plan.relations import relate
from plansite.plan.tree import walk
from plansite.reading.examine import examine
from plansite.revisions.compare import compare
from plansite.views.site import Content, Site
from tests.helpers.support import CASES

PLAN = (CASES / "reissues/plan.yaml").read_text("utf-8")
LABS = "为山区小学购置显微镜和天文望远镜，培训兼职实验员，开放周末实验课。"
"""The text of one of its tasks."""
WHOLE_LABS = f"2.建设乡村实验室。{LABS}（责任单位：市教育局、市发改委、市大数据中心）\n"
"""That task as it is printed."""


@dataclass(frozen=True)
class Case:
    """A plan, and what became of it in its reissue."""

    old: Plan
    made: Reissue

    @property
    def new(self) -> Plan:
        """The new plan."""
        return self.made.plan

    def item(self, ident: str) -> Item:
        """Return an item of the new plan."""
        return next(node.item for node in walk(self.new) if node.id == ident)

    def unit(self, ident: str) -> Unit:
        """Return a unit of the new plan."""
        return next(each for each in self.new.units if each.id == ident)

    def told(self) -> list[str]:
        """Return the lines of the report: the key and the values of each message."""
        return [" ".join((each.key, *map(str, each.values.values()))) for each in report(self.old, self.made)]

    def changes(self) -> list[str]:
        """Return the names of all changes, each with what it is of."""
        found = compare(relate(self.old), relate(self.new))
        idents = (getattr(each, "id", None) or getattr(each, "item", "") for each in found)
        return [f"{each.name} {ident}".strip() for each, ident in zip(found, idents, strict=True)]

    def marked(self) -> list[str]:
        """Return the lines of the new plan.yaml that are marked."""
        return [each.strip() for each in emit(self.made.draft, onto=True).splitlines() if each.endswith(MARK)]


def plan(text: str = PLAN) -> Plan:
    """Return the plan in `text`."""
    examined = examine(text.encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return examined.record


def printed(of: Plan) -> str:
    """Return the document as it was printed."""
    return (text_of(Site.of(of, Content()), None) or b"").decode()


def reissue(*replaced: tuple[str, str], of: str = PLAN, corrections: tuple[Correction, ...] = ()) -> Case:
    """Return the reissue of a plan in whose printed text some words are replaced; it has no errors."""
    old = plan(of)
    text = printed(old)
    for before, after in replaced:
        assert before in text, before
        text = text.replace(before, after)
    made = reissued(old, imported(read("new.txt", text.encode())).draft, corrections)
    written = examine(emit(made.draft, onto=True).encode(), "new.yaml", "en")
    assert written.record == made.plan, [each for each in written.problems if each.severity == "error"]
    return Case(old, made)
