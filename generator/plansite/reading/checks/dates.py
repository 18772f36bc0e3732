"""Rules about years and days."""

from __future__ import annotations

from collections.abc import Iterator

from plansite.diagnostics.problems import Finding, Message, Severity, rule
from plansite.reading.checks.subject import Subject


@rule(
    "period-reversed",
    Severity.ERROR,
    Message(
        "the period ends in {end}, before it starts in {start}", "期限止于 {end} 年，早于起始的 {start} 年"
    ),
)
def period_reversed(subject: Subject) -> Iterator[Finding]:
    """No period ends before it starts: neither the plan's nor a milestone's."""
    period = subject.plan.period
    if period and period.end < period.start:
        yield Finding(("period", "end"), {"start": period.start, "end": period.end})
    for position, milestone in enumerate(subject.plan.milestones):
        if milestone.end < milestone.start:
            values = {"start": milestone.start, "end": milestone.end}
            yield Finding(("milestones", position, "to"), values)


@rule(
    "outside-period",
    Severity.NOTE,
    Message("{year} is outside the plan's period {start}–{end}", "{year} 年不在规划期 {start}—{end} 年之内"),
)
def outside_period(subject: Subject) -> Iterator[Finding]:
    """Targets and milestones fall within the plan's period."""
    period = subject.plan.period
    if period is None or period.end < period.start:
        return
    years = [(("targets", n, "by"), target.by) for n, target in enumerate(subject.plan.targets) if target.by]
    for n, milestone in enumerate(subject.plan.milestones):
        years += [(("milestones", n, "from"), milestone.start), (("milestones", n, "to"), milestone.end)]
    for where, year in years:
        if not period.start <= year <= period.end:
            yield Finding(where, {"year": year, "start": period.start, "end": period.end})
