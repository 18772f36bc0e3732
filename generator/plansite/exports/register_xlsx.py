"""xlsx: a unit's 任务台账, its list of tasks with columns to be filled in, or those of all units."""

from __future__ import annotations

from plansite.exports import xlsx
from plansite.exports.export import About, Document
from plansite.exports.office import register, sheets

export = Document(
    lambda site, unit: sheets.registers(site, site.relations.named_units if unit is None else (unit,)),
    xlsx.write,
    "data/registers.xlsx",
    About(
        f"各单位{register.REGISTER}",
        "每家单位一张任务台账的工作簿，内容与 DOCX 相同，供电子表格软件使用，已设好 A4 横向打印。",
        "栏",
        register.OPEN_MEANINGS,
    ),
    unit_path="data/registers/{unit}.xlsx",
    unit_label="{unit}" + register.REGISTER,
    unit_hint=register.REGISTER_HINT,
    libraries=("xlsxwriter",),
)
