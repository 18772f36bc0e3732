"""Reproducible zip archives: the same files give the same bytes (docx and xlsx are zip archives, too)."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping

EARLIEST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The earliest date that a zip can hold."""


def pack(files: Mapping[str, bytes], stamp: dt.datetime) -> bytes:
    """Return a zip of `files` by path, in their order, each dated `stamp` but not before EARLIEST."""
    when = max(stamp, EARLIEST).astimezone(dt.UTC).timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path, when)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, whatever the system, so that the bytes are the same
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def repack(data: bytes, stamp: dt.datetime) -> bytes:
    """Return the zip `data` with each file in it dated `stamp`, as in `pack`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return pack({info.filename: archive.read(info) for info in archive.infolist()}, stamp)
