"""What a document assigns, as a person wrote it down beside the document, compared with what was imported."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plansite.importing.document import Imported, imported
from plansite.importing.draft.emit import emit
from plansite.importing.readers import read
from plansite.plan.model import Plan, Role
from plansite.plan.relations import Relations, relate
from plansite.plan.tree import Node
from plansite.reading.examine import examine
from plansite.text import numbering

Assigned = set[tuple[str, str, str]]
"""Who answers for what: the path of an item, a role, and the name of a unit."""


@dataclass(frozen=True)
class Read:
    """A document as it was imported."""

    result: Imported
    plan: Plan
    relations: Relations

    @property
    def assigned(self) -> Assigned:
        """All responsibilities, each with the path of printed numbers from the outside in."""
        return {
            (path_of(each.node), each.role.value, each.unit.name) for each in self.relations.responsibilities
        }

    def at(self, path: str) -> list[Node]:
        """Return the items with this path of printed numbers."""
        return [node for node in self.relations.nodes if path_of(node) == plain(path)]


def read_document(path: Path) -> Read:
    """Import the document at `path`; its draft has no errors."""
    result = imported(read(path.name, path.read_bytes()))
    examined = examine(emit(result.draft).encode(), "plan.yaml", "en")
    assert examined.record is not None, [each for each in examined.problems if each.severity == "error"]
    return Read(result, examined.record, relate(examined.record))


def truths(folder: Path, ending: str) -> list[tuple[Path, dict[str, Any]]]:
    """Return each document in `folder` with the truth beside it, a JSON file with this ending."""
    found = []
    for path in sorted(folder.glob(f"*{ending}")):
        beside = (
            each for each in folder.glob(f"{path.name.removesuffix(ending)}.*") if each.suffix != ".json"
        )
        found += [(document, json.loads(path.read_text("utf-8"))) for document in beside]
    return found


def expected(truth: dict[str, Any]) -> Assigned:
    """Return what a truth assigns."""
    return {(plain(task["path"]), *each) for task in truth.get("tasks", []) for each in _units(task)}


def _units(task: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((role, name) for role, name in task.get("units", []))
    for role in Role:
        yield from ((role.value, name) for name in task.get(role.value, []))


def agreement(found: Assigned, truth: Assigned) -> float:
    """Return how well what was found agrees with the truth: twice what both have over what each has (F1)."""
    return 2 * len(found & truth) / (len(found) + len(truth)) if found or truth else 1.0


def path_of(node: Node) -> str:
    """Return the numbers of an item and of those above it, in plain digits."""
    return "/".join(_digits(each.item.number) for each in node.lineage if each.item.number)


def plain(path: str) -> str:
    """Return a path with its numbers in plain digits: 一/（二）/3 is 1/2/3."""
    return "/".join(map(_digits, path.split("/")))


def _digits(number: str) -> str:
    found = numbering.read(number) or numbering.read(re.sub(r"[（）()]", "", number) + "、")
    return str(found.value) if found else number
