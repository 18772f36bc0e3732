"""What was published stays answered: pages, anchors and downloads, by the ledger and nothing else."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import docx
import pytest
import vobject
from jinja2 import ChoiceLoader, DictLoader
from openpyxl import load_workbook

from plansite.build import addresses, ledger
from plansite.build.build import build, lay_out
from plansite.files import disk
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.render import environment as rendering
from plansite.views.addresses import Address
from plansite.views.site import Content, Site
from tests.helpers.markdown_pages import page, words
from tests.helpers.pages import documents
from tests.helpers.small_plans import GOOD
from tests.helpers.support import ROOT, bounded, plansite

Make = Callable[[str], Path]
ANSWERING = ("answered", "_lines", "_gone_page", "Fates.fate", "Fates.heir", "_names")

BEFORE = """
schema: 1
title: 方案
period: {start: 2021, end: 2025}
kinds: {action: {label: 行动, folder: actions}}
units: [{id: jia, name: 市甲局}, {id: yi, name: 市乙局}, {id: bing, name: 市丙局}]
items:
  - id: one
    kind: action
    number: 一、
    title: 普及
    text: "第一段。\\n第二段。"
    lead: [jia]
    responsible: [yi]
  - {id: two, number: 二、, title: 宣传, responsible: [bing], due: {text: 年底前, date: 2022-12-31}}
"""
ELSEWHERE = ("../evil.csv", "../../evil/", "/evil.csv", "a//b/", "a/./b/", "a\\b/", "a\0/", "甲" * 100, "")
"""What is no address of a site."""
REVISED = "revisions: [{date: 2024-03-01, note: 调整, plan: content/revisions/2021-01-01.yaml}]\n"


def read(text: str) -> Plan:
    examined = examine(text.encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return examined.record


def published(text: str = BEFORE) -> tuple[Address, ...]:
    """Return the ledger after a plan was built."""
    return ledger.read(ledger.written(lay_out(Site.of(read(text), Content())).addresses))


def after(text: str, *, told: bool = False) -> dict[str, bytes]:
    """Return docs/ of the plan `text` that follows upon BEFORE; `told`, in a revision that was kept."""
    content = Content(earlier=(read(BEFORE),) if told else ())
    return build(read(text + (REVISED if told else "")), content, published())


def at(files: dict[str, bytes], path: str, ident: str) -> str:
    """Return what stands at an id of a page."""
    (found,) = page(files, path).xpath(f"//*[@id='{ident}']")
    return words(found if found.tag != "span" else found.getparent())


def without_two() -> str:
    return "".join(line for line in BEFORE.splitlines(keepends=True) if "id: two" not in line)


def test_what_is_published_is_listed_by_url_with_what_it_is_of_and_its_label() -> None:
    listed = {each.url: (each.of, each.label) for each in published()}
    assert listed["units/jia/"] == ("unit jia", "市甲局")
    assert listed["actions/one/"] == ("item one", "普及")
    assert listed["actions/one/#one"] == ("item one", "普及")
    assert listed["plan/#one-p2"] == ("item one", "一、普及")
    assert listed["about/"] == ("page about", "关于本站")
    assert listed["data/units/jia.xlsx"] == ("unit jia", "市甲局任务清单")
    assert listed["data/plan.pdf"] == ("page data", "规划全文")
    assert listed["data/calendar.ics"] == ("page data", "进度日历")
    assert not [url for url in listed if "#_top" in url or "#ps-" in url]


def test_an_anchor_that_a_template_renamed_is_still_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = rendering.environment()
    assert environment.loader is not None
    source, *_ = environment.loader.get_source(environment, "unit.md.j2")
    renamed = DictLoader({"unit.md.j2": source.replace('"_changes"', '"_history"')})
    listed = published()
    changed = environment.overlay(loader=ChoiceLoader([renamed, environment.loader]))
    monkeypatch.setattr("plansite.render.pages.environment", lambda: changed)
    files = build(read(BEFORE), Content(), listed)
    assert page(files, "units/jia.md").xpath("//h2[@id='_history']")
    assert at(files, "units/jia.md", "_changes") == "“本单位的变化”一节已不再保留，没有对应的修订。"
    monkeypatch.undo()
    assert not page(build(read(BEFORE), Content(), listed), "units/jia.md").xpath("//*[@class='ps-gone']")


def test_an_item_that_goes_without_a_revision_says_so_in_the_words_of_the_ledger() -> None:
    files = after(without_two())
    assert at(files, "plan/index.md", "two") == "“二、宣传”已经删去，没有对应的修订。"


def test_an_item_that_goes_in_a_revision_names_it() -> None:
    files = after(without_two(), told=True)
    assert at(files, "plan/index.md", "two") == "“二、宣传”已经删去，见2024年3月1日的修订对照。"


def test_a_paragraph_that_goes_leads_to_its_item() -> None:
    files = after(BEFORE.replace("\\n第二段。", ""), told=True)
    assert at(files, "plan/index.md", "one-p2") == "一、普及的这一段已经删去，见2024年3月1日的修订对照。"


def test_a_page_that_moves_leads_to_where_it_is() -> None:
    files = after(BEFORE.replace("folder: actions", "folder: campaigns"))
    assert b'moved: "campaigns/one/"' in files["actions/one.md"]
    assert "“普及”已移到一、普及" in words(page(files, "actions/one.md"))


SUCCEEDED = BEFORE.replace("{id: yi, name: 市乙局}", "{id: ding, name: 市丁局, succeeds: [yi]}").replace(
    "responsible: [yi]", "responsible: [ding]"
)


def test_a_unit_that_is_succeeded_leads_to_its_successor() -> None:
    files = after(SUCCEEDED, told=True)
    assert b'moved: "units/ding/"' in files["units/yi.md"]
    assert "“市乙局”已由市丁局取代，见2024年3月1日的修订对照。" in words(page(files, "units/yi.md"))
    assert at(files, "units/yi.md", "_answers-one").startswith("“市乙局”已由市丁局取代")


def test_successors_of_successors_are_found_in_the_revisions() -> None:
    twice = SUCCEEDED.replace(
        "id: ding, name: 市丁局, succeeds: [yi]", "id: wu, name: 市戊局, succeeds: [ding]"
    )
    twice = twice.replace("responsible: [ding]", "responsible: [wu]")
    entries = (
        "revisions: [{date: 2024-03-01, note: 一, plan: content/revisions/1.yaml},"
        " {date: 2025-03-01, note: 二, plan: content/revisions/2.yaml}]\n"
    )
    earlier = (read(BEFORE), read(SUCCEEDED))
    files = build(read(twice + entries), Content(earlier=earlier), published())
    assert b'moved: "units/wu/"' in files["units/yi.md"]


@pytest.mark.full
def test_downloads_are_answered_by_a_file_of_their_kind(project: Make) -> None:
    root = project(BEFORE)
    assert plansite("build", "--strict", cwd=root).status == 0
    plan = root / "plan.yaml"
    plan.write_text(
        SUCCEEDED.replace(", {id: bing, name: 市丙局}", "")
        .replace("responsible: [bing]", "responsible: [jia]")
        .replace(", due: {text: 年底前, date: 2022-12-31}", ""),
        "utf-8",
    )
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 0, run.err
    files = root / "site/data/units"
    for ending in ("xlsx", "docx"):
        assert (files / f"yi.{ending}").read_bytes() == (files / f"ding.{ending}").read_bytes()
    said = "“市丙局任务清单”已经删去，没有对应的修订。"
    book = load_workbook(io.BytesIO((files / "bing.xlsx").read_bytes()))
    assert said in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    document = docx.Document(io.BytesIO((files / "bing.docx").read_bytes()))
    assert said in [each.text for each in document.paragraphs]
    calendar = vobject.readOne((root / "site/data/calendar.ics").read_text("utf-8"))
    assert "“进度日历”已经删去" in calendar.vevent.summary.value


@pytest.mark.full
def test_downloads_are_listed_whatever_the_flags_of_a_build(project: Make) -> None:
    root = project(BEFORE)
    assert plansite("build", "--no-documents", cwd=root).status == 0
    few = (root / "docs/.addresses").read_bytes()
    assert b"data/units/jia.docx\tunit jia\t" in few
    assert b"data/plan.pdf\t" in few
    assert plansite("build", "--force", cwd=root).status == 0
    assert (root / "docs/.addresses").read_bytes() == few


@pytest.mark.full
def test_only_a_build_adds_to_the_ledger(project: Make) -> None:
    root = project(GOOD)
    book = root / "docs/.addresses"
    for command in (("generate",), ("generate", "--check")):
        assert plansite(*command, cwd=root).status == 0
        assert not book.exists()
    assert plansite("build", cwd=root).status == 0
    before = book.read_bytes()
    (root / "plan.yaml").write_text(GOOD.replace("id: one", "id: two"), "utf-8")
    assert plansite("generate", cwd=root).status == 0
    assert book.read_bytes() == before
    assert "已经删去" in (root / "docs/plan/index.md").read_text("utf-8")
    assert plansite("build", cwd=root).status == 0
    assert set(before.splitlines()) < set(book.read_bytes().splitlines())


@pytest.mark.full
def test_a_page_that_people_wrote_is_answered_after_it_has_gone(project: Make) -> None:
    root = project(GOOD)
    page_ = root / "content/pages/help.md"
    page_.parent.mkdir(parents=True)
    page_.write_text("# 使用说明\n", "utf-8")
    assert plansite("build", "--strict", cwd=root).status == 0
    page_.unlink()
    assert plansite("build", "--strict", cwd=root).status == 0
    assert "“使用说明”已经删去" in (root / "site/help/index.html").read_text("utf-8")


def kill_at_the_swap() -> None:
    disk.swap = lambda *_: os._exit(9)


@pytest.mark.full
def test_what_a_killed_build_has_published_is_listed(project: Make) -> None:
    root = project(GOOD)
    assert plansite("build", cwd=root).status == 0
    (root / "plan.yaml").write_text(GOOD.replace("id: one", "id: two"), "utf-8")

    assert bounded(kill_at_the_swap, "build", cwd=root).status == 9
    assert "item two" in (root / "docs/.addresses").read_text("utf-8")


@pytest.mark.full
def test_a_line_that_an_editor_takes_out_is_forgotten(project: Make) -> None:
    root = project(GOOD)
    assert plansite("build", cwd=root).status == 0
    (root / "plan.yaml").write_text(GOOD.replace("id: one", "id: two"), "utf-8")
    book = root / "docs/.addresses"
    kept = [line for line in book.read_text("utf-8").splitlines(keepends=True) if "item one" not in line]
    book.write_text("".join(kept), "utf-8")
    assert plansite("build", cwd=root).status == 0
    assert "ps-gone" not in (root / "docs/plan/index.md").read_text("utf-8")


@pytest.mark.full
@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "about/ page about",
        "about/\tabout\t关于",
        "a\tpage a\tb\tc",
        *(f"{url}\tpage evil\t名称" for url in ELSEWHERE),
    ],
    ids=lambda line: line[:20].encode("unicode_escape").decode(),
)
def test_a_line_that_is_none_is_told(project: Make, line: str) -> None:
    root = project(GOOD)
    assert plansite("build", cwd=root).status == 0
    book = root / "docs/.addresses"
    text = book.read_text("utf-8")
    book.write_text(f"{line}\n{text}", "utf-8")
    for command in (("generate",), ("build",), ("generate", "--check")):
        run = plansite(*command, cwd=root)
        assert run.status == 1
        assert "docs/.addresses:1:1: error[ledger-damaged]" in run.err
        assert book.read_text("utf-8") == f"{line}\n{text}"


@pytest.mark.full
def test_the_committed_ledger_lists_every_page_and_anchor_of_the_site(built: Path) -> None:
    listed = {line.split("\t")[0] for line in (ROOT / "docs/.addresses").read_text("utf-8").splitlines()}
    for url, found in documents(built).items():
        assert url in {"", "404.html"} or url in listed
        for article in found.tree.xpath("//article") if url != "404.html" else ():
            ids = {each.get("id") for each in article.iter() if each.get("id")}
            shown = {each for each in ids if each != "_top" and not each.startswith(("ps-", "__"))}
            assert {f"{url}#{each}" for each in shown} <= listed


def revised(count: int) -> tuple[Plan, Content]:
    """Return a plan after `count` revisions, and the plans before each."""
    days = (f"{2022 + n // 12}-{n % 12 + 1:02}-02" for n in range(count))
    entries = [f"{{date: {day}, note: 改, plan: content/revisions/{day}.yaml}}" for day in days]
    text = without_two() + f"revisions: [{', '.join(entries)}]\n"
    return read(text), Content(earlier=(read(BEFORE),) * count)


def test_answering_takes_the_same_work_after_a_hundred_revisions_as_after_one() -> None:
    listed, work = published(), []
    for count in (1, 100):
        plan, content = revised(count)
        calls: Counter[str] = Counter()

        def note(frame: FrameType, event: str, _: object, calls: Counter[str] = calls) -> None:
            if event == "call" and frame.f_code.co_filename == addresses.__file__:
                calls[frame.f_code.co_qualname] += 1

        site = Site.of(plan, content)
        sys.setprofile(note)
        try:
            lay_out(site, listed)
        finally:
            sys.setprofile(None)
        work.append({name: times for name, times in calls.items() if name in ANSWERING})
    assert work[0] == work[1]
    assert work[0]["Fates.fate"] > 0
