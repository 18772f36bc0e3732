"""A site is published whole or not at all, whatever happens to the run that builds it."""

from __future__ import annotations

import http.client
import queue
import random
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plansite.files import disk
from tests.helpers.interrupted import Interruptible
from tests.helpers.killed_builds import OTHER, Two, kill_before_steps
from tests.helpers.limits import private, small_files
from tests.helpers.small_plans import GOOD
from tests.helpers.support import bounded, environment, plansite, tree

pytestmark = pytest.mark.full

Make = Callable[[str], Path]

EVERY = 20
"""Of the steps that write each such one is tried here, and in tests/long every one."""
MOMENTS = 10
REVISE = ["revise", "--date", "2024-03-01", "--note", "调整"]
BUILDS = 8
ANSWERS = 5
"""So often a page is read between two builds, at the least."""


def test_a_build_that_is_killed_before_a_step_leaves_the_old_site_whole(two: Two) -> None:
    kill_before_steps(two, EVERY)


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_whole(two: Two) -> None:
    moments = random.Random(20)  # noqa: S311  the same moments each time
    fewest = (
        min(each.events for each in two.counts) * 9 // 10
    )  # a build after a killed one may do a little less
    for turn in range(MOMENTS):
        assert two.survives(turn, partial(two.builds.killed_at_event, moments.randrange(1, fewest)))


def test_the_first_build_that_is_killed_leaves_nothing_in_the_way(project: Make) -> None:
    root = project(GOOD)
    with Interruptible(root) as builds:
        assert builds.killed_at_step(60)
        (root / "plan.yaml").write_text(OTHER, "utf-8")
        builds.build()
        assert "乙" in (root / "docs/plan/index.md").read_text("utf-8")
        assert not [path for path in root.iterdir() if "plansite-new" in path.name]


class _Reader(threading.Thread):
    """Asks for a page again and again, and keeps what it was given."""

    def __init__(self, port: int, path: str) -> None:
        super().__init__()
        self.seen: set[tuple[int, bytes]] = set()
        self._port, self._path = port, path
        self._ended = threading.Event()
        self._answers = threading.Semaphore(0)

    def run(self) -> None:
        while not self._ended.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
            connection.request("GET", self._path)
            answer = connection.getresponse()
            self.seen.add((answer.status, answer.read()))
            self._answers.release()
            connection.close()

    def wait(self, answers: int) -> None:
        """Wait for so many answers more."""
        while self._answers.acquire(blocking=False):
            pass
        for _ in range(answers):
            assert self._answers.acquire(timeout=60)

    def end(self) -> None:
        self._ended.set()
        self.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_a_reader_sees_a_whole_page_while_sites_are_replaced(two: Two) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(two.root / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    reader = _Reader(server.server_address[1], "/plan/")
    reader.start()
    try:
        for turn in range(BUILDS):
            two.write(two.plans[turn % 2])
            two.builds.build()
            reader.wait(ANSWERS)
    finally:
        reader.end()
        server.shutdown()
        server.server_close()
    whole = {(200, site["plan/index.html"]) for _, site in two.wanted}
    assert reader.seen == whole


@pytest.mark.parametrize("command", [["build", "--strict"], ["generate"], REVISE], ids=lambda each: each[0])
def test_of_two_runs_at_once_one_waits_and_says_so(command: list[str], project: Make) -> None:
    root = project(GOOD)
    assert plansite("build", cwd=root).status == 0
    (root / "plan.yaml").write_text(OTHER, "utf-8")
    before = tree(root)
    said: queue.Queue[str] = queue.Queue()
    with disk.locked(root, lambda: None):  # as another run does
        run = subprocess.Popen(
            [sys.executable, "-m", "plansite", "--lang", "en", *command],
            cwd=root,
            env=environment(root),
            stderr=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=lambda: said.put(next(iter(run.stderr or ()))), daemon=True).start()
        assert "another run of plansite" in said.get(timeout=60)
        assert run.poll() is None
        assert tree(root) == before
    _, rest = run.communicate(timeout=60)
    assert run.returncode == 0, rest
    assert tree(root) != before


def test_a_warning_under_strict_leaves_the_old_site(project: Make) -> None:
    root = project(GOOD)
    assert plansite("build", "--strict", cwd=root).status == 0
    before = tree(root / "site")
    (root / "content/pages").mkdir(parents=True)
    (root / "content/pages/help.md").write_text("# 帮助\n\n[没有的页](nowhere.md)\n", "utf-8")
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 1
    assert "nowhere.md" in run.err
    assert tree(root / "site") == before
    assert not (root / ".site.plansite-new").exists()


def test_a_disk_that_is_full_leaves_the_old_site(project: Make) -> None:
    root = project(GOOD)
    assert plansite("build", "--strict", cwd=root).status == 0
    before = tree(root / "site")
    (root / "plan.yaml").write_text(OTHER, "utf-8")
    # A file of more than 40 kB cannot be written: Material's style sheet is one.
    run = bounded(partial(small_files, 40_000), "build", "--strict", cwd=root)
    assert run.status == 2
    assert "larger than this system allows" in run.err
    assert "Traceback" not in run.err
    assert tree(root / "site") == before
    assert plansite("build", "--strict", cwd=root).status == 0
    assert tree(root / "site") != before


def test_what_is_no_site_is_not_replaced(project: Make) -> None:
    root = project(GOOD)
    (root / "photos").mkdir()
    (root / "photos/one.jpg").write_bytes(b"x")
    run = plansite("build", "-d", "photos", cwd=root)
    assert run.status == 2
    assert "photos" in run.err
    assert plansite("build", "-d", ".", cwd=root).status == 2
    assert (root / "photos/one.jpg").read_bytes() == b"x"
    assert (root / "plan.yaml").exists()


def test_a_site_behind_a_symbolic_link_is_replaced_where_it_is(project: Make) -> None:
    root = project(GOOD)
    (root / "www").mkdir()
    (root / "site").symlink_to("www", target_is_directory=True)
    for plan in (GOOD, OTHER):
        (root / "plan.yaml").write_text(plan, "utf-8")
        assert plansite("build", "--strict", cwd=root).status == 0
    assert (root / "site").is_symlink()
    assert "乙" in (root / "www/plan/index.html").read_text("utf-8")


def test_others_can_read_a_site_whoever_builds_it(project: Make) -> None:
    root = project(GOOD)
    for turn in (GOOD, OTHER):  # a first site, and one that takes the place of another
        (root / "plan.yaml").write_text(turn, "utf-8")
        assert bounded(private, "build", "--strict", cwd=root).status == 0
        can_be_read(root / "site")


def can_be_read(site: Path) -> None:
    """Assert that all of a site has the permissions of public files."""
    for path in (site, *site.rglob("*")):
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_an_edit_that_is_replaced_is_kept_aside(project: Make) -> None:
    root = project(GOOD)
    assert plansite("generate", cwd=root).status == 0
    (root / "docs/plan/index.md").write_text("手工修改", "utf-8")
    run = plansite("generate", cwd=root)
    assert ".plansite/edited/plan/index.md" in run.err
    assert (root / ".plansite/edited/plan/index.md").read_text("utf-8") == "手工修改"


@pytest.mark.parametrize(
    "folder", ["content/assets/site", "docs/site", "content/site", ".plansite/site", ".", "..", "look"]
)
def test_a_site_is_not_built_into_what_it_is_made_from(project: Make, folder: str) -> None:
    root = project(GOOD)
    (root / "content").mkdir()
    (root / "look").mkdir()
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("  font:", "  custom_dir: look\n  font:"), "utf-8"
    )
    (root / folder / "assets/javascripts").mkdir(parents=True, exist_ok=True)
    (root / folder / "assets/javascripts/site.js").write_text("", "utf-8")  # as if a site was there already
    run = plansite("build", "-d", folder, cwd=root)
    assert run.status == 2
    assert f"{folder} is no place for the site" in run.err
    assert (root / "plan.yaml").read_text("utf-8") == GOOD
    assert not (root / folder / "index.html").exists()
