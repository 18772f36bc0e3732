"""A seal is the digest of what a file says."""

from __future__ import annotations

from msgspec.structs import replace

from plansite.progress.records import ItemReport, UnitReport
from plansite.progress.sealing import digest
from plansite.reading.validate import record_of


class Later(UnitReport, frozen=True):
    """A report as a later program may know it, with a field more."""

    spent: str | None = None


def test_a_field_that_is_new_to_the_program_breaks_no_seal() -> None:
    said = {"unit": "kexie", "reported_on": "2025-01-10", "reports": [{"item": "one", "state": "done"}]}
    now, later = record_of(said, UnitReport), record_of(said, Later)
    assert digest(now) == digest(later)
    assert digest(later) != digest(record_of({**said, "spent": "12万元"}, Later))
    more = replace(now, reports=(*now.reports, ItemReport(item="two", state="done")))
    assert digest(now) != digest(more)
