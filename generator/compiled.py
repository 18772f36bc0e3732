"""Templates as compiled code, kept beside the program's own as Python keeps that of its modules."""

from __future__ import annotations

import hashlib
import shutil
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

_PROGRAM = Path(__file__).parent
_FOLDER = _PROGRAM / "__pycache__"


class Kept(FileSystemBytecodeCache):
    """The compiled templates; one is used as long as its text is the same, and what compiled it is."""

    def __init__(self) -> None:
        super().__init__(str(_FOLDER / f"templates-{compiler()}"))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template, where it is there and may be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where files may be written there."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            folder = Path(self.directory)
            if not folder.is_dir():
                for other in _FOLDER.glob("templates-*"):
                    shutil.rmtree(other, ignore_errors=True)
                folder.mkdir(parents=True)
            super().dump_bytecode(bucket)


@cache
def compiler() -> str:
    """Return what tells the program that compiles templates from another version of it.

    A filter is called already then, where what it is given stands in the template.
    """
    found = hashlib.sha256(f"{version('jinja2')} {version('mkdocs')}".encode())
    for path in sorted(_PROGRAM.rglob("*.py")):
        about = path.stat()
        found.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()[:16]
