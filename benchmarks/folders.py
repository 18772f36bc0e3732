"""The folders that tools work in: written so that only what differs is touched, as an editor would."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path


def write(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Bring the files of `folder` to these bytes; return the paths of those that differed."""
    written = []
    for path, data in files.items():
        target = folder / path
        if target.is_file() and target.read_bytes() == data:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        written.append(path)
    return tuple(written)


def forget(folder: Path, names: Iterable[str]) -> None:
    """Remove what an earlier build left, so that the next one starts from nothing."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
