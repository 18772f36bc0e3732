"""Numbers to pictures: bars keep their proportions, steps of a heat map part the values."""

from __future__ import annotations

import pytest

from plansite.views import charts
from plansite.views.charts import FULL, Segment


def test_the_largest_bar_fills_the_scale_and_parts_lie_end_to_end() -> None:
    assert charts.bars([(("lead", 1), ("responsible", 3)), (("lead", 0), ("responsible", 2))]) == (
        (Segment("lead", 0, 250), Segment("responsible", 250, 750)),
        (Segment("responsible", 0, 500),),
    )


def test_rounding_leaves_no_gap_between_parts() -> None:
    (bar,) = charts.bars([(("a", 1), ("b", 1), ("c", 1))])
    assert [part.start for part in bar] == [0, 333, 667]
    assert [part.start + part.length for part in bar] == [333, 667, FULL]


@pytest.mark.parametrize("rows", [[], [()], [(("a", 0),)]])
def test_nothing_is_a_bar_without_parts(rows: list[tuple[tuple[str, int], ...]]) -> None:
    assert charts.bars(rows) == tuple(() for _ in rows)


@pytest.mark.parametrize(
    ("values", "lower"),
    [
        ([], ()),
        ([0], ()),
        ([1, 1], (1,)),
        ([1, 3, 5], (1, 2, 3, 4, 5)),
        ([1, 16], (1, 2, 3, 5, 9)),
        ([1, 200], (1, 3, 8, 24, 69)),
    ],
)
def test_steps_widen_with_the_values(values: list[int], lower: tuple[int, ...]) -> None:
    assert charts.bounds(values) == lower


@pytest.mark.parametrize("largest", range(1, 300))
def test_every_value_has_a_step_and_every_step_a_value(largest: int) -> None:
    lower = charts.bounds([largest])
    steps = {charts.step(value, lower) for value in range(1, largest + 1)}
    assert steps == set(range(1, len(lower) + 1))
    assert len(lower) <= charts.STEPS
    assert charts.step(0, lower) == 0


def test_a_legend_says_what_each_step_holds() -> None:
    assert charts.ranges((1, 2, 3, 5, 9)) == ("1", "2", "3—4", "5—8", "9 及以上")
    assert charts.ranges((1,)) == ("1 及以上",)
    assert charts.ranges(()) == ()
