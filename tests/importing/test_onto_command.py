"""`plansite import NEW --onto PLAN`, as an editor runs it, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.small_plans import BAD, GOOD
from tests.helpers.small_reissue import PLAN, plan, printed
from tests.helpers.support import ROOT, copy_project, plansite, tree

pytestmark = pytest.mark.full


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "new.txt").write_text(printed(plan()), "utf-8")
    return tmp_path


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_the_published_text_changes_nothing(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    source = "content/source/yufufa-2022-11.txt"
    run = plansite("import", source, "--onto", "plan.yaml", cwd=root)
    assert run.status == 0, run.err
    assert "60 of the 60 items of the plan are in the document" in run.err
    assert "100.00% of the source's characters" in run.err
    assert "请核对" not in (root / "new.yaml").read_text("utf-8").split("\n", 4)[4]
    assert plansite("diff", "plan.yaml", "new.yaml", cwd=root).out == "The two plans do not differ.\n"
    assert (root / "plan.yaml").read_bytes() == (ROOT / "plan.yaml").read_bytes()


def test_the_report_tells_what_changed_and_what_to_check(here: Path) -> None:
    replace(here / "new.txt", "市大数据中心", "市数据局")
    replace(here / "new.txt", "把科普经费列入预算，", "")
    run = plansite(
        "import", "new.txt", "--onto", "plan.yaml", "-o", "next.yaml", cwd=here, lang="zh_CN.UTF-8"
    )
    assert run.status == 0, run.err
    lines = run.err.splitlines()
    order = [
        "原规划的 9 个条目中，9 个仍在新文本中",
        "单位：保留 5 家，新增 1 家，不再出现 1 家",
        "新增单位 shuju：市数据局",
        "单位 sj 已不在新文本中：市大数据中心",
        "未带入 duties: qx：引文已不在 guard（三、组织保障）中：把科普经费列入预算",
        "请核对：单位 市数据局（shuju）似已取代 市大数据中心",
    ]
    assert [line for line in lines if line in order] == order
    assert lines[-1] == "查看变化：plansite diff plan.yaml next.yaml；核对后用 next.yaml 替换 plan.yaml"
    assert plansite("check", "next.yaml", cwd=here).status == 0


def test_quiet_says_only_what_a_person_must_do(here: Path) -> None:
    run = plansite("-q", "import", "new.txt", "--onto", "plan.yaml", cwd=here)
    assert (run.status, run.err) == (0, "")
    replace(here / "new.txt", "把科普经费列入预算，", "")
    run = plansite("-q", "import", "new.txt", "--onto", "plan.yaml", "-o", "next.yaml", cwd=here)
    assert [line.split(":")[0] for line in run.err.splitlines()] == ["left out, duties"]


@pytest.mark.parametrize("output", ["plan.yaml", "./plan.yaml", "new.yaml"])
def test_an_existing_file_is_refused_and_the_plan_stays_as_it_is(output: str, here: Path) -> None:
    (here / "new.yaml").write_text("mine", "utf-8")
    before = tree(here)
    run = plansite("import", "new.txt", "--onto", "plan.yaml", "-o", output, cwd=here)
    assert run.status == 2
    assert "there is a file already" in run.err
    assert tree(here) == before


def test_a_plan_with_errors_is_refused_with_its_problems(here: Path) -> None:
    (here / "plan.yaml").write_text(BAD, "utf-8")
    run = plansite("import", "new.txt", "--onto", "plan.yaml", cwd=here)
    assert run.status == 1
    assert "unknown-unit" in run.err
    assert not (here / "new.yaml").exists()


@pytest.mark.parametrize("name", ["nowhere.yaml", "."])
def test_a_plan_that_cannot_be_read_is_wrong_usage(name: str, here: Path) -> None:
    run = plansite("import", "new.txt", "--onto", name, cwd=here)
    assert run.status == 2
    assert "Traceback" not in run.err


def test_so_is_a_document_that_cannot_be_read(here: Path) -> None:
    (here / "new.txt").write_bytes(b"")
    assert plansite("import", "new.txt", "--onto", "plan.yaml", cwd=here).status == 2
    assert not (here / "new.yaml").exists()


def test_the_listed_errors_of_the_scan_are_those_beside_the_plan(here: Path) -> None:
    replace(here / "new.txt", "天文望远镜", "天文望远境")
    listed = here / "content/source/corrections.yaml"
    listed.parent.mkdir(parents=True)
    listed.write_text(
        "corrections: [{scanned: 望远境, corrected: 望远镜, times: 1, reason: 错字}]\n", "utf-8"
    )
    assert plansite("import", "new.txt", "--onto", "plan.yaml", cwd=here).status == 0
    assert plansite("diff", "plan.yaml", "new.yaml", cwd=here).out == "The two plans do not differ.\n"
    listed.write_text("corrections: [{scanned: 望远境}]\n", "utf-8")
    run = plansite("import", "new.txt", "--onto", "plan.yaml", "-o", "next.yaml", cwd=here)
    assert run.status == 1
    assert "corrections.yaml:1" in run.err


def test_a_document_with_nothing_in_common_is_a_plan_of_its_own(here: Path) -> None:
    (here / "plan.yaml").write_text(GOOD, "utf-8")
    (here / "new.txt").write_text("河道保洁办法\n一、分工\n1.打捞。清除水葫芦。（市水利局负责）\n", "utf-8")
    run = plansite("import", "new.txt", "--onto", "plan.yaml", cwd=here)
    assert run.status == 0, run.err
    assert "0 of the 1 items" in run.err
    assert plansite("check", "new.yaml", cwd=here).status == 0
