"""StrictDoc: a document a chapter, one of units, and a relation from each task to each of its units."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from benchmarks.plans import Chapter, Plan
from benchmarks.tools.tool import REQUIREMENTS, Tool, encoded

_SETTINGS = """\
from strictdoc.core.project_config import ProjectConfig


def create_config() -> ProjectConfig:
    return ProjectConfig(project_title={title})
"""


def inputs(plan: Plan) -> dict[str, bytes]:
    """Return the documents in StrictDoc's own format, beside its settings."""
    settings = _SETTINGS.format(title=json.dumps(plan.title, ensure_ascii=False))
    chapters = {f"{chapter.id}.sdoc": "".join(_chapter(chapter)) for chapter in plan.chapters}
    return encoded({"strictdoc_config.py": settings, "units.sdoc": "".join(_units(plan)), **chapters})


def _units(plan: Plan) -> Iterator[str]:
    yield "[DOCUMENT]\nTITLE: 单位\nUID: units\n"
    for unit in plan.units:
        yield _node(unit.id, unit.name, unit.category, ())


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"[DOCUMENT]\nTITLE: {chapter.title}\nUID: doc-{chapter.id}\n"
    yield _node(chapter.id, chapter.title, chapter.text, chapter.leads)
    for task in chapter.tasks:
        yield _node(task.id, task.title, task.text, task.units)


def _node(ident: str, title: str, text: str, units: Iterable[str]) -> str:
    relations = "".join(f"- TYPE: Parent\n  VALUE: {unit}\n" for unit in units)
    head = f"\n[REQUIREMENT]\nUID: {ident}\nTITLE: {title}\nSTATEMENT: >>>\n{text}\n<<<\n"
    return f"{head}RELATIONS:\n{relations}" if relations else head


tools = (
    Tool(
        name="strictdoc",
        label="StrictDoc",
        packages=("strictdoc",),
        requirements=REQUIREMENTS / "strictdoc.txt",
        inputs=inputs,
        command=("strictdoc", "export", ".", "--output-dir", "output"),
        output="output",
        note="its default screens: document, table, traceability, deep traceability, search",
    ),
)
