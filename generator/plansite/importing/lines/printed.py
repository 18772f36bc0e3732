"""The numbers that official documents print before a part: 一、 （一） 1. 1.1 第一条 ①."""

from __future__ import annotations

import re
from typing import NamedTuple

from plansite.text import numbering

CHINESE = "〇零一二三四五六七八九十百两"
DIGIT = "0-9０-９"
NUMBER = re.compile(
    rf"""第[{CHINESE}{DIGIT}]{{1,9}}[章节条编部](?:分)?[、，．.]?
      | [{CHINESE}]{{1,9}}[、．.](?![{CHINESE}])
      | [（(][{CHINESE}]{{1,9}}[）)][、．.]?
      | [（(][{DIGIT}]{{1,9}}[）)][、．.]?
      | [{DIGIT}]{{1,9}}[.．。、]
      | [{DIGIT}]{{1,9}}[）)]
      | [①-⑳]""",
    re.VERBOSE,
)
_LEVELS = rf"[{DIGIT}]{{1,2}}(?:[.．][{DIGIT}]{{1,2}}){{1,2}}"
# 1.1 and 1.1.2, if words follow and no unit: 3.5亿元 is a sum.
DECIMAL = re.compile(
    rf"{_LEVELS}(?![{DIGIT}.．])"
    r"(?=\s*[\u3400-\u9fff《“])(?!\s*[万亿千百倍个年月日元米吨公里亩平点多余以人])"
)
NOT_BEHIND = re.compile(r"\s*(?:[、，,。；;）)—－~～至]|$)")
A_DIGIT = re.compile(rf"[{DIGIT}]")


class Part(NamedTuple):
    """A stretch of text that a number begins, or without one; `form` is what the numbers of a level share."""

    line: int
    number: str
    form: str
    text: str


def form_of(number: str) -> str:
    """Return what the numbers of one level share, or "" if `number` is none.

    1. 2、 3． have one form, whatever mark follows.
    """
    if re.fullmatch("[①-⑳]", number):
        return "①"
    if re.fullmatch(_LEVELS, number):
        return re.sub(f"[{DIGIT}]+", "1", number).replace("．", ".")
    printed = numbering.read(number)
    if printed is None:
        return ""
    marked = printed.arabic and printed.form[:1] == "1" and len(number.strip()) > 1
    return "1." if marked and number.strip()[-1] in ".．。、" else printed.form


def value_of(number: str) -> int:
    """Return the value of a printed number, 0 if it is none."""
    if re.fullmatch("[①-⑳]", number):
        return ord(number) - ord("①") + 1
    printed = numbering.read(number)
    return printed.value if printed else 0


def part_of(line: int, text: str) -> Part:
    """Return `text` as a part, with the number that it begins with, if it begins with one."""
    match = DECIMAL.match(text) or NUMBER.match(text)
    form = form_of(match[0]) if match else ""
    if match is None or not form or NOT_BEHIND.match(text, match.end()):
        return Part(line, "", "", text)
    return Part(line, match[0], form, text[match.end() :].strip())


def begins(text: str) -> bool:
    """Return whether `text` begins with a number that is certainly one: no digit follows it."""
    part = part_of(0, text)
    return bool(part.form) and not A_DIGIT.match(part.text)
