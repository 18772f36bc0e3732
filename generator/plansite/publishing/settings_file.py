"""Find where a setting stands: in mkdocs.yml, or in a file that it inherits from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader
from msgspec import Struct

from plansite.files import project_files

_NULL = "tag:yaml.org,2002:null"
Keys = tuple[str | int, ...]
"""Path of a setting, as keys and 0-based positions: ("extra", "footer", "site_id")."""


class Place(Struct, frozen=True):
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
        self._files = tuple((name, root) for _, name, root in _chain(path) if root is not None)
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

    def value(self, *keys: str | int) -> Any:  # noqa: ANN401  settings may be anything
        """Return a setting as YAML reads it, None if it is not set or no plain data.

        Mappings are joined over the files, as MkDocs does.
        """
        found: Any = None
        for _, root in reversed(self._files):
            node = _find(root, keys)
            if node is not None:
                found = _joined(found, _data(node))
        return found

    def text(self, *keys: str | int) -> str:
        """Return a setting as text, "" if it is not set or no scalar."""
        found = (_find(root, keys) for _, root in self._files)
        node = next((each for each in found if each is not None), None)
        if isinstance(node, yaml.ScalarNode) and node.tag not in {"!ENV", _NULL}:
            return str(node.value).strip()
        return (node is not None and _plain(node)) or ""

    def duplicates(self) -> Iterator[tuple[str, Place]]:
        """Yield each key that stands a second time in its mapping, and where; YAML would drop the first."""
        for name, root in self._files:
            for key in _duplicates(root):
                mark = key.start_mark
                yield str(key.value), Place(name, mark.line + 1, mark.column + 1)


def syntax_fault(path: Path) -> Place | None:
    """Return where the settings at `path`, or what they inherit from, are no YAML; None if they are."""
    for place, name, root in _chain(path):
        if root is None:
            try:
                yaml.compose(project_files.read_file(place), Loader=get_yaml_loader())
            except yaml.MarkedYAMLError as error:
                mark = error.problem_mark or error.context_mark
                return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
            except (OSError, ValueError, RecursionError, yaml.YAMLError):
                return Place(name, 1, 1)
    return None


def _data(node: yaml.Node) -> Any:  # noqa: ANN401  as above
    loader = get_yaml_loader(yaml.SafeLoader)("")
    try:
        return loader.construct_document(node)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    finally:
        loader.dispose()


def _joined(below: Any, above: Any) -> Any:  # noqa: ANN401  as above
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return below | {key: _joined(below.get(key), value) for key, value in above.items()}


def _duplicates(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _duplicates(each)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                yield key
            seen.add(str(key.value))
            yield from _duplicates(value)


def sources(path: Path) -> Iterator[Path]:
    """Yield the settings files, and the files and folders of code that they name, whether they exist or not.

    Those that mkdocs.yml inherits from come after it, up to the first that cannot be read.
    """
    for place, _, root in _chain(path):
        yield place
        for keys in (("hooks",), ("theme", "custom_dir"), ("watch",)):
            node = _find(root, keys)
            found = node.value if isinstance(node, yaml.SequenceNode) else [node]
            yield from (path.parent / each.value for each in found if isinstance(each, yaml.ScalarNode))


def _chain(path: Path) -> Iterator[tuple[Path, str, yaml.Node | None]]:
    """Yield the path, the name and the root node of each file; one that cannot be read is the last."""
    seen: set[Path] = set()
    place, name = path, path.name
    while place.resolve() not in seen:
        seen.add(place.resolve())
        root = None
        with suppress(OSError, ValueError, RecursionError, yaml.YAMLError):
            root = _composed(project_files.read_file(place))
        yield place, name, root
        parent = _find(root, ("INHERIT",))
        if not isinstance(parent, yaml.ScalarNode):
            return
        place, name = place.parent / parent.value, parent.value


@lru_cache(maxsize=8)
def _composed(data: bytes) -> yaml.Node | None:
    """Return the root node of a file; several checks of a build ask for the same one, none changes it."""
    return yaml.compose(data, Loader=get_yaml_loader())


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
