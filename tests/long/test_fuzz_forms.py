"""Forms with bytes and values changed at random: each is read or refused, and no reading fails."""

from __future__ import annotations

import io
import random
import re
import zipfile

from openpyxl import Workbook

from plansite.progress.form_reading import FormRead, read
from tests.helpers.filled_forms import ITEMS, MEASURES, fill
from tests.progress.test_form_reading import FRESH, KNOWN, changed

PIECES = (
    *(
        b'"',
        b"<",
        b">",
        b"/",
        b"",
        b"\xff",
        b"999999999999",
        b"-1",
        b"NaN",
        b"inf",
        b"1e400",
        b"s",
        b"e",
        b"d",
    ),
    *(b't="e"', b't="d"', b't="str"', b"<f>", b"</c>", b"2024-12-31T25:00:00"),
)
_VALUE = re.compile(rb'"[^"]{0,30}"')
MUTANTS = 2_000


def filled_in(book: Workbook) -> None:
    said = {"进展情况": "已完成", "工作开展情况": "做了", "佐证材料": "甲 https://example.gov.cn/"}
    fill(book[ITEMS], "data", said)
    fill(book[MEASURES], "trained", {"完成值": 800, "截至日期": "2024-12-31"})


def form() -> dict[str, bytes]:
    """Return the files of a form that is filled in."""
    data = changed(filled_in)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a piece put in, a byte or a value replaced, or a part of it doubled."""
    at, way = chance.randrange(len(data)), chance.randrange(4)
    if way == 0:
        return data[:at] + chance.choice(PIECES) + data[at + chance.randint(0, 8) :]
    if way == 1:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if way == 2:
        return data[:at] + data[at : at + 300] + data[at:]
    values = list(_VALUE.finditer(data))
    if not values:
        return data
    found = chance.choice(values)
    return data[: found.start() + 1] + chance.choice(PIECES) + data[found.end() - 1 :]


def test_a_form_that_was_changed_at_random_is_read_or_refused() -> None:
    files, chance = form(), random.Random(18)  # noqa: S311  the same each time
    refused = 0
    for _ in range(MUTANTS):
        changed_files = dict(files)
        for _ in range(chance.randint(1, 3)):
            name = chance.choice([each for each in changed_files if changed_files[each]])
            changed_files[name] = mutated(changed_files[name], chance)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, data in changed_files.items():
                archive.writestr(name, data)
        found = read("keji.xlsx", buffer.getvalue(), FRESH, KNOWN, "zh")
        assert isinstance(found, FormRead)
        assert found.failed == any(each.severity.value == "error" for each in found.problems)
        refused += found.failed
    assert 0 < refused < MUTANTS
