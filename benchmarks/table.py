"""The results as Markdown: medians, ratios within a round, peaks, and what each tool made."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.medians import peak, ratio, seconds
from benchmarks.plans import SIZES, TASKS_A_PAGE, UNITS_A_TASK, Size
from benchmarks.reach import Aim, aims
from benchmarks.results import STEPS, Results, Round
from benchmarks.tools import BASE
from benchmarks.tools.tool import Tool

_INTRODUCTION = """\
# Benchmarks

Written by `make bench`. Seconds of a **full** build from nothing, of a build after **one** task changed, and
after **no** change: the median of the rounds, in which all tools take turns. In parentheses the ratio to
*{base}* in the same round (the median of those), then the peak memory of the largest process. A task has
{units} units and 200 to 300 characters; a page has at most {tasks} tasks. Every tool is given the same plan
in its own format, and shows each task's text, the units of each task and the tasks of each unit. What takes
more than a minute is built once, and where it makes everything anew each time, from nothing only.
"""


def markdown(results: Results, tools: dict[str, Tool]) -> str:
    """Return the whole file."""
    return "\n".join(_lines(results, tools)) + "\n"


def _lines(results: Results, tools: dict[str, Tool]) -> Iterator[str]:
    yield _INTRODUCTION.format(base=tools[BASE].label, units=UNITS_A_TASK, tasks=TASKS_A_PAGE)
    told = "; ".join(f"{key}: {value}" for key, value in results.machine.items())
    yield f"Machine: {told}. Program: {results.program}.\n"
    yield from _short(results, tools)
    for size in _measured(results):
        yield from _size(size, results, tools)
    yield from _aims(aims(results))
    yield from _profile(results)
    yield from _versions(results, tools)


def _measured(results: Results) -> list[Size]:
    return [size for size in SIZES.values() if any(each.size == size.name for each in results.rounds)]


def _short(results: Results, tools: dict[str, Tool]) -> Iterator[str]:
    sizes = _measured(results)
    yield "## In short\n"
    yield "Seconds of a full build / after one task changed / after no change (peak MiB of the full build).\n"
    yield f"| tool | {' | '.join(f'{size.tasks:,} tasks × {size.units} units' for size in sizes)} |"
    yield f"| --- |{' --- |' * len(sizes)}"
    for tool in tools.values():
        cells = (_in_short(results.of(size.name, tool.name)) for size in sizes)
        yield f"| {_cell(tool.label)} | {' | '.join(cells)} |"
    yield ""


def _in_short(rounds: list[Round]) -> str:
    memory = peak(rounds, "full")
    if memory is None:
        return "–"
    times = " / ".join(_figure(seconds(rounds, step)) for step in STEPS)
    return f"{times} ({memory:.0f})"


def _figure(taken: float | None) -> str:
    return "–" if taken is None else f"{taken:.2f}" if taken < 1 else f"{taken:.1f}"


def _size(size: Size, results: Results, tools: dict[str, Tool]) -> Iterator[str]:
    yield f"## {size.tasks:,} tasks × {size.units} units\n"
    yield "| tool | full | one changed | no change | rounds | files | MB | pages | largest page |"
    yield "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |"
    base = results.of(size.name, BASE)
    for tool in tools.values():
        yield _row(tool, results.of(size.name, tool.name), base, results.lacking.get(tool.name))
    yield ""


def _row(tool: Tool, rounds: list[Round], base: list[Round], lacking: str | None) -> str:
    error = next((each.error for each in rounds if each.error), "")
    steps = [_step(rounds, base, step) for step in STEPS]
    if lacking is not None:
        steps[0] = f"could not be installed: {_cell(lacking)}"
    elif not rounds:
        steps[0] = "not run"
    elif error:
        steps.append(f"{len(rounds)} ({_cell(error)})")
    if len(steps) == len(STEPS):
        steps.append(str(len(rounds)))
    made = next((each.made for each in rounds if each.made), None)
    sizes = (
        [str(made.files), f"{made.bytes / 1e6:.1f}", str(made.pages), f"{made.largest_page / 1e3:,.0f} KB"]
        if made
        else [""] * 4
    )
    return f"| {' | '.join([_cell(tool.label), *steps, *sizes])} |"


def _step(rounds: list[Round], base: list[Round], step: str) -> str:
    taken, against, memory = seconds(rounds, step), ratio(rounds, base, step), peak(rounds, step)
    if taken is None or memory is None:
        return "–"
    times = f" ({against:.2f}×)" if against is not None else ""
    return f"{taken:.2f} s{times}, {memory:.0f} MiB"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _aims(found: list[Aim]) -> Iterator[str]:
    yield "## What plansite aims at\n"
    yield "| size | aim | measured | reached |"
    yield "| --- | --- | --- | --- |"
    for aim in found:
        yield f"| {aim.size} | {aim.words} | {aim.shown} | {'yes' if aim.reached else 'no'} |"
    yield ""


def _profile(results: Results) -> Iterator[str]:
    if not results.profiles:
        return
    builds = list(results.profiles)
    yield "## Where the time of `plansite build` goes\n"
    yield "A build from nothing (full), and one after a change to one task (one), by cProfile, which makes"
    yield "calls of Python dearer than they are: shares say more than seconds.\n"
    yield f"| stage | {' | '.join(builds)} |"
    yield f"| --- |{' ---: |' * len(builds)}"
    stages = dict.fromkeys(stage for name in builds for stage in results.profiles[name])
    for stage in stages:
        cells = (_share(results.profiles[name], stage) for name in builds)
        yield f"| {stage} | {' | '.join(cells)} |"
    yield ""


def _share(profile: dict[str, float], stage: str) -> str:
    total = sum(profile.values())
    return f"{profile.get(stage, 0):.2f} s ({profile.get(stage, 0) / total:.0%})" if total else "–"


def _versions(results: Results, tools: dict[str, Tool]) -> Iterator[str]:
    yield "## Versions\n"
    for tool in tools.values():
        if tool.name in results.versions:
            told = ", ".join(f"{name} {version}" for name, version in results.versions[tool.name].items())
            anew = "it makes everything anew each time" if tool.starts_anew else ""
            notes = "".join(f"; {note}" for note in (anew, tool.note) if note)
            yield f"- {tool.label}: `{' '.join(tool.command)}`; {told}{notes}."
