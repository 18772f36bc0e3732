"""Keep compiled Jinja templates beside the program's bytecode: compiling takes a fifth of a small build."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from plansite.files import fingerprint

_FOLDER = Path(__file__).parents[1] / "__pycache__"


class TemplateCache(FileSystemBytecodeCache):
    """The templates that these versions of the program and of its packages compiled.

    Jinja compares the text of a template with the one that was compiled. What else goes into the code, such
    as filters that the compiler calls on constants, is the program and its packages: they name the folder.
    A file that cannot be read or written costs time and is no error.
    """

    def __init__(self) -> None:
        versions = fingerprint.of_text(fingerprint.program(), fingerprint.packages())
        super().__init__(str(_FOLDER / f"templates-{versions[:32]}"))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template, if there is one for this text."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a template; drop those of other versions."""
        with suppress(OSError):
            folder = Path(self.directory)
            if not folder.is_dir():
                for other in _FOLDER.glob("templates-*"):
                    shutil.rmtree(other, ignore_errors=True)
                folder.mkdir(parents=True)
            super().dump_bytecode(bucket)
