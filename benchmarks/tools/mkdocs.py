"""MkDocs with Material and no plugin of ours: the same pages, written as Markdown beforehand."""

from __future__ import annotations

import json

from benchmarks.markdown import FOLDERS, LABELS, grid, pages
from benchmarks.plans import Plan
from benchmarks.tools.tool import REQUIREMENTS, Tool, encoded

_SETTINGS = """\
site_name: {title}
theme:
  name: material
  language: zh
  font: false
  features: [navigation.tabs, navigation.top, toc.follow]
markdown_extensions:
  - attr_list
  - toc: {{toc_depth: 3, permalink: "#"}}
plugins:
  - search: {{lang: [{languages}]}}
validation: {{nav: {{omitted_files: ignore}}}}
nav: {nav}
"""


def _sections() -> list[object]:
    folders = [{LABELS[kind]: f"{folder}/index.md"} for kind, folder in FOLDERS.items()]
    return [{"首页": "index.md"}, *folders, {"单位": "units/index.md"}, {"全文": "plan.md"}]


def _everything(plan: Plan) -> list[object]:
    groups: list[object] = []
    for kind, folder in FOLDERS.items():
        chapters = [{each.title: f"{folder}/{each.id}.md"} for each in plan.chapters if each.kind == kind]
        groups.append({LABELS[kind]: [f"{folder}/index.md", *chapters]})
    units = [{each.name: f"units/{each.id}.md"} for each in plan.units]
    groups.append({"单位": ["units/index.md", *units]})
    return [{"首页": "index.md"}, *groups, {"全文": "plan.md"}, {"任务与单位": "matrix.md"}]


def _project(plan: Plan, found: dict[str, str], nav: list[object], languages: str) -> dict[str, bytes]:
    docs = {f"docs/{path}": text for path, text in found.items()}
    listed = json.dumps(nav, ensure_ascii=False)
    settings = _SETTINGS.format(title=plan.title, languages=languages, nav=listed)
    return encoded({"mkdocs.yml": settings, **docs})


def everything(plan: Plan) -> dict[str, bytes]:
    """Return the project with every page in the navigation, and the grid."""
    return _project(plan, {**pages(plan), "matrix.md": grid(plan)}, _everything(plan), "zh")


def sections(plan: Plan) -> dict[str, bytes]:
    """Return the project with only the first page of each section in the navigation, and no grid."""
    return _project(plan, pages(plan), _sections(), "en")


tools = (
    Tool(
        name="mkdocs-all",
        label="MkDocs Material, everything in the navigation, jieba, grid as one table",
        packages=("mkdocs", "mkdocs-material", "jieba"),
        requirements=REQUIREMENTS / "mkdocs.txt",
        inputs=everything,
        starts_anew=True,
        command=("mkdocs", "build", "--quiet"),
        output="site",
        note="its pages are given as Markdown; the time to make them from the plan is not counted",
    ),
    Tool(
        name="mkdocs-sections",
        label="the same pages, stock MkDocs, only section indexes in the navigation, no jieba, no grid",
        packages=("mkdocs", "mkdocs-material"),
        requirements=REQUIREMENTS / "mkdocs-plain.txt",
        inputs=sections,
        starts_anew=True,
        command=("mkdocs", "build", "--quiet"),
        output="site",
        note="as above; jieba is not installed, and the search is told that the text is English",
    ),
)
