"""Add an entry under `revisions` to the text of a plan.yaml, keeping all else as it is, comments included."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from plansite.reading import yaml_text
from plansite.reading.yaml_events import Data

KEY = "revisions"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDTH = 1_000_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NotOpenedError(Exception):
    """No entry can be added to this text without changing what else it says."""


def with_entry(text: str, entry: dict[str, str]) -> str:
    """Return `text`, a plan without errors, with `entry` as the last of its revisions.

    Raises NotOpenedError if the result would not say exactly that.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    place = _revisions(text)
    if place is None:
        written = _appended(lines, entry)
    elif isinstance(place, yaml.SequenceNode) and place.value and not place.flow_style:
        written = _below(lines, place, entry)
    elif isinstance(place, yaml.SequenceNode) and place.value:
        written = _within(lines, place, entry)
    else:
        written = _instead(lines, place, entry)
    result = newline.join(written)
    if _data(result) != _expected(text, entry):
        raise NotOpenedError
    return result


def _revisions(text: str) -> yaml.Node | None:
    root: Any = yaml.compose(text, Loader=_LOADER)
    return next((value for key, value in root.value if key.value == KEY), None)


def _data(text: str) -> Data:
    return yaml_text.parse(text).data


def _expected(text: str, entry: dict[str, str]) -> Data:
    data = _data(text)
    if not isinstance(data, dict):
        raise NotOpenedError
    earlier = data.get(KEY) or []
    added: Data = dict(entry)
    return {**data, KEY: [*earlier, added]} if isinstance(earlier, list) else None


def _appended(lines: list[str], entry: dict[str, str]) -> list[str]:
    """Append the key to a text that lacks it."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return [*lines, "", f"{KEY}:", *_block(entry, 2), ""]


def _below(lines: list[str], place: yaml.SequenceNode, entry: dict[str, str]) -> list[str]:
    """Add the entry below the last one of a block list."""
    mark = _last_scalar(place).end_mark
    line = mark.line + (mark.column > 0)
    return [*lines[:line], *_block(entry, place.start_mark.column), *lines[line:]]


def _last_scalar(node: Any) -> Any:  # noqa: ANN401  PyYAML's nodes have no common annotations
    while not isinstance(node, yaml.ScalarNode):
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _within(lines: list[str], place: yaml.SequenceNode, entry: dict[str, str]) -> list[str]:
    """Add the entry within the brackets of a flow list."""
    mark = _end(place.value[-1])
    line = lines[mark[0]]
    flow = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
    changed = f"{line[: mark[1]]}, {{{flow}}}{line[mark[1] :]}"
    return [*lines[: mark[0]], changed, *lines[mark[0] + 1 :]]


def _instead(lines: list[str], place: yaml.Node, entry: dict[str, str]) -> list[str]:
    """Put a block list in place of an empty value."""
    start, end = (place.start_mark.line, place.start_mark.column), _end(place)
    before, after = lines[start[0]][: start[1]].rstrip(), lines[end[0]][end[1] :]
    return [*lines[: start[0]], f"{before}{after}".rstrip(), *_block(entry, 2), *lines[end[0] + 1 :]]


def _end(node: yaml.Node) -> tuple[int, int]:
    return node.end_mark.line, node.end_mark.column


def _block(entry: dict[str, str], indent: int) -> list[str]:
    pairs = [f"{key}: {_scalar(value)}" for key, value in entry.items()]
    return [f"{' ' * indent}- {pairs[0]}", *(f"{' ' * (indent + 2)}{pair}" for pair in pairs[1:])]


def _scalar(text: str) -> str:
    """Return `text` as YAML on one line, quoted if YAML would take it for something else."""
    if _DAY.fullmatch(text):
        return text
    written: str = yaml.safe_dump(text, allow_unicode=True, width=_WIDTH).splitlines()[0]
    return (
        written
        if "\n" not in text and yaml.safe_load(written) == text
        else json.dumps(text, ensure_ascii=False)
    )
