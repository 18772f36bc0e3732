"""A short round of each target of `tests.helpers.fuzz`, with the same examples each time."""

from __future__ import annotations

import pytest

from tests.helpers.fuzz import failure

EXAMPLES = {"plan": 2000, "document": 1500, "settings": 60, "content": 60}


@pytest.mark.parametrize("target", EXAMPLES)
def test_damaged_input_is_refused_or_works(target: str) -> None:
    failed = {}
    for seed in range(EXAMPLES[target]):
        trace = failure(target, seed)[1]
        if trace:
            failed[seed] = trace[-600:]
    assert failed == {}
