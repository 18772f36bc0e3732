"""Forms that LibreOffice has saved, as .xlsx and in older formats: what is in them is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from tests.helpers.filled_forms import CONCLUSIONS, HIDDEN, ITEMS, MEASURES, filled
from tests.helpers.office_saved import office_saved
from tests.helpers.progress_project import opened, progress, project_in, reports
from tests.helpers.support import plansite

ROWS: dict[str, dict[str, dict[str, Any]]] = {
    ITEMS: {
        "data": {
            "进展情况": "已完成",
            "工作开展情况": "目录已公开。\n共 3 批，=合计",
            "佐证材料": "通报 https://example.gov.cn/a",
        },
        "training": {"进展情况": "进度滞后", "存在问题": "<b>资金</b> & 人手"},
    },
    MEASURES: {"trained": {"完成值": 812.5, "截至日期": "2024-12-31", "数据来源": "台账"}},
}


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_a_form_that_libreoffice_saved_is_read_as_it_is(tmp_path: Path, form: str) -> None:
    root = project_in(tmp_path / "p")
    forms = opened(root)
    filled(forms / "keji.xlsx", ROWS)
    date = ("--date", "2025-01-10")
    assert progress(root, "read", "2024", *date, forms / "keji.xlsx").status == 0
    wanted = yaml.safe_load(reports(root)["keji.yaml"])
    (root / "content/progress/2024/keji.yaml").unlink()
    run = progress(root, "read", "2024", *date, office_saved(forms / "keji.xlsx", form))
    assert (run.status, "error[" in run.err, "warning[" in run.err) == (0, False, False), run.err
    found = yaml.safe_load(reports(root)["keji.yaml"])
    assert found.pop("received")["name"] == f"keji.{form}"
    wanted.pop("received")
    assert found == wanted
    summary = filled(
        forms / "summary-nongye.xlsx", {CONCLUSIONS: {"data": {"总体进展": "已完成", "综合说明": "好。"}}}
    )
    assert progress(root, "read", "2024", *date, office_saved(summary, form)).status == 0
    assert plansite("check", cwd=root).status == 0


def test_libreoffice_keeps_what_is_locked_open_and_chosen_from_a_list(tmp_path: Path) -> None:
    place = office_saved(opened(project_in(tmp_path / "p")) / "keji.xlsx", "xlsx")
    book = load_workbook(place)
    sheet = book[ITEMS]
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True] * 5 + [False] * 5
    assert sheet.column_dimensions["A"].hidden
    assert book[HIDDEN].sheet_state != "visible"
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert [(str(each.sqref), HIDDEN in (each.formula1 or "")) for each in lists] == [("F2:F4", True)]
