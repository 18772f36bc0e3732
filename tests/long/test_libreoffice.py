"""The office documents in an office: LibreOffice shows the cells that openpyxl reads, and every page."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PageObject, PdfReader

from plansite.views.site import Site
from tests.helpers.support import exported

# A comma, quotes, UTF-8, every cell as text, each sheet into a file of its own.
# https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
MM = 72 / 25.4


def convert(document: Path, form: str, folder: Path) -> None:
    """Let LibreOffice write `document` in another format into `folder`."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is needed: make test-long installs it on Debian"
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            form,
            "--outdir",
            folder,
            document,
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory, site: Site) -> dict[str, list[list[str]]]:
    """Return the cells of the workbook as LibreOffice shows them, by sheet."""
    folder = tmp_path_factory.mktemp("xlsx")
    (folder / "plan.xlsx").write_bytes(exported("xlsx", site))
    convert(folder / "plan.xlsx", CSV, folder)
    return {
        path.stem.removeprefix("plan-"): trimmed(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        for path in folder.glob("plan-*.csv")
    }


def trimmed(rows: object) -> list[list[str]]:
    """Return rows of text without what is empty at their ends."""
    assert hasattr(rows, "__iter__")
    found = []
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        found.append(cells)
    while found and not found[-1]:
        found.pop()
    return found


def test_libreoffice_shows_the_cells_that_openpyxl_reads(
    sheets: dict[str, list[list[str]]], site: Site
) -> None:
    book = load_workbook(io.BytesIO(exported("xlsx", site)))
    assert set(sheets) == set(book.sheetnames)
    for name in book.sheetnames:
        assert sheets[name] == trimmed(book[name].iter_rows(values_only=True)), name
    assert len([row for row in sheets["任务分解表"] if row and row[0].isdecimal()]) == 34
    signs = "".join("".join(row[1:]) for row in sheets["责任矩阵"][1:])
    assert (signs.count("●"), signs.count("○")) == (16, 183)


def test_libreoffice_sets_the_whole_text_in_22_lines_of_28_characters(site: Site, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(exported("plan-docx", site))
    convert(tmp_path / "plan.docx", "pdf", tmp_path)
    pages = [placed(page) for page in PdfReader(tmp_path / "plan.pdf").pages]
    text = "".join(line for page in pages for _, line in page)
    for line in exported("text", site).decode().splitlines():
        assert squeezed(line)[:12] in text, line
    counted: Counter[int] = Counter()
    lengths: Counter[int] = Counter()
    for number, page in enumerate(pages, start=1):
        *lines, (_, footer) = page
        assert footer == f"—{number}—"
        counted[len(lines)] += 1
        # What LibreOffice has no font for here, Latin letters and digits, is of another width.
        lengths.update(len(line) for _, line in lines if re.fullmatch(r"[^\x00-\x7f]+", line))
    assert max(counted) == counted.most_common(1)[0][0] == 22
    assert max(lengths) <= 29  # a mark may hang over the end of its line
    assert lengths[28] > 100
    assert lengths[28] > 10 * lengths[27]
    # 版记 stands at the foot of the last page, below the end of the text.
    *lines, (base, printed) = pages[-1][:-1]
    assert printed.endswith("2022年4月9日印发")
    assert 0 < base - 35 * MM < 20
    assert lines[0][0] > (297 - 37) * MM - 30


def placed(page: PageObject) -> list[tuple[float, str]]:
    """Return the lines of a page from the top down, each with its height above the lower edge in points."""
    found: dict[float, str] = {}

    def visit(text: str, user: list[float], line: list[float], *_: object) -> None:
        if text.strip():
            base = round(user[1] * line[4] + user[3] * line[5] + user[5])
            found[base] = found.get(base, "") + text

    page.extract_text(visitor_text=visit)
    return [(base, squeezed(found[base])) for base in sorted(found, reverse=True)]


@pytest.mark.parametrize("ident", ["kexie", "tongji"])
def test_libreoffice_shows_all_of_a_register(ident: str, site: Site, tmp_path: Path) -> None:
    unit = site.relations.unit[ident]
    for form in ("docx", "xlsx"):
        (tmp_path / f"unit.{form}").write_bytes(exported(f"register-{form}", site, unit))
        convert(tmp_path / f"unit.{form}", "pdf", tmp_path)
        text = squeezed("".join(page.extract_text() for page in PdfReader(tmp_path / "unit.pdf").pages))
        assert squeezed(f"{unit.name}任务台账") in text
        for label in ("责任领导", "责任科室", "进展", "备注"):
            assert label in text
        for answer in site.relations.of_unit.get(ident, ()):
            assert squeezed(answer.node.item.paragraphs[0])[:12] in text


def test_libreoffice_splits_no_row_of_a_task_list(site: Site, tmp_path: Path) -> None:
    (tmp_path / "unit.docx").write_bytes(exported("docx", site, site.relations.unit["kexie"]))
    convert(tmp_path / "unit.docx", "pdf", tmp_path)
    pages = [squeezed(page.extract_text()) for page in PdfReader(tmp_path / "unit.pdf").pages]
    for answer in site.relations.of_unit["kexie"]:
        paragraph = squeezed("".join(answer.node.item.paragraphs))
        begins, ends = paragraph[:12], paragraph[-12:]
        assert any(begins in page and ends in page for page in pages), begins


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("ident", ["kexie", "tongji", "zhengfu"])
def test_libreoffice_prints_all_of_a_task_list(ident: str, site: Site, tmp_path: Path) -> None:
    unit = site.relations.unit[ident]
    (tmp_path / "unit.docx").write_bytes(exported("docx", site, unit))
    convert(tmp_path / "unit.docx", "pdf", tmp_path)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "unit.pdf").pages]
    text = squeezed("".join(pages))
    assert squeezed(f"{unit.name}任务清单") in text
    for duty in site.relations.duties.get(ident, ()):
        # A table's cell may run on over a page; its beginning does not.
        assert squeezed(duty.quote)[:20] in text
    for answer in site.relations.of_unit.get(ident, ()):
        assert squeezed(answer.node.item.paragraphs[0])[:20] in text
    for number, page in enumerate(pages, start=1):
        assert f"—{number}—" in squeezed(page)
