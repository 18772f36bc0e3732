"""What a file system can put in the place of a file: told plainly, soon, and with nothing changed.

Each command has 5 seconds of work and 512 MB.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.bad_files import FILES, GOOD
from tests.helpers.forked import Run
from tests.helpers.limits import as_anybody, limited, small_files
from tests.helpers.support import ROOT, bounded

pytestmark = pytest.mark.full

PROBLEM = re.compile(r"^plan\.yaml:(\d+:\d+): \w+\[([\w-]+)\]", re.MULTILINE)
Make = Callable[[str], Path]


def run(*arguments: str, cwd: Path, before: Callable[[], None] = limited) -> Run:
    """Run the program within the bounds that `before` sets."""
    return bounded(before, *arguments, cwd=cwd)


def digest(root: Path) -> str:
    """Return a hash of all names, links and bytes under `root`; what documents are kept in does not count."""
    found = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if ".plansite" not in path.parts):
        found.update(f"{path.relative_to(root)} {path.lstat().st_mode}\n".encode())
        if path.is_symlink():
            found.update(str(path.readlink()).encode())
        elif path.is_file():
            mode = path.stat().st_mode
            found.update(path.read_bytes() if mode & 0o400 or os.geteuid() == 0 else b"")
    return found.hexdigest()


def refused(root: Path, command: str, *words: str, before: Callable[[], None] = limited) -> None:
    """Assert that a command says `words` and leaves with 2, and that nothing has changed."""
    was = digest(root)
    done = run(command, cwd=root, before=before)
    assert "Traceback" not in done.err
    assert done.status == 2, done.err
    for word in words:
        assert word in done.err
    assert digest(root) == was


@pytest.fixture
def root(project: Make) -> Path:
    """Return a project with pages, assets and words of people."""
    found = project(GOOD)
    for path, text in {
        "pages/help.md": "# 帮助\n",
        "assets/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "about.md": "关于的话。\n",
        "synonyms.yaml": "synonyms: []\n",
    }.items():
        (found / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (found / "content" / path).write_text(text, "utf-8")
    return found


def _folder(path: Path) -> None:
    path.mkdir()


def _closed(path: Path) -> None:
    path.write_text(GOOD, "utf-8")
    path.chmod(0)


def _broken(path: Path) -> None:
    path.symlink_to("nowhere")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket must be short
        server.bind(path.name)
        os.chdir(here)


PUT = {
    "folder": (_folder, "it is a folder"),
    "closed": (_closed, "no permission"),
    "broken-link": (_broken, "leads nowhere"),
    "loop": (_loop, "in a circle"),
    "pipe": (_pipe, "no plain file"),
    "device": (_device, "no plain file"),
    "socket": (_socket, "no plain file"),
}
OPEN = {name: put for name, put in PUT.items() if name != "folder"}


@pytest.mark.parametrize("name", FILES)
def test_problems_are_found_where_they_are_in_time_and_memory(name: str, tmp_path: Path) -> None:
    raw, wanted = FILES[name]
    (tmp_path / "plan.yaml").write_bytes(raw)
    was = digest(tmp_path)
    done = run("check", cwd=tmp_path)
    assert "Traceback" not in done.err
    assert done.status == (1 if wanted else 0), done.err
    found = [f"{place} {code}" for place, code in PROBLEM.findall(done.err)]
    if len(found) > 8:
        found = [found[0], *found[-2:]]
    assert found == wanted
    assert max(map(len, done.err.splitlines())) < 1000
    assert digest(tmp_path) == was


def test_a_large_plan_is_checked_in_time_and_memory(tmp_path: Path) -> None:
    units = "".join(f"  - {{id: unit-{n}, name: 第{n}局}}\n" for n in range(300))
    tasks = "".join(
        f"  - {{id: task-{n}, title: 任务, text: {'科' * 400}, "
        f"responsible: [{', '.join(f'unit-{(n + k) % 300}' for k in range(30))}]}}\n"
        for n in range(5000)
    )
    text = f"schema: 1\ntitle: 规划\nperiod: {{start: 2021, end: 2025}}\nunits:\n{units}items:\n{tasks}"
    assert len(text.encode()) > 7_000_000
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    done = run("check", cwd=tmp_path)
    assert (done.status, done.out) == (0, ""), done.err
    assert "150000 responsibilities; no errors" in done.err


@pytest.mark.parametrize("command", ["check", "generate", "build"])
@pytest.mark.parametrize("what", PUT)
def test_what_stands_for_the_plan_is_refused(what: str, command: str, root: Path) -> None:
    put, why = PUT[what]
    (root / "plan.yaml").unlink()
    put(root / "plan.yaml")
    refused(root, command, "plan.yaml", why)


@pytest.mark.parametrize("path", ["about.md", "data.md", "synonyms.yaml", "source/corrections.yaml"])
@pytest.mark.parametrize("what", PUT)
def test_what_stands_for_a_named_file_of_content_is_refused(what: str, path: str, root: Path) -> None:
    put, why = PUT[what]
    place = root / "content" / path
    place.unlink(missing_ok=True)
    place.parent.mkdir(exist_ok=True)
    put(place)
    refused(root, "generate", path, why if what != "device" else "out of the project")


@pytest.mark.parametrize("path", ["pages/more.md", "assets/more.png"])
@pytest.mark.parametrize("what", OPEN)
def test_what_stands_for_a_page_or_an_asset_is_refused(what: str, path: str, root: Path) -> None:
    put, why = OPEN[what]
    put(root / "content" / path)
    refused(root, "generate", path, why if what != "device" else "out of the project")


@pytest.mark.parametrize("path", ["pages/x.md", "about.md", "assets", "pages/deep", "assets/x", "pages"])
def test_a_link_out_of_the_project_is_not_published(path: str, root: Path, tmp_path: Path) -> None:
    place = root / "content" / path
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    (outside / "folder").mkdir(parents=True)
    (outside / "file.md").write_text("机密", "utf-8")
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(outside / "file.md" if place.suffix else outside)
    refused(root, "build", path, "out of the project")
    assert not (root / "docs").exists()


def test_a_link_inside_the_project_is_a_file(root: Path) -> None:
    (root / "words.md").write_text("# 帮助\n\n另一处的话。\n", "utf-8")
    (root / "content/pages/words.md").symlink_to("../../words.md")
    assert run("generate", cwd=root).status == 0
    assert "另一处的话" in (root / "docs/words.md").read_text("utf-8")


def test_a_link_to_a_folder_is_refused_by_name(root: Path) -> None:
    (root / "content/pages/again").symlink_to("../pages")
    refused(root, "generate", "pages/again", "a symbolic link to a folder")


def test_a_folder_without_permission_is_not_passed_over(root: Path) -> None:
    (root / "content/pages/closed").mkdir(mode=0)
    refused(root, "generate", "pages/closed", "no permission")


def test_a_plan_may_be_a_link(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / f"{tmp_path.name}.yaml"
    (root / "plan.yaml").rename(elsewhere)
    (root / "plan.yaml").symlink_to(elsewhere)
    assert run("generate", cwd=root).status == 0
    assert run("revise", "--date", "2024-03-01", "--note", "调整", cwd=root).status == 0
    assert (root / "plan.yaml").is_symlink()
    assert "2024-03-01" in elsewhere.read_text("utf-8")


@pytest.mark.parametrize("path", ["docs/leak.md", "docs/units/kexie.md", "docs/deep", "docs"])
def test_a_link_in_docs_leads_to_nothing_outside(path: str, root: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "file.md").write_text("机密", "utf-8")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).symlink_to(outside / "file.md" if path.endswith(".md") else outside)
    refused(root, "build", path, "out of the project")
    assert (outside / "file.md").read_text("utf-8") == "机密"
    assert [each.name for each in outside.iterdir()] == ["file.md"]


def test_docs_that_cannot_be_written_are_told(root: Path) -> None:
    (root / "docs").mkdir(mode=0o555)
    refused(root, "generate", "docs/", "no permission")


@pytest.mark.parametrize("command", ["generate", "build"])
def test_docs_that_are_a_file_are_told(command: str, root: Path) -> None:
    (root / "docs").write_text("a file", "utf-8")
    refused(root, command, "docs")


def test_a_site_that_is_a_file_is_told_and_stays(root: Path) -> None:
    assert run("generate", cwd=root).status == 0
    (root / "site").write_text("a file", "utf-8")
    refused(root, "build", "site", "there is a file already")


def test_a_site_that_is_a_link_stays_one(root: Path) -> None:
    (root / "public").mkdir()
    (root / "site").symlink_to("public")
    done = run("build", "--no-documents", cwd=root, before=as_anybody)
    assert done.status == 0, done.err
    assert (root / "site").is_symlink()
    assert (root / "public/index.html").is_file()
    assert not list(root.glob(".*-*"))


@pytest.mark.parametrize("what", ["folder", "pipe", "broken-link", "closed"])
def test_settings_that_are_no_file_are_told(what: str, root: Path) -> None:
    assert run("generate", cwd=root).status == 0
    put, why = PUT[what]
    (root / "mkdocs.yml").unlink()
    put(root / "mkdocs.yml")
    refused(root, "build", "mkdocs.yml", why)


@pytest.mark.parametrize("text", ["a: [", "\xff", "- a", "theme: [nothing]"])
def test_settings_that_cannot_be_read_are_told(text: str, root: Path) -> None:
    assert run("generate", cwd=root).status == 0
    (root / "mkdocs.yml").write_text(text, "latin-1")
    was = digest(root)
    done = run("build", cwd=root)
    assert done.status in {1, 2}
    assert "Traceback" not in done.err
    assert "the site was not built" in done.err
    assert digest(root) == was


def test_a_full_disk_is_told_and_leaves_no_half_file(root: Path) -> None:
    done = run("generate", cwd=root, before=small_files)
    assert done.status == 2
    assert "docs/" in done.err
    assert "larger than this system allows" in done.err
    assert "Traceback" not in done.err
    assert {path.name for path in root.rglob(".*") if path.is_file()} <= {".generated"}


def test_a_full_disk_leaves_the_old_site(root: Path) -> None:
    assert run("build", "--no-documents", cwd=root, before=as_anybody).status == 0
    refused(root, "build", "site", "larger than this system allows", before=small_files)


def test_a_full_disk_behind_standard_output_is_told(root: Path) -> None:
    for command in (["export", "text"], ["schema"], ["check", "--format", "json"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "plansite", "--lang", "en", *command],
                cwd=root,
                env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "generator"), "PYTHONUTF8": "1"},
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
                timeout=120,
            )
        assert (done.returncode, done.stderr.decode()) == (2, "-: the disk is full\n")


def test_an_export_does_not_take_the_place_of_a_device(root: Path) -> None:
    os.mkfifo(root / "pipe")
    refused_run = run("export", "csv", "-o", "pipe", cwd=root)
    assert refused_run.status == 2
    assert "no plain file" in refused_run.err
    assert (root / "pipe").is_fifo()


@pytest.mark.parametrize("what", OPEN)
def test_what_stands_for_a_document_to_import_is_refused(what: str, root: Path) -> None:
    put, why = OPEN[what]
    (root / "plan.yaml").unlink()
    put(root / "document.txt")
    was = digest(root)
    done = run("import", "document.txt", cwd=root)
    assert done.status == 2
    assert "document.txt" in done.err
    assert why in done.err
    assert digest(root) == was
