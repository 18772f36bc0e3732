"""docs/ belongs to the generator alone, and what people put there is not touched."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.small_plans import GOOD
from tests.helpers.support import environment, plansite

pytestmark = pytest.mark.full

Make = Callable[[str], Path]


def generated(project: Make) -> Path:
    root = project(GOOD)
    assert plansite("generate", cwd=root).status == 0
    return root


def test_a_page_that_is_no_more_made_is_removed(project: Make) -> None:
    root = generated(project)
    (root / "plan.yaml").write_text(GOOD.replace("kexie", "shekeyuan"), "utf-8")
    assert plansite("generate", cwd=root).status == 0
    assert not (root / "docs/units/kexie.md").exists()
    assert (root / "docs/units/shekeyuan.md").exists()


def test_an_empty_folder_goes_with_its_last_page(project: Make) -> None:
    root = generated(project)
    (root / "plan.yaml").write_text(GOOD.replace(", responsible: [kexie]", ""), "utf-8")
    assert plansite("generate", cwd=root).status == 0
    assert not (root / "docs/units").exists()


def test_a_file_that_was_not_generated_is_kept_and_named(project: Make) -> None:
    root = generated(project)
    (root / "docs/mine.md").write_text("# 我的\n", "utf-8")
    run = plansite("generate", cwd=root)
    assert run.status == 0
    assert "docs/mine.md" in run.err
    assert (root / "docs/mine.md").read_text("utf-8") == "# 我的\n"


@pytest.mark.parametrize("path", ["../plan.yaml", "../../victim", "/victim", "a/../../plan.yaml", ""])
def test_a_list_of_generated_files_never_names_others(project: Make, path: str) -> None:
    root = generated(project)
    before = (root / "plan.yaml").read_bytes()
    listed = root / "docs/.generated"
    digest = hashlib.sha256(before).hexdigest()
    listed.write_text(f"{listed.read_text('utf-8')}{digest}  {path}\n", "utf-8")
    run = plansite("generate", cwd=root)
    assert run.status == 2
    assert ".generated: it names a file outside docs/" in run.err
    assert (root / "plan.yaml").read_bytes() == before


def test_an_edited_page_is_pointed_out_before_it_is_replaced(project: Make) -> None:
    root = generated(project)
    page = root / "docs/units/kexie.md"
    before = page.read_bytes()
    page.write_text("手工修改", "utf-8")
    assert plansite("generate", "--check", cwd=root).status == 1
    run = plansite("generate", cwd=root)
    assert "docs/units/kexie.md was edited by hand" in run.err
    assert page.read_bytes() == before


def test_every_edit_is_kept(project: Make) -> None:
    root = generated(project)
    page = root / "docs/units/kexie.md"
    for text in ("一", "二", "三", "二"):
        page.write_text(text, "utf-8")
        run = plansite("generate", cwd=root)
        (kept,) = re.findall(r"kept as (\S+)\)", run.err)
        assert (root / kept).read_text("utf-8") == text
    assert sorted(path.name for path in (root / ".plansite/edited/units").iterdir()) == [
        "kexie.2.md",
        "kexie.3.md",
        "kexie.md",
    ]


def test_an_edited_page_that_is_no_more_made_is_kept(project: Make) -> None:
    root = generated(project)
    page = root / "docs/units/kexie.md"
    page.write_text("手工修改", "utf-8")
    (root / "plan.yaml").write_text(GOOD.replace("kexie", "shekeyuan"), "utf-8")
    run = plansite("generate", cwd=root)
    assert run.status == 0
    assert "docs/units/kexie.md" in run.err
    assert page.read_text("utf-8") == "手工修改"


def test_a_hand_made_file_in_the_place_of_a_page_is_never_replaced(project: Make) -> None:
    root = project(GOOD)
    page = root / "docs/units/kexie.md"
    page.parent.mkdir(parents=True)
    page.write_text("我的", "utf-8")
    run = plansite("generate", cwd=root)
    assert run.status == 2
    assert "docs/units/kexie.md" in run.err
    assert page.read_text("utf-8") == "我的"
    assert not (root / "docs/index.md").exists()


def test_pages_and_assets_of_content_go_into_the_site(project: Make) -> None:
    root = project(GOOD)
    (root / "content/pages").mkdir(parents=True)
    (root / "content/assets").mkdir()
    (root / "content/pages/help.md").write_text("# 帮助\n\n[首页](index.md) ![图](assets/a.svg)\n", "utf-8")
    (root / "content/assets/a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (root / "content/about.md").write_text("关于的话。\n", "utf-8")
    assert plansite("build", "--strict", cwd=root).status == 0
    assert "帮助" in (root / "site/help/index.html").read_text("utf-8")
    assert (root / "site/assets/a.svg").exists()
    assert "关于的话。" in (root / "site/about/index.html").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_said_plainly(project: Make) -> None:
    root = project(GOOD)
    (root / "docs").write_text("a file, not a folder", "utf-8")
    run = plansite("generate", cwd=root)
    assert run.status == 2
    assert "docs" in run.err
    assert "Traceback" not in run.err


def test_mkdocs_by_itself_is_as_careful(project: Make) -> None:
    root = project(GOOD)
    page = root / "docs/units/kexie.md"
    page.parent.mkdir(parents=True)
    page.write_text("我的", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root,
        env=environment(root),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "docs/units/kexie.md" in done.stderr
    assert page.read_text("utf-8") == "我的"
    assert not (root / "docs/.generated").exists()
