"""A plan is written as a draft is, with all that the model has, and read back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from plansite.importing.draft.draft import Draft
from plansite.importing.draft.emit import emit
from plansite.importing.onto.records import as_data
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from tests.helpers import hostile
from tests.helpers.hostile import FAMILIES, Voice
from tests.helpers.small_reissue import PLAN, plan
from tests.helpers.support import CASES, ROOT

PLANS = [*sorted((CASES / "plans").glob("*.yaml")), CASES / "reissues/plan.yaml", ROOT / "plan.yaml"]


def read_back(of: Plan) -> Plan | None:
    return examine(emit(Draft(as_data(of))).encode(), "plan.yaml", "en").record


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_is_read_back_as_it_was(path: Path) -> None:
    found = plan(path.read_text("utf-8"))
    assert read_back(found) == found


@pytest.mark.parametrize("family", FAMILIES)
def test_so_is_one_with_hostile_words_in_every_field(family: str) -> None:
    data = hostile.plan(Voice(FAMILIES[family]), earlier="content/revisions/2022-01-01.yaml")
    found = examine(json.dumps(data, ensure_ascii=False).encode(), "plan.yaml", "en").record
    assert found is not None
    assert read_back(found) == found


def test_a_text_with_an_empty_line_in_it_stays_a_block() -> None:
    found = replace(plan(), title="甲\n\n乙")
    assert "title: |\n  甲\n\n  乙\n" in emit(Draft(as_data(found)))
    assert read_back(found) == found


def test_it_is_written_as_an_editor_writes() -> None:
    lines = emit(Draft(as_data(plan()), {("targets", 0), ("document", "number")})).splitlines()
    assert "  number: 某府发〔2022〕3号  # 请核对" in lines
    assert "  - {id: fg, name: 市发改委, category: 政府部门, aliases: [市发展改革委]}" in lines
    assert "            responsible: [jy, kx]" in lines
    assert "            due: {text: 2024年底前, date: 2024-12-31}" in lines
    (share,) = (line for line in lines if "id: share" in line)
    assert share.endswith("quote: 全市公民具备科学素质比例达到15%}  # 请核对")
    # Little is different from what was written by hand.
    assert len(set(PLAN.splitlines()) - set(lines)) < 12
