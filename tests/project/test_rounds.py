"""Rounds on disk: what is noted of a file that was read."""

from __future__ import annotations

import datetime as dt

from plansite.progress.records import Received
from plansite.project.rounds import given
from plansite.reading.validate import record_of


def test_the_name_of_a_file_is_noted_as_it_is_read_back() -> None:
    noted = given(b"", "received/ 2024-keji .xlsx ", dt.date(2025, 1, 10), None).received
    assert noted.name == "2024-keji .xlsx"
    assert record_of({"name": noted.name, "sha256": noted.sha256}, Received) == noted
