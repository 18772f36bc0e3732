"""Files are replaced whole or not at all, and no fault of the disk is passed over."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from plansite.files import disk
from tests.helpers import limits
from tests.helpers.small_plans import GOOD
from tests.helpers.support import bounded

FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)


def raises(code: int) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    "step", [(tempfile, "mkstemp"), (os, "fsync"), (Path, "replace")], ids=lambda at: at[1]
)
@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
def test_a_fault_of_the_disk_is_raised_and_leaves_the_old_file(
    step: tuple[object, str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(*step, raises(code))
    with pytest.raises(OSError, match=os.strerror(code)) as caught:
        disk.replace(path, b"new", durable=True)
    monkeypatch.undo()
    assert (caught.value.errno, caught.value.filename) == (code, str(path))
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"page.md": b"old"}


@pytest.mark.full
@pytest.mark.parametrize(
    "command", [("generate",), ("build",), ("revise", "--date", "2024-03-01", "--note", "x")]
)
def test_a_full_disk_is_told_by_every_command_that_writes(
    command: tuple[str, ...], project: Callable[[str], Path]
) -> None:
    root = project(GOOD)
    run = bounded(limits.full_disk, *command, cwd=root)
    assert run.status == 2
    assert "the disk is full" in run.err
    assert "Traceback" not in run.err
    assert (root / "plan.yaml").read_text("utf-8") == GOOD
