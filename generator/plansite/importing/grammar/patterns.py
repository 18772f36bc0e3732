"""Build regular expressions out of lists of words."""

from __future__ import annotations


def one_of(words: str) -> str:
    """Return a pattern for any of the words in a text, each a pattern itself; the first that fits counts."""
    return f"(?:{'|'.join(words.split())})"
