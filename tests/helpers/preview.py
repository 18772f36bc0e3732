"""A preview as a user runs it, in a process of its own."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.small_plans import GOOD
from tests.helpers.support import ENGLISH, ROOT, environment

QUIET = 5.0
"""Seconds without a build after which a preview has settled."""
PATIENCE = 60.0
"""Seconds that a preview may take to show something on a loaded machine."""
AT = re.compile(r"http://\S+/")


def small_project(folder: Path) -> Path:
    """Make a small project in a new folder below `folder`, beside which a preview keeps its site."""
    root = folder / "project"
    (root / "content").mkdir(parents=True)
    (root / "plan.yaml").write_text(GOOD, "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@dataclass
class Preview:
    """A preview that runs, and what it has said so far."""

    root: Path
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    url: str = ""

    def wait_for(self, what: Callable[[], object]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if what():
                return
            time.sleep(0.1)
        raise AssertionError("".join(self.said))

    def says(self, words: str) -> None:
        """Wait until it has said something."""
        self.wait_for(lambda: any(words in line for line in self.said))

    def shows(self, words: str, path: str = "plan/") -> None:
        """Wait until a page holds these words."""
        self.wait_for(lambda: words in self.page(path))

    def page(self, path: str = "plan/") -> str:
        """Return a page, which must be answered at once: nothing is waited for that may not come."""
        return self.file(path).decode()

    def file(self, path: str) -> bytes:
        """Return a file, answered likewise."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=PATIENCE) as answer:  # noqa: S310  our own
                data: bytes = answer.read()
                return data
        except urllib.error.HTTPError as error:
            return error.read()

    def builds(self) -> int:
        """Return how many sites it has built."""
        return sum("Documentation built" in line for line in self.said)

    def settle(self) -> None:
        """Wait until nothing is built for longer than a loop would take."""
        seen, first = -1, self.builds()
        while seen != self.builds():
            seen = self.builds()
            assert seen <= first + 4, "".join(self.said)
            time.sleep(QUIET)

    def temporary(self) -> list[Path]:
        """Return the temporary sites that there are."""
        return list((self.root.parent / "tmp").iterdir())

    def end(self, how: signal.Signals) -> int:
        """End it, and return its exit status."""
        self.process.send_signal(how)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def serving(root: Path, *, host: str = "127.0.0.1", lang: str = ENGLISH, **environ: str) -> Iterator[Preview]:
    """Run `plansite serve` in `root` on a port that is free, with a folder for temporary files of its own."""
    temporary = root.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    preview = Preview(
        root,
        subprocess.Popen(
            [sys.executable, "-m", "plansite", "serve", "-a", f"{host}:0"],
            cwd=root,
            env=environment(root, lang) | {"TMPDIR": str(temporary)} | environ,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        ),
    )
    stream = preview.process.stderr
    assert stream is not None
    reader = threading.Thread(target=lambda: preview.said.extend(iter(stream.readline, "")), daemon=True)
    reader.start()
    try:
        preview.wait_for(lambda: AT.search("".join(preview.said)) or preview.process.poll() is not None)
        found = AT.search("".join(preview.said))
        assert found, "".join(preview.said)
        preview.url = found[0]
        yield preview
    finally:
        preview.process.kill()
        preview.process.wait(timeout=PATIENCE)
        reader.join(timeout=PATIENCE)
        stream.close()
