"""The command line as its users meet it: exit status, where words go, and no traceback ever."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from plansite.diagnostics.messages import CATALOGUE, locale_language
from tests.helpers.small_plans import BAD, GOOD, NOTED
from tests.helpers.support import ROOT, copy_project, plansite

Make = Callable[[str], Path]


@pytest.mark.full
def test_help_is_in_the_language_of_the_locale(tmp_path: Path) -> None:
    assert "检查规划" in plansite("--help", cwd=tmp_path, lang="zh_CN.UTF-8").out
    assert "Report every problem" in plansite("--help", cwd=tmp_path, lang="C").out
    assert "检查规划" in plansite("--lang", "zh", "--help", cwd=tmp_path, lang="C").out
    for command in ("check", "generate", "build", "serve", "export", "schema"):
        assert plansite(command, "--help", cwd=tmp_path).status == 0


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_is_chosen_as_gettext_does(environ: dict[str, str], lang: str) -> None:
    assert locale_language(environ) == lang


def test_every_sentence_takes_the_same_values_in_both_languages() -> None:
    def fields(text: str) -> set[str]:
        return {part.split("}")[0].split(":")[0] for part in text.split("{")[1:]}

    for key, wording in CATALOGUE.items():
        assert fields(wording.en) == fields(wording.zh), key


@pytest.mark.full
def test_check_says_where_and_what_and_fails(project: Make) -> None:
    run = plansite("check", cwd=project(BAD), lang="zh_CN.UTF-8")
    assert run.status == 1
    assert run.out == ""
    assert "plan.yaml:6:55: error[unknown-unit] 未知单位 kexei，是否指 kexie（市科协）？" in run.err


@pytest.mark.full
def test_notes_alone_do_not_fail(project: Make) -> None:
    run = plansite("check", cwd=project(NOTED))
    assert run.status == 0
    assert "note[unused-unit]" in run.err


@pytest.mark.full
def test_check_as_json_goes_to_standard_output(project: Make) -> None:
    run = plansite("check", "--format", "json", cwd=project(BAD))
    assert run.status == 1
    (problem,) = [each for each in json.loads(run.out) if each["severity"] == "error"]
    assert (problem["path"], problem["line"], problem["column"]) == ("plan.yaml", 6, 55)
    assert (problem["severity"], problem["code"]) == ("error", "unknown-unit")


@pytest.mark.full
def test_check_as_github_marks_the_line(project: Make) -> None:
    run = plansite("check", "--format", "github", cwd=project(BAD))
    assert "\n::error file=plan.yaml,line=6,col=55,title=unknown-unit::unknown unit kexei" in run.out


@pytest.mark.full
def test_check_needs_only_a_plan(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(GOOD, "utf-8")
    assert plansite("check", "other.yaml", cwd=tmp_path).status == 0
    assert plansite("-C", tmp_path, "check", "other.yaml", cwd=ROOT).status == 0


@pytest.mark.full
def test_a_plan_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    for arguments in (["check"], ["generate"], ["build"], ["export", "csv"], ["check", "."]):
        run = plansite(*arguments, cwd=tmp_path)
        assert run.status == 2
        assert "Traceback" not in run.err
        assert run.err.strip()
    assert "plan.yaml：文件不存在" in plansite("check", cwd=tmp_path, lang="zh_CN.UTF-8").err


@pytest.mark.full
def test_wrong_usage_is_2(tmp_path: Path) -> None:
    assert plansite("nonsense", cwd=tmp_path).status == 2
    assert plansite("export", "pptx", cwd=tmp_path).status == 2
    assert plansite("-C", "nowhere", "check", cwd=tmp_path).status == 2


@pytest.mark.full
def test_nothing_is_generated_from_a_broken_plan(project: Make) -> None:
    root = project(BAD)
    assert plansite("generate", cwd=root).status == 1
    assert not (root / "docs").exists()


@pytest.mark.full
def test_generate_then_nothing_differs(project: Make) -> None:
    root = project(GOOD)
    before = plansite("generate", "--check", cwd=root)
    assert before.status == 1
    assert "docs/units/kexie.md: missing" in before.out
    assert not (root / "docs").exists()
    assert plansite("generate", cwd=root).status == 0
    after = plansite("generate", "--check", cwd=root)
    assert (after.status, after.out) == (0, "")


@pytest.mark.full
def test_generate_on_an_unchanged_plan_writes_no_file(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")

    def stamps(folder: Path) -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    before = stamps(root / "docs")
    assert plansite("generate", cwd=root).status == 0
    assert stamps(root / "docs") == before
    everything = stamps(root)
    assert plansite("generate", cwd=root).status == 0
    assert stamps(root) == everything


@pytest.mark.full
def test_quiet_says_nothing_when_all_is_well(project: Make) -> None:
    run = plansite("-q", "generate", cwd=project(GOOD))
    assert (run.status, run.out, run.err) == (0, "", "")


@pytest.mark.full
def test_a_failed_build_leaves_the_old_site(project: Make) -> None:
    root = project(GOOD)
    assert plansite("build", "--strict", cwd=root).status == 0
    old = (root / "site/index.html").read_bytes()
    (root / "content/pages").mkdir(parents=True)
    (root / "content/pages/help.md").write_text("# 帮助\n\n[断开的链接](nowhere.md)\n", "utf-8")
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 1
    assert "nowhere.md" in run.err
    assert "Traceback" not in run.err
    assert (root / "site/index.html").read_bytes() == old
    assert not list(root.glob(".site-*"))


@pytest.mark.full
def test_a_project_without_settings_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(GOOD, "utf-8")
    run = plansite("build", cwd=tmp_path)
    assert run.status != 0
    assert "mkdocs.yml" in run.err
    assert "Traceback" not in run.err


@pytest.mark.full
def test_a_page_of_content_that_takes_a_generated_place_is_refused(project: Make) -> None:
    root = project(GOOD)
    (root / "content/pages/units").mkdir(parents=True)
    (root / "content/pages/units/kexie.md").write_text("# 我的\n", "utf-8")
    run = plansite("generate", cwd=root)
    assert run.status == 1
    assert "units/kexie.md" in run.err


@pytest.mark.full
def test_corrections_are_read_with_the_care_of_a_plan(project: Make) -> None:
    root = project(GOOD)
    (root / "content/source").mkdir(parents=True)
    (root / "content/source/corrections.yaml").write_text(
        "corrections:\n  - {scanned: a, times: x}\n", "utf-8"
    )
    run = plansite("generate", cwd=root)
    assert run.status == 1
    assert "content/source/corrections.yaml:2:5: error[missing-key]" in run.err
    assert "content/source/corrections.yaml:2:25: error[wrong-type]" in run.err


@pytest.mark.full
def test_export_csv_of_one_unit(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    run = plansite("export", "csv", "--unit", "zuzhi", "-o", out, cwd=ROOT)
    assert (run.status, run.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert {row["unit_id"] for row in rows} == {"zuzhi"}
    assert len(rows) == 5


@pytest.mark.full
def test_export_of_an_unknown_unit_names_the_known_ones() -> None:
    run = plansite("export", "csv", "--unit", "nobody", cwd=ROOT)
    assert run.status == 2
    assert "kexie" in run.err


@pytest.mark.full
def test_export_writes_where_it_can_or_says_why_not(tmp_path: Path) -> None:
    run = plansite("export", "json", "-o", tmp_path / "file" / "out", cwd=ROOT)
    assert run.status == 0
    (tmp_path / "blocked").write_text("", "utf-8")
    run = plansite("export", "json", "-o", tmp_path / "blocked" / "out", cwd=ROOT)
    assert run.status == 2
    assert "Traceback" not in run.err


@pytest.mark.full
def test_schema_takes_the_real_plan_and_refuses_another() -> None:
    schema = json.loads(plansite("schema", cwd=ROOT).out)
    validator = jsonschema.Draft202012Validator(schema)
    exported = json.loads(plansite("export", "json", cwd=ROOT).out)
    assert exported["schema"] == 1
    assert [error.message for error in validator.iter_errors({"schema": 1, "title": "t"})]


@pytest.mark.full
def test_a_build_speaks_the_language_that_was_asked_for(project: Make) -> None:
    root = project(GOOD)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("font: false", "font: {text: Roboto}"), "utf-8")
    told = plansite("--lang", "zh", "build", cwd=root).err
    assert "设置了 theme.font" in told
    assert "with theme.font" not in told
    told = plansite("--lang", "en", "build", cwd=root, lang="zh_CN.UTF-8").err
    assert "with theme.font" in told
