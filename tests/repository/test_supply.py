"""What of others the site ships, under which licence, and for how long that is looked after."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from importlib.metadata import files, metadata, version
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.helpers.audit import CLEAN, UNKNOWN, VULNERABLE, verdict
from tests.helpers.searching import SCRIPTS
from tests.helpers.support import ROOT

PAGE = (ROOT / "THIRD-PARTY.md").read_text("utf-8")
MATERIAL = "mkdocs-material"
END_OF_MATERIAL = dt.date(2027, 5, 5)
NOTICE = dt.timedelta(days=90)
LOCKS = [
    *("requirements.txt", "requirements-test.txt"),
    *("tests/long/requirements-properdocs.txt", "tests/long/requirements-zensical.txt"),
]
OURS = {f"assets/images/{name}.svg" for name in ("favicon", "pointer", "hand")}
OURS |= {"assets/javascripts/site.js", "assets/older/read-aloud.js", "assets/stylesheets/site.css"}
OURS |= {f"assets/search/{name}.js" for name in (*SCRIPTS, "worker")}
_DRAWN = re.compile(r"""\bd=["']([^"']+)["']""")


def table(heading: str) -> list[list[str]]:
    """Return the rows under a heading of THIRD-PARTY.md, each a list of cells."""
    _, _, rest = PAGE.partition(f"## {heading}\n")
    lines = [line for line in rest.split("\n## ")[0].splitlines() if line.startswith("| `")]
    assert lines
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names(heading: str) -> set[str]:
    return {row[0].split("`")[1] for row in table(heading)}


def templates() -> dict[str, Path]:
    """Return the files of Material's theme by their path in it."""
    start = "material/templates/"
    found = (each for each in files(MATERIAL) or () if each.as_posix().startswith(start))
    return {each.as_posix().removeprefix(start): Path(str(each.locate())) for each in found}


@pytest.mark.full
def test_every_file_of_others_is_listed_with_the_checksum_of_what_is_installed(built: Path) -> None:
    shipped = {path.relative_to(built).as_posix() for path in (built / "assets").rglob("*") if path.is_file()}
    assert shipped - OURS == names("Files")
    there = templates()
    for name, _, checksum in table("Files"):
        path = there[name.strip("`")]
        assert checksum.strip("`") == hashlib.sha256(path.read_bytes()).hexdigest(), name


def test_the_version_and_the_licence_are_those_of_the_package() -> None:
    assert f"`{MATERIAL}` {version(MATERIAL)} ({metadata(MATERIAL)['License-Expression']}," in PAGE
    assert f"{MATERIAL}=={version(MATERIAL)}" in (ROOT / "pyproject.toml").read_text("utf-8")


def test_every_package_in_the_files_is_listed() -> None:
    there, inside = templates(), set()
    for name in names("Files"):
        if f"{name}.map" in there:
            sources = json.loads(there[f"{name}.map"].read_text("utf-8"))["sources"]
            inside |= {
                found[1]
                for each in sources
                if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", each))
            }
    assert inside == names("Packages in them")


@pytest.mark.full
def test_every_icon_is_of_a_set_that_is_listed(built: Path) -> None:
    sets: dict[str, str] = {}
    for name, path in templates().items():
        if name.startswith(".icons/") and name.endswith(".svg"):
            sets |= {drawn: name.split("/")[1] for drawn in _DRAWN.findall(path.read_text("utf-8"))}
    used = set()
    for path in [*built.rglob("*.html"), *built.rglob("main.*.css")]:
        text = unquote(path.read_text("utf-8"))
        drawn = [
            each for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL) for each in _DRAWN.findall(svg)
        ]
        assert set(drawn) <= sets.keys(), path
        used |= {sets[each] for each in drawn}
    assert used == names("Icons")


def test_material_is_still_looked_after() -> None:
    today = dt.datetime.now(dt.UTC).date()
    assert today < END_OF_MATERIAL - NOTICE, (
        f"Material for MkDocs gets no security fixes after {END_OF_MATERIAL}. docs/ builds with ProperDocs "
        "and with Zensical (tests/long/test_builders.py): choose one, see whether its theme takes the "
        "overrides in generator/plansite/publishing/theme, change the dependencies in pyproject.toml, "
        "`make lock`, and this date."
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    pinned = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert len(pinned) > 5
    for each in pinned:
        assert re.match(r"[a-z0-9][a-z0-9._-]*==\S+ ", each), each
        assert "--hash=sha256:" in each, each
    assert "://" not in text


def test_whatever_is_installed_is_checked_by_hash() -> None:
    files = [ROOT / "Makefile", ROOT / ".gitlab-ci.yml", *(ROOT / ".github/workflows").glob("*.yml")]
    lines = [line.strip() for file in files for line in file.read_text("utf-8").splitlines()]
    installs = [line for line in lines if re.search(r"(PIP\)|pip3?) (install|sync|download)\b", line)]
    assert len(installs) >= 3
    ours = "--no-deps --no-build-isolation -e ."
    assert [line for line in installs if "--require-hashes -r " not in line and not line.endswith(ours)] == []
    assert "npm install" not in "\n".join(lines)


def test_an_audit_passes_only_where_every_package_was_asked_about() -> None:
    clean = {"name": "a", "version": "1", "vulns": []}
    skipped = {"name": "b", "skip_reason": "not found"}
    flawed = {"name": "c", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["3"]}]}
    assert verdict({"dependencies": [clean]})[0] == CLEAN
    assert verdict({"dependencies": []})[0] == UNKNOWN
    status, told = verdict({"dependencies": [clean, skipped]})
    assert (status, told[0].startswith("NOT AUDITED")) == (UNKNOWN, True)
    status, told = verdict({"dependencies": [flawed, skipped]})
    assert (status, told[0]) == (VULNERABLE, "c 2: CVE-1, mended in 3")
