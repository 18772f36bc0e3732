"""Find where a setting stands: in mkdocs.yml, or in a file that it inherits from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.utils.yaml import get_yaml_loader

Keys = tuple[str | int, ...]
"""Path of a setting, as keys and 0-based positions: ("extra", "footer", "site_id")."""


@dataclass(frozen=True, slots=True)
class Place:
    """A setting as written: its file, 1-based line and column, and its text if it is a scalar without quotes.

    The text of an environment variable (!ENV) is its value.
    """

    path: str
    line: int
    column: int
    plain: str | None = None


class SettingsFile:
    """The settings files of a project: mkdocs.yml first, then those that it inherits from."""

    def __init__(self, path: Path) -> None:
        self._files = tuple(_chain(path))
        self._first = path.name

    def place(self, *keys: str | int) -> Place:
        """Return where a setting stands: its value, or as much of its path as there is."""
        for depth in range(len(keys), 0, -1):
            for name, root in self._files:
                node = _find(root, keys[:depth])
                if node is not None:
                    mark = node.start_mark
                    return Place(name, mark.line + 1, mark.column + 1, _plain(node))
        return Place(self._first, 1, 1)

    def has(self, *keys: str | int) -> bool:
        """Return whether a setting is written in one of the files."""
        return any(_find(root, keys) is not None for _, root in self._files)


def _chain(path: Path) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the name and the root node of each file; one that cannot be read ends the chain."""
    seen: set[Path] = set()
    place, name = path, path.name
    while place.resolve() not in seen:
        seen.add(place.resolve())
        try:
            root = yaml.compose(place.read_bytes(), Loader=get_yaml_loader())
        except (OSError, ValueError, yaml.YAMLError):
            return
        if root is None:
            return
        yield name, root
        parent = _find(root, ("INHERIT",))
        if not isinstance(parent, yaml.ScalarNode):
            return
        place, name = place.parent / parent.value, parent.value


def _plain(node: yaml.Node) -> str | None:
    if node.tag == "!ENV":
        names = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return next((os.environ[each.value] for each in names if each.value in os.environ), None)
    return node.value if isinstance(node, yaml.ScalarNode) and node.style is None else None


def _find(node: yaml.Node | None, keys: Keys) -> yaml.Node | None:
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        else:
            return None
    return node
