"""A site is published whole or not at all, whatever happens to the run that builds it."""

from __future__ import annotations

import http.client
import random
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.helpers.interrupted import Interruptible
from tests.helpers.killed_builds import OTHER, Two, kill_before_steps
from tests.helpers.small_plans import GOOD
from tests.helpers.support import plansite, tree

Make = Callable[[str], Path]

EVERY = 9
"""Of the steps that write each such one is tried here, and in tests/long every one."""


def test_a_build_that_is_killed_before_a_step_leaves_the_old_site_whole(two: Two) -> None:
    kill_before_steps(two, EVERY)


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_whole(two: Two) -> None:
    moments = random.Random(20)  # noqa: S311  the same moments each time
    killed = [
        two.survives(turn, partial(two.builds.killed_after, moments.uniform(0.02, 0.9))) for turn in range(20)
    ]
    assert sum(killed) >= 5


def test_the_first_build_that_is_killed_leaves_nothing_in_the_way(project: Make) -> None:
    root = project(GOOD)
    with Interruptible(root) as builds:
        assert builds.killed_at(60)
        (root / "plan.yaml").write_text(OTHER, "utf-8")
        builds.build()
        assert "乙" in (root / "docs/plan/index.md").read_text("utf-8")
        assert not [path for path in root.iterdir() if "plansite-new" in path.name]


class _Reader(threading.Thread):
    """Asks for a page again and again, and keeps what it was given."""

    def __init__(self, port: int, path: str) -> None:
        super().__init__()
        self.seen: dict[tuple[int, bytes], int] = {}
        self._port, self._path = port, path
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
            connection.request("GET", self._path)
            answer = connection.getresponse()
            key = (answer.status, answer.read())
            self.seen[key] = self.seen.get(key, 0) + 1
            connection.close()

    def end(self) -> None:
        self._ended.set()
        self.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_a_reader_sees_a_whole_page_all_through_twenty_builds(two: Two) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(two.root / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    reader = _Reader(server.server_address[1], "/plan/")
    reader.start()
    try:
        for turn in range(20):
            two.write(two.plans[turn % 2])
            two.builds.build()
    finally:
        reader.end()
        server.shutdown()
        server.server_close()
    whole = {(200, site["plan/index.html"]) for _, site in two.wanted}
    assert set(reader.seen) == whole
    assert min(reader.seen.values()) > 20


def test_of_two_builds_at_once_one_waits_and_says_so(project: Make) -> None:
    root = project(GOOD)
    assert plansite("build", cwd=root).status == 0
    wanted = tree(root / "site")
    command = [sys.executable, "-m", "plansite", "--lang", "en", "build", "--strict"]
    runs = [subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [run.communicate(timeout=120)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], told
    assert any("another run of plansite" in each for each in told)
    assert tree(root / "site") == wanted


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

    def limit() -> None:  # a file of more than 40 kB cannot be written: Material's style sheet is one
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    command = [sys.executable, "-m", "plansite", "--lang", "en", "build", "--strict"]
    run = subprocess.run(command, cwd=root, preexec_fn=limit, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "larger than this system allows" in run.stderr
    assert "Traceback" not in run.stderr
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
    command = [sys.executable, "-m", "plansite", "build", "--strict"]
    subprocess.run(command, cwd=root, check=True, capture_output=True, umask=0o077)
    for path in (root / "site", *(root / "site").rglob("*")):
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_an_edit_that_is_replaced_is_kept_aside(project: Make) -> None:
    root = project(GOOD)
    assert plansite("generate", cwd=root).status == 0
    (root / "docs/plan/index.md").write_text("手工修改", "utf-8")
    run = plansite("generate", cwd=root)
    assert ".plansite/edited/plan/index.md" in run.err
    assert (root / ".plansite/edited/plan/index.md").read_text("utf-8") == "手工修改"
