"""Templates as compiled code, kept beside the program's own as Python keeps that of its modules."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

_FOLDER = Path(__file__).parent / "__pycache__"


class Kept(FileSystemBytecodeCache):
    """The compiled templates; one is used as long as its text is the same, and Jinja and Python are."""

    def __init__(self) -> None:
        super().__init__(str(_FOLDER), f"jinja-{jinja2.__version__}-%s.cache")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where files may be written there."""
        with suppress(OSError):
            if not sys.dont_write_bytecode:
                super().dump_bytecode(bucket)
