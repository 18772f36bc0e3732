"""plansite: the plan as one plan.yaml, beside what `plansite new` lays out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.plans import Chapter, Plan
from benchmarks.tools.tool import ROOT, Tool, encoded

_FRESH = ROOT / "generator" / "plansite" / "project" / "new_files"
_HIDDEN = "gitignore"
_GROUPS = {"action": "重点行动", "project": "重点工程"}

_HEAD = """\
# yaml-language-server: $schema=plan.schema.json
schema: 1
title: {title}
document:
  head: 某市人民政府文件
  number: 某府发〔2022〕11号
  issuer: 某市人民政府
  printed_on: 2022-04-09
period: {{start: 2021, end: 2025}}
kinds:
  action: {{label: 行动, group: 重点行动, folder: actions}}
  project: {{label: 工程, group: 重点工程, folder: projects}}
  measure: {{label: 保障措施}}
units:
"""

_GOALS = """\
items:
  - id: goals
    number: 一、
    title: 工作目标
    text: |
      到2025年，全市公民具备科学素质比例达到15%，培训农业从业人员1万人次以上，三级科普服务体系更加健全。
"""

_MEASURES = """\
  - id: measures
    number: 四、
    title: 强化保障措施
    items:
      - id: leadership
        kind: measure
        number: （一）
        title: 加强组织领导
        text: |
          市科协履行领导小组办公室职责，做好综合协调工作。
      - id: schedule
        kind: measure
        number: （二）
        title: 明确进度安排
        text: |
          2022年初，做好实施动员工作。2022年到2025年，完善工作机制。2025年，组织开展督促检查。
duties:
  - {unit: unit-024, item: leadership, quote: 市科协履行领导小组办公室职责}
targets:
  - {id: literacy, item: goals, label: 公民具备科学素质比例, value: 15, measure: "%", bound: reach, by: 2025, quote: 全市公民具备科学素质比例达到15%}
  - {id: training, item: goals, label: 培训农业从业人员, value: 1, measure: 万人次, bound: at_least, quote: 培训农业从业人员1万人次以上}
  - {id: system, item: goals, label: 三级科普服务体系, quote: 三级科普服务体系更加健全}
milestones:
  - {id: start, item: schedule, label: 启动实施, from: 2022, to: 2022, when: 2022年初, quote: 2022年初，做好实施动员工作}
  - {id: deepen, item: schedule, label: 深入实施, from: 2022, to: 2025, when: 2022年到2025年, quote: 2022年到2025年，完善工作机制}
  - {id: review, item: schedule, label: 总结评估, from: 2025, to: 2025, when: 2025年, quote: 2025年，组织开展督促检查}
"""  # noqa: E501  an entry stands on a line, as in plan.yaml


def plan_yaml(plan: Plan) -> str:
    """Return the plan as plan.yaml, one programme and one audience a chapter among its entries."""
    return "".join(_lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    yield _HEAD.format(title=plan.title)
    for unit in plan.units:
        yield f"  - {{id: {unit.id}, name: {unit.name}, category: {unit.category}}}\n"
    yield _GOALS
    for number, (kind, group) in zip("二三", _GROUPS.items(), strict=True):
        yield f"  - id: {kind}s\n    number: {number}、\n    title: 实施{group}\n    items:\n"
        for chapter in plan.chapters:
            if chapter.kind == kind:
                yield from _chapter(chapter)
    yield _MEASURES
    for key, entry in (("audiences", _audience), ("programmes", _programme)):
        yield f"{key}:\n"
        for chapter in plan.chapters[:: 1 if key == "programmes" else 10]:
            yield entry(chapter)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield (
        f"      - id: {chapter.id}\n"
        f"        kind: {chapter.kind}\n"
        f"        number: （{chinese(chapter.number)}）\n"
        f"        title: {chapter.title}\n"
        f"        text: |\n          {chapter.text}\n"
        f"        lead: [{', '.join(chapter.leads)}]\n"
    )
    if chapter.tasks:
        yield "        items:\n"
    for task in chapter.tasks:
        yield (
            f"          - id: {task.id}\n"
            f'            number: "{task.number}."\n'
            f"            title: {task.title}\n"
            f"            text: |\n              {task.text}\n"
            f"            responsible: [{', '.join(task.units)}]\n"
        )


def _audience(chapter: Chapter) -> str:
    quote = chapter.text.split("，")[0]
    return f"  - {{id: {chapter.id}, name: {quote[:6]}, items: [{chapter.id}], quote: {quote}}}\n"


def _programme(chapter: Chapter) -> str:
    task = chapter.tasks[0]
    quote = task.text.split("，")[0]
    return (
        f"  - {{id: {task.id}, name: {quote[:8]}, category: {quote[:2]}, item: {task.id}, quote: {quote}}}\n"
    )


def chinese(value: int) -> str:
    """Return a number from 1 to 199 in Chinese digits, as documents print it: 一百零二."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    end = digits[ones] if ones else ""
    if hundreds:
        return f"{digits[hundreds]}百{f'{digits[tens]}十' if tens else '零' if ones else ''}{end}"
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{end}"


def inputs(plan: Plan) -> dict[str, bytes]:
    """Return the project: plan.yaml beside the settings and the content of a fresh one."""
    fresh = {_name(path): path.read_bytes() for path in sorted(_FRESH.rglob("*")) if path.is_file()}
    return {**fresh, **encoded({"plan.yaml": plan_yaml(plan)})}


def _name(path: Path) -> str:
    name = path.relative_to(_FRESH).as_posix()
    return f".{name}" if name == _HIDDEN else name


tools = (
    Tool(
        name="plansite",
        label="plansite (`build --no-documents`)",
        packages=("plansite", "mkdocs", "mkdocs-material"),
        requirements=ROOT / "requirements.txt",
        inputs=inputs,
        command=("plansite", "-q", "build", "--no-documents"),
        output="site",
        caches=("docs", ".plansite"),
        editable=ROOT,
    ),
)
