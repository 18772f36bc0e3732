"""The program in forks of an interpreter that was started for a terminal of some encoding.

`python -m tests.helpers.terminal` reads commands as JSON, and writes status, output and errors of each. An
interpreter takes its encodings as it starts, so a fork of it has them; what is imported is imported once.
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.helpers.support import ROOT, environment


def run_all(
    root: Path, commands: Sequence[Sequence[str]], environ: Mapping[str, str]
) -> list[tuple[int, bytes, bytes]]:
    """Run commands in `root`, one after the other; return the status, output and errors of each."""
    paths = {"PYTHONPATH": os.pathsep.join((str(ROOT / "generator"), str(ROOT)))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.terminal"],
        cwd=root,
        env={**environment(root), **paths, **environ},
        input=json.dumps(commands).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [
        (status, out.encode("latin-1"), err.encode("latin-1")) for status, out, err in json.loads(done.stdout)
    ]


def _run(arguments: Sequence[str]) -> tuple[int, str, str]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            sys.argv[1:] = [os.fsdecode(each.encode()) for each in arguments]  # as at the start
            runpy.run_module("plansite", run_name="__main__", alter_sys=True)
            sys.exit()
        _, status = os.waitpid(child, 0)
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("latin-1"))
        return os.waitstatus_to_exitcode(status), said[0], said[1]


def main() -> None:
    """Answer what is on standard input."""
    from tests.helpers import warm  # noqa: F401, PLC0415  what this process alone needs

    told = [_run(arguments) for arguments in json.load(sys.stdin.buffer)]
    sys.stdout.buffer.write(json.dumps(told).encode())


if __name__ == "__main__":
    main()
