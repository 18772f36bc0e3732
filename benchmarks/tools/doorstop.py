"""Doorstop: a document a chapter, each item a file of YAML, linked to the items of the document of units."""

from __future__ import annotations

from benchmarks.plans import Chapter, Plan
from benchmarks.tools.tool import REQUIREMENTS, Tool, encoded


def inputs(plan: Plan) -> dict[str, bytes]:
    """Return the documents and items in Doorstop's own format."""
    found = {"units/.doorstop.yml": _document("U", None)}
    for position, unit in enumerate(plan.units, start=1):
        found[f"units/{_uid('U', position)}.yml"] = _item(f"1.{position}", unit.name, unit.category, ())
    for number, chapter in enumerate(plan.chapters, start=1):
        found |= _chapter(f"C{number:03}N", chapter)
    return encoded(found)


def _chapter(prefix: str, chapter: Chapter) -> dict[str, str]:
    found = {
        f"{chapter.id}/.doorstop.yml": _document(prefix, "U"),
        f"{chapter.id}/{_uid(prefix, 1)}.yml": _item("1.0", chapter.title, chapter.text, chapter.leads),
    }
    for task in chapter.tasks:
        name = f"{chapter.id}/{_uid(prefix, task.number + 1)}.yml"
        found[name] = _item(f"1.{task.number}", task.title, task.text, task.units)
    return found


def _uid(prefix: str, position: int) -> str:
    return f"{prefix}{position:03}"


def _document(prefix: str, parent: str | None) -> str:
    above = f"  parent: {parent}\n" if parent else ""
    return f"settings:\n  digits: 3\n{above}  prefix: {prefix}\n  sep: ''\n"


def _item(level: str, title: str, text: str, units: tuple[str, ...]) -> str:
    links = "".join(f"- {_uid('U', int(unit.rpartition('-')[2]))}: null\n" for unit in units)
    listed = f"links:\n{links}" if links else "links: []\n"
    return (
        f"active: true\nderived: false\nheader: |\n  {title}\nlevel: '{level}'\n{listed}normative: true\n"
        f"ref: ''\nreviewed: null\ntext: |\n  {text}\n"
    )


tools = (
    Tool(
        name="doorstop",
        label="Doorstop",
        packages=("doorstop",),
        requirements=REQUIREMENTS / "doorstop.txt",
        inputs=inputs,
        starts_anew=True,
        command=("doorstop", "publish", "--html", "all", "public"),
        output="public",
        repository=True,
    ),
)
