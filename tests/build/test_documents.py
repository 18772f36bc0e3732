"""Documents are made with the site: only those that changed, linked only where they are."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import lxml.html
import pytest

from plansite.build.documents import planned_documents
from plansite.exports import document_formats
from plansite.exports.office import fonts, register
from plansite.views import downloads
from plansite.views.downloads import Download, Offer
from plansite.views.site import Site
from tests.helpers.pages import documents as pages_of
from tests.helpers.support import ROOT, STAMP, copy_project, plansite, started

MADE = re.compile(r"documents: (\d+) made, (\d+) as before")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real project that has been built once."""
    root = copy_project(tmp_path_factory.mktemp("documents") / "project")
    assert build(root) == (counted(root), 0)
    return root


def build(root: Path, *options: str, **environ: str) -> tuple[int, int]:
    """Build; return how many documents were made and how many were used again."""
    shutil.rmtree(root / ".plansite/runs", ignore_errors=True)  # else nothing is done where nothing changed
    run = plansite("build", "--strict", *options, cwd=root, **environ)
    assert run.status == 0, run.err
    told = MADE.search(run.err)
    assert told is not None, run.err
    return int(told[1]), int(told[2])


def counted(root: Path) -> int:
    return sum(path.suffix in {".xlsx", ".docx", ".pdf"} for path in (root / "site/data").rglob("*"))


def links(root: Path) -> set[str]:
    """Return the documents that pages of the site link to."""
    found = set()
    for page in pages_of(root / "site").values():
        for link in page.links:
            if link.endswith((".xlsx", ".docx", ".pdf")):
                found.add(re.sub(r"^(\.\./|\./)+", "", link))
    pages_of.cache_clear()
    return found


@pytest.mark.full
def test_every_unit_has_its_own_and_each_is_linked(project: Path, site: Site) -> None:
    forms = [form for form in document_formats() if not form.slow]
    expected = {form.path for form in forms}
    for unit in site.relations.named_units:
        expected |= {form.unit_file(unit)[0] for form in forms if form.unit_path}
    assert links(project) == expected
    assert {path for path in expected if not (project / "site" / path).is_file()} == set()


@pytest.mark.full
def test_nothing_is_made_twice(project: Path) -> None:
    assert build(project) == (0, counted(project))


@pytest.mark.full
def test_only_what_shows_an_edit_is_made_anew(project: Path) -> None:
    path = project / "plan.yaml"
    text = path.read_text("utf-8")
    # A task of one unit: its four files, the four of all units, and the whole text.
    edited = text.replace("从源头上提升新录用公务员的科学素质", "从源头上提高新录用公务员的科学素质")
    assert edited != text
    path.write_text(edited, "utf-8")
    made, kept = build(project)
    path.write_text(text, "utf-8")
    build(project)
    units = 4 * 1  # 市委组织部, which leads the action and answers for the task
    assert (made, kept) == (units + 5, counted(project) - units - 5)


@pytest.mark.full
def test_without_documents_no_page_links_to_one(project: Path) -> None:
    before = {path: path.read_bytes() for path in (project / "docs").rglob("*") if path.is_file()}
    assert plansite("build", "--strict", "--no-documents", cwd=project).status == 0
    assert links(project) == set()
    assert counted(project) == 0
    assert "（XLSX）" not in (project / "site/data/index.html").read_text("utf-8")
    assert {path: path.read_bytes() for path in (project / "docs").rglob("*") if path.is_file()} == before


@pytest.mark.full
def test_the_pdf_is_made_when_asked_for(project: Path) -> None:
    run = plansite("build", "--strict", "--pdf", cwd=project)
    told = [line for line in run.err.splitlines() if line.startswith("fonts of the PDF: ")]
    names = {each.face: each.family for each in fonts.chosen()}
    assert len(told) == 1
    assert all(f"{face}: {family}" in told[0] for face, family in names.items())
    assert "data/plan.pdf" in links(project)
    assert (project / "site/data/plan.pdf").read_bytes().startswith(b"%PDF-")
    build(project)
    assert "data/plan.pdf" not in links(project)
    assert not (project / "site/data/plan.pdf").exists()


@pytest.mark.full
def test_the_pdf_is_made_anew_if_its_fonts_change(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def keys() -> dict[str, str]:
        return {each.path: each.key for each in planned_documents(site, STAMP, slow=True)}

    before = keys()
    monkeypatch.setattr(fonts, "installed", lambda: frozenset({"仿宋_GB2312"}))
    after = keys()
    assert {path for path in before if before[path] != after[path]} == {"data/plan.pdf"}


@pytest.mark.full
def test_a_machine_without_pango_is_told_so_and_goes_on(project: Path, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')\n", "utf-8")
    path = f"{tmp_path}{os.pathsep}{ROOT / 'generator'}"  # this program, whatever other is installed
    run = started("build", "--strict", "--pdf", cwd=project, PYTHONPATH=path)
    assert run.status == 0, run.err
    (line,) = [line for line in run.err.splitlines() if "pdf" in line]
    assert line.startswith("no pdf: WeasyPrint does not find Pango")
    assert not (project / "site/data/plan.pdf").exists()
    run = started("export", "pdf", "-o", "x.pdf", cwd=project, PYTHONPATH=path)
    assert (run.status, run.err.startswith("no pdf: ")) == (2, True)


@pytest.mark.full
def test_two_wishes_that_exclude_each_other_are_wrong_usage(tmp_path: Path) -> None:
    assert plansite("build", "--pdf", "--no-documents", cwd=tmp_path).status == 2


@pytest.mark.full
def test_a_pdf_of_one_unit_is_refused_with_a_way_out(project: Path) -> None:
    run = plansite("export", "pdf", "--unit", "kexie", "-o", "x.pdf", cwd=project)
    assert run.status == 2
    assert "print" in run.err


@pytest.mark.full
def test_a_damaged_copy_of_an_earlier_build_is_not_used(project: Path) -> None:
    (victim,) = (project / ".plansite/data/units").glob("*-kexie.xlsx")
    good = victim.read_bytes()
    victim.write_bytes(good[: len(good) // 2])
    made, _ = build(project)
    assert made == 1
    assert (project / "site/data/units/kexie.xlsx").read_bytes() == good.partition(b"\n")[2]


def test_the_offer_of_a_page_is_what_was_made() -> None:
    made = {"data/a.xlsx": Download("data/a.xlsx", "<表>", 2_500_000)}
    offer = Offer(("data/a.xlsx", "data/b.docx"), ("_table",))
    page = f"前\n\n{offer.mark('## 表')}\n后\n"
    filled = downloads.fill(page, [offer], made, "../../")
    assert (
        '<a href="../../data/a.xlsx" download><span>&lt;表&gt;</span> <small>XLSX，2.4 MB</small></a>'
        in filled
    )
    assert "data/b.docx" not in filled
    assert "## 表" in filled
    assert downloads.fill(page, [offer], {}, "../../") == '前\n\n<div id="_table"></div>\n\n后\n'


def test_one_entry_holds_the_formats_of_a_file_and_says_what_it_is_good_for() -> None:
    files = [
        Download("data/a.docx", "清单", 2_000, "可以<转发>"),
        Download("data/a.xlsx", "清单", 2_000, "可以<转发>"),
        Download("data/b.docx", "台账", 2_000),
    ]
    (listed,) = lxml.html.fragments_fromstring(str(downloads.listing(files, "../")))
    entries = listed.findall("li")
    assert [[link.get("href") for link in each.findall("a")] for each in entries] == [
        ["../data/a.docx", "../data/a.xlsx"],
        ["../data/b.docx"],
    ]
    assert [each.findtext("small") for each in entries] == ["可以<转发>", None]


@pytest.mark.full
def test_the_page_of_a_unit_says_what_each_of_its_files_is_good_for(project: Path) -> None:
    build(project)
    page = lxml.html.parse(project / "site/units/kexie/index.html")
    shown = {
        each.findtext("small"): [link.get("href").rpartition("/data/")[2] for link in each.findall("a")]
        for each in page.findall(".//ul[@class='ps-downloads']/li")
    }
    assert shown == {
        register.LIST_HINT: ["units/kexie.docx", "units/kexie.xlsx"],
        register.REGISTER_HINT: ["registers/kexie.docx", "registers/kexie.xlsx"],
    }
    assert all(label in register.REGISTER_HINT for label in register.OPEN_COLUMNS)
