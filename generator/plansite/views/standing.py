"""Whether the plan still stands: what its editors say, or else when its printed period ends.

No build asks the clock, so the day of the end is given to the page, and validity.js compares it with today.
"""

from __future__ import annotations

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Plan


class Standing(Struct, frozen=True):
    """A notice: `text`, or, where that is "", the last day of the plan's period, as YYYY-MM-DD."""

    text: str
    ends: str = ""


def standing(plan: Plan) -> Standing | None:
    """Return the notice of a plan; None if its editors say nothing and it names no years."""
    said = wording.validity(plan.document)
    if said:
        return Standing(f"有效性：{said}")
    return Standing("", f"{plan.period.end}-12-31") if plan.period else None
