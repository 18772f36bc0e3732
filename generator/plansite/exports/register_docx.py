"""docx: a unit's 任务台账, its list of tasks with columns to be filled in, or those of all units in one."""

from __future__ import annotations

from functools import partial

from plansite.exports import docx_
from plansite.exports.export import About, Document
from plansite.exports.office import register, tasklists

export = Document(
    partial(tasklists.show, register=True),
    docx_.write,
    "data/registers.docx",
    About(
        f"各单位{register.REGISTER}",
        "每家单位一份任务台账：任务清单加上留空的各栏，供本单位分解和跟进任务时填写。",
        "栏",
        register.OPEN_MEANINGS,
    ),
    unit_path="data/registers/{unit}.docx",
    unit_label="{unit}" + register.REGISTER,
    unit_hint=register.REGISTER_HINT,
    libraries=("python-docx", "lxml"),
)
