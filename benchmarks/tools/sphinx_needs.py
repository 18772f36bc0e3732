"""sphinx-needs: a page a chapter and a unit, the tasks of a unit and the matrix as its own tables."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.plans import Chapter, Plan, Unit
from benchmarks.rst import heading, toctree
from benchmarks.tools.tool import REQUIREMENTS, Tool, encoded

_SETTINGS = """\
project = "{title}"
extensions = ["sphinx_needs"]
language = "zh_CN"
html_theme = "alabaster"
needs_id_regex = "^[a-z0-9-]+$"
needs_types = [
    dict(directive="chapter", title="行动、工程", prefix="", color="#BFD8D2", style="node"),
    dict(directive="task", title="任务", prefix="", color="#DF744A", style="node"),
    dict(directive="unit", title="单位", prefix="", color="#FEDCD2", style="node"),
]
"""


def inputs(plan: Plan) -> dict[str, bytes]:
    """Return the pages in reStructuredText, beside the settings."""
    names = [*(f"chapters/{each.id}" for each in plan.chapters), *(f"units/{each.id}" for each in plan.units)]
    found = {
        "conf.py": _SETTINGS.format(title=plan.title),
        "index.rst": heading(plan.title) + toctree([*names, "matrix"]),
        "matrix.rst": heading("任务与单位")
        + '.. needtable::\n   :filter: type == "task"\n   :columns: id, title, links\n   :style: table\n',
    }
    found |= {f"chapters/{each.id}.rst": "".join(_chapter(each)) for each in plan.chapters}
    return encoded(found | {f"units/{each.id}.rst": _unit(each) for each in plan.units})


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield heading(chapter.title)
    yield _need("chapter", chapter.title, chapter.id, chapter.leads, chapter.text)
    for task in chapter.tasks:
        yield _need("task", task.title, task.id, task.units, task.text)


def _unit(unit: Unit) -> str:
    table = (
        f'.. needtable::\n   :filter: "{unit.id}" in links\n   :columns: id, title, type\n   :style: table\n'
    )
    return heading(unit.name) + _need("unit", unit.name, unit.id, (), unit.category) + table


def _need(directive: str, title: str, ident: str, units: tuple[str, ...], text: str) -> str:
    links = f"   :links: {', '.join(units)}\n" if units else ""
    return f".. {directive}:: {title}\n   :id: {ident}\n{links}\n   {text}\n\n"


tools = (
    Tool(
        name="sphinx-needs",
        label="sphinx-needs",
        packages=("sphinx-needs", "sphinx"),
        requirements=REQUIREMENTS / "sphinx-needs.txt",
        inputs=inputs,
        command=("sphinx-build", "-q", "-j", "auto", "-b", "html", ".", "_build"),
        output="_build",
        note="after a change, the pages of units and the matrix are left as they were",
    ),
)
