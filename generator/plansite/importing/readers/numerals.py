"""Format the numbers of Word's automatic lists in the forms that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_MOST = 9999
_ENCLOSED = 20


def numeral(value: int, form: str) -> str:
    """Return a number in a form of w:numFmt; unknown forms give plain digits, "bullet" and "none" give ""."""
    if form in {"bullet", "none"}:
        return ""
    return _FORMS.get(form, str)(value)


def _counting(value: int) -> str:
    """Return 一, 十, 二十一, 一百零五; plain digits above 9999."""
    if not 0 < value <= _MOST:
        return _DIGITS[0] if value == 0 else str(value)
    text, rest = "", value
    for place, name in _PLACES:
        digit, rest = divmod(rest, place)
        if digit:
            text += _DIGITS[digit] + name
        elif text and rest and not text.endswith("零"):
            text += "零"
    text = (text + (_DIGITS[rest] if rest else "")).removesuffix("零")
    return text.removeprefix("一") if text.startswith("一十") else text


def _japanese(value: int) -> str:
    """Return 十, 百五 (japaneseCounting); below 100 it is the same as `_counting`."""
    text = _counting(value).replace("零", "")
    return text.replace("一百", "百").replace("一千", "千")


def _digits(value: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))


def _circled(value: int) -> str:
    for first, start, last in ((1, 0x2460, 20), (21, 0x3251, 35), (36, 0x32B1, 50)):
        if first <= value <= last:
            return chr(start + value - first)
    return str(value)


def _enclosed(start: int) -> Callable[[int], str]:
    return lambda value: chr(start + value - 1) if 1 <= value <= _ENCLOSED else str(value)


def _letters(value: int) -> str:
    """Return a, b … z, aa, bb: Word repeats the letter."""
    turn, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * (turn + 1) if 0 < value <= _MOST else str(value)


def _roman(value: int) -> str:
    if not 0 < value <= _MOST:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        text += sign * count
    return text


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "japaneseCounting": _japanese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _enclosed(0x2488),
    "decimalEnclosedParen": _enclosed(0x2474),
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
}
