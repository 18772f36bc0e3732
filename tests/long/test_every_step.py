"""A build is killed before each of its steps that write; `make test` takes some of them."""

from __future__ import annotations

from tests.helpers.killed_builds import Two, kill_before_steps


def test_a_build_that_is_killed_before_any_step_leaves_the_old_site_whole(two: Two) -> None:
    kill_before_steps(two, 1)
