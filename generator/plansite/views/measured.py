"""The values of targets as units measured them: in words, and as a bar where that is honest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Target
from plansite.progress.entries import Measured
from plansite.views import charts
from plansite.views.progress import standings, unit_link
from plansite.views.progress_places import round_url
from plansite.views.site import Site
from plansite.views.unit_changes import NamedLink


class MeasuredBar(Struct, frozen=True):
    """A value on the scale of its target: the lengths of the bar and the place of the target's own mark."""

    length: int
    goal: int


class MeasuredLine(Struct, frozen=True):
    """A value in words; `bar` is None where the value cannot be put beside the target's own."""

    round: NamedLink
    value: str
    at: str
    source: str
    unit: NamedLink
    bar: MeasuredBar | None


def measured_lines(site: Site, target: Target) -> tuple[MeasuredLine, ...]:
    """Return the values of a target in all rounds, the latest first."""
    return tuple(
        line
        for found in standings(site)
        for line in lines(
            site,
            NamedLink(found.label, round_url(found)),
            (e for e in found.measured if e.target.id == target.id),
        )
    )


def lines(site: Site, round_: NamedLink, values: Iterable[Measured]) -> Iterator[MeasuredLine]:
    """Yield each of `values` of one target, measured in one round, as a line."""
    for each in values:
        yield MeasuredLine(
            round_,
            f"{plain(each.value.value)}{each.measure}",
            wording.date(each.value.at),
            each.value.source or "",
            unit_link(site, each.unit),
            _bar(each),
        )


def _bar(each: Measured) -> MeasuredBar | None:
    """Return a bar where value and target have one unit of measure, and neither is below zero."""
    goal, value = each.target.value, each.value.value
    if not each.comparable or goal is None or goal <= 0 or value < 0:
        return None
    longest = max(goal, value)
    return MeasuredBar(*(round(charts.FULL * part / longest) for part in (value, goal)))


def plain(value: Decimal) -> str:
    """Return a number without an exponent, and without zeros that say nothing."""
    return f"{value.normalize():f}"
