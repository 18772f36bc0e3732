"""Templates as compiled code, kept beside the program's own as Python keeps that of its modules."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from plansite.files import fingerprint

_FOLDER = Path(__file__).parent / "__pycache__"


class Kept(FileSystemBytecodeCache):
    """The compiled templates; one is used as long as its text is the same, and what compiled it is.

    Where a filter is given what stands in the template, it is called by the compiler: so a compiled template
    goes with this program, and with the packages that it runs with.
    """

    def __init__(self) -> None:
        super().__init__(str(_FOLDER / f"templates-{program()}"))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template, where it is there and may be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where files may be written there and the program is known."""
        if sys.dont_write_bytecode or program() is None:
            return
        with suppress(OSError):
            folder = Path(self.directory)
            if not folder.is_dir():
                for other in _FOLDER.glob("templates-*"):
                    shutil.rmtree(other, ignore_errors=True)
                folder.mkdir(parents=True)
            super().dump_bytecode(bucket)


@cache
def program() -> str | None:
    """Return what stands for the program while this process runs, None where that is in doubt."""
    return fingerprint.program()
