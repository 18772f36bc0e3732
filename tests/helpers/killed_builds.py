"""A project with two plans in turn, whose builds are killed."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.helpers.interrupted import Interruptible
from tests.helpers.small_plans import GOOD
from tests.helpers.support import tree

OTHER = GOOD.replace("title: 甲", "title: 乙").replace("市科协", "市科学技术协会").replace("kexie", "kexue")
"""Another plan of the same city: pages change, come and go."""


class Two:
    """A project with two plans in turn, and what each of them is built to."""

    def __init__(self, root: Path, builds: Interruptible) -> None:
        self.root, self.builds = root, builds
        self.plans = (GOOD, OTHER)
        self.counts, self.wanted = [], []
        for turn, plan in enumerate((GOOD, OTHER) * 3):
            self.write(plan)
            count = builds.build()
            if turn > 1:  # from then on the addresses of both are published
                self.counts.append(count)
                self.wanted.append((tree(root / "docs"), tree(root / "site")))
        assert self.wanted[:2] == self.wanted[2:]
        assert self.wanted[0] != self.wanted[1]

    def write(self, plan: str) -> None:
        """Make `plan` the plan of the project."""
        (self.root / "plan.yaml").write_text(plan, "utf-8")

    def survives(self, turn: int, kill: Callable[[], bool]) -> bool:
        """Kill a build, look at the site, build again, look at everything; tell whether it was killed."""
        self.write(self.plans[turn % 2])
        killed = kill()
        (_, old), (docs, new) = self.wanted[(turn + 1) % 2], self.wanted[turn % 2]
        assert tree(self.root / "site") in ((old, new) if killed else (new,))
        self.builds.build()
        assert tree(self.root / "site") == new
        assert tree(self.root / "docs") == docs
        names = {path.name for path in self.root.iterdir()}
        assert names == {"plan.yaml", "mkdocs.yml", "docs", "site", ".plansite"}
        assert not [path for path in (self.root / ".plansite").rglob("*") if path.name.startswith(".")]
        return killed


def kill_before_steps(two: Two, every: int) -> None:
    """Kill a build before the first step that writes, and before each `every`th after it."""
    for turn in itertools.count():
        step = 1 + turn * every
        if not two.survives(turn, partial(two.builds.killed_at_step, step)):
            break
    # What a killed build has kept for the next one, that need not write again: so there are a few steps less.
    assert step > min(each.steps for each in two.counts) * 3 // 4 > 75
