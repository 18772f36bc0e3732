"""Revisions of the real plan, each a function that changes its data as an editor would."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from tests.helpers.support import ROOT, copy_project, plansite

Data: TypeAlias = dict[str, Any]
DAY = "2024-03-01"
KEPT = "content/revisions/2022-04-09.yaml"


def real() -> Data:
    """Return the real plan as data, every scalar as it is written."""
    data: Data = yaml.load((ROOT / "plan.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  it makes text only
    return data


def walk(items: list[Data]) -> Iterator[tuple[list[Data], Data]]:
    """Yield each item with the list that it stands in."""
    for item in list(items):
        yield items, item
        yield from walk(item.get("items", []))


def find(data: Data, ident: str) -> tuple[list[Data], Data]:
    """Return an item and the list that it stands in."""
    return next(pair for pair in walk(data["items"]) if pair[1]["id"] == ident)


def unit(data: Data, ident: str) -> Data:
    """Return a unit."""
    return next(each for each in data["units"] if each["id"] == ident)


def forget(data: Data, *idents: str) -> None:
    """Take out what else the plan says of items that are gone."""
    for key in ("duties", "targets", "programmes", "milestones"):
        data[key] = [each for each in data[key] if each["item"] not in idents]


def replace_everywhere(data: Data, old: str, new: str) -> None:
    """Put one unit in the place of another in every list."""
    for _, item in walk(data["items"]):
        for role in ("lead", "responsible"):
            if old in item.get(role, []):
                item[role] = list(dict.fromkeys(new if each == old else each for each in item[role]))


def add_task(data: Data) -> None:
    tasks = find(data, "elderly")[1]["items"]
    tasks.append(
        {
            "id": "elderly-repair",
            "number": f"{len(tasks) + 1}.",
            "title": "开展家电维修进社区",
            "text": "组织志愿者每季度进社区维修小家电。",
            "responsible": ["minzheng", "kexie"],
        }
    )


def remove_task(data: Data) -> None:
    siblings, task = find(data, "grassroots-services")
    siblings.remove(task)
    forget(data, task["id"])


def move_task(data: Data) -> None:
    siblings, task = find(data, "officials-recruitment")
    siblings.remove(task)
    others = find(data, "workers")[1]["items"]
    others.append({**task, "number": f"{len(others) + 1}."})


def renumber_task(data: Data) -> None:
    tasks = find(data, "elderly")[1]["items"]
    tasks[0]["number"], tasks[1]["number"] = "2.", "1."
    tasks[0], tasks[1] = tasks[1], tasks[0]


def reword_task(data: Data) -> None:
    task = find(data, "farmers-practitioners")[1]
    assert "服务农业农村现代化。" in task["text"]
    task["text"] = task["text"].replace("服务农业农村现代化。", "服务农业农村现代化和乡村建设。")


def add_and_drop_a_unit(data: Data) -> None:
    task = find(data, "youth-basic-education")[1]
    assert task["responsible"] == ["jiaoyu", "dashuju", "kexie", "fulian"]
    task["responsible"] = ["jiaoyu", "dashuju", "kexie", "tiyu"]


def replace_unit(data: Data) -> None:
    replace_everywhere(data, "xiangcun", "nongye")
    data["units"].remove(unit(data, "xiangcun"))
    unit(data, "nongye")["succeeds"] = ["xiangcun"]


def merge_and_rename(data: Data) -> None:
    unit(data, "xiangcun")["now"] = [{"unit": "nongye", "since": DAY, "basis": "余办发〔2024〕2号"}]
    unit(data, "tiyu")["now"] = [{"unit": "wenlv", "since": DAY}]
    unit(data, "dashuju")["now"] = [{"unit": "shuju", "since": DAY}]
    data["units"].append({"id": "shuju", "name": "市数据局", "category": "政府部门"})


def split_unit(data: Data) -> None:
    unit(data, "keji")["now"] = [{"unit": "gongxin", "since": DAY}, {"unit": "renshe", "since": DAY}]


def change_target(data: Data) -> None:
    goals = find(data, "goals")[1]
    goals["text"] = goals["text"].replace("比例达到15%", "比例达到16%")
    target = next(each for each in data["targets"] if each["id"] == "science-literacy")
    target["value"], target["quote"] = "16", target["quote"].replace("15%", "16%")


def replace_action(data: Data) -> None:
    """Let one page go away, and another take its place."""
    _, action = find(data, "elderly")
    action["id"], action["title"] = "seniors", "老年人科学素养提升行动"
    action["succeeds"] = ["elderly"]
    for audience in data["audiences"]:
        audience["items"] = ["seniors" if each == "elderly" else each for each in audience["items"]]


def remove_project(data: Data) -> None:
    """Let a page go away with all that stood on it."""
    siblings, project = find(data, "cooperation")
    siblings.remove(project)
    forget(data, *(item["id"] for _, item in walk([project])))


REVISIONS: dict[str, Callable[[Data], None]] = {
    each.__name__: each
    for each in (
        *(add_task, remove_task, move_task, renumber_task, reword_task, add_and_drop_a_unit, replace_unit),
        *(merge_and_rename, split_unit, change_target, replace_action, remove_project),
    )
}
TOGETHER = tuple(name for name in REVISIONS if name != "merge_and_rename")
"""All that can be done at once: a unit that was replaced cannot be merged too."""


def revised(*names: str) -> Data:
    """Return the real plan after some of REVISIONS, with its entry under `revisions`."""
    data = copy.deepcopy(real())
    for name in names:
        REVISIONS[name](data)
    data["revisions"] = [{"date": DAY, "note": "机构改革", "basis": "余办发〔2024〕2号", "plan": KEPT}]
    return data


def build(folder: Path, data: Data) -> Path:
    """Build the site of a revised plan, without documents; return the project."""
    root = copy_project(folder)
    (root / KEPT).parent.mkdir(parents=True)
    (root / KEPT).write_bytes((ROOT / "plan.yaml").read_bytes())
    (root / "plan.yaml").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    run = plansite("build", "--strict", "--no-documents", cwd=root)
    assert run.status == 0, run.err
    return root
