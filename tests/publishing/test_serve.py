"""The preview: an edit shows, a broken plan does not end it, and it settles."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.support import copy_project, environment

pytestmark = pytest.mark.full

QUIET = 5.0
"""Seconds without a build after which a preview has settled."""
PATIENCE = 30.0
"""Seconds that a preview may take to show something on a loaded machine."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Run `plansite serve` in `root`; give its address, and the lines that it says."""
    address = f"127.0.0.1:{free_port()}"
    said: list[str] = []
    process = subprocess.Popen(
        [sys.executable, "-m", "plansite", "--lang", "en", "serve", "-a", address],
        cwd=root,
        env=environment(root),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert process.stderr is not None
    stream = process.stderr
    reader = threading.Thread(target=lambda: said.extend(iter(stream.readline, "")), daemon=True)
    reader.start()
    try:
        yield f"http://{address}", said
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        reader.join(timeout=PATIENCE)
        stream.close()


def wait_for(what: Callable[[], bool], said: list[str]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if what():
            return
        time.sleep(0.1)
    raise AssertionError("".join(said))


def page(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310  our own address
            text: str = answer.read().decode()
            return text
    except OSError:
        return ""


def builds(said: list[str]) -> int:
    return sum(bool(re.search(r"Documentation built", line)) for line in said)


def test_an_edit_shows_a_broken_plan_is_survived_and_it_settles(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    plan = root / "plan.yaml"
    good = plan.read_text("utf-8")
    with serving(root) as (url, said):
        wait_for(lambda: "青少年科学素质提升行动" in page(f"{url}/actions/youth/"), said)

        plan.write_text(good.replace("激发青少年好奇心和想象力", "激发青少年好奇心与想象力"), "utf-8")
        wait_for(lambda: "好奇心与想象力" in page(f"{url}/actions/youth/"), said)

        plan.write_text(good.replace("lead: [jiaoyu, kexie]", "lead: [jiaoyu, kexei]"), "utf-8")
        wait_for(lambda: any("unknown-unit" in line for line in said), said)
        assert "好奇心与想象力" in page(f"{url}/actions/youth/")

        plan.write_text(good, "utf-8")
        wait_for(lambda: "好奇心和想象力" in page(f"{url}/actions/youth/"), said)

        # Settled: what the last edit caused is over, and nothing follows for longer than a loop would take.
        seen = -1
        while seen != builds(said):
            seen = builds(said)
            assert seen <= 12, "".join(said)
            time.sleep(QUIET)
