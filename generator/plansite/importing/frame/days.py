"""Read days and years as documents print them, in Arabic or in Chinese digits."""

from __future__ import annotations

import datetime as dt
import re

from plansite.importing.lines.typography import bare

# Zero is printed as 〇, ○, 零 or 0, and scanned or typed as a letter.
_ZERO = "〇○◯零0oOоО"
_CHINESE = {**dict.fromkeys(_ZERO, "0"), **dict(zip("一二三四五六七八九", "123456789", strict=True))}
_YEAR = rf"(?:一九|二[{_ZERO}])[{''.join(_CHINESE)}]{{2}}"
_CHINESE_YEAR = re.compile(rf"(?<![{''.join(_CHINESE)}]){_YEAR}(?=年|[-—－~～至到])")
_CHINESE_PART = re.compile(r"(?<=[年月])(?P<number>[一二三四五六七八九十廿卅]{1,3})(?=[月日号])")
_TENS = {"十": 10, "廿": 20, "卅": 30}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｏ", "0123456789O")
_PRINTED = r"(?P<year>[12][0-9]{3})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]"
_DIGITS = r"(?P<year>[12][0-9]{3})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9])"
_PRINTED_DAY, _DAY_IN_DIGITS = re.compile(_PRINTED), re.compile(_DIGITS)
_MONTH = re.compile(r"(?P<year>[12][0-9]{3})年(?P<month>0?[1-9]|1[0-2])月")
_SPACE = r"[\s\u3000]{0,3}"
_ANY_DAY = re.compile(
    _SPACE.join(
        (
            rf"(?:[12１２][0-9０-９]{{3}}|{_YEAR})",
            "年",
            "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})",
            "月",
            "(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3})",
            "[日号]",
        )
    )
)


def arabic(text: str) -> str:
    """Return `text` with Arabic digits in its years and days: 二〇二六年三月六日 becomes 2026年3月6日."""
    text = text.translate(_FULL_WIDTH)
    text = _CHINESE_YEAR.sub(lambda match: "".join(map(_CHINESE.__getitem__, match[0])), text)
    return _CHINESE_PART.sub(lambda match: str(_number(match["number"])), text)


def _number(text: str) -> int:
    """Return a number of a month or a day: 十二, 廿一."""
    tens, ones = 0, 0
    for char in text:
        if char in _TENS:
            tens, ones = _TENS[char] * (ones or 1), 0
        else:
            ones = int(_CHINESE[char])
    return tens + ones


def date_of(text: str) -> str:
    """Return the first day in `text` as YYYY-MM-DD, or "" if there is none or it does not exist."""
    # 2026-03-06 09:30: whitespace ends a day in digits.
    match = _PRINTED_DAY.search(arabic(bare(text))) or _DAY_IN_DIGITS.search(arabic(text))
    if match is None:
        return ""
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return ""


def is_day(text: str) -> bool:
    """Return whether `text` is a day and nothing else."""
    plain = arabic(bare(text))
    return bool(_PRINTED_DAY.fullmatch(plain) or _DAY_IN_DIGITS.fullmatch(plain))


def month_of(text: str) -> str:
    """Return a month as YYYY-MM if `text` is one and nothing else, else ""."""
    match = _MONTH.fullmatch(arabic(bare(text)))
    return f"{match['year']}-{int(match['month']):02}" if match else ""


def is_whole(day: str) -> bool:
    """Return whether `day` is a day (YYYY-MM-DD), not a month or nothing."""
    return len(day) == len("YYYY-MM-DD")


def ends_in_day(text: str) -> bool:
    """Return whether `text` is a day or ends in one, in brackets or not."""
    bare_end = len(text.rstrip("）) "))
    return is_day(text.strip("（）()")) or any(end == bare_end for _, end in days(text))


def days(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the days in `text` that are printed with 年, 月 and 日."""
    return tuple(match.span() for match in _ANY_DAY.finditer(text))
