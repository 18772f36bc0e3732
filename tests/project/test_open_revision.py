"""`plansite revise`: the plan kept, the entry opened, all else in plan.yaml as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from plansite.project.open_revision import NotOpenedError, with_entry
from plansite.reading import yaml_text
from tests.helpers.support import copy_project, plansite

ENTRY = {"date": "2024-03-01", "note": "机构改革: 第#1批", "plan": "content/revisions/2022-04-09.yaml"}
HEAD = "# 说明\nschema: 1\ntitle: 规划 # 题目\nperiod: {start: 2020, end: 2021}\nitems: []\n"
SHAPES = {
    "no key": "",
    "nothing below the key": "revisions:\n",
    "null": "revisions: ~ # 尚无\n",
    "empty brackets": "# 修订\nrevisions: []\nroles: {lead: 牵头} # z\n",
    "a comment behind the key": "revisions: # 为何\nroles: {}\n",
    "a list at the margin": "revisions:\n- date: 2021-01-01\n  note: x\n# 下面\nroles: {}\n",
    "a text of several lines": "revisions:\n- date: 2021-01-01\n  note: |\n    甲\n    乙\n\nroles: {}\n",
    "braces a line": "revisions:\n    - {date: 2021-01-01, note: x} # c\n\n# n\n",
    "brackets": "revisions: [{date: 2021-01-01,\n   note: 'x]'}] # c\nroles: {}\n",
    "no line end": "revisions:\n  - {date: 2021-01-01, note: x}",
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_entry_is_the_last_and_nothing_else_changes(name: str, newline: str) -> None:
    text = (HEAD + SHAPES[name]).replace("\n", newline)
    written = with_entry(text, ENTRY)
    before, after = yaml_text.parse(text).data, yaml_text.parse(written).data
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after == {**before, "revisions": [*(before.get("revisions") or []), ENTRY]}
    for line in text.split(newline):
        for comment in line.split("#")[1:]:
            assert f"#{comment}" in written
    assert written.count("\n") == written.count(newline)


@pytest.mark.parametrize(
    "note", ["a: b", "- x", "'", '"', "#1", "是", "null", "一\n二", "{}", "2024", " 前后 ", "😀"]
)
def test_any_note_is_read_back_as_it_is(note: str) -> None:
    data = yaml_text.parse(with_entry(HEAD, {**ENTRY, "note": note})).data
    assert isinstance(data, dict)
    assert data["revisions"] == [{**ENTRY, "note": note}]


def test_what_cannot_be_opened_is_left_alone() -> None:
    with pytest.raises(NotOpenedError):
        with_entry(HEAD + "revisions: {date: 2021-01-01}\n", ENTRY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


@pytest.mark.full
def test_the_outgoing_plan_is_kept_to_the_byte(root: Path) -> None:
    before = (root / "plan.yaml").read_bytes()
    run = plansite(
        "revise", "--date", "2027-01-01", "--note", "期满后修订", "--basis", "某办发〔2027〕1号", cwd=root
    )
    assert run.status == 0, run.err
    kept = root / "content/revisions/2022-04-09.yaml"
    assert kept.read_bytes() == before
    after = (root / "plan.yaml").read_bytes()
    assert after.startswith(before)
    assert "  - date: 2027-01-01\n    note: 期满后修订\n    basis: 某办发〔2027〕1号\n" in after.decode()
    assert plansite("check", cwd=root).status == 0


@pytest.mark.full
@pytest.mark.parametrize("date", ["2022-04-09", "2021-12-31", "2022-02-30", "gestern", ""])
def test_a_date_that_is_not_later_or_no_date_is_refused(root: Path, date: str) -> None:
    before = (root / "plan.yaml").read_bytes()
    run = plansite("revise", "--date", date, "--note", "x", cwd=root)
    assert (run.status, run.out) == (2, "")
    assert "Traceback" not in run.err
    assert (root / "plan.yaml").read_bytes() == before
    assert not (root / "content/revisions").exists()


@pytest.mark.full
def test_a_plan_with_errors_is_not_kept(root: Path) -> None:
    path = root / "plan.yaml"
    path.write_text(path.read_text("utf-8").replace("[jiaoyu, kexie]", "[jiaoyu, kexei]"), "utf-8")
    run = plansite("revise", "--date", "2024-03-01", "--note", "x", cwd=root)
    assert run.status == 1
    assert "unknown-unit" in run.err
    assert not (root / "content/revisions").exists()


@pytest.mark.full
def test_nothing_is_overwritten(root: Path) -> None:
    kept = root / "content/revisions/2022-04-09.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine", "utf-8")
    before = (root / "plan.yaml").read_bytes()
    run = plansite("revise", "--date", "2024-03-01", "--note", "x", cwd=root)
    assert run.status == 2
    assert "content/revisions/2022-04-09.yaml" in run.err
    assert kept.read_text("utf-8") == "mine"
    assert (root / "plan.yaml").read_bytes() == before


@pytest.mark.full
def test_a_note_that_says_nothing_is_refused(root: Path) -> None:
    assert plansite("revise", "--date", "2024-03-01", "--note", " ", cwd=root).status == 2


def with_revision(root: Path, path: str) -> int:
    """Add a revision whose plan is said to be at `path`; return the line of it."""
    plan = root / "plan.yaml"
    lines = plan.read_text("utf-8").count("\n")
    with plan.open("a", encoding="utf-8") as file:
        file.write(f"revisions:\n  - {{date: 2024-03-01, note: x, plan: {path}}}\n")
    return lines + 2


@pytest.mark.full
def test_a_kept_plan_that_is_not_there_is_told_with_its_line(root: Path) -> None:
    line = with_revision(root, "content/revisions/gone.yaml")
    run = plansite("generate", cwd=root)
    assert run.status == 1
    assert f"plan.yaml:{line}:39: error[revision-missing] there is no content/revisions/gone.yaml" in run.err


@pytest.mark.full
@pytest.mark.parametrize("path", ["content/plan.yaml", "../plan.yaml", "/etc/passwd"])
def test_a_kept_plan_lies_where_it_is_kept(root: Path, path: str) -> None:
    line = with_revision(root, path)
    run = plansite("check", cwd=root)
    assert run.status == 1
    assert f"plan.yaml:{line}:39: error[revision-elsewhere] {path} is not in content/revisions/" in run.err


@pytest.mark.full
def test_a_kept_plan_that_lies_outside_the_project_is_not_read(root: Path, elsewhere: Path) -> None:
    outside = elsewhere / "plan.yaml"
    outside.write_bytes((root / "plan.yaml").read_bytes())
    kept = root / "content/revisions/2022-04-09.yaml"
    kept.parent.mkdir(parents=True)
    kept.symlink_to(outside)
    with_revision(root, "content/revisions/2022-04-09.yaml")
    run = plansite("generate", cwd=root)
    assert run.status == 1
    assert "error[revision-missing] there is no content/revisions/2022-04-09.yaml" in run.err


@pytest.mark.full
def test_a_kept_plan_is_read_with_the_care_of_a_plan(root: Path) -> None:
    assert plansite("revise", "--date", "2024-03-01", "--note", "x", cwd=root).status == 0
    kept = root / "content/revisions/2022-04-09.yaml"
    kept.write_text(kept.read_text("utf-8").replace("period: {start: 2021", "period: {start: x"), "utf-8")
    run = plansite("generate", cwd=root)
    assert run.status == 1
    assert "content/revisions/2022-04-09.yaml:" in run.err
