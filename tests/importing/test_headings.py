"""The numbers that begin the parts of a text, in one line or many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.lines.headings import parts
from plansite.importing.lines.printed import part_of
from plansite.importing.readers import Line
from plansite.importing.readers.reader import Cell
from tests.helpers.examples import examples
from tests.helpers.support import CASES


def one_line() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each case; a bar stands where a part begins."""
    lines = (CASES / "one-line.txt").read_text("utf-8").splitlines()[2:]
    yield from zip((line.removeprefix("# ") for line in lines[::2]), lines[1::2], strict=True)


ONE_LINE = dict(one_line())


@pytest.mark.parametrize("name", ONE_LINE)
def test_a_text_on_one_line_is_parted_before_its_numbers(name: str) -> None:
    expected = [part.strip() for part in ONE_LINE[name].split("|") if part]
    line = Line("".join(ONE_LINE[name].split("|")), 3)
    found = parts([line])
    assert [f"{part.number}{part.text}" for part in found] == [_close(text) for text in expected]
    assert {part.line for part in found} == {3}


def _close(text: str) -> str:
    """Return a part without the space behind its number, which is no part of either."""
    part = part_of(1, text)
    return f"{part.number}{part.text}"


def test_a_number_at_the_start_of_a_line_always_begins_a_part() -> None:
    lines = [Line(text, at) for at, text in enumerate(("三、甲", "一、乙", "（七）丙", "5.丁", "5.戊"))]
    assert [part.number for part in parts(lines)] == ["三、", "一、", "（七）", "5.", "5."]


def test_rows_of_a_table_and_other_blocks_are_left_as_they_are() -> None:
    table_row = Line("1.甲 2.乙", 2, (Cell("1.甲"), Cell("2.乙")), 1)
    other = object()
    found = parts([Line("一、丙", 1), other, table_row])
    assert found[1] is other
    assert found[2] == (2, "", "", "1.甲 2.乙")


TITLES = st.sampled_from(
    ("加强科普阵地建设", "提升教育水平", "2026年底前建成场馆", "推进“一网通办”", "5G进校园", "完善制度")
)
TEXTS = st.sampled_from(
    (
        "建成2座场馆，面积1.5万平方米。",
        "到2025年，达到15%以上。按照（一）项要求执行。",
        "（市科协、市教育局按职责分工负责）",
        "责任单位：市科协。",
        "坚持第一、第二产业融合；推进“十四五”规划。",
    )
)


@st.composite
def outlines(draw: st.DrawFn) -> list[str]:
    """Return the parts of a document of three levels, numbered in one of the usual ways."""
    runs_on = draw(st.booleans())
    tasks = draw(st.booleans())
    found, section = ["为做好科普工作，制定本方案。"], 0
    for chapter in range(draw(st.integers(2, 4))):
        found.append(f"{'一二三四'[chapter]}、{draw(TITLES)}")
        section = section if runs_on else 0
        for _ in range(draw(st.integers(2, 4))):
            section += 1
            number = f"（{CHINESE[section]}）"
            found.append(f"{number}{draw(TITLES)}。{draw(TEXTS)}")
            if tasks:
                found += [f"{task}.{draw(TITLES)}。{draw(TEXTS)}" for task in (1, 2, 3)]
    return found


CHINESE = ("", *"一二三四五六七八九十", *(f"十{digit}" for digit in "一二三四五六"))


@examples(150)
@given(outlines())
def test_an_outline_without_line_breaks_comes_back(written: list[str]) -> None:
    found = parts([Line("".join(written), 1)])
    assert [f"{part.number}{part.text}" for part in found] == written
