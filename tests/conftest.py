"""What the tests share: the real plan, its built site, and small projects made of text."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers import forked
from tests.helpers.examples import QUICK, examples
from tests.helpers.interrupted import Interruptible
from tests.helpers.killed_builds import Two
from tests.helpers.shared import shared
from tests.helpers.small_plans import GOOD
from tests.helpers.support import ROOT, copy_project, plansite

# A property test that says nothing of its own has no time limit and no chance either.
settings.register_profile("same each time", examples(100))
settings.load_profile("same each time")


# Tests that run in the background are to ignore Ctrl-C, says the shell; what they start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run three workers on two processors: many a test waits for another process, which may wait as well."""
    processors = os.cpu_count() or 1
    return processors if QUICK else processors * 3 // 2


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let only tests marked `full` start a process or use Pango: `make quick` runs anywhere, and soon."""
    if item.get_closest_marker("full"):
        return (yield)

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("this test starts a process: mark it with pytest.mark.full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forked, "run", refuse)
        patch.setattr(subprocess.Popen, "__init__", refuse)
        patch.setitem(sys.modules, "weasyprint", None)
        return (yield)


def pytest_collection_finish() -> None:
    """Keep what has been imported out of the garbage collector's way; it looks as seldom as in a build."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


class _Compiled(BytecodeCache):
    """Compiled templates, by the path of their file; a source that has changed is compiled anew."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """Give every Jinja environment of this process the same cache, for half of a small build is compiling."""
    cache, plain = _Compiled(), Environment.__init__

    def init(self: Environment, **named: Any) -> None:  # noqa: ANN401  Jinja's own arguments
        plain(self, **{**named, "bytecode_cache": cache})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "__init__", init)
        yield


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Return the real plan."""
    examined = examine((ROOT / "plan.yaml").read_bytes(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return examined.record


@pytest.fixture(scope="session")
def site(plan: Plan) -> Site:
    """Return the real plan related, without content."""
    return Site.of(plan, Content())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site and return its folder."""

    def make(folder: Path) -> None:
        run = plansite("build", "--strict", cwd=copy_project(folder / "project"))
        assert run.status == 0, run.err

    return shared(tmp_path_factory, "real", make) / "project/site"


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that makes a project of a plan's text, with the real site's settings."""

    def make(text: str) -> Path:
        (tmp_path / "plan.yaml").write_text(text, "utf-8")
        shutil.copy(ROOT / "mkdocs.yml", tmp_path)
        return tmp_path

    return make


@pytest.fixture
def two(project: Callable[[str], Path]) -> Iterator[Two]:
    """Return a project with two plans in turn, whose builds can be killed."""
    root = project(GOOD)
    with Interruptible(root) as builds:
        yield Two(root, builds)


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder outside of the project."""
    return tmp_path_factory.mktemp("elsewhere")
