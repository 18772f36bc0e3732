"""How much work a build does, counted instead of timed: what is slow on one machine is slow on all."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import markdown
import pytest
import yaml
from mkdocs.structure.pages import Page

from benchmarks.plans import Size, plan_of
from benchmarks.tools.plansite import plan_yaml
from plansite.build.build import build
from plansite.cli import build_commands
from plansite.cli.session import Session
from plansite.plan import relations
from plansite.plan.model import Plan
from plansite.project import project
from plansite.publishing import fast_markdown
from plansite.reading.examine import examine
from plansite.render.pages import Renderer
from plansite.views.site import Content
from tests.helpers.support import ROOT, copy_project

pytestmark = pytest.mark.full

OPTIONS = build_commands.BuildOptions(strict=True, documents=False)
CALLS_A_TASK = 3400
"""Calls of Python functions that go into docs/, for each task; a build of 400 tasks uses some 3,200."""


def plan(tasks: int, units: int) -> Plan:
    """Return a plan of this size, 25 tasks a page, 5 units a task."""
    text = plan_yaml(plan_of(Size("counted", tasks, units)))
    record = examine(text.encode(), "plan.yaml", "en").record
    assert record is not None
    return record


@contextmanager
def calls() -> Iterator[Counter[str]]:
    """Count the calls of Python functions."""
    counted: Counter[str] = Counter()

    def count(_: FrameType, event: str, __: object) -> None:
        if event == "call":
            counted["all"] += 1

    sys.setprofile(count)
    try:
        yield counted
    finally:
        sys.setprofile(None)


def test_work_grows_no_faster_than_the_plan() -> None:
    build(plan(50, 30), Content())  # templates are compiled
    used = {}
    for tasks in (100, 200, 400):
        given = plan(tasks, 60)
        with calls() as counted:
            build(given, Content())
        used[tasks] = counted["all"]
    assert used[200] < 2.2 * used[100]
    assert used[400] < 2.2 * used[200]
    assert used[400] < 400 * CALLS_A_TASK


def test_pages_and_matrices_of_a_large_plan_are_small_enough() -> None:
    files = build(plan(1000, 100), Content())
    sizes = {path: len(data) for path, data in files.items() if path.endswith(".md")}
    assert max(sizes.values()) < 1_000_000
    assert max(size for path, size in sizes.items() if path.startswith("matrix/")) < 300_000
    assert len([path for path in sizes if path.startswith("matrix/tasks/from-")]) > 3


class Counted:
    """Counts the calls of functions by name, and lets them do their work."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times: Counter[str] = Counter()
        self._patch = monkeypatch

    def watch(self, owner: object, name: str) -> None:
        """Count the calls of `owner.name` from now on."""
        inner: Callable[..., object] = getattr(owner, name)

        def count(*arguments: object, **named: object) -> object:
            self.times[name] += 1
            return inner(*arguments, **named)

        self._patch.setattr(owner, name, count)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    build_commands.build(Session("en", quiet=True), Path("site"), OPTIONS)


def test_each_thing_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: Counted) -> None:
    root = copy_project(tmp_path / "project")
    pages = len(list((ROOT / "docs").rglob("*.md")))
    counted.watch(yaml, "parse")
    counted.watch(relations, "relate")
    counted.watch(markdown.Markdown, "convert")
    counted.watch(markdown.blockparser.BlockParser, "parseDocument")
    counted.watch(Renderer, "render")
    counted.watch(Page, "read_source")
    monkeypatch.setattr("plansite.views.site.relate", relations.relate)
    run(root, monkeypatch)
    assert counted.times["parse"] <= 4, "plan.yaml, corrections, synonyms, and once more for a position"
    assert counted.times["relate"] == 1
    assert counted.times["read_source"] == pages
    assert counted.times["convert"] == pages + 5, "the links of two pages, and three headings"
    assert counted.times["parseDocument"] <= 5 + 12, "all but twelve pages pass the parser by"
    assert counted.times["render"] == pages


def change(root: Path) -> None:
    path = root / "plan.yaml"
    path.write_text(
        path.read_text("utf-8").replace("着力提升农村劳动者技能水平", "着力提升农村劳动者技能"), "utf-8"
    )


AROUND = {f"units/{name}.md" for name in ("nongye", "keji", "jiaoyu", "kexie")} | {"actions/farmers.md"}
"""The pages that show the whole text of the task that is changed above; /plan/ does, too."""


def test_after_one_change_few_pages_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    root = copy_project(tmp_path / "project")
    run(root, monkeypatch)
    change(root)
    counted.watch(fast_markdown, "cut")
    run(root, monkeypatch)
    # Of the others that are made, each offers a file, and tells its size.
    assert len(AROUND) + 1 <= counted.times["cut"] <= 15


def test_one_change_writes_what_shows_it(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    change(root)
    sources = project.read(root, "en")
    assert sources.plan is not None
    assert sources.content is not None
    difference = project.prepare(root, sources.plan, sources.content).difference
    changed = set(difference.changed)
    assert changed == AROUND | {"plan/index.md", "data/plan.json", "data/plan.txt", "search/index.js"}
    assert not difference.missing
    assert not difference.obsolete
