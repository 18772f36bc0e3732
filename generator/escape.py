"""Text as it is, for Markdown and for HTML: with character references for all that could be markup.

A reference means the same in a paragraph, a heading, a link's text and an attribute: one escape serves all.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

_ANYWHERE = re.compile(r"""[\\`*_{}\[\]<>&#|~^$"'!:@]""")
# A dot, a bracket or a sign is markup only where a line begins.
_AT_START = re.compile(r"^(?P<digits>\d*)(?P<sign>[.)+=?/-])")
BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


@lru_cache(maxsize=16384)
def literal(text: str) -> Markup:
    """Return `text` as one line of Markdown that shows just these characters."""
    line = BREAKS.sub(" ", text.strip())
    line = _ANYWHERE.sub(_reference, line)
    return Markup(_AT_START.sub(lambda m: f"{m['digits']}&#{ord(m['sign'])};", line))  # noqa: S704  escaped above


def inline(text: str) -> Markup:
    """Return `text` as Markdown for the middle of a line, where nothing begins a list or a quotation."""
    return Markup(_ANYWHERE.sub(_reference, BREAKS.sub(" ", text)))  # noqa: S704  escaped here
