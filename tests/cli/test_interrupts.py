"""A command that is interrupted (Ctrl-C) ends with 130 and says what it left, which is then so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.limits import InterruptedBefore, full_disk
from tests.helpers.small_plans import GOOD
from tests.helpers.support import bounded, plansite, tree

pytestmark = pytest.mark.full

Make = Callable[[str], Path]
OTHER = GOOD.replace("甲", "乙")
REVISE = ("revise", "--date", "2024-03-01", "--note", "调整")
BEFORE = InterruptedBefore
CASES = [
    (("check",), BEFORE("plansite.project.project", "read_plan"), "nothing was changed"),
    (("generate",), BEFORE("plansite.project.project", "read"), "docs/ is as it was"),
    (
        ("build",),
        BEFORE("plansite.project.project", "read"),
        "docs/ is as it was; site/ is as it was",
    ),
    (("export", "csv", "-o", "plan.csv"), BEFORE("tempfile", "mkstemp"), "plan.csv is as it was"),
    (("offline",), BEFORE("tempfile", "mkstemp"), "site-offline.zip is as it was"),
    (("import", "a.txt", "-o", "b.yaml"), BEFORE("tempfile", "mkstemp"), "b.yaml is as it was"),
    (("new", "other/one"), BEFORE("tempfile", "mkstemp", 3), "other/one is as it was"),
    (REVISE, BEFORE("tempfile", "mkstemp", 2), "plan.yaml is as it was"),
]


@pytest.fixture
def root(project: Make) -> Path:
    """Return a project with docs/ and site/, whose plan was edited since."""
    made = project(GOOD)
    assert plansite("build", cwd=made).status == 0
    (made / "plan.yaml").write_text(OTHER, "utf-8")
    (made / "a.txt").write_text("一、总则\n（一）甲。\n", "utf-8")
    return made


@pytest.mark.parametrize(("command", "before", "said"), CASES, ids=lambda each: str(each)[:20])
def test_what_is_said_to_be_as_it_was_is_so(
    command: tuple[str, ...], before: InterruptedBefore, said: str, root: Path
) -> None:
    was = tree(root)
    done = bounded(before, *command, cwd=root)
    assert done.status == 130, done.err
    assert done.err.splitlines()[-1] == f"interrupted; {said}"
    assert "Abort" not in done.err
    assert tree(root) == was
    assert not (root / "other").exists()


def test_it_is_said_in_chinese(root: Path) -> None:
    before = BEFORE("plansite.project.project", "read")
    done = bounded(before, "build", cwd=root, lang="zh_CN.UTF-8")
    assert done.err.splitlines()[-1] == "已中断；docs/ 保持原样；site/ 保持原样"


def test_a_build_says_which_of_docs_and_site_is_new(root: Path) -> None:
    site, docs = tree(root / "site"), tree(root / "docs")

    done = bounded(BEFORE("plansite.publishing.publish", "mkdocs_build"), "build", cwd=root)
    assert (done.status, done.err.splitlines()[-1]) == (
        130,
        "interrupted; docs/ is up to date; site/ is as it was",
    )
    assert tree(root / "site") == site
    assert tree(root / "docs") != docs

    done = bounded(BEFORE("plansite.publishing.publish", "BuildResult"), "build", cwd=root)
    assert (done.status, done.err.splitlines()[-1]) == (
        130,
        "interrupted; docs/ is up to date; site/ is up to date",
    )
    assert tree(root / "site") != site


def test_docs_of_which_a_part_was_written_are_not_said_to_be_as_they_were(root: Path) -> None:
    done = bounded(BEFORE("tempfile", "mkstemp", 2), "generate", cwd=root)
    assert (done.status, done.err.splitlines()[-1]) == (
        130,
        "interrupted; docs/ may be written in part: run this again",
    )
    assert plansite("generate", cwd=root).status == 0
    assert plansite("generate", "--check", cwd=root).status == 0


@pytest.mark.parametrize("folder", ["", "one", "one/two"])
def test_a_project_that_cannot_be_started_leaves_nothing(folder: str, tmp_path: Path) -> None:
    done = bounded(full_disk, "new", str(tmp_path / folder), cwd=tmp_path)
    assert done.status == 2
    assert "the disk is full" in done.err
    assert list(tmp_path.iterdir()) == []
    assert plansite("new", str(tmp_path / folder), cwd=tmp_path).status == 0


@pytest.mark.parametrize("epoch", ["abc", "-5", "1e9", " 5", "５"])
def test_a_source_date_that_is_none_is_wrong_usage(epoch: str, root: Path) -> None:
    was = tree(root)
    for command in (("build",), ("build", "--force"), ("export", "csv"), ("offline",), ("serve",)):
        done = plansite(*command, cwd=root, SOURCE_DATE_EPOCH=epoch)
        assert (done.status, done.out) == (2, ""), command
        assert f"SOURCE_DATE_EPOCH is {epoch}; it must be a number of seconds" in done.err
    assert tree(root) == was


def test_an_empty_source_date_is_as_if_it_were_not_set(root: Path) -> None:
    unset = plansite("export", "json", cwd=root)
    assert plansite("export", "json", cwd=root, SOURCE_DATE_EPOCH="") == unset
    assert plansite("build", "--strict", cwd=root, SOURCE_DATE_EPOCH="").status == 0
    for epoch in ("0", "9" * 30):
        assert plansite("build", "--strict", cwd=root, SOURCE_DATE_EPOCH=epoch).status == 0
        assert plansite("offline", cwd=root, SOURCE_DATE_EPOCH=epoch).status == 0
