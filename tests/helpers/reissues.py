"""Documents at random and edits of them: reissues in which it is known which task is which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from random import Random

UNITS = (
    *("市教育局", "市科协", "市文化和旅游局", "市委宣传部", "团市委", "市妇联", "市民政局", "市司法局"),
    *("市发改委", "市财政局", "市水利局", "市林业局"),
)
NEW_UNITS = ("市数据局", "市审计局", "市商务局")
VERBS = ("建设", "完善", "推进", "规范", "拓展", "培育", "优化", "盘活")
SUBJECTS = (
    *("社区书屋", "河道巡护", "乡村道路", "实践基地", "养老食堂", "应急广播", "小区电梯", "城市绿道"),
    *("农贸市场", "托育服务", "公共自行车", "停车泊位", "污水管网", "古树名木", "口袋公园", "健身步道"),
    *("消防水源", "路灯改造", "垃圾分拣", "老年大学", "助残驿站", "夜间经济", "非遗工坊", "流动医疗"),
    *("冷链仓储", "气象预警", "校车专线", "法律咨询", "劳务市场", "档案数字化", "租赁住房", "燃气检修"),
    *("湿地修复", "畜禽防疫", "农机共享", "渡口码头", "广场舞台", "儿童乐园", "志愿驿站", "油烟治理"),
    *("信鸽协会", "盲道整治", "楼宇党建", "海绵校园", "二手书市", "便民理发", "水表更换", "雨棚拆换"),
)
PLACES = ("城南", "城北", "开发区", "沿江", "老城", "山区", "库区", "高铁新城")
MEANS = (
    *("财政奖补", "购买服务", "志愿结对", "分片包干", "公开招标", "以奖代补", "台账管理", "季度通报"),
    *("网格巡查", "专家会诊", "示范先行", "错峰施工"),
)
ENDS = ("方便群众就近办事", "减少重复投入", "压实末端责任", "形成长效机制", "回应居民诉求", "守住安全底线")
CHINESE = "一二三四五六七八九十"


@dataclass(frozen=True)
class Task:
    """A task; `key` tells which one it is, whatever it says."""

    key: int
    title: str
    sentences: tuple[str, ...]
    units: tuple[str, ...]


@dataclass
class Document:
    """Sections with tasks, each with its title; `subjects` are those that no task has been about."""

    sections: list[tuple[str, list[Task]]]
    keys: Iterator[int] = field(default_factory=count)
    subjects: list[str] = field(default_factory=list)
    edited: set[int] = field(default_factory=set)
    """The keys of the tasks that were edited."""

    def lines(self) -> list[str]:
        """Return the lines of the document."""
        found = [
            "某市城市更新实施方案",
            "为做好城市更新工作，制定本方案。",
            "一、总体要求",
            "坚持服务群众。",
            "二、重点任务",
        ]
        for at, (title, tasks) in enumerate(self.sections):
            found.append(f"（{CHINESE[at]}）{title}")
            for number, task in enumerate(tasks, start=1):
                text = "".join(task.sentences)
                found.append(f"{number}.{task.title}。{text}（责任单位：{'、'.join(task.units)}）")
        return found

    def tasks(self) -> list[Task]:
        """Return all tasks in order."""
        return [task for _, tasks in self.sections for task in tasks]


def sentence(random: Random) -> str:
    """Return a sentence that hardly another one is like."""
    place, means, end = random.choice(PLACES), random.choice(MEANS), random.choice(ENDS)
    return f"在{place}以{means}的方式推开试点，每年不少于{random.randint(2, 99)}处，{end}。"


def task(random: Random, document: Document) -> Task:
    """Return a task about something that no other task, now or before, is about."""
    subject = document.subjects.pop()
    sentences = tuple(sentence(random) for _ in range(random.randint(3, 5)))
    units = tuple(random.sample(UNITS, random.randint(1, 4)))
    return Task(next(document.keys), random.choice(VERBS) + subject, sentences, units)


def make(random: Random) -> Document:
    """Return a document with a few sections of a few tasks."""
    document = Document([], subjects=random.sample(SUBJECTS, len(SUBJECTS)))
    for at in range(random.randint(1, 4)):
        document.sections.append((f"{PLACES[at]}片区更新行动", []))
        for _ in range(random.randint(2, 6)):
            document.sections[-1][1].append(task(random, document))
    return document


def edited(random: Random, document: Document) -> Document:
    """Return a copy of `document` after a few edits, none of a task that was edited before."""
    new = Document(
        [(title, list(tasks)) for title, tasks in document.sections], document.keys, list(document.subjects)
    )
    for _ in range(random.randint(1, 5)):
        random.choice(EDITS)(random, new)
    return new


def _some_task(random: Random, document: Document) -> tuple[list[Task], int] | None:
    """Return a section and the place of a task in it that is as it was, or None if there is none."""
    found = [
        (tasks, at)
        for _, tasks in document.sections
        for at, each in enumerate(tasks)
        if each.key not in document.edited and len(tasks) > 1
    ]
    if not found:
        return None
    tasks, at = random.choice(found)
    document.edited.add(tasks[at].key)
    return tasks, at


def insert(random: Random, document: Document) -> None:
    """Put a new task before all others of a section, so that each gets another number."""
    new = task(random, document)
    document.edited.add(new.key)
    random.choice(document.sections)[1].insert(0, new)


def drop(random: Random, document: Document) -> None:
    if found := _some_task(random, document):
        found[0].pop(found[1])


def move(random: Random, document: Document) -> None:
    if found := _some_task(random, document):
        one = found[0].pop(found[1])
        there = random.choice(document.sections)[1]
        there.insert(random.randint(0, len(there)), one)


def reword(random: Random, document: Document) -> None:
    """Put another sentence in the place of one."""
    if found := _some_task(random, document):
        tasks, at = found
        sentences = list(tasks[at].sentences)
        sentences[random.randrange(len(sentences))] = sentence(random)
        tasks[at] = replace(tasks[at], sentences=tuple(sentences))


def rewrite(random: Random, document: Document) -> None:
    """Write all of a text anew, under the same title."""
    if found := _some_task(random, document):
        tasks, at = found
        tasks[at] = replace(tasks[at], sentences=tuple(sentence(random) for _ in range(3)))


def retitle(random: Random, document: Document) -> None:
    """Give a task a wholly other title over the same text."""
    if found := _some_task(random, document):
        tasks, at = found
        tasks[at] = replace(tasks[at], title=random.choice(VERBS) + document.subjects.pop())


def swap_texts(random: Random, document: Document) -> None:
    """Exchange the texts of two tasks; each keeps its number and title."""
    if (one := _some_task(random, document)) and (other := _some_task(random, document)):
        first, second = one[0][one[1]], other[0][other[1]]
        one[0][one[1]] = replace(first, sentences=second.sentences)
        other[0][other[1]] = replace(second, sentences=first.sentences)


def replace_unit(random: Random, document: Document) -> None:
    """Put another unit in the place of one wherever it is named."""
    old, new = random.choice(UNITS), random.choice(NEW_UNITS)
    for _, tasks in document.sections:
        for at, each in enumerate(tasks):
            units = dict.fromkeys(new if unit == old else unit for unit in each.units)
            tasks[at] = replace(each, units=tuple(units))


EDITS = (insert, drop, move, reword, rewrite, retitle, swap_texts, replace_unit)
