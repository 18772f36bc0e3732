"""Ids of headings on pages that people write: made of their words, so that a link to one lasts."""

from __future__ import annotations

import re
import unicodedata

_LEFT_OUT = re.compile(r"[^\w\s-]")
_SPACES = re.compile(r"[\s-]+")


def slugify(text: str, separator: str) -> str:
    """Return an id for a heading, in the form that Markdown's toc extension asks for.

    Its own function leaves out all that is not ASCII, so that Chinese headings would be `_1`, `_2`, `_3`.
    """
    plain = _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)).strip().lower()
    return _SPACES.sub(separator, plain)
