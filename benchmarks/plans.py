"""A plan of any size, the same each time: what every tool is given, before any tool's own format."""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass

from benchmarks.prose import clause, paragraph

TASKS_A_PAGE = 25
UNITS_A_TASK = 5
_SHORTEST = 200
_PLACES = (
    "市",
    "渝水区",
    "分宜县",
    "高新区",
    "仙女湖区",
    "孔目江区",
    "袁河区",
    "城东区",
    "城西区",
    "城南区",
    "城北区",
)
_OFFICES = (
    "委组织部", "委宣传部", "发改委", "教育局", "科技局", "工信局", "民政局", "财政局", "人社局",
    "自然资源局", "生态环境局", "农业农村局", "文广新旅局", "卫健委", "应急局", "市场监管局", "林业局",
    "体育局", "统计局", "乡村振兴局", "总工会", "团委", "妇联", "科协", "社联", "气象局", "大数据中心",
    "成教中心", "图书馆", "科技馆",
)  # fmt: skip
_CATEGORIES = ("党委部门", "政府部门", "群团组织", "事业单位、院校及其他")
_CATEGORY_ENDS = (2, 20, 25, 30)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a plan is."""

    name: str
    tasks: int
    units: int


SIZES = {
    each.name: each for each in (Size("small", 34, 30), Size("medium", 1000, 100), Size("large", 5000, 300))
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that answers for tasks."""

    id: str
    name: str
    category: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its number in the chapter, its text and the ids of the units that answer for it."""

    id: str
    number: int
    title: str
    text: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An action or a project, which is a page: its text, the units that lead it, its tasks."""

    id: str
    kind: str
    number: int
    title: str
    text: str
    leads: tuple[str, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: the first half of its chapters are actions, the others projects."""

    title: str
    units: tuple[Unit, ...]
    chapters: tuple[Chapter, ...]


def plan_of(size: Size) -> Plan:
    """Return the plan of this size. Raises ValueError where there are not names for so many units."""
    dice = random.Random(f"{size.tasks}x{size.units}")  # noqa: S311  the same each time is what is wanted
    units = _units(size.units)
    count = max(10, -(-size.tasks // TASKS_A_PAGE))
    actions = -(-count // 2)
    # The first units answer for more than the last, as in the real plan.
    weights = [1 / (rank + 30) for rank in range(size.units)]
    dealt = 0
    chapters = []
    for position in range(count):
        kind = "action" if position < actions else "project"
        number = position + 1 if kind == "action" else position + 1 - actions
        ident = f"{kind}-{number:03}"
        length = size.tasks * (position + 1) // count - size.tasks * position // count
        # Each unit in its turn, so that none is left without a task.
        turns = [units[(dealt + each) % size.units].id for each in range(length)]
        dealt += length
        tasks = tuple(
            Task(
                f"{ident}-{each:02}",
                each,
                clause(dice, dice.randint(8, 14)),
                paragraph(dice, dice.randint(_SHORTEST, 250)),
                _drawn(dice, units, weights, min(UNITS_A_TASK, size.units), turn),
            )
            for each, turn in enumerate(turns, start=1)
        )
        title = clause(dice, dice.randint(8, 12)) + ("行动" if kind == "action" else "工程")
        # Who leads a chapter answers for one of its tasks: else `plansite check` would note it.
        leads = tasks[0].units[:2]
        chapters.append(Chapter(ident, kind, number, title, paragraph(dice, 90), leads, tasks))
    return Plan(f"{size.tasks}项任务的实施方案", units, tuple(chapters))


def changed(plan: Plan) -> Plan:
    """Return the plan with a sentence more in one task, in the middle of it."""
    middle = len(plan.chapters) // 2
    chapter = plan.chapters[middle]
    place = len(chapter.tasks) // 2
    task = chapter.tasks[place]
    longer = dataclasses.replace(task, text=f"{task.text}每年年底前报送进展情况。")
    tasks = (*chapter.tasks[:place], longer, *chapter.tasks[place + 1 :])
    chapters = (
        *plan.chapters[:middle],
        dataclasses.replace(chapter, tasks=tasks),
        *plan.chapters[middle + 1 :],
    )
    return dataclasses.replace(plan, chapters=chapters)


def _units(count: int) -> tuple[Unit, ...]:
    if count > len(_PLACES) * len(_OFFICES):
        raise ValueError(count)
    found = []
    for position in range(count):
        place, office = divmod(position, len(_OFFICES))
        category = next(name for name, end in zip(_CATEGORIES, _CATEGORY_ENDS, strict=True) if office < end)
        found.append(Unit(f"unit-{position + 1:03}", _PLACES[place] + _OFFICES[office], category))
    return tuple(found)


def _drawn(
    dice: random.Random, units: tuple[Unit, ...], weights: list[float], count: int, first: str
) -> tuple[str, ...]:
    found = {first: None}
    while len(found) < count:
        found.update(dict.fromkeys(each.id for each in dice.choices(units, weights, k=count - len(found))))
    return tuple(found)
