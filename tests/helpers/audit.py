"""Whether a known vulnerability is in what is locked: `python -m tests.audit LOCK…`, with pip-audit.

It leaves with 0 where there is none, 1 where there is one, and 2 where that could not be found out: pip-audit
by itself passes where it is told of no package at all.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

CLEAN, VULNERABLE, UNKNOWN = 0, 1, 2
_COMMAND = ("--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json")


def verdict(report: dict[str, Any]) -> tuple[int, list[str]]:
    """Return how to leave and what to say of a report of pip-audit."""
    found = report["dependencies"]
    known = [(each, flaw) for each in found for flaw in each.get("vulns", ())]
    told = [
        f"{each['name']} {each['version']}: {flaw['id']}, mended in {' '.join(flaw['fix_versions']) or '?'}"
        for each, flaw in known
    ]
    unknown = [each["name"] for each in found if "skip_reason" in each]
    if unknown or not found:
        told.append(
            f"NOT AUDITED: the service of known vulnerabilities could not be asked about {len(unknown)} of "
            f"{len(found)} packages; run this again where the network allows it"
        )
    if known:
        return VULNERABLE, told
    return (
        (UNKNOWN, told)
        if unknown or not found
        else (CLEAN, [f"{len(found)} packages, none with a known flaw"])
    )


def main(locks: list[str]) -> int:
    """Ask about `locks`, say what is known, and return how to leave."""
    requirements = [argument for lock in locks for argument in ("-r", lock)]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *_COMMAND, *requirements],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        sys.stderr.write(f"NOT AUDITED: pip-audit gave no answer:\n{done.stderr}")
        return UNKNOWN
    status, told = verdict(report)
    sys.stderr.write("".join(f"{line}\n" for line in told))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
