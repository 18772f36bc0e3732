"""Plans of other shapes than the real one: a file each in tests/cases/plans/."""

from __future__ import annotations

from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.support import CASES

PLANS = sorted(path.stem for path in (CASES / "plans").glob("*.yaml"))


def site_of(name: str) -> Site:
    """Return the plan of one file, related, without content."""
    examined = examine((CASES / "plans" / f"{name}.yaml").read_bytes(), name, "en")
    assert examined.record is not None, examined.problems
    return Site.of(examined.record, Content())
