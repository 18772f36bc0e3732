"""A build does nothing only where it would make what is there already; in doubt it does its work."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plansite.files.run_note import KnownInputs, RunNote
from tests.helpers.forked import Run as Ended
from tests.helpers.small_plans import GOOD, NOTED
from tests.helpers.support import environment, plansite, started

pytestmark = pytest.mark.full

Make = Callable[[str], Path]
SAME = "nothing has changed"
ROUND = "period: {from: 2024-01-01, to: 2024-12-31}\ndue: 2025-01-15\n"
REPORT = "unit: kexie\nreported_on: 2025-01-10\nreports: [{item: one, state: done}]\n"


def build(root: Path, *options: str, **environ: str) -> Ended:
    run = plansite("build", "--strict", *options, cwd=root, **environ)
    assert run.status == 0, run.err
    return run


@pytest.fixture
def root(project: Make) -> Path:
    """Return a project that has just been built."""
    folder = project(GOOD)
    (folder / "content").mkdir()
    (folder / "pages").mkdir()
    (folder / "content/pages").symlink_to("../pages")
    (folder / "content/pages/help.md").write_text("# 帮助\n", "utf-8")
    (folder / "content/progress/2024").mkdir(parents=True)
    (folder / "content/progress/2024/round.yaml").write_text(ROUND, "utf-8")
    assert SAME not in build(folder).err
    assert SAME in build(folder).err
    return folder


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("新", "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the plan": lambda root: (root / "plan.yaml").write_text(GOOD.replace("甲", "乙"), "utf-8"),
    "a setting": lambda root: (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text("utf-8").replace("site_description: ", "site_description: 新"),
        "utf-8",
    ),
    "a page that people wrote": lambda root: (root / "content/pages/help.md").write_text("# 新\n", "utf-8"),
    "a report of a unit": lambda root: (root / "content/progress/2024/kexie.yaml").write_text(
        REPORT, "utf-8"
    ),
    "a new page": lambda root: (root / "content/pages/new.md").write_text("# 新\n", "utf-8"),
    "a page that is gone": lambda root: (root / "content/pages/help.md").unlink(),
    "a page behind a linked folder": lambda root: (root / "pages/help.md").write_text("# 新\n", "utf-8"),
    "a file in a folder like that of bytecode": lambda root: write(root / "content/assets/__pycache__/a.svg"),
    "a hidden file of docs": lambda root: write(root / "docs/.well-known/security.txt"),
    "a hidden file of the site": lambda root: write(root / "site/.well-known/security.txt"),
    "docs": lambda root: (root / "docs/units/kexie.md").unlink(),
    "a file of the site": lambda root: (root / "site/index.html").write_text("x"),
    "a file of the site that is gone": lambda root: (root / "site/404.html").unlink(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_seen(root: Path, what: str) -> None:
    CHANGES[what](root)
    assert SAME not in build(root).err
    assert SAME in build(root).err


def test_other_options_and_another_place_are_another_build(root: Path) -> None:
    assert SAME not in build(root, "--no-documents").err
    assert SAME not in build(root, "-d", "elsewhere").err
    assert SAME not in build(root).err, "site/ is now without documents"
    assert SAME not in build(root, "--force").err


def test_what_the_settings_take_from_the_environment_counts(root: Path) -> None:
    assert SAME not in build(root, SITE_URL="https://example.org/kxsz/").err
    assert SAME not in build(root, SITE_URL="https://example.org/kxsz/", SOURCE_DATE_EPOCH="1600000000").err
    assert SAME in build(root, SITE_URL="https://example.org/kxsz/", SOURCE_DATE_EPOCH="1600000000").err
    assert (
        SAME in build(root, SITE_URL="https://example.org/kxsz/", SOURCE_DATE_EPOCH="1600000000", X="1").err
    )


def test_a_build_that_warned_warns_again(project: Make) -> None:
    root = project(GOOD)
    assert plansite("build", cwd=root).status == 0
    (root / "docs/mine.md").write_text("# 我的\n\n[没有的页](nowhere.md)\n", "utf-8")
    for _ in range(2):
        run = plansite("build", cwd=root)
        assert run.status == 0
        assert "docs/mine.md" in run.err
        assert "nowhere.md" in run.err


def test_a_note_is_no_warning(project: Make) -> None:
    root = project(NOTED)
    build(root)
    assert SAME in build(root).err


def test_nothing_is_imported_to_see_that_nothing_has_changed(root: Path) -> None:
    """Counted instead of timed: the modules that a run without work needs."""
    started("build", "--strict", cwd=root)
    script = (
        "import sys\nfrom plansite.cli.main import main\n"
        "try:\n    main(['build', '--strict'])\nexcept SystemExit:\n    print(*sys.modules)"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, cwd=root, env=environment(root), capture_output=True, text=True, check=True
    )
    assert SAME in done.stderr
    loaded = set(done.stdout.split())
    assert not loaded & {"mkdocs", "yaml", "pydantic", "jinja2", "markdown", "lxml", "rich"}


@pytest.mark.parametrize("edited", [False, True])
def test_an_edit_while_a_build_goes_on_is_not_taken_for_known(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, edited: bool
) -> None:
    monkeypatch.chdir(root)
    plan, known = root / "plan.yaml", KnownInputs((), (), {})

    def note() -> RunNote:
        return RunNote(Path("note"), Path(), Path("site"), ())

    before = note()
    assert not before.holds()
    if edited:
        plan.write_text(GOOD.replace("甲", "乙"), "utf-8")
    before.write(known)
    plan.write_text(GOOD, "utf-8")
    assert note().holds() != edited


def test_a_note_that_is_damaged_is_none(root: Path) -> None:
    for path in (root / ".plansite/runs").iterdir():
        path.write_bytes(path.read_bytes()[:-9])
    assert SAME not in build(root).err
