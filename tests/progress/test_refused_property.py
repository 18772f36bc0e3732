"""Whatever stands in a form: one that is refused changes no file, and is told by sheet and cell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.examples import examples
from tests.helpers.filled_forms import ITEMS, MEASURES, filled
from tests.helpers.progress_project import opened, progress, project_in, reports

pytestmark = pytest.mark.full
VALUES = st.sampled_from(
    [None, "", "已完成", "基本完成", "达到进度", "=1+1", "#REF!", "约800", "2024-13-01", "x" * 40, 0.5, True]
)
CELLS = st.dictionaries(
    st.sampled_from(["进展情况", "工作开展情况", "存在问题", "佐证材料", "任务", "本单位角色"]),
    VALUES,
    max_size=3,
)
MEASURED = st.dictionaries(
    st.sampled_from(["完成值", "单位", "截至日期", "数据来源", "原文"]), VALUES, max_size=3
)
PLACE = re.compile(r"keji\.xlsx (?:\S+?![A-Z]+[0-9]+|\S+): (?:error|warning|note)\[")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a project with an open round in which one report has been read, and a unit's empty form."""
    root = project_in(tmp_path_factory.mktemp("refused") / "p")
    forms = opened(root)
    first = filled(forms / "keji.xlsx", {ITEMS: {"data": {"进展情况": "已完成"}}}, root / "keji.xlsx")
    assert progress(root, "read", "2024", "--date", "2025-01-10", first).status == 0
    return root, forms / "keji.xlsx"


@examples(20)
@given(rows=st.dictionaries(st.sampled_from(["data", "training"]), CELLS, min_size=1), values=MEASURED)
def test_nothing_that_is_refused_changes_a_file(
    form: tuple[Path, Path], rows: dict[str, dict[str, Any]], values: dict[str, Any]
) -> None:
    root, empty = form
    before = reports(root)
    place = filled(empty, {ITEMS: rows, MEASURES: {"trained": values}}, root / "keji.xlsx")
    run = progress(root, "read", "2024", "--date", "2025-01-12", place)
    assert run.status in {0, 1}, run.err
    if run.status:
        assert reports(root) == before
        assert "error[" in run.err
        assert PLACE.search(run.err), run.err
    else:
        assert "error[" not in run.err
        (root / "content/progress/2024/keji.yaml").write_bytes(before["keji.yaml"])
