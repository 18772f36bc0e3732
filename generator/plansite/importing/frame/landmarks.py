"""Tell the lines that stand alone above and below a text, whatever the width of its lines."""

from __future__ import annotations

from plansite.importing.frame.addressees import is_addressee
from plansite.importing.frame.back import is_foot
from plansite.importing.frame.front import is_head
from plansite.importing.frame.issuers import signature
from plansite.importing.frame.listings import mark_of
from plansite.importing.frame.numbers import number_of
from plansite.importing.lines.typography import typeset

_LONGEST = 100


def stands_alone(printed: str) -> bool:
    """Return whether a line, as in the source, is no part of a paragraph.

    Such are the number of a document, its head and addressee, the bodies and the day of a signature, what
    stands below it, and the marks of annexes.
    """
    if len(printed) > _LONGEST:
        return False
    names, day = signature(printed)
    text = typeset(printed)
    found = names or day or number_of(text) or is_head(text) or is_foot(text) or is_addressee(text)
    return bool(found) or mark_of(printed) is not None
