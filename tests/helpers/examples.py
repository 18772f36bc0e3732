"""How many examples a property test tries: as many as it says, and a quarter of them in `make quick`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

QUICK = "QUICK" in os.environ


def examples(count: int) -> settings:
    """Return settings for `count` examples, the same in each run, however slow the machine is."""
    return settings(
        max_examples=-(-count // 4) if QUICK else count,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
