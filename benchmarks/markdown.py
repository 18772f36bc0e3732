"""The plan as plain Markdown, for MkDocs alone: a page a chapter and a unit, lists, the whole text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from benchmarks.plans import Chapter, Plan, Task, Unit

FOLDERS = {"action": "actions", "project": "projects"}
LABELS = {"action": "行动", "project": "工程"}


def pages(plan: Plan) -> dict[str, str]:
    """Return the pages by path in docs/: what ours shows of chapters, tasks and units, in plain Markdown."""
    names = {unit.id: unit.name for unit in plan.units}
    found = {"index.md": _home(plan), "plan.md": _whole(plan, names)}
    for kind, folder in FOLDERS.items():
        chapters = [each for each in plan.chapters if each.kind == kind]
        listed = (f"- [{each.title}]({each.id}.md)" for each in chapters)
        found[f"{folder}/index.md"] = _joined(f"# {LABELS[kind]}", "\n".join(listed))
        found |= {f"{folder}/{each.id}.md": _chapter(each, names) for each in chapters}
    found["units/index.md"] = _units(plan)
    answers = _answers(plan)
    return found | {f"units/{unit.id}.md": _unit(unit, answers[unit.id]) for unit in plan.units}


def grid(plan: Plan) -> str:
    """Return the page of tasks × units: one table, in HTML, for Markdown's own tables are far slower."""
    heads = "".join(f'<th><a href="../units/{unit.id}/">{unit.name}</a></th>' for unit in plan.units)
    rows = []
    for chapter in plan.chapters:
        for task in chapter.tasks:
            cells = "".join("<td>●</td>" if unit.id in task.units else "<td></td>" for unit in plan.units)
            address = f"../{FOLDERS[chapter.kind]}/{chapter.id}/#{task.id}"
            rows.append(f'<tr><th><a href="{address}">{task.title}</a></th>{cells}</tr>')
    table = f"<table>\n<tr><th></th>{heads}</tr>\n" + "\n".join(rows) + "\n</table>"
    return _joined("# 任务与单位", table)


def _joined(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


def _home(plan: Plan) -> str:
    links = (f"- [{each.title}]({FOLDERS[each.kind]}/{each.id}.md)" for each in plan.chapters)
    return _joined(f"# {plan.title}", "\n".join(links))


def _whole(plan: Plan, names: dict[str, str]) -> str:
    blocks = [f"# {plan.title}"]
    for chapter in plan.chapters:
        blocks += [f"## {chapter.title}", chapter.text]
        for task in chapter.tasks:
            units = "、".join(names[unit] for unit in task.units)
            blocks += [f"### {task.number}. {task.title}", task.text, f"（责任单位：{units}）"]
    return _joined(*blocks)


def _chapter(chapter: Chapter, names: dict[str, str]) -> str:
    return _joined(*_chapter_blocks(chapter, names))


def _chapter_blocks(chapter: Chapter, names: dict[str, str]) -> Iterator[str]:
    yield from (f"# {chapter.title}", chapter.text, f"牵头单位：{_linked(chapter.leads, names)}")
    for task in chapter.tasks:
        yield f"## {task.number}. {task.title} {{ #{task.id} }}"
        yield task.text
        yield f"责任单位：{_linked(task.units, names)}"


def _linked(units: tuple[str, ...], names: dict[str, str]) -> str:
    return "、".join(f"[{names[unit]}](../units/{unit}.md)" for unit in units)


def _units(plan: Plan) -> str:
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in plan.units:
        groups[unit.category].append(f"- [{unit.name}]({unit.id}.md)")
    lists = (block for name, lines in groups.items() for block in (f"## {name}", "\n".join(lines)))
    return _joined("# 单位", *lists)


def _answers(plan: Plan) -> dict[str, list[tuple[Chapter, Task]]]:
    found: dict[str, list[tuple[Chapter, Task]]] = defaultdict(list)
    for chapter in plan.chapters:
        for task in chapter.tasks:
            for unit in task.units:
                found[unit].append((chapter, task))
    return found


def _unit(unit: Unit, answers: list[tuple[Chapter, Task]]) -> str:
    blocks = [f"# {unit.name}", unit.category]
    for chapter, task in answers:
        address = f"../{FOLDERS[chapter.kind]}/{chapter.id}.md#{task.id}"
        blocks += [f"## [{task.title}]({address})", task.text]
    return _joined(*blocks)
