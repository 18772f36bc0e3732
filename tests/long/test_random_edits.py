"""More random edits of a plan, of which `make test` tries some."""

from __future__ import annotations

from random import Random

import pytest

from tests.publishing.test_incremental import leave_nothing_behind

SEEDS = 12


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_edits_leave_nothing_behind(
    seed: int, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_nothing_behind(Random(seed), tmp_path_factory, monkeypatch)  # noqa: S311  not for secrets
