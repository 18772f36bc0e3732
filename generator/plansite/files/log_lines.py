"""Read the log of a web server line by line, packed or not; logs are larger than memory."""

from __future__ import annotations

import errno
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

_LONGEST = 64 * 1024
"""Bytes of a line that are read; what is longer is cut."""


def read_log(path: Path) -> Iterator[str]:
    """Yield the lines of a log; a name that ends in .gz is unpacked.

    Raises OSError if it cannot be read, and also if it is no gzip file in spite of its name.
    """
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        try:
            while line := file.readline(_LONGEST):
                yield line.decode("utf-8", "replace")
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise OSError(errno.EINVAL, str(error), str(path)) from error
