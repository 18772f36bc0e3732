"""Recognize the head of a table of tasks: what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from msgspec import Struct

from plansite.importing.readers.reader import Cell, Line
from plansite.plan.model import Role

# What a head is about, before its last words: 整改责任单位, 行业主管部门, 整改任务.
_OF = r"(?:整改|问题|行业|项目|工程|任务|工作|事项|改革|业务|属地|[省市县区]级|本级){0,2}"
_WHO = r"(?:单位|部门|处室|科室|机构|主体|方|县区|区县|乡镇|街道)"


class Use(Enum):
    """What a column of a table holds."""

    NUMBER = auto()
    LEVEL = auto()
    """What tasks belong to: a field of work, an action."""
    TASK = auto()
    TEXT = auto()
    UNITS = auto()
    DUE = auto()
    ASIDE = auto()
    """Notes, people, money: kept with its head, but no data of a plan."""
    UNKNOWN = auto()


class Column(Struct, frozen=True):
    """A column of a table: its head as printed, what it holds, and the role that a column of units gives."""

    head: str
    use: Use
    role: Role | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the head says what the column holds; 单位 may be who answers, or a unit of measure."""
        return self.use is not Use.UNITS or not re.fullmatch(_WHO, self.head)


_ROLES = (
    (Role.LEAD, re.compile(rf"{_OF}(?:责任)?牵头(?:责任|负责|（责任）|\(责任\))?{_WHO}?")),
    (
        Role.SUPPORT,
        re.compile(
            rf"{_OF}(?:责任)?(?:配合|协办|协同|协作|协助|参与|参加|支持|指导|会办|协管|联合)(?:责任)?{_WHO}?"
        ),
    ),
    (
        Role.RESPONSIBLE,
        re.compile(
            rf"{_OF}(?:主要|具体|第一|主体)?(?:责任|主管|主责|主办|实施|承办|落实|负责|执行|承担|完成|推进){_WHO}|{_WHO}"
        ),
    ),
)
_USES = (
    (Use.NUMBER, re.compile(r"序号?|编号|项次|[Nn][Oo][.．]?")),
    (
        Use.ASIDE,
        re.compile(
            rf"{_OF}(?:督导|督办|督查|监督|监管|验收|考核|评估|包保|包联|联系)(?:责任)?{_WHO}"
            r"|备注|说明|.*(?:领导|责任人|负责人|联系人|电话|领衔人|召集人|秘书长)|.*(?:资金|投资|经费).*|.*依据|.*进展.*|完成情况"
        ),
    ),
    (
        Use.DUE,
        re.compile(
            r"(?:完成|办理|办结|整改|销号|达标|竣工|完工|工作|实施|推进|落实|计划|要求|目标|任务)*(?:时限|期限|年限|时间|时间节点|时间安排|时间进度|时间要求|进度安排|节点)(?:要求|安排|节点)?"
        ),
    ),
    (
        Use.LEVEL,
        re.compile(
            r"(?:任务|工作|项目|事项|指标|工程)?(?:类别|分类|类型|领域|板块|方面|专题|大项)|行动|工程|专项"
        ),
    ),
    (
        Use.TEXT,
        re.compile(
            r"(?:主要|具体|工作|任务|建设|重点|落实|推进|政策|目标|改革|年度|实施|预期|整改|阶段性?)*"
            r"(?:职责|职责分工|职责任务|责任内容|责任分工|内容|措施|目标|要求|成果|举措|做法|指标|标准|成果形式|目标任务|分工)(?:及要求|和要求|及目标|和措施|及措施)?"
        ),
    ),
    (
        Use.TASK,
        re.compile(
            r"(?:主要|具体|工作|重点|目标|改革|年度|创建|项目|分解|落实|整改|问题)*"
            r"(?:任务|事项|工作|项目|要点|举措|名称|任务名称|项目名称|事项名称|任务分解|工作任务|任务事项|任务清单|工作事项|政策措施)"
            r"(?:名称|分解|内容|安排|清单)?"
        ),
    ),
)
_NOTE = re.compile(r"（[^（）]*）|\([^()]*\)")
_PEOPLE_TOO = re.compile(r"(?:及|和|与|、|/)(?:其)?(?:责任人|负责人|领导|联系人|责任领导)$")
_LONGEST = 16
_LOOKED_AT = 6
"""Rows in which a head is looked for: a title and units of measure may stand above it."""


def head(rows: Sequence[Line]) -> tuple[int, tuple[Column, ...]] | None:
    """Return how many of the first `rows` come before the first task, and the columns that they head.

    A head over two rows, 责任单位 above 牵头单位 and 配合单位, is read by its lower row. None if the rows
    have no head with a column of tasks and one of units.
    """
    for at, line in enumerate(rows[:_LOOKED_AT]):
        columns = _columns(line.cells)
        if not _heads_tasks(columns):
            continue
        after = at + 1
        while after < len(rows) and _goes_on(rows[after].cells, line.cells):
            columns = _columns(rows[after].cells)
            after += 1
        return after, columns
    return None


def is_head(line: Line, columns: Sequence[Column]) -> bool:
    """Return whether a row repeats the head of its table, as it does on each page."""
    return [_bare(cell.text) for cell in line.cells] == [_bare(column.head) for column in columns]


def _columns(cells: Sequence[Cell]) -> tuple[Column, ...]:
    return tuple(column(cell.text) for cell in cells)


def column(text: str) -> Column:
    """Return the column that a cell of a head stands for."""
    text = _bare(text)
    plain = _PEOPLE_TOO.sub("", _NOTE.sub("", text)) or text
    if not plain or len(plain) > _LONGEST:
        return Column(text, Use.UNKNOWN)
    role = next((role for role, words in _ROLES if words.fullmatch(plain)), None)
    if role is not None:
        return Column(text, Use.UNITS, role)
    return Column(text, next((use for use, words in _USES if words.fullmatch(plain)), Use.UNKNOWN))


def _heads_tasks(columns: Sequence[Column]) -> bool:
    uses = [column.use for column in columns]
    known = sum(use is not Use.UNKNOWN for use in uses)
    tasks = {Use.TASK, Use.TEXT, Use.LEVEL} & set(uses)
    return bool(tasks) and Use.UNITS in uses and 2 * known >= len(uses)


def _goes_on(cells: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Return whether a row is the lower part of the head above it, some of whose cells reach into it."""
    if len(cells) != len(above) or not any(not cell.own and cell.text for cell in cells):
        return False
    columns = _columns(cells)
    same = all(cell.own or cell.text == over.text for cell, over in zip(cells, above, strict=True))
    return same and _heads_tasks(columns)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
