"""Plans written as tables, and as one line: imported, they give the plan back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.document import imported
from plansite.importing.readers import read
from plansite.plan.model import Role
from plansite.plan.relations import Relations, relate
from tests.helpers.examples import examples
from tests.importing.test_import_properties import Document, Task, documents, plan_of, tasks

GROUPS = ("科普阵地", "科普队伍", "科普活动")
Rows = list[list[str]]


@dataclass(frozen=True)
class Sheet:
    """A table of tasks in groups, and how it is written."""

    groups: tuple[tuple[str, tuple[Task, ...]], ...]
    role: Role
    across: bool
    numbered: bool
    runs_on: bool
    apart: bool
    verbs: bool
    write: Callable[[list[str], Rows], tuple[str, str]]

    def document(self) -> tuple[str, bytes]:
        """Return the name and the bytes of the document."""
        label = {Role.RESPONSIBLE: "责任单位", Role.SUPPORT: "配合单位"}[self.role]
        head = [
            *([] if self.across else ["类别"]),
            *(["序号"] if self.numbered else []),
            "重点任务",
            *(["主要内容"] if self.apart else []),
            *(["责任单位"] if self.verbs else ["牵头单位", label]),
            "完成时限",
        ]
        rows: Rows = []
        number = 0
        for at, (group, found) in enumerate(self.groups):
            if self.across:
                rows.append([f"{'一二三'[at]}、{group}", *[""] * (len(head) - 1)])
            number = number if self.runs_on else 0
            for place, task in enumerate(found):
                number += 1
                rows.append(
                    [
                        *([] if self.across else [group if place == 0 else MERGED]),
                        *([str(number)] if self.numbered else []),
                        *([task.title, task.text] if self.apart else [f"{task.title}。{task.text}"]),
                        *self.answers(task),
                        "2026年12月底前",
                    ]
                )
        name, text = self.write(head, rows)
        return name, text.encode()

    def answers(self, task: Task) -> list[str]:
        """Return the cells that say who answers: a column for each role, or verbs in one column."""
        lead, others = "、".join(task.lead), "、".join(task.others)
        if not self.verbs:
            return [lead or "无", others + ("等" if task.etal else "")]
        verb = "按职责分工负责" if self.role is Role.RESPONSIBLE else "配合"
        return [f"{lead}牵头，{others}{'等部门' if task.etal else ''}{verb}"]


MERGED = "↑"


def as_markdown(head: list[str], rows: Rows) -> tuple[str, str]:
    bars = [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]]
    return "a.md", "# 某市任务分工表\n\n" + "\n".join(bars).replace(MERGED, "") + "\n"


def as_tabs(head: list[str], rows: Rows) -> tuple[str, str]:
    return "a.txt", "某市任务分工表\n" + "\n".join("\t".join(row) for row in [head, *rows]).replace(
        MERGED, ""
    )


def as_html(head: list[str], rows: Rows) -> tuple[str, str]:
    written = "".join(f"<th>{each}</th>" for each in head)
    lines = [f"<tr>{written}</tr>"]
    for at, row in enumerate(rows):
        if not any(row[1:]):
            lines.append(f"<tr><td colspan={len(row)}>{row[0]}</td></tr>")
            continue
        below = [after[0] for after in rows[at + 1 :]]
        merged = next((count for count, each in enumerate(below) if each != MERGED), len(below))
        first = [] if row[0] == MERGED else [f"<td rowspan={merged + 1}>{row[0]}</td>"]
        lines.append(f"<tr>{''.join([*first, *(f'<td>{each}</td>' for each in row[1:])])}</tr>")
    return "a.html", f"<html><body><p>某市任务分工表</p><table>{''.join(lines)}</table></body></html>"


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    groups = tuple(
        (GROUPS[at], tuple(draw(st.lists(tasks(leads=True), min_size=2, max_size=4))))
        for at in range(draw(st.integers(1, 3)))
    )
    return Sheet(
        groups,
        draw(st.sampled_from([Role.RESPONSIBLE, Role.SUPPORT])),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from([as_markdown, as_tabs, as_html])),
    )


@examples(120)
@given(sheets())
def test_a_plan_that_is_a_table_comes_back(sheet: Sheet) -> None:
    name, data = sheet.document()
    result = imported(read(name, data))
    plan = plan_of(result.draft)
    relations = relate(plan)
    assert plan.title == "某市任务分工表"
    expected = [(group, task) for group, found in sheet.groups for task in found]
    assert len(relations.tasks) == len(expected)
    for (group, task), node in zip(expected, relations.tasks, strict=True):
        assert (node.item.title, "".join(node.item.paragraphs)) == (task.title, task.text)
        assert node.parent is not None
        assert node.parent.item.title == group
        found = {each.unit.name: each.role for each in relations.of_item[node.id]}
        assert found == dict.fromkeys(task.lead, Role.LEAD) | dict.fromkeys(task.others, sheet.role)
        assert any(charge.etal for charge in node.item.charges) == task.etal
        assert node.item.due is not None
        assert node.item.due.text == "2026年12月底前"
    assert result.findings == ()


@examples(120)
@given(documents().filter(lambda document: all(len(found) > 1 for _, found in document.sections)))
def test_a_plan_on_one_line_comes_back(document: Document) -> None:
    broken = document.print()
    whole = imported(read("a.txt", broken.encode()))
    line = imported(read("a.txt", broken.replace("\n", "").encode()))
    expected, found = relate(plan_of(whole.draft)), relate(plan_of(line.draft))
    assert _assigned(found) == _assigned(expected)
    assert len(found.responsibilities) == sum(
        len(task.lead) + len(task.others) for _, tasks in document.sections for task in tasks
    )


def _assigned(relations: Relations) -> list[tuple[str | None, str | None, str, str]]:
    return [
        (each.node.item.number, each.node.item.title, each.unit.name, each.role.value)
        for each in relations.responsibilities
    ]
