"""Tell the numbers of pages that are copied along with a text."""

from __future__ import annotations

import re

_DASH = r"[\-—–―－─·•][\s\-—–―－─·•]{0,6}"
_PAGE = r"第\s{0,4}[0-9０-９]{1,4}\s{0,4}页"
_ALL = r"[共总]\s{0,4}[0-9０-９]{1,4}\s{0,4}页"
_APART = r"[\s,，、/／|]{0,6}"
_NUMBER = re.compile(
    rf"{_DASH}(?:[0-9０-９]{{1,4}}|{_PAGE})\s{{0,6}}{_DASH}|{_PAGE}(?:{_APART}{_ALL})?|{_ALL}{_APART}{_PAGE}"
)


def is_page_number(text: str) -> bool:
    """Return whether a line is the number of a page, and says that it is: — 3 —, 第3页 共12页.

    A number alone may be one of a table or a list whose cells stand on lines of their own.
    """
    return _NUMBER.fullmatch(text) is not None
