"""docx: a unit's 任务清单 as an annex that an office can edit and pass on, or those of all units in one."""

from __future__ import annotations

import datetime as dt

from plansite.exports.export import About, Document
from plansite.exports.office import register, tasklists
from plansite.exports.office.tasklists import TaskLists
from plansite.views import tasklist


def write(view: TaskLists, stamp: dt.datetime) -> bytes:
    """Return the docx, stamped with `stamp`."""
    from plansite.exports.office import word  # noqa: PLC0415  takes 0.1 s, which only a build needs

    return word.write(word.Properties(view.title, view.origin.author, stamp), tasklists.blocks(view))


export = Document(
    tasklists.show,
    write,
    "data/tasklists.docx",
    About(
        f"各单位{register.LIST}",
        "每家单位一份任务清单，按公文附件的样式排版，可以修改和转发。",
        "部分",
        (
            (tasklists.OVERVIEW, "本单位的全部任务：所属行动或工程、角色、牵头单位和共同单位，不含正文"),
            ("牵头", "本单位牵头的事项及其正文"),
            ("责任、配合", "本单位负责和配合的任务：正文、牵头单位、责任单位、时限"),
            (tasklist.PROSE_DUTIES, "正文对本单位提出的要求，照录原文"),
            ("牵头范围内的其他任务", "本单位牵头的事项之下，原文没有列入本单位的任务"),
        ),
    ),
    unit_path="data/units/{unit}.docx",
    unit_label="{unit}" + register.LIST,
    unit_hint=register.LIST_HINT,
    libraries=("python-docx", "lxml"),
)
