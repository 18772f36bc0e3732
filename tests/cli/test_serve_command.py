"""The command `serve`: where it listens, what it says, and that it leaves nothing behind."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.preview import AT, PATIENCE, serving, small_project
from tests.helpers.support import ENGLISH, environment, plansite

pytestmark = pytest.mark.full

HOOK = "def on_post_page(output, **kwargs):\n    return output.replace('</h1>', '·</h1>')\n"
HANGS = """import pathlib, time

def on_pre_build(config):
    pathlib.Path('hangs').touch()
    time.sleep(10**6)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small project with a hook."""
    made = small_project(tmp_path)
    with (made / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [own.py]\n")
    (made / "own.py").write_text(HOOK, "utf-8")
    return made


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_the_midst_of_the_first_build_likewise(how: signal.Signals, root: Path) -> None:
    (root / "own.py").write_text(HANGS, "utf-8")
    temporary = root.parent / "tmp"
    temporary.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "plansite", "serve", "-a", "127.0.0.1:0"],
        cwd=root,
        env=environment(root) | {"TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        end = time.monotonic() + PATIENCE
        while not (root / "hangs").exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert list(temporary.iterdir())
        process.send_signal(how)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert said.splitlines()[-1] == "the preview has ended"
    assert "Traceback" not in said
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_with_a_sentence_and_leaves_nothing(how: signal.Signals, root: Path) -> None:
    with serving(root) as preview:
        assert len(preview.temporary()) == 1
        assert preview.end(how) == 0
        preview.says("the preview has ended")
        assert preview.temporary() == []
        assert not any("Abort" in line or "Traceback" in line for line in preview.said)


def test_what_was_written_on_the_way_stays_out_of_the_project(root: Path) -> None:
    with serving(root) as preview:
        preview.end(signal.SIGINT)
    assert {path.name for path in root.iterdir()} == {
        *("plan.yaml", "mkdocs.yml", "content", "own.py", "docs"),
    }


@pytest.mark.parametrize(
    ("lang", "said"), [(ENGLISH, "is taken by another program"), ("zh_CN.UTF-8", "已被其他程序占用")]
)
def test_a_port_that_is_taken_is_told_before_a_build(lang: str, said: str, root: Path) -> None:
    temporary = root.parent / "tmp"
    temporary.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        done = plansite("serve", "-a", address, cwd=root, lang=lang, TMPDIR=str(temporary))
    assert done.status == 2
    assert done.err.startswith(address)
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert not (root / "docs").exists()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1:99999", "99999 is no port"),
        ("127.0.0.1:-1", "-1 is no port"),
        ("127.0.0.1:八", "八 is no port"),
        ("127.0.0.1", "127.0.0.1 is no HOST:PORT"),
        ("8000", "8000 is no HOST:PORT"),
        (":8000", ":8000 is no HOST:PORT"),
        ("127.0.0.1:", "127.0.0.1: is no HOST:PORT"),
        ("::1:8000", "::1 is no host to listen on"),
        ("[127.0.0.1]:8000", "[127.0.0.1] is no host to listen on"),
        ("nowhere.invalid:8000", "nowhere.invalid is no host to listen on"),
        ("999.0.0.1:8000", "999.0.0.1 is no host to listen on"),
    ],
)
def test_what_is_no_address_is_wrong_usage(address: str, said: str, root: Path) -> None:
    done = plansite("serve", "-a", address, cwd=root)
    assert done.status == 2
    assert done.err.startswith("Usage: ")
    assert said in done.err
    assert not (root / "docs").exists()


def test_an_address_of_another_machine_is_told(root: Path) -> None:
    done = plansite("serve", "-a", "192.0.2.1:8000", cwd=root)
    assert done.status == 2
    assert "192.0.2.1:8000 cannot be listened on: this machine does not have this address" in done.err


def test_a_folder_without_a_project_is_told(tmp_path: Path) -> None:
    done = plansite("serve", cwd=tmp_path)
    assert done.status == 2
    assert "there is no plan.yaml here" in done.err


def test_it_can_be_reached_by_ipv6(root: Path) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with serving(root, host="[::1]") as preview:
        assert preview.url.startswith("http://[::1]:")
        assert "甲" in preview.page()


def test_a_site_for_a_path_is_shown_under_it(root: Path) -> None:
    with serving(root, SITE_URL="https://example.org/a/kxsz/") as preview:
        assert preview.url.endswith("/a/kxsz/")
        assert "甲" in preview.page()
        assert preview.page("no/such/page/").count('href="/a/kxsz/') > 2


def test_it_is_opened_in_a_browser_where_there_is_one(root: Path) -> None:
    """The browser is a program that notes which page it is given."""
    browser = root.parent / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {root.parent}/opened\n', "utf-8")
    browser.chmod(0o755)
    opened = root.parent / "opened"
    for name in ("no-browser", str(browser)):
        command = [sys.executable, "-m", "plansite", "serve", "--open", "-a", "127.0.0.1:0"]
        with subprocess.Popen(
            command,
            cwd=root,
            env=environment(root) | {"BROWSER": name, "PATH": "/nowhere"},
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr is not None
            lines = iter(process.stderr.readline, "")
            assert any(AT.search(line) for line in lines)
            if name != "no-browser":
                end = time.monotonic() + PATIENCE
                while not (opened.is_file() and opened.read_text("utf-8")) and time.monotonic() < end:
                    time.sleep(0.1)
            process.terminate()
            process.stderr.read()
            assert process.wait(timeout=PATIENCE) == 0
    assert AT.fullmatch(opened.read_text("utf-8").strip())
