"""What the long tests start from: nginx as a city would run it, serving the site under a sub-path."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import browser, example, page, paths, playwright, served
from tests.helpers.support import ROOT, copy_project, plansite

__all__ = ["behind_nginx", "browser", "example", "page", "paths", "playwright", "served"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here: all of it starts a process."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.full)


PATIENCE = 20.0
"""Seconds that a server may take to answer."""
SUB_PATH = "kxsz"

CONFIG = """
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr;
worker_processes 1;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    {locations}
  }}
}}
"""


def _locations(site: Path) -> str:
    """Return what the README tells a city to put into its nginx, for `site`."""
    match = re.search(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert match is not None
    assert "/srv/kxsz/" in match[1]
    assert "include /etc/nginx/" in match[1]
    served = match[1].replace("/srv/kxsz/", f"{site}/")
    return served.replace("include /etc/nginx/", f"include {site.parent}/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def behind_nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site for an address with a sub-path and serve it with nginx; give that address."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert nginx, "nginx is needed: apt-get install nginx-light"
    port = _free_port()
    address = f"http://127.0.0.1:{port}/{SUB_PATH}/"
    root = copy_project(tmp_path_factory.mktemp("nginx") / "project")
    run = plansite("build", "--strict", cwd=root, SITE_URL=address)
    assert run.status == 0, run.err
    printed = plansite("headers", cwd=root)
    assert (printed.status, printed.err) == (0, "")
    (root / "plansite-headers.conf").write_text(printed.out, "utf-8")
    config = root / "nginx.conf"
    config.write_text(CONFIG.format(folder=root, port=port, locations=_locations(root / "site")), "utf-8")
    process = subprocess.Popen([nginx, "-c", str(config)], stderr=subprocess.PIPE)
    try:
        _wait(port, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        if process.stderr is not None:
            process.stderr.close()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nginx did not start: {process.poll()}")
