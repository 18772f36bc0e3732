"""A whole year through the commands: open, forms, read in any order, status, summaries, close, correction."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
import yaml

from plansite.files import disk
from tests.helpers.filled_forms import CONCLUSIONS, ITEMS, MEASURES, filled
from tests.helpers.interrupted import Count
from tests.helpers.progress_project import OPEN, opened, progress, project_in, reports
from tests.helpers.support import bounded, plansite

pytestmark = pytest.mark.full
DATE = ("--date", "2025-01-10")
KEJI = {
    ITEMS: {
        "data": {"进展情况": "已完成", "工作开展情况": "目录已公开。"},
        "training": {"进展情况": "达到进度"},
    }
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project_in(tmp_path / "p")


@pytest.fixture
def forms(root: Path) -> Path:
    return opened(root)


def said(root: Path, file: str) -> dict[str, object]:
    found = yaml.safe_load((root / "content/progress/2024" / file).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_a_year(root: Path, forms: Path) -> None:
    files = [f"{name}.xlsx" for name in ("keji", "kexie", "nongye", "summary-kexie", "summary-nongye")]
    assert sorted(path.name for path in forms.iterdir()) == files
    # Two units report, one of them with a fault.
    filled(forms / "keji.xlsx", {**KEJI, MEASURES: {"trained": {"完成值": 800, "截至日期": "2024-12-31"}}})
    filled(forms / "nongye.xlsx", {ITEMS: {"training": {"进展情况": "基本完成"}}})
    run = progress(root, "read", "2024", *DATE, forms / "nongye.xlsx", forms / "keji.xlsx")
    assert run.status == 1
    assert "nongye.xlsx 填报表!F3: error[unknown-state] 基本完成" in run.err
    assert set(reports(root)) == {"round.yaml", "keji.yaml"}
    status = json.loads(progress(root, "status", "2024", "--format", "json").out)
    assert (status["reported"], status["asked"]) == (1, 3)
    assert {each["unit"]: (each["reported_on"], each["late"]) for each in status["units"]} == {
        "kexie": (None, True),
        "nongye": (None, True),
        "keji": ("2025-01-10", False),
    }
    filled(forms / "nongye.xlsx", {ITEMS: {"training": {"进展情况": "进度滞后"}}})
    assert progress(root, "read", "2024", *DATE, forms / "nongye.xlsx").status == 0
    # A second report is shown as a difference, and says what it took the place of.
    filled(forms / "keji.xlsx", {ITEMS: {"data": {"进展情况": "进度滞后", "工作开展情况": "目录已编制。"}}})
    run = progress(root, "read", "2024", "--date", "2025-01-14", forms / "keji.xlsx")
    assert run.status == 0
    assert "~ data 2.数据共享: 已完成 → 进度滞后" in run.out
    assert "text: 目录已[-公开-]{+编制+}。" in run.out
    assert said(root, "keji.yaml")["received"]["name"] == "keji.xlsx"  # type: ignore[index]
    assert [str(day) for day in said(root, "keji.yaml")["replaces"]] == ["2025-01-10"]  # type: ignore[attr-defined]
    before = reports(root)
    filled(forms / "keji.xlsx", {ITEMS: {}})  # saved once more: other bytes, the same words
    run = progress(root, "read", "2024", "--date", "2025-01-15", forms / "keji.xlsx")
    assert "nothing new" in run.err
    assert reports(root) == before
    # Conclusions, then the end of the round.
    summaries = root / "forms/summing-up"
    assert progress(root, "forms", "2024", "-o", summaries).status == 0
    place = filled(summaries / "summary-nongye.xlsx", {CONCLUSIONS: {"data": {"总体进展": "进度滞后"}}})
    assert progress(root, "read", "2024", "--date", "2025-02-01", place).status == 0
    assert [each["item"] for each in said(root, "summary.yaml")["items"]] == ["data"]  # type: ignore[attr-defined]
    closing = (root / "content/progress/2024/round.yaml").read_text("utf-8")
    for early, words in (("2024-12-30", "before it ends"), ("2025-01-31", "nongye reported on 2025-02-01")):
        run = progress(root, "close", "2024", "--date", early)
        assert (run.status, words in run.err) == (2, True)
    assert (root / "content/progress/2024/round.yaml").read_text("utf-8") == closing
    assert progress(root, "close", "2024", "--date", "2025-02-20").status == 0
    assert (root / "content/progress/2024/round.yaml").read_text("utf-8").startswith(closing)
    assert progress(root, "close", "2024", "--date", "2025-02-21").status == 2
    assert plansite("check", cwd=root).status == 0
    corrected(root, summaries / "keji.xlsx")


def corrected(root: Path, form: Path) -> None:
    """Correct a report of the closed round: it changes by correction only, and keeps its day."""
    filled(form, {ITEMS: {"data": {"进展情况": "已完成", "工作开展情况": "核实后更正。"}}})
    before = reports(root)
    for wrong in ((), ("--correction", "漏报", "--date", "2025-02-19"), ("--correction", " ")):
        assert progress(root, "read", "2024", form, *wrong).status == 2
    assert reports(root) == before
    run = progress(root, "read", "2024", form, "--correction", "统计口径有误", "--date", "2025-03-01")
    assert run.status == 0, run.err
    found = said(root, "keji.yaml")
    assert str(found["reported_on"]) == "2025-01-14"
    assert [each["reason"] for each in found["correction"]] == ["统计口径有误"]  # type: ignore[attr-defined]
    assert plansite("check", cwd=root).status == 0
    # What it says already is no correction, however it is saved.
    corrected_once = reports(root)
    filled(form, {ITEMS: {}})
    again = progress(root, "read", "2024", form, "--correction", "再次", "--date", "2025-03-02")
    assert (again.status, "nothing changes" in again.err) == (1, True)
    assert reports(root) == corrected_once
    # The correction is sealed: it explains no change that is made later.
    seals = yaml.safe_load((root / "content/progress/2024/round.yaml").read_text("utf-8"))["sealed"]
    assert [each["corrections"] for each in seals if each["file"] == "keji.yaml"] == [1]
    path = root / "content/progress/2024/keji.yaml"
    corrected = path.read_text("utf-8")
    path.write_text(corrected.replace("核实后", "再"), "utf-8")
    assert "keji.yaml:2:1: error[changed-after-closing]" in plansite("check", cwd=root).err
    path.write_text(corrected, "utf-8")
    path = root / "content/progress/2024/nongye.yaml"
    path.write_text(path.read_text("utf-8").replace("behind", "done"), "utf-8")
    run = plansite("check", cwd=root)
    assert run.status == 1
    assert "nongye.yaml:2:1: error[changed-after-closing]" in run.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("open", *OPEN), "exists already"),
        (("open", "Jahr", *OPEN[1:]), "not the name of a round"),
        (("open", "index", *OPEN[1:]), "not the name of a round"),
        (("open", "com1", *OPEN[1:]), "not the name of a round"),
        (("open", "2025", *OPEN[1:-1], "nobody"), "unknown-unit"),
        (
            ("open", "2025", "--from", "2025-12-31", "--to", "2025-01-01", "--due", "2026-01-01"),
            "period-reversed",
        ),
        (("open", "2025", "--from", "2025-01-32", "--to", "2025-12-31", "--due", "2026-01-01"), "--from"),
        (("forms", "2023"), "there is no round 2023"),
        (("forms", "2024", "--unit", "xiangcun"), "xiangcun is done now by nongye（市农业农村局）"),
        (("forms", "2024", "--unit", "nobody"), "neither reports nor sums up"),
        (("status", "2023"), "there is no round 2023"),
        (("close", "2023", "--date", "2025-01-01"), "there is no round 2023"),
        (("read", "2024", "gone.xlsx"), "gone.xlsx"),
        (("read", "2024", "plan.yaml", "--correction", "x"), "is open"),
    ],
)
@pytest.mark.usefixtures("forms")
def test_what_cannot_be_done_is_refused(root: Path, arguments: tuple[str, ...], words: str) -> None:
    before = reports(root)
    run = progress(root, *arguments)
    assert (run.status, run.out) == (2, "")
    assert words in run.err
    assert "Traceback" not in run.err
    assert reports(root) == before
    assert not (root / "content/progress/2025").exists()


@pytest.mark.parametrize("day", ["2025-02-30", "31.12.2024", "２月"])
@pytest.mark.usefixtures("forms")
def test_what_is_no_day_is_told_in_one_sentence(root: Path, day: str) -> None:
    run = plansite("--lang", "zh", "progress", "close", "2024", "--date", day, cwd=root)
    wrong = f"--date：{day} 不是日历上的一天，请写成 YYYY-MM-DD，如 2024-12-31\n"
    assert (run.status, run.err) == (2, wrong)
    run = progress(root, "close", "2024", "--date", day)
    assert f"--date: {day} is not a day of the calendar" in run.err
    assert "Usage" not in run.err


def test_a_form_that_was_filled_in_is_not_replaced(root: Path, forms: Path) -> None:
    assert progress(root, "forms", "2024").status == 0  # the same bytes
    filled(forms / "keji.xlsx", KEJI)
    before = (forms / "keji.xlsx").read_bytes()
    run = progress(root, "forms", "2024")
    assert (run.status, "keji.xlsx is there already" in run.err) == (2, True)
    assert (forms / "keji.xlsx").read_bytes() == before


def test_what_read_refuses_changes_no_file(root: Path, forms: Path) -> None:
    for name in ("a.csv", "b.et", "c.xlsx", "d.xls"):
        (root / name).write_bytes(b"id,state\n")
    run = progress(root, "read", "2024", *(root / name for name in ("a.csv", "b.et", "c.xlsx", "d.xls")))
    assert run.status == 1
    assert run.err.count("error[unreadable-file]") == 4
    assert (
        f"{root / 'a.csv'}: error[unreadable-file] a .csv is of no use, it holds no form: send the" in run.err
    )
    same = progress(root, "read", "2024", forms / "keji.xlsx", forms / "keji.xlsx", "--format", "json")
    assert same.status == 1
    assert [each["problems"][0]["code"] for each in json.loads(same.out)] == ["form-twice"] * 2
    assert set(reports(root)) == {"round.yaml"}


def test_a_read_that_is_killed_leaves_every_report_whole(root: Path, forms: Path) -> None:
    filled(forms / "keji.xlsx", KEJI)
    assert progress(root, "read", "2024", *DATE, forms / "keji.xlsx").status == 0
    old = reports(root)
    filled(forms / "keji.xlsx", {ITEMS: {"data": {"进展情况": "未启动"}}})
    filled(forms / "kexie.xlsx", {ITEMS: {"halls": {"进展情况": "未启动"}}})
    step, whole = 0, False
    while not whole:
        step += 1
        (root / "content/progress/2024/keji.yaml").write_bytes(old["keji.yaml"])
        (root / "content/progress/2024/kexie.yaml").unlink(missing_ok=True)
        run = bounded(
            partial(_kill_at, step),
            "progress",
            "read",
            "2024",
            "--date",
            "2025-01-12",
            *sorted(forms.glob("ke*.xlsx")),
            cwd=root,
        )
        whole = run.status == 0
        assert whole or run.status == -signal.SIGKILL, run.err
        for name, raw in reports(root).items():
            assert yaml.safe_load(raw), name
            assert name == "kexie.yaml" or raw == old[name] or b"not-started" in raw
        assert plansite("check", cwd=root).status == 0
    assert step > 4


def _kill_at(step: int) -> None:
    sys.addaudithook(Count(step, 0))


def test_two_at_once_wait_for_each_other(root: Path, forms: Path) -> None:
    filled(forms / "keji.xlsx", KEJI)
    found = []
    thread = threading.Thread(
        target=lambda: found.append(progress(root, "read", "2024", *DATE, forms / "keji.xlsx"))
    )
    with disk.locked(root, lambda: None):
        thread.start()
        time.sleep(1)
        assert set(reports(root)) == {"round.yaml"}
    thread.join()
    assert found[0].status == 0
    assert "keji.yaml" in reports(root)


def test_revising_an_open_round_tells_what_was_reported_on_what_changes(root: Path, forms: Path) -> None:
    filled(forms / "keji.xlsx", KEJI)
    assert progress(root, "read", "2024", *DATE, forms / "keji.xlsx").status == 0
    old = root / "old.yaml"
    old.write_bytes((root / "plan.yaml").read_bytes())
    run = plansite("revise", "--date", "2025-02-01", "--note", "调整", cwd=root)
    assert run.status == 0, run.err
    plan = root / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("建立并公开科普数据目录", "建立科普数据平台"), "utf-8")
    run = plansite("diff", old, "plan.yaml", cwd=root)
    assert "2024: 市科技局 reported on data" in run.out
    assert (
        "2024：市科技局 已就 data" in plansite("diff", "--format", "markdown", old, "plan.yaml", cwd=root).out
    )
    entries = json.loads(plansite("diff", "--format", "json", old, "plan.yaml", cwd=root).out)
    told = [each for each in entries if each["change"] == "report-affected"]
    assert told == [
        {"version": 1, "change": "report-affected", "round": "2024", "item": "data", "units": ["keji"]}
    ]
    assert json.loads(plansite("diff", "--format", "json", old, old, cwd=root).out) == []
    status = json.loads(progress(root, "status", "2024", "--format", "json").out)
    assert [each["changed"] for each in status["units"] if each["unit"] == "keji"] == [["data"]]
    # A form that was made before is still read, and its locked text is that of its edition.
    assert progress(root, "read", "2024", "--date", "2025-02-02", forms / "keji.xlsx").status == 0
    assert os.path.lexists(root / "content/progress/report.schema.json")
