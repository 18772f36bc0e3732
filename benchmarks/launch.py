"""Run a command and print, as JSON, its status, seconds and peak memory.

A program of its own, for what a process starts with counts as its peak until it runs something else: a small
parent adds nothing. Called by `measure` as: launch.py SECONDS LOG COMMAND…
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

TIMED_OUT = 124
_KIB = 1024


def main(seconds: float, log: Path, command: list[str]) -> None:
    """Run `command` at most `seconds`, its words going to `log`; the whole group is ended with it."""
    with log.open("wb") as words:
        started = time.monotonic()
        process = subprocess.Popen(  # noqa: S603  the command is a tool's
            command, stdout=words, stderr=words, stdin=subprocess.DEVNULL, start_new_session=True
        )
        late = []

        def end(_signal: int, _frame: object) -> None:
            late.append(True)
            os.killpg(process.pid, signal.SIGKILL)

        signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        # wait4 gives the largest of the process and of all that it waited for, as the kernel counted it.
        _, status, usage = os.wait4(process.pid, 0)
        taken = time.monotonic() - started
        signal.setitimer(signal.ITIMER_REAL, 0)
    code = TIMED_OUT if late else os.waitstatus_to_exitcode(status)
    sys.stdout.write(json.dumps({"status": code, "seconds": taken, "mib": usage.ru_maxrss / _KIB}))


if __name__ == "__main__":
    main(float(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
