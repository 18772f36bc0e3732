"""The benchmark's own parts: the plans that it makes, what it measures, and what it makes of that."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import mkdocs
import pytest

from benchmarks import environments, folders, measure, profile, results, session, table
from benchmarks.environments import NotInstalledError
from benchmarks.measure import Cost, Made
from benchmarks.medians import peak, ratio, seconds
from benchmarks.plans import SIZES, TASKS_A_PAGE, UNITS_A_TASK, Plan, Task, changed, plan_of
from benchmarks.prose import paragraph
from benchmarks.reach import aims
from benchmarks.results import STEPS, Results, Round
from benchmarks.session import Session
from benchmarks.tools import BASE, all_tools
from benchmarks.tools.plansite import chinese
from plansite.text.numbering import read
from tests.helpers.support import ROOT, plansite

TOOLS = all_tools()
SMALL = plan_of(SIZES["small"])


def tasks(plan: Plan) -> Iterator[Task]:
    return (task for chapter in plan.chapters for task in chapter.tasks)


def digest(plan: Plan) -> str:
    files = [(name, tool.inputs(plan)) for name, tool in TOOLS.items()]
    return hashlib.sha256(repr(files).encode()).hexdigest()


@pytest.mark.full
def test_the_same_plan_is_made_each_time() -> None:
    code = (
        "from tests.repository.test_benchmarks import digest; from benchmarks.plans import SIZES, plan_of;"
        "print(digest(plan_of(SIZES['small'])))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert told == [digest(SMALL)] * 2


@pytest.mark.parametrize("name", ["small", "medium"])
def test_a_plan_is_of_the_size_that_was_asked_for(name: str) -> None:
    size = SIZES[name]
    plan = plan_of(size)
    found = list(tasks(plan))
    assert (len(found), len(plan.units)) == (size.tasks, size.units)
    assert all(200 <= len(task.text) <= 320 for task in found)
    assert all(len(set(task.units)) == UNITS_A_TASK for task in found)
    assert {unit for task in found for unit in task.units} == {unit.id for unit in plan.units}
    assert len({unit.name for unit in plan.units}) == size.units
    assert max(len(chapter.tasks) for chapter in plan.chapters) <= TASKS_A_PAGE


@pytest.mark.full
@pytest.mark.parametrize("name", ["small", "medium"])
def test_a_plan_has_nothing_to_note(name: str, tmp_path: Path) -> None:
    folders.write(tmp_path, TOOLS["plansite"].inputs(plan_of(SIZES[name])))
    done = plansite("check", cwd=tmp_path)
    assert (done.status, done.err.count("\n")) == (0, 1), done.err
    assert f"{SIZES[name].tasks} tasks, {SIZES[name].units} units" in done.err


def test_the_text_compresses_as_the_real_one() -> None:
    text = (ROOT / "docs/data/plan.txt").read_text("utf-8")
    made = paragraph(random.Random(1), len(text))  # noqa: S311  the same each time
    shares = [len(gzip.compress(each.encode(), 9)) / len(each) for each in (text, made)]
    assert shares[1] == pytest.approx(shares[0], rel=0.15)


def test_one_task_is_changed() -> None:
    pairs = list(zip(tasks(SMALL), tasks(changed(SMALL)), strict=True))
    differing = [(old, new) for old, new in pairs if old != new]
    assert len(differing) == 1
    assert differing[0][1].text.startswith(differing[0][0].text)


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_is_given_the_whole_plan(name: str) -> None:
    text = b"\n".join(TOOLS[name].inputs(SMALL).values()).decode()
    assert [task.id for task in tasks(SMALL) if task.text not in text or task.title not in text] == []
    assert [unit.name for unit in SMALL.units if unit.name not in text] == []


@pytest.mark.parametrize("name", TOOLS)
def test_a_change_of_one_task_touches_its_files_only(name: str, tmp_path: Path) -> None:
    tool = TOOLS[name]
    folders.write(tmp_path, tool.inputs(SMALL))
    written = folders.write(tmp_path, tool.inputs(changed(SMALL)))
    # Plain Markdown has the text on the chapter's page, on that of each unit, and in the whole.
    assert len(written) == (2 + UNITS_A_TASK if name.startswith("mkdocs") else 1)
    assert folders.write(tmp_path, tool.inputs(changed(SMALL))) == ()


@pytest.mark.parametrize("name", TOOLS)
def test_requirements_are_locked_with_hashes(name: str) -> None:
    text = TOOLS[name].requirements.read_text("utf-8")
    pins = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert pins
    assert all(line.endswith("\\") and "==" in line for line in pins)
    assert "index-url" not in text


def test_chapters_are_numbered_as_documents_are() -> None:
    numbers = [read(f"（{chinese(value)}）") for value in range(1, 200)]
    assert [number and number.value for number in numbers] == list(range(1, 200))


def a_round(tool: str, number: int, full: float, size: str = "small", error: str = "") -> Round:
    costs = {step: Cost(full / (1 + place), 100 * full, error) for place, step in enumerate(STEPS)}
    return Round(size, tool, number, costs, None if error else Made(3, 4_500_000, 2, 12_000))


def test_medians_and_ratios_are_those_of_rounds_that_succeeded() -> None:
    ours = [a_round("plansite", 0, 1.0), a_round("plansite", 1, 3.0), a_round("plansite", 2, 2.0)]
    base = [a_round(BASE, 0, 4.0), a_round(BASE, 1, 4.0)]
    failed = [a_round(BASE, 2, 0.1, error="exit 1: no")]
    assert seconds(ours, "full") == 2.0
    assert seconds(ours, "one") == 1.0
    assert peak(ours, "full") == 200.0
    assert ratio(ours, base + failed, "full") == 0.5  # the median of 1/4 and 3/4
    assert seconds(failed, "full") is None
    assert ratio(ours, failed, "full") is None
    assert seconds([], "full") is None


def measured() -> Results:
    found = Results("abc", {"CPU": "a processor", "cores": "2"})
    found.rounds = [
        *(a_round("plansite", number, value) for number, value in enumerate((1.0, 3.0, 2.0))),
        *(a_round(BASE, number, 4.0) for number in range(3)),
        a_round("strictdoc", 0, 9.0, error="not done in 10 minutes"),
    ]
    found.lacking = {"doorstop": "no matching | distribution"}
    found.ours = {"small": {"help": 0.25}}
    found.profiles = {"small, full": {"parse the YAML": 1.0, "swap": 3.0}}
    found.versions = {"plansite": {"Python": "3.11.7", "mkdocs": "1.6.1"}}
    return found


def test_the_table_shows_medians_ratios_peaks_and_failures() -> None:
    lines = table.markdown(measured(), TOOLS).splitlines()
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in lines if line.startswith("| ")}
    assert "| 2.00 s (0.50×), 200 MiB | 1.00 s (0.50×), 200 MiB |" in rows[TOOLS["plansite"].label]
    assert rows[TOOLS["plansite"].label].endswith("| 3 | 3 | 4.5 | 2 | 12 KB |")
    assert "| – | – | – | 1 (full: not done in 10 minutes) |" in rows["StrictDoc"]
    assert "could not be installed: no matching \\| distribution" in rows["Doorstop"]
    assert "| not run |" in rows["sphinx-needs"]
    assert "| swap | 3.00 s (75%) |" in lines
    assert f"| {TOOLS['plansite'].label} | 2.0 / 1.0 / 0.67 (200) |" in lines
    assert (
        len({row.replace("\\|", "").count("|") for row in rows.values() if "MiB" in row or "not run" in row})
        == 1
    )


def test_the_readme_has_the_table_of_the_results() -> None:
    found = (ROOT / "benchmarks/results.md").read_text("utf-8").partition("## In short")[2].partition("##")[0]
    rows = [line for line in found.splitlines() if line.startswith("|")]
    assert len(rows) == len(TOOLS) + 2
    assert "\n".join(rows) in (ROOT / "README.md").read_text("utf-8")


def test_an_aim_is_reached_or_not() -> None:
    told = {aim.words: (aim.shown, aim.reached) for aim in aims(measured())}
    assert told["full build ≤ 0.9 of MkDocs Material"] == ("0.50", True)
    assert told["no change ≤ 0.3 s"] == ("0.67 s", False)
    assert told["one task changed: no slower than full (2.00 s)"] == ("1.00 s", True)
    assert told["`plansite --help` < 0.2 s"] == ("0.25 s", False)
    assert told["≤ 60 MiB"] == ("200 MiB", False)
    assert len(told) == 5  # nothing is told that was not measured


def test_growth_and_other_tools_are_aims_of_the_larger_sizes() -> None:
    found = Results("abc", {})
    found.rounds = [
        a_round("plansite", 0, 4.0, "medium"),
        a_round("sphinx-needs", 0, 4.0, "medium"),
        a_round("plansite", 0, 22.0, "large"),
        a_round("strictdoc", 0, 66.0, "large"),
    ]
    told = {aim.words: (aim.shown, aim.reached) for aim in aims(found)}
    assert told["full build ≤ 5.5 times that of 1,000 tasks"] == ("5.50 times", True)
    assert told["one task changed: faster than sphinx-needs"] == ("1.00 of its time", False)
    assert told["one task changed: faster than strictdoc by 3×"] == ("0.33 of its time", True)


def test_a_run_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "results.json"
    found = measured()
    results.save(path, found)
    assert results.load(path, found.program, found.machine) == found
    assert results.load(path, "another program", found.machine).rounds == []


def run(code: str, folder: Path, limit: float = 60) -> Cost:
    command = ("python", "-c", code)
    return measure.run(command, folder, limit, folder / "log", Path(sys.executable).parent)


@pytest.mark.full
def test_a_command_is_measured_with_what_it_starts(tmp_path: Path) -> None:
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'a = bytearray(90_000_000)'])"
    cost = run(f"import time; time.sleep(0.3); {child}", tmp_path)
    assert (cost.error, cost.seconds >= 0.3, 85 < cost.mib < 150) == ("", True, True), cost
    assert run("pass", tmp_path).mib < 50


@pytest.mark.full
def test_a_command_that_fails_or_takes_too_long_is_told(tmp_path: Path) -> None:
    assert run("raise SystemExit('no such plan')", tmp_path).error == "exit 1: no such plan"
    late = run("import time; time.sleep(60)", tmp_path, 0.5)
    assert (late.error, late.seconds < 30) == ("not done in 0 minutes", True)


def test_what_was_made_is_counted(tmp_path: Path) -> None:
    folders.write(tmp_path, {"a.html": b"12", "b/c.html": b"123", "d.css": b"1"})
    assert measure.made(tmp_path) == Made(3, 6, 2, 3)
    folders.forget(tmp_path, ("b", "not there"))
    assert measure.made(tmp_path) == Made(2, 3, 1, 2)


@pytest.mark.full
def test_a_tool_that_cannot_be_installed_says_why() -> None:
    code = "import sys; sys.exit('ERROR: no matching distribution\\n[notice] a new release')"
    with pytest.raises(NotInstalledError, match=r"^ERROR: no matching distribution$"):
        environments.carry_out([sys.executable, "-c", code])


@pytest.mark.full
def test_a_tool_that_cannot_be_installed_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def install(requirements: Path, *_: object) -> Path:
        if requirements == TOOLS["mkdocs-all"].requirements:
            message = "no wheel"
            raise NotInstalledError(message)
        return Path(sys.executable).parent

    monkeypatch.setattr(session, "install", install)
    monkeypatch.setattr(session, "versions", lambda *_: {})
    made = "import pathlib; pathlib.Path('site').mkdir(exist_ok=True); pathlib.Path('site/a.html').touch()"
    quick = dataclasses.replace(TOOLS["mkdocs-sections"], command=("python", "-c", made))
    tools = {"mkdocs-all": TOOLS["mkdocs-all"], "mkdocs-sections": quick}
    output = tmp_path / "results.md"
    Session(tools, (SIZES["small"],), 2, 60, 60, output, tmp_path / "work").run(fresh=False)
    text = output.read_text("utf-8")
    assert "could not be installed: no wheel" in text
    assert "MiB | 2 | 1 | 0.0 | 1 | 0 KB |" in text
    assert str(tmp_path) not in text


def test_a_stage_of_the_profile_names_functions_that_are_there() -> None:
    roots = {"plansite": ROOT / "generator", "mkdocs": Path(mkdocs.__file__).parent.parent}
    for path, name in profile.functions():
        if path.startswith("<frozen"):
            continue
        source = (roots[path.split("/")[0]] / path).read_text("utf-8")
        assert f"def {name}(" in source, (path, name)


def test_stages_do_not_count_a_second_twice() -> None:
    times = {
        ("mkdocs/commands/build.py", "_populate_page"): 5.0,
        ("plansite/publishing/plugin.py", "on_page_markdown"): 2.0,
        ("plansite/files/disk.py", "swap"): 1.0,
    }
    found = profile.by_stage(times, 10.0)
    assert found["Markdown past its parser"] == 2.0
    assert found["Markdown conversion by MkDocs"] == 3.0
    assert found[profile.REST] == 4.0
    assert sum(found.values()) == 10.0
