"""mlx.traceability: a page a chapter and a unit, the tasks of a unit and the grid as its own matrices."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.plans import Chapter, Plan, Unit
from benchmarks.rst import heading, toctree
from benchmarks.tools.tool import REQUIREMENTS, Tool, encoded

_SETTINGS = """\
import os

import mlx.traceability

project = "{title}"
extensions = ["mlx.traceability"]
language = "zh_CN"
html_theme = "alabaster"
html_static_path = [os.path.join(os.path.dirname(mlx.traceability.__file__), "assets")]
traceability_relationships = {{"answered_by": "answers_for"}}
traceability_relationship_to_string = {{"answered_by": "责任单位", "answers_for": "任务"}}
traceability_render_relationship_per_item = True
"""


def inputs(plan: Plan) -> dict[str, bytes]:
    """Return the pages in reStructuredText, beside the settings."""
    names = [*(f"chapters/{each.id}" for each in plan.chapters), *(f"units/{each.id}" for each in plan.units)]
    found = {
        "conf.py": _SETTINGS.format(title=plan.title),
        "index.rst": heading(plan.title) + toctree([*names, "matrix"]),
        "matrix.rst": heading("任务与单位")
        + ".. item-2d-matrix:: 任务与单位\n   :source: (action|project)-\\d+-\\d+\n   :target: unit-\n"
        + "   :hit: ●\n   :miss:\n   :type: answered_by\n",
    }
    found |= {f"chapters/{each.id}.rst": "".join(_chapter(each)) for each in plan.chapters}
    return encoded(found | {f"units/{each.id}.rst": _unit(each) for each in plan.units})


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield heading(chapter.title)
    yield _item(chapter.id, chapter.title, chapter.leads, chapter.text)
    for task in chapter.tasks:
        yield _item(task.id, task.title, task.units, task.text)


def _unit(unit: Unit) -> str:
    table = (
        f".. item-matrix:: {unit.name}\n   :source: {unit.id}$\n   :target: (action|project)-\n"
        "   :sourcetitle: 单位\n   :targettitle: 任务\n   :type: answers_for\n   :splittargets:\n"
    )
    return heading(unit.name) + _item(unit.id, unit.name, (), unit.category) + table


def _item(ident: str, title: str, units: tuple[str, ...], text: str) -> str:
    answered = f"   :answered_by: {' '.join(units)}\n" if units else ""
    return f".. item:: {ident} {title}\n{answered}\n   {text}\n\n"


tools = (
    Tool(
        name="traceability",
        label="mlx.traceability",
        packages=("mlx.traceability", "sphinx"),
        requirements=REQUIREMENTS / "traceability.txt",
        inputs=inputs,
        command=("sphinx-build", "-q", "-b", "html", ".", "_build"),
        output="_build",
        note="it reads one page after the other; after a change, other pages are left as they were",
    ),
)
