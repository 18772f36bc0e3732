"""The shape of the program: imports point one way, and what is new is one new file."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.test_cli import GOOD

# Data flows down this list; a module imports only from rows above its own. Within a row nothing imports.
LAYERS = [
    {"disk"},
    {"problems", "model", "numbering", "vendor", "charts"},
    {
        "held",
        "reuse",
        "archive",
        "downloads",
        "shortcut",
        "page_links",
        "escape",
        "unchanged",
        "annex",
        "fold",
        "book",
    },
    {"policy", "compiled"},
    {
        "importing.typography",
        "importing.readers.numerals",
        "importing.readers.radicals",
    },
    {"faults"},
    {"events"},
    {"tree", "source", "validate", "messages", "search", "offline", "succession", "word", "revisions.tokens"},
    {
        "texts",
        "importing.spelling",
        "importing.forms",
        "importing.names",
        "importing.outline",
        "importing.frame",
    },
    {"importing.units", "importing.readers.reader", "importing.proposals", "importing.about"},
    {"importing.clauses", "importing.readers.decoding", "importing.readers.pdf_layout"},
    {"importing.responsibility", "importing.readers.article", "importing.readers.docx_numbers"},
    {"importing.readers.*", "importing.wraps", "importing.pieces"},
    {"revise", "page", "printed", "relations", "report", "checks.subject", "importing.kinds", "links"},
    {"importing.charges", "about"},
    {"schema_org"},
    {"revisions.blocks", "revisions.runs", "importing.draft", "importing.readers"},
    {"importing.document", "importing.emit"},
    {"revisions.sentence", "revisions.places"},
    {"revisions.wording", "revisions.changes", "revisions.parts"},
    {"site", "checks.*", "disclosure", "metadata", "revisions.compare", "revisions.json_", "revisions.units"},
    {"history", "matrix", "matrix_parts"},
    {"html_blocks"},
    {"here"},
    {"render", "files", "exports.export", "checks", "tasklist", "revisions.phrases"},
    {"docs", "sheets", "unit_changes", "feed", "revisions.patch", "revisions.lines"},
    {"pages.items", "exports.*", "examine", "revisions.telling"},
    {"exports"},
    {"pages.units", "documents"},
    {"pages.*"},
    {"pages"},
    {"continuity"},
    {"build"},
    {"project"},
    {"refresh", "start"},
    {"plugin"},
    {"publish"},
    {"shell"},
    {"commands", "building"},
    {"cli"},
    {"__main__"},
]


def modules() -> dict[str, Path]:
    """Return the modules of the program by name, the package itself left out."""
    found = {}
    for path in (ROOT / "generator").rglob("*.py"):
        parts = path.relative_to(ROOT / "generator").with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            found[name] = path
    return found


def layer(name: str) -> int:
    """Return the row of a module: its own name before that of its folder."""
    folder = f"{name.rpartition('.')[0]}.*"
    for wanted in (name, folder):
        for row, names in enumerate(LAYERS):
            if wanted in names:
                return row
    return pytest.fail(f"{name} has no place in LAYERS")


def imports(path: Path, known: dict[str, Path]) -> set[str]:
    """Return the modules of ours that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "generator":
            base = (node.module or "").removeprefix("generator").removeprefix(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".removeprefix(".")
                found.add(inner if inner in known else base)
    return found - {""}


def test_imports_point_one_way() -> None:
    known = modules()
    against = [
        (name, imported)
        for name, path in known.items()
        for imported in imports(path, known)
        if layer(imported) >= layer(name)
    ]
    assert against == []


def test_the_model_imports_nothing_of_ours() -> None:
    known = modules()
    assert imports(known["model"], known) == set()


def test_one_module_alone_writes_files() -> None:
    writers = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmdir"}
    found = {
        name
        for name, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in writers
    }
    # files drops kept documents; plugin mends Material's scripts in the folder of a build.
    # compiled keeps templates as Python keeps modules.
    assert found == {"compiled", "disk", "files", "plugin"}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Copy the program, so that a test can add a file to it; return the folder that holds it."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "plan.yaml").write_text(GOOD, "utf-8")
    return tmp_path


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
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


def test_a_new_kind_of_page_is_one_module_and_one_template(program: Path) -> None:
    (program / "generator/pages/glossary.py").write_text(
        "from generator.page import Nav, Page\n"
        "def pages(site):\n"
        "    yield Page('glossary/', '术语', '术语表', 'glossary.md', ('科普',), nav=Nav('术语', 500))\n",
        "utf-8",
    )
    (program / "generator/templates/glossary.md.j2").write_text(
        '{% extends "page.md.j2" %}\n{% block body %}\n'
        "{% for word in view %}- {{ word }}\n{% endfor %}\n{% endblock %}\n",
        "utf-8",
    )
    done = run(program, "generate")
    assert done.returncode == 0, done.stderr
    assert "# 术语 { #_top }\n\n- 科普\n" in (program / "docs/glossary/index.md").read_text("utf-8")


def test_a_new_check_is_one_module(program: Path) -> None:
    (program / "generator/checks/titles.py").write_text(
        "from generator.problems import Finding, Severity, Wording, rule\n"
        "@rule('short-title', Severity.NOTE, Wording('too short', '标题太短'))\n"
        "def short(subject):\n"
        "    yield Finding(('title',))\n",
        "utf-8",
    )
    done = run(program, "check")
    assert done.returncode == 0
    assert "plan.yaml:3:8: note[short-title] too short" in done.stderr


def test_a_new_document_is_one_module(program: Path) -> None:
    (program / "generator/exports/names.py").write_text(
        "from generator.exports.export import About, Document\n"
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


def test_a_new_export_is_one_module(program: Path) -> None:
    (program / "generator/exports/names.py").write_text(
        "from generator.exports.export import Export\n"
        "export = Export(lambda site, unit: b'|'.join(u.name.encode() for u in site.plan.units))\n",
        "utf-8",
    )
    done = run(program, "export", "names")
    assert (done.returncode, done.stdout) == (0, "市科协"), done.stderr
