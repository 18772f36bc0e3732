"""Write a draft as the text of a plan.yaml, as an editor would write it, with guesses marked for review."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from plansite.importing.draft.draft import Draft, Where
from plansite.reading.yaml_events import AMBIGUOUS

MARK = "  # 请核对"
HEAD = """# yaml-language-server: $schema=plan.schema.json
# 由 plansite import 从公布文本生成的草稿。标有“请核对”的地方是程序的推测，核对后请删去标记。
# text 中一行为一段；单位以 units 中的 id 引用。改完后运行 plansite check。
"""
_ONTO_HEAD = """# yaml-language-server: $schema=plan.schema.json
# 由 plansite import --onto 从新公布的文本和原规划生成。标有“请核对”的地方是程序的推测，核对后请删去标记。
# text 中一行为一段；单位以 units 中的 id 引用。改完后运行 plansite check。
"""
_TABLES = ("units", "targets", "programmes", "milestones", "duties", "audiences")
_ROWS = frozenset((*_TABLES, "now"))
"""The lists whose records take a line each."""
_SECTIONS = frozenset(("document", "period", "roles", "kinds", "items", *_TABLES, "revisions"))
"""The keys of a plan before which there is an empty line."""
_BARE = frozenset({"schema", "start", "end", "value", "by", "from", "to", "collective", "etal", "run_in"})
_DAYS = frozenset({"written_on", "published_on", "printed_on", "since", "date"})
_WIDTH = 1_000_000
_LONG = 60
_WORDS = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9，。；、（）《》“”]*")
"""Texts that need no quotes in YAML, wherever they stand."""


def emit(draft: Draft, *, onto: bool = False) -> str:
    """Return the text of a plan.yaml with the data of `draft`, made `onto` an earlier plan or not."""
    guessed = {place[:end] for place in draft.guessed for end in range(1, len(place) + 1)}
    lines = list(_mapping(draft.data, (), _Guesses(draft.guessed, guessed)))
    return (_ONTO_HEAD if onto else HEAD) + "\n".join(lines) + "\n"


class _Guesses(NamedTuple):
    """The places that were guessed, and (`around`) those with one in them, too."""

    places: set[Where]
    around: set[Where]


def _mapping(data: Mapping[str, Any], where: Where, guessed: _Guesses) -> Iterator[str]:
    for key, value in data.items():
        if not where and key in _SECTIONS:
            yield ""
        yield from _entry(key, value, (*where, key), guessed)


def _entry(key: str, value: Any, where: Where, guessed: _Guesses) -> Iterator[str]:  # noqa: ANN401  any data
    mark = MARK if where in guessed.places else ""
    if isinstance(value, str):
        yield from _text(key, value, mark)
    elif isinstance(value, Mapping):
        guessed_inside = where in guessed.around and where not in guessed.places
        if _is_flat(value) and not guessed_inside and sum(map(len, _words(value))) <= 2 * _LONG:
            yield f"{_key(key)}: {_flow(value)}{mark}"
        else:
            yield f"{_key(key)}:{mark}"
            yield from _indented(_mapping(value, where, guessed))
    elif all(isinstance(each, str) for each in value):
        yield f"{key}: {_value_in_flow(key, value)}{mark}"
    else:
        yield f"{key}:{mark}"
        for position, each in enumerate(value):
            yield from _indented(_item(key, each, (*where, position), guessed))


def _item(key: str, value: Mapping[str, Any], where: Where, guessed: _Guesses) -> Iterator[str]:
    if not value or (key in _ROWS and _is_flat(value)):
        yield f"- {_flow(value)}{MARK if where in guessed.around else ''}"
        return
    lines = _mapping(value, where, guessed)
    for number, line in enumerate(line for line in lines):
        yield f"{'  ' if number else '- '}{line}"


def _key(key: str) -> str:
    """Return a key as YAML reads it; that of a kind can be any words."""
    return key if key.isidentifier() and key.isascii() and not AMBIGUOUS.fullmatch(key) else _in_flow(key)


def _is_flat(value: Mapping[str, Any]) -> bool:
    """Return whether a record can stand on a line: it holds words, and lists of words."""
    return all(isinstance(word, str) and "\n" not in word for word in _words(value))


def _words(value: Mapping[str, Any]) -> Iterator[Any]:
    for each in value.values():
        yield from each if isinstance(each, list) else (each,)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" if line else line for line in lines)


def _flow(value: Mapping[str, str | Sequence[str]]) -> str:
    return "{" + ", ".join(f"{key}: {_value_in_flow(key, each)}" for key, each in value.items()) + "}"


def _value_in_flow(key: str, value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return _bare(key, value) or _in_flow(value)
    return f"[{', '.join(map(_in_flow, value))}]"


def _text(key: str, value: str, mark: str) -> Iterator[str]:
    if ("\n" in value or len(value) > _LONG) and _fits_a_block(value):
        yield f"{key}: |{mark}"
        yield from _indented(iter(value.split("\n")))
    else:
        yield f"{key}: {_bare(key, value) or _quoted(value, [value], slice(2, None))}{mark}"


def _fits_a_block(value: str) -> bool:
    """Return whether YAML reads `value`, a paragraph per line, back unchanged from a literal block."""
    lines = value.split("\n")
    return all(line.strip() == line and line.isprintable() for line in lines) and bool(lines[0] and lines[-1])


def _bare(key: str, value: str) -> str:
    """Return a number, boolean or date as it is, without quotes, and "" for any other value."""
    form = r"true|false|-?[0-9]+(\.[0-9]+)?" if key in _BARE else r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    return value if key in _BARE | _DAYS and re.fullmatch(form, value) else ""


def _in_flow(value: str) -> str:
    return _quoted(value, None, slice(1, -1))


def _quoted(value: str, block: Sequence[str] | None, inside: slice) -> str:
    if _WORDS.fullmatch(value) and not AMBIGUOUS.fullmatch(value):
        return value
    if value.isprintable() and not AMBIGUOUS.fullmatch(value):
        written: str = yaml.safe_dump(
            block or [value], allow_unicode=True, width=_WIDTH, default_flow_style=block is None
        ).rstrip("\n")
        if "\n" not in written:
            return written[inside]
    return json.dumps(value, ensure_ascii=False)
