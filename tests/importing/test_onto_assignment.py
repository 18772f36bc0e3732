"""The heaviest assignment is the heaviest, as trying all shows, and costs little."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.onto.assignment import heaviest
from tests.helpers.examples import examples
from tests.importing.test_costs import work

Weights = list[dict[int, int]]


def best_of_all(weights: Weights) -> int:
    @cache
    def best(row: int, taken: frozenset[int]) -> int:
        if row == len(weights):
            return 0
        free = (
            weight + best(row + 1, taken | {column})
            for column, weight in weights[row].items()
            if column not in taken
        )
        return max(best(row + 1, taken), *free, 0)

    return best(0, frozenset())


graphs = st.integers(1, 9).flatmap(
    lambda most: st.lists(st.dictionaries(st.integers(0, 6), st.integers(1, most)), max_size=6)
)


@examples(400)
@given(graphs)
def test_no_other_assignment_is_heavier(weights: Weights) -> None:
    found = heaviest(weights)
    assert len(set(found.values())) == len(found)
    assert sum(weights[row][column] for row, column in found.items()) == best_of_all(weights)


def test_what_is_best_for_each_alone_is_not_best_for_all() -> None:
    assert heaviest([{0: 10, 1: 9}, {0: 9}]) == {0: 1, 1: 0}
    assert heaviest([{0: 10, 1: 2}, {0: 7}]) == {0: 0}
    assert heaviest([]) == {}


def test_where_all_would_change_places_again_and_again_it_comes_to_an_end() -> None:
    def all_want_the_same(rows: int) -> Weights:
        return [{column: 1000 - column for column in range(rows)} for _ in range(rows)]

    assert len(heaviest(all_want_the_same(60))) == 60
    assert work(lambda: heaviest(all_want_the_same(120))) < 120 * 120 * 150
