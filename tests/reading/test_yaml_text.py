"""YAML text to plain data: what is kept as written, where it stands, and what is refused."""

from __future__ import annotations

import time

import pytest

from plansite.diagnostics.problems import Where
from plansite.reading import yaml_events, yaml_text
from plansite.reading.faults import Mark
from plansite.reading.yaml_events import Data

# A text, and the data in it.
KEPT: dict[str, Data] = {
    "number: 1.": {"number": "1."},
    "number: 1": {"number": "1"},
    "number: 1_000": {"number": "1_000"},
    "number: 0x1F": {"number": "0x1F"},
    "number: 010": {"number": "010"},
    "number: 12:30": {"number": "12:30"},
    "number: （一）": {"number": "（一）"},
    "value: 1.50": {"value": "1.50"},
    "value: 1e3": {"value": "1e3"},
    "title: 2022": {"title": "2022"},
    "title: yes": {"title": "yes"},
    "title: 'null'": {"title": "null"},
    'title: "~"': {"title": "~"},
    "title: ''": {"title": ""},
    "date: 2022-04-09": {"date": "2022-04-09"},
    "date: 2022-02-30": {"date": "2022-02-30"},
    "2022: year": {"2022": "year"},
    "on: 1": {"on": "1"},
    "{a: [b, {c: d}], e: {}}": {"a": ["b", {"c": "d"}], "e": {}},
    "- a\n- [b]\n-": ["a", ["b"], ""],
    "text": "text",
}
NULLS = ["", "~", "null", "Null", "NULL"]
BLOCKS: dict[str, str] = {
    "a: |\n  一\n  二\n": "一\n二\n",
    "a: |-\n  一\n  二\n": "一\n二",
    "a: |\n  一\n\n  二\n": "一\n\n二\n",
    "a: >\n  one\n  two\n": "one two\n",
    "a: |\n  - 一: # 二\n  * & ! 三\n": "- 一: # 二\n* & ! 三\n",
    "a: |\r\n  一\r\n  二\r\n": "一\n二\n",
    "a: 一\n  二\n": "一 二",
}
TEXT = """\
# 注释
title: 方案
units:
  - id: kexie
    name: "市科协"
  - {id: jiaoyu, aliases: [教育局, 市教委]}
text: |
  一
  二
empty:
"""
VALUES: dict[Where, Mark] = {
    (): (2, 1),
    ("title",): (2, 8),
    ("units",): (4, 3),
    ("units", 0): (4, 5),
    ("units", 0, "id"): (4, 9),
    ("units", 0, "name"): (5, 11),
    ("units", 1): (6, 5),
    ("units", 1, "aliases"): (6, 27),
    ("units", 1, "aliases", 0): (6, 28),
    ("units", 1, "aliases", 1): (6, 33),
    ("text",): (7, 7),
}
KEYS: dict[Where, Mark] = {
    ("title",): (2, 1),
    ("units",): (3, 1),
    ("units", 0, "name"): (5, 5),
    ("units", 1, "aliases"): (6, 18),
    ("empty",): (10, 1),
}
DEPTH = 100_000
DEEP = {
    "lists": "[" * DEPTH,
    "mappings": "{a: " * DEPTH,
    "entries": "- " * DEPTH,
    "closed": "[" * DEPTH + "]" * DEPTH,
    "in-a-plan": "schema: 1\nitems: " + "[" * DEPTH,
}


def codes(parsed: yaml_text.Parsed) -> list[str]:
    return [fault.code.name for fault in parsed.faults]


@pytest.mark.parametrize("text", KEPT)
def test_a_scalar_is_kept_as_it_is_written(text: str) -> None:
    assert yaml_text.parse(text) == yaml_text.Parsed(KEPT[text], ())


@pytest.mark.parametrize("null", NULLS)
def test_a_null_is_none(null: str) -> None:
    assert yaml_text.parse(f"a: {null}\nb: 1").data == {"a": None, "b": "1"}


@pytest.mark.parametrize("text", BLOCKS)
def test_a_text_of_several_lines_keeps_its_lines(text: str) -> None:
    assert yaml_text.parse(text) == yaml_text.Parsed({"a": BLOCKS[text]}, ())


@pytest.mark.parametrize("where", VALUES, ids=str)
def test_a_value_is_where_it_stands(where: Where) -> None:
    assert yaml_text.positions(TEXT).of(where, on_key=False) == VALUES[where]


@pytest.mark.parametrize("where", KEYS, ids=str)
def test_a_key_is_where_it_stands(where: Where) -> None:
    assert yaml_text.positions(TEXT).of(where, on_key=True) == KEYS[where]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends_move_nothing(ends: str) -> None:
    assert yaml_text.positions(TEXT.replace("\n", ends)) == yaml_text.positions(TEXT)


def test_what_is_not_in_the_text_is_where_the_thing_around_it_stands() -> None:
    positions = yaml_text.positions(TEXT)
    assert positions.of(("units", 0, "lead", 0), on_key=False) == (4, 5)
    assert positions.of(("units", 9, "id"), on_key=False) == (4, 3)
    assert positions.of(("kinds", "action"), on_key=True) == (2, 1)


def test_nothing_at_all_has_a_position() -> None:
    assert yaml_text.positions("").of(("title",), on_key=False) == (1, 1)


def test_positions_reach_up_to_what_cannot_be_read() -> None:
    assert yaml_text.positions("a: 1\nb: [").of(("a",), on_key=False) == (1, 4)


def test_a_byte_order_mark_is_dropped() -> None:
    assert yaml_text.decode("\ufeff标题".encode()) == ("标题", ())


def test_the_last_of_two_equal_keys_is_kept_and_the_first_is_named() -> None:
    parsed = yaml_text.parse("a: 1\nb: 2\na: 3\n")
    (fault,) = parsed.faults
    assert parsed.data == {"a": "3", "b": "2"}
    assert fault.mark == (3, 1)
    assert fault.finding.values["first"] == 1


@pytest.mark.parametrize("shape", DEEP)
def test_what_is_nested_too_deep_is_reported_at_once(shape: str) -> None:
    began = time.perf_counter()
    parsed = yaml_text.parse(DEEP[shape])
    assert time.perf_counter() - began < 2
    assert codes(parsed) == ["too-deep"]
    assert parsed.data is None


def test_the_deepest_that_is_allowed_is_read() -> None:
    allowed = "[" * yaml_events.MAX_DEPTH + "]" * yaml_events.MAX_DEPTH
    assert codes(yaml_text.parse(allowed)) == []
    assert codes(yaml_text.parse(f"[{allowed}]")) == ["too-deep"]


def test_what_is_nested_too_deep_is_reported_where_it_becomes_so() -> None:
    (fault,) = yaml_text.parse("[" * (yaml_events.MAX_DEPTH + 1)).faults
    assert fault.mark == (1, yaml_events.MAX_DEPTH + 1)


def test_what_is_too_large_is_not_even_decoded() -> None:
    text, faults = yaml_text.decode(b"\xff" * (yaml_text.MAX_BYTES + 1))
    assert text is None
    assert [(fault.code.name, fault.mark) for fault in faults] == [("too-large", (1, 1))]


def test_the_largest_that_is_allowed_is_decoded() -> None:
    text, faults = yaml_text.decode(b"#" * yaml_text.MAX_BYTES)
    assert (len(text or ""), faults) == (yaml_text.MAX_BYTES, ())


def test_nothing_can_expand() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    began = time.perf_counter()
    parsed = yaml_text.parse("\n".join(lines))
    assert time.perf_counter() - began < 2
    assert set(codes(parsed)) == {"yaml-unsupported"}
