"""The example shows all that a round can hold, and says on every page that it is invented."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from plansite.build.build import lay_out
from plansite.plan.relations import relate
from plansite.progress.assigning import assign
from plansite.progress.sealing import own_seals, seals
from plansite.project import project
from plansite.revisions.changes import Added, Moved, Removed, RoleChange
from plansite.revisions.compare import compare
from plansite.views.site import Site
from tests.helpers.pages import broken_links, documents
from tests.helpers.shifan import EXAMPLE, PROGRESS, plan, round_of
from tests.helpers.support import plansite

INVENTED = "虚构"
EVIDENCE = "https://example.org/shifan/"
KEPT = "content/revisions/2022-05-20.yaml"


def test_its_docs_are_made_without_a_problem() -> None:
    sources = project.read(EXAMPLE, "en")
    assert sources.problems == ()
    assert sources.plan
    assert sources.content
    files = lay_out(Site.of(sources.plan, sources.content)).files
    assert {"index.md", "units/xinxi.md", "changes/index.md"} <= files.keys()
    assert INVENTED in sources.content.about


def test_it_says_that_it_is_invented_wherever_it_names_itself() -> None:
    edition = plan()
    settings = (EXAMPLE / "mkdocs.yml").read_text("utf-8")
    for key in ("site_name", "site_description", "copyright"):
        assert INVENTED in (re.search(rf"^{key}: (.+)$", settings, re.MULTILINE) or [""])[0]
    paper = edition.document
    for text in (edition.title, edition.short_title, paper.head, paper.issuer):
        assert INVENTED in (text or "")
    assert paper.number
    assert not re.search(r"〔[0-9]{4}〕[1-9]", paper.number), "a number that a document could have"


@pytest.mark.full
def test_every_page_of_its_site_says_so(tmp_path: Path) -> None:
    root = tmp_path / "shifan"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("docs", "site", ".*"))
    run = plansite("build", "--strict", "--no-documents", cwd=root)
    assert run.status == 0, run.err
    for url, page in documents(root / "site").items():
        for place in ("//title", "//header", "//footer"):
            assert INVENTED in "".join(page.tree.xpath(place)[0].itertext()), (url, place)
    broken = [each for each in broken_links(root / "site") if not each[1].startswith(EVIDENCE)]
    assert broken == []


def test_its_revision_rewords_moves_removes_adds_and_changes_a_responsibility() -> None:
    changes = compare(relate(plan(KEPT)), relate(plan()))
    assert {each.id for each in changes if isinstance(each, Added)} == {"elderly-fraud"}
    assert {each.id for each in changes if isinstance(each, Removed)} == {"youth-labs"}
    assert {each.id for each in changes if isinstance(each, Moved)} == {"farmers-stations"}
    assert ("farmers-training", "renshe") in {
        (each.item, each.unit) for each in changes if isinstance(each, RoleChange)
    }


def test_its_reform_falls_between_two_rounds() -> None:
    (step,) = next(unit for unit in plan().units if unit.id == "xinxi").now
    before, after = round_of("2023").round, round_of("2024").round
    assert before.closed
    assert before.closed < step.since < after.due
    assert step.basis
    assert "xinxi" in round_of("2023").units
    assert "shuju" not in round_of("2023").units
    assert "shuju" in round_of("2024").units
    assert "xinxi" not in round_of("2024").units


def test_its_closed_round_has_what_a_year_brings() -> None:
    year = round_of("2023")
    assert year.round.closed
    assert [unit.unit.id for unit in year.units.values() if unit.report is None] == ["weijian", "quxian"]
    assert [unit.unit.id for unit in year.late if unit.report] == ["keji"]
    corrected = [ident for ident, report in year.files.reports.items() if report.correction]
    assert corrected == ["nongye"]
    assert [ident for ident, report in year.files.reports.items() if report.replaces] == ["renshe"]
    assert [ident for ident, item in year.items.items() if item.conclusion is None] == ["elderly-health"]
    assert year.left == ()


def test_its_closed_round_is_sealed_and_so_are_its_corrections(tmp_path: Path) -> None:
    year = round_of("2023")
    files = year.files
    now = seals(files.reports, files.summary, year.round.closed)
    assert year.round.sealed == (*own_seals(year.round, year.assigned.duties_digest), *now)
    corrected = [(each.file, each.by) for each in now if each.corrections]
    assert corrected == [("nongye.yaml", None), ("summary.yaml", "nongye")]
    root = tmp_path / "shifan"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("docs", "site", ".*"))
    report = root / "content/progress/2023/nongye.yaml"
    text = re.sub(r"correction:\n.*\n", "", report.read_text("utf-8"))
    report.write_text(text, "utf-8")
    (problem,) = project.read(root, "en").problems
    assert problem.path == "content/progress/2023/nongye.yaml"
    assert problem.code == "changed-after-closing"


def test_its_open_round_meets_the_revision() -> None:
    year = round_of("2024")
    assert not year.round.closed
    silent = [unit.unit.id for unit in year.units.values() if unit.report is None]
    assert silent == ["minzheng", "renshe", "quxian"]
    changed = [
        (unit.unit.id, row.node.id) for unit in year.units.values() for row, each in unit.rows if each.changed
    ]
    assert changed == [("gonghui", "venues-workers")]
    assert [(each.unit.id, each.node.id) for each in year.left] == [("keji", "youth-labs")]
    assert [unit.unit.id for unit in year.units.values() if unit.report and unit.missing] == [
        "jiaoyu",
        "kexie",
    ]


def test_its_targets_are_measured_in_both_rounds_once_in_another_measure() -> None:
    years = [round_of(name).measured for name in ("2023", "2024")]
    assert all(years)
    assert [each.target.id for year in years for each in year if not each.comparable] == ["farmers-trained"]
    assert any(target.value is None for target in plan().targets)


@pytest.mark.parametrize("name", ["2023", "2024"])
def test_each_digest_is_that_of_an_edition(name: str) -> None:
    year = round_of(name)
    assert not any(unit.unknown for unit in year.units.values())
    for form in year.files.summary.forms:
        assert form.plan == year.assigned.summary_digest(form.by)
    kept = assign(relate(plan(KEPT)), year.round.coordinator)
    old = {ident for ident, report in year.files.reports.items() if report.plan == kept.digest(ident)}
    assert name == "2023" or {"gonghui", "keji"} <= old


def test_its_evidence_leads_nowhere_real() -> None:
    for path in PROGRESS.rglob("*.yaml"):
        for url in re.findall(r"https?://[^\s\"]+", path.read_text("utf-8")):
            assert url.startswith(EVIDENCE), path
