"""Files with a date inside, on a machine whose clock is wrong: a zip holds none before 1980."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import pytest

from plansite.exports import exports
from plansite.files import zip_archive
from plansite.publishing import offline
from plansite.views.site import Site
from tests.helpers.support import exported

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def dates(data: bytes) -> set[tuple[int, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.date_time for info in archive.infolist()}


@pytest.mark.parametrize("name", ["docx", "plan-docx", "register-docx", "register-xlsx", "xlsx"])
def test_the_clock_of_the_machine_is_of_no_effect(
    name: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = exported(name, site)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert exported(name, site) == expected


@pytest.mark.parametrize("name", ["docx", "plan-docx", "register-docx", "register-xlsx", "xlsx"])
def test_a_stamp_before_1980_is_that_of_the_first_day(name: str, site: Site) -> None:
    data = exports()[name].render(site, None, EPOCH)
    assert data is not None
    assert dates(data) == {zip_archive.EARLIEST.timetuple()[:6]}


def test_so_it_is_in_an_offline_copy() -> None:
    data = offline.pack({"index.html": b"<p>"}, "site", EPOCH)
    assert dates(data) == {zip_archive.EARLIEST.timetuple()[:6]}
