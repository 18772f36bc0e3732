"""The printed numbers of Chinese official documents."""

from __future__ import annotations

import pytest

from plansite.text.numbering import read

# A printed number, and (value, whether its digits are Arabic).
READ = {
    "一、": (1, False),
    "十、": (10, False),
    "十一、": (11, False),
    "二十、": (20, False),
    "二十一、": (21, False),
    "九十九、": (99, False),
    "一百、": (100, False),
    "一百零五、": (105, False),
    "一百一十、": (110, False),
    "三百四十二、": (342, False),
    "二〇、": (20, False),
    "（一）": (1, False),
    "（十二）": (12, False),
    "第一章": (1, False),
    "第四章": (4, False),
    "第十三节": (13, False),
    "第二十条": (20, False),
    "1.": (1, True),
    "12.": (12, True),
    "3、": (3, True),
    "4": (4, True),
    "第5条": (5, True),
    " 一、 ": (1, False),
}
UNREAD = ["", " ", "附件", "甲、", "——", "★", "一、二、", "1.1", "（", "、", "第章", "①", "-1.", "1.标题"]
# Numbers of one sequence, however wide their signs are.
WIDTHS = [
    ("（一）", "(一)"),
    ("（一）", "（一)"),
    ("1.", "１．"),
    ("1.", "1．"),
    ("(1)", "（１）"),
    ("1)", "1）"),
]


@pytest.mark.parametrize("printed", READ)
def test_a_printed_number_is_read(printed: str) -> None:
    number = read(printed)
    assert number is not None
    assert (number.value, number.arabic) == READ[printed]


@pytest.mark.parametrize("printed", UNREAD)
def test_what_is_no_number_is_not_read(printed: str) -> None:
    assert read(printed) is None


@pytest.mark.parametrize(("one", "other"), WIDTHS)
def test_the_width_of_signs_makes_no_other_form(one: str, other: str) -> None:
    assert read(one) == read(other)


@pytest.mark.parametrize(
    ("one", "other"), [("一、", "三十二、"), ("（一）", "（十）"), ("1.", "12."), ("第一章", "第九章")]
)
def test_the_form_of_a_number_does_not_depend_on_its_value(one: str, other: str) -> None:
    first, second = read(one), read(other)
    assert first is not None
    assert second is not None
    assert first.form == second.form


def test_forms_of_different_levels_differ() -> None:
    levels = ["一、", "（一）", "1.", "（1）", "第一章", "第一节", "第一条", "1、"]
    forms = [number.form for printed in levels if (number := read(printed))]
    assert len(set(forms)) == len(levels)
