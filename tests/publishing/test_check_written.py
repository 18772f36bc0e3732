"""`check` tells what is wrong with the settings as they are written, before any build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plansite.publishing import check_written
from tests.helpers.small_plans import GOOD
from tests.helpers.support import ROOT, plansite

Make = Callable[[str], Path]
REAL = (ROOT / "mkdocs.yml").read_text("utf-8")
FRESH = ROOT / "generator/plansite/project/new_files/mkdocs.yml"
CASES = {
    # what: (an edit of mkdocs.yml, the text at the place that is told, severity and code, what to write)
    "an address": (("mark_url:  ", "mark_url: x.cn "), "x.cn ", "error bad-url", "https://"),
    "a picture": (("mark_image:  ", "mark_image: a.html "), "a.html ", "error no-picture", "assets/mark.png"),
    "a number": (("site_id:  ", "site_id: 0360500001 "), "0360500001", "error unquoted", '"0360500001"'),
    "the site": (
        ('!ENV [SITE_URL, ""]', "https://x.cn/?a"),
        "https://x.cn/?a",
        "error site-url",
        "the folder",
    ),
    "no YAML": (("extra:\n", "extra: [\n"), "footer:\n", "error yaml-syntax", "indents"),
    "a typing error": (("    icp:  ", "    ipc: 甲 "), "甲 ", "warning unknown-key", "mean icp?"),
    "a key of nothing": (("    icp:  ", "    motto: 甲 "), "甲 ", "warning unknown-key", "delete this line"),
    "a key of a site": (("site_domain:  ", "site_domian: 甲"), "甲", "warning unknown-key", "site_domain?"),
}


@pytest.mark.parametrize("what", CASES)
def test_a_fault_is_told_where_it_stands(project: Make, what: str) -> None:
    (old, new), place, code, advice = CASES[what]
    root = project(GOOD)
    assert REAL.count(old) == 1
    text = REAL.replace(old, new)
    (root / "mkdocs.yml").write_text(text, "utf-8")
    (told,) = check_written.all_problems(root / "mkdocs.yml", "en")
    assert f"{told.severity} {told.code}" == code
    assert advice in (told.hint or "")
    if "yaml" not in code:  # where a parser stops is its own affair
        before = text[: text.index(place)]
        assert (told.line, told.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    (told,) = check_written.all_problems(root / "mkdocs.yml", "zh")
    assert told.message


def test_settings_of_a_project_have_none(tmp_path: Path) -> None:
    for path in (ROOT / "mkdocs.yml", FRESH, tmp_path / "mkdocs.yml"):
        assert check_written.all_problems(path, "en") == ()


def test_an_inherited_part_is_joined_with_that_above_it(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("extra:\n  footer: {mark_url: a, errors_url: b}\n", "utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("INHERIT: base.yml\nextra:\n  footer: {mark_url: https://x.cn/}\n", "utf-8")
    (told,) = check_written.all_problems(settings, "en")
    assert (told.path, told.line, told.column) == ("base.yml", 2, 37)


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.full
def test_check_fails_for_an_error_of_the_settings(project: Make, form: str) -> None:
    root = project(GOOD)
    (root / "mkdocs.yml").write_text(REAL.replace("mark_url:  ", "mark_url: x.cn "), "utf-8")
    run = plansite("check", "--format", form, cwd=root)
    assert run.status == 1
    assert "bad-url" in run.out + run.err
    (root / "mkdocs.yml").write_text(REAL.replace("    icp:  ", "    ipc: 甲 "), "utf-8")
    run = plansite("check", "--format", form, cwd=root)
    assert run.status == 0
    assert "unknown-key" in run.out + run.err
