"""python -m benchmarks: installs the tools, runs them all in turn, and writes the table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.plans import SIZES
from benchmarks.session import Session
from benchmarks.tools import all_tools


def _names(known: Mapping[str, object]) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(text.split(",")))
        unknown = [name for name in names if name not in known]
        if unknown:
            message = f"{', '.join(unknown)}: not among {', '.join(known)}"
            raise argparse.ArgumentTypeError(message)
        return names

    return read


def main() -> None:
    """Read the options and run."""
    tools = all_tools()
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=_names(SIZES), default=tuple(SIZES), help=",".join(SIZES))
    parser.add_argument("--tools", type=_names(tools), default=tuple(tools), help=",".join(tools))
    parser.add_argument("--runs", type=int, default=3, help="rounds; a slow tool has one (default: 3)")
    parser.add_argument(
        "--minutes", type=float, default=40, help="no build is begun after these (default: 40)"
    )
    parser.add_argument(
        "--timeout", type=float, default=600, help="seconds that a build may take (default: 600)"
    )
    parser.add_argument("--output", type=Path, default=here / "results.md", help="the table")
    parser.add_argument("--work", type=Path, default=here.parent / ".bench", help="environments and projects")
    parser.add_argument("--fresh", action="store_true", help="measure anew what was measured already")
    asked = parser.parse_args()
    session = Session(
        {name: tools[name] for name in tools if name in asked.tools},
        tuple(size for name, size in SIZES.items() if name in asked.sizes),
        asked.runs,
        asked.minutes * 60,
        asked.timeout,
        asked.output.resolve(),
        asked.work.resolve(),
    )
    session.run(fresh=asked.fresh)
    sys.stdout.write(f"{asked.output}\n")


if __name__ == "__main__":
    main()
