"""The shape of the program: imports point one way, and what is new is one new file."""

from __future__ import annotations

import ast
import graphlib
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers.small_plans import GOOD
from tests.helpers.support import ROOT

PACKAGE = ROOT / "generator" / "plansite"
ROOMS = (
    "diagnostics",
    "text",
    "plan",
    "reading",
    "revisions",
    "importing",
    "progress",
    "files",
    "views",
    "render",
    "exports",
    "pages",
    "build",
    "project",
    "publishing",
    "cli",
)
"""The folders of the program in their order: each imports only from those before it."""
WRITING = {"files", "project", "publishing"}
"""The rooms that write."""


def modules() -> dict[str, Path]:
    """Return the modules of the program by name (`plan.model`), the package itself left out."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            found[name] = path
    return found


def room(name: str) -> str:
    """Return the folder that a module lies in."""
    return name.split(".", maxsplit=1)[0]


def imports(path: Path, known: dict[str, Path]) -> set[str]:
    """Return the modules of ours that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert not any(alias.name.startswith("plansite") for alias in node.names), path
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "plansite":
            base = (node.module or "").removeprefix("plansite").removeprefix(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".removeprefix(".")
                found.add(inner if inner in known else base)
    return found - {""}


def test_every_module_lies_in_a_room() -> None:
    here = {path.name for path in PACKAGE.iterdir() if path.is_file()}
    assert here == {"__init__.py", "__main__.py"}
    assert {room(name) for name in modules()} == {*ROOMS, "__main__"}


def test_a_room_imports_only_from_rooms_before_it() -> None:
    known = modules()
    order = {name: place for place, name in enumerate((*ROOMS, "__main__"))}
    against = [
        (name, imported)
        for name, path in known.items()
        for imported in imports(path, known)
        if order[room(imported)] > order[room(name)]
    ]
    assert against == []


def test_no_cycle_inside_a_room() -> None:
    known = modules()
    sorter = graphlib.TopologicalSorter(
        {
            name: {each for each in imports(path, known) if room(each) == room(name)}
            for name, path in known.items()
        }
    )
    sorter.prepare()  # raises CycleError


def test_the_model_imports_nothing_of_ours_but_its_scalars() -> None:
    known = modules()
    assert imports(known["plan.scalars"], known) == set()
    assert imports(known["plan.model"], known) <= {"plan.scalars"}


def test_only_some_rooms_write() -> None:
    writers = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmdir", "rmtree"}
    found = {
        room(name)
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in writers
    }
    assert found <= WRITING


@pytest.mark.full
def test_every_module_is_tracked_linted_and_typed() -> None:
    """A pattern of .gitignore, or an exception of a tool, can hide a folder without a word."""
    ours = {path.relative_to(ROOT).as_posix() for path in modules().values()}
    tests = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if "node_modules" not in path.parts
    }

    def told(*command: str) -> str:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout + done.stderr

    if (ROOT / ".git").exists():
        ignored = subprocess.run(
            ["git", "check-ignore", *sorted(ours | tests)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ignored.stdout == ""
    linted = told(sys.executable, "-m", "ruff", "check", "--show-files", "generator", "tests")
    assert {str(ROOT / path) for path in ours | tests} <= set(linted.splitlines())
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert settings["strict"]
    assert {"plansite", "tests"} <= set(settings["packages"])
    assert "exclude" not in settings
    loose = [
        each for each in settings["overrides"] if each.get("ignore_errors") or each.get("follow_imports")
    ]
    assert loose == []


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Copy the program, so that a test can add a file to it; return the folder that holds it."""
    shutil.copytree(PACKAGE, tmp_path / "plansite", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "plan.yaml").write_text(GOOD, "utf-8")
    return tmp_path


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plansite", *arguments],
        cwd=program,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PYTHONPATH": str(program),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )


@pytest.mark.full
def test_a_new_kind_of_page_is_one_module_and_one_template(program: Path) -> None:
    (program / "plansite/pages/glossary.py").write_text(
        "from plansite.views.page import Column, Nav, Page\n"
        "def pages(site):\n"
        "    nav = Nav(Column.TEXT, '术语')\n"
        "    yield Page('glossary/', '术语', '术语表', 'glossary.md', ('科普',), nav=nav)\n",
        "utf-8",
    )
    (program / "plansite/render/templates/glossary.md.j2").write_text(
        '{% extends "page.md.j2" %}\n{% block body %}\n'
        "{% for word in view %}- {{ word }}\n{% endfor %}\n{% endblock %}\n",
        "utf-8",
    )
    done = run(program, "generate")
    assert done.returncode == 0, done.stderr
    assert "# 术语 { #_top }\n\n- 科普\n" in (program / "docs/glossary/index.md").read_text("utf-8")


@pytest.mark.full
def test_a_new_check_is_one_module(program: Path) -> None:
    (program / "plansite/reading/checks/titles.py").write_text(
        "from plansite.diagnostics.problems import Finding, Severity, Message, rule\n"
        "@rule('short-title', Severity.NOTE, Message('too short', '标题太短'))\n"
        "def short(subject):\n"
        "    yield Finding(('title',))\n",
        "utf-8",
    )
    done = run(program, "check")
    assert done.returncode == 0
    assert "plan.yaml:3:8: note[short-title] too short" in done.stderr


@pytest.mark.full
def test_a_new_document_is_one_module(program: Path) -> None:
    (program / "plansite/exports/names.py").write_text(
        "from plansite.exports.export import About, Document\n"
        "def show(site, unit):\n"
        "    return tuple(u.name for u in (site.plan.units if unit is None else [unit]))\n"
        "def write(names, stamp):\n"
        "    return f'{stamp:%Y-%m-%d} {names}'.encode()\n"
        "about = About('名单', '全部单位的名称。', '行', (('行', '一家单位'),))\n"
        "export = Document(show, write, 'data/names.bin', about,\n"
        "                  unit_path='data/units/{unit}.bin', unit_label='{unit}的名称')\n",
        "utf-8",
    )
    shutil.copy(ROOT / "mkdocs.yml", program)
    done = run(program, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert (program / "site/data/names.bin").read_text("utf-8") == "2021-01-01 ('市科协',)"
    assert (program / "site/data/units/kexie.bin").read_text("utf-8") == "2021-01-01 ('市科协',)"
    page = (program / "site/data/index.html").read_text("utf-8")
    for words in ("名单（BIN）", "全部单位的名称。", "一家单位", 'href="../data/names.bin"'):
        assert words in page
    assert "市科协的名称" in (program / "site/units/kexie/index.html").read_text("utf-8")
    assert run(program, "export", "names", "--unit", "kexie").stdout == "2021-01-01 ('市科协',)"


@pytest.mark.full
def test_a_new_export_is_one_module(program: Path) -> None:
    (program / "plansite/exports/names.py").write_text(
        "from plansite.exports.export import Export\n"
        "export = Export(lambda site, unit: b'|'.join(u.name.encode() for u in site.plan.units))\n",
        "utf-8",
    )
    done = run(program, "export", "names")
    assert (done.returncode, done.stdout) == (0, "市科协"), done.stderr
