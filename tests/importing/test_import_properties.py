"""Documents made from a plan in each notation: imported, they give the plan back."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from plansite.exports.text import make as text_of
from plansite.importing.document import imported
from plansite.importing.draft.draft import Draft
from plansite.importing.draft.emit import emit
from plansite.importing.readers import read
from plansite.importing.report.coverage import coverage
from plansite.plan.model import Plan, Role
from plansite.plan.relations import relate
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.examples import examples

UNITS = (
    *("市教育局", "市科协", "市文化和旅游局", "市委宣传部", "团市委", "市妇联", "新余学院", "市融媒体中心"),
    *("市市场监管局（市知识产权局）", "市发展和改革委员会", "市大数据中心"),
)
SUBJECTS = ("科普阵地", "志愿服务队伍", "网络传播平台", "校外实践基地", "社区科学课堂", "应急宣传机制")
VERBS = ("建设", "完善", "推进", "规范", "拓展")
SENTENCES = (
    "面向基层开展服务，方便群众参与。",
    "到2025年覆盖全部乡镇（含街道）。",
    "鼓励社会力量参与，形成合力。",
    "依托“科普日”等活动，扩大影响。",
    "建立由负责人牵头的工作机制。",
)
CHINESE = "一二三四五六七八九十"


@dataclass(frozen=True)
class Task:
    """A task as it is put into a document."""

    title: str
    text: str
    lead: tuple[str, ...]
    others: tuple[str, ...]
    etal: bool


@dataclass(frozen=True)
class Notation:
    """A way to print the units of a task, the roles that it can tell, and the role of the others."""

    form: str
    leads: bool
    role: Role
    etal: str = "等"

    def print(self, task: Task) -> str:
        """Return the parenthesis of `task`."""
        etal = self.etal if task.etal else ""
        lead, others = "、".join(task.lead), "、".join(task.others)
        return self.form.format(lead=lead, others=others, etal=etal)


NOTATIONS = (
    Notation("（责任单位：{others}{etal}）", leads=False, role=Role.RESPONSIBLE),
    Notation("（牵头单位：{lead}，责任单位：{others}{etal}）", leads=True, role=Role.RESPONSIBLE),
    Notation("（牵头单位：{lead}；配合单位：{others}{etal}）", leads=True, role=Role.SUPPORT),
    Notation("（{others}{etal}负责）", leads=False, role=Role.RESPONSIBLE, etal="等部门"),
    Notation(
        "（{lead}牵头，{others}{etal}按职责分工负责）", leads=True, role=Role.RESPONSIBLE, etal="等部门"
    ),
    Notation("（{lead}牵头，{others}{etal}配合）", leads=True, role=Role.SUPPORT, etal="等部门"),
    Notation(
        "(责任单位:{lead}牵头,{others}{etal}分工负责)", leads=True, role=Role.RESPONSIBLE, etal="等部门"
    ),
    Notation("责任单位：{others}{etal}。", leads=False, role=Role.RESPONSIBLE),
)


@st.composite
def tasks(draw: st.DrawFn, *, leads: bool) -> Task:
    named = draw(st.lists(st.sampled_from(UNITS), min_size=2, max_size=5, unique=True))
    cut = draw(st.integers(1, min(2, len(named) - 1))) if leads else 0
    title = draw(st.sampled_from(VERBS)) + draw(st.sampled_from(SUBJECTS))
    text = "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)))
    return Task(title, text, tuple(named[:cut]), tuple(named[cut:]), draw(st.booleans()))


@dataclass(frozen=True)
class Document:
    """Sections with tasks, and how they are printed."""

    notation: Notation
    sections: tuple[tuple[str, tuple[Task, ...]], ...]
    running: bool
    chapters: bool
    narrow: bool

    def print(self) -> str:
        """Return the text of the document."""
        lines = [
            "关于加强科普工作的实施方案",
            "为做好科普工作，制定本方案。",
            "一、总体要求",
            "坚持服务群众。",
        ]
        lines.append("二、重点任务")
        number = 0
        for at, (title, found) in enumerate(self.sections):
            if self.chapters:
                lines.append(f"（{CHINESE[at]}）{title}")
            number = number if self.running else 0
            for task in found:
                number += 1
                lines.append(f"{number}.{task.title}。{task.text}{self.notation.print(task)}")
        text = "\n".join(lines) + "\n"
        return text.translate(str.maketrans("（），；：", "(),;:")) if self.narrow else text


@st.composite
def documents(draw: st.DrawFn) -> Document:
    notation = draw(st.sampled_from(NOTATIONS))
    chapters = draw(st.booleans())
    count = draw(st.integers(1, 3)) if chapters else 1
    sections = tuple(
        (
            f"实施第{CHINESE[at]}类行动",
            tuple(draw(st.lists(tasks(leads=notation.leads), min_size=1, max_size=4))),
        )
        for at in range(count)
    )
    return Document(notation, sections, draw(st.booleans()), chapters, draw(st.booleans()))


def plan_of(draft: Draft) -> Plan:
    examined = examine(emit(draft).encode(), "plan.yaml", "en")
    assert examined.record is not None, [each for each in examined.problems if each.severity == "error"]
    return examined.record


@examples(80)
@given(documents())
def test_a_document_gives_its_plan_back(document: Document) -> None:
    result = imported(read("document.txt", document.print().encode()))
    plan = plan_of(result.draft)
    relations = relate(plan)
    expected = [task for _, found in document.sections for task in found]
    assert [task.title for task in expected] == [node.item.title for node in relations.tasks]
    for task, node in zip(expected, relations.tasks, strict=True):
        assert "".join(node.item.paragraphs) == task.text
        found = {each.unit.name: each.role for each in relations.of_item[node.id]}
        roles = dict.fromkeys(task.lead, Role.LEAD) | dict.fromkeys(task.others, document.notation.role)
        assert found == roles
        assert any(charge.etal for charge in node.item.charges) == task.etal
    site = Site.of(plan, Content())
    assert coverage(result.source, (text_of(site, None) or b"").decode()).share == 1.0
    assert result.findings == ()
