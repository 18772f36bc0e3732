"""The report of a round, read back with mammoth and compared with the files of the round themselves."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import mammoth
import pytest
import yaml
from lxml import etree, html
from msgspec.structs import replace

from plansite.build.build import build
from plansite.build.documents import downloads_of, planned_documents
from plansite.exports import exports, round_formats, text_files
from plansite.exports.office import progress_report, standard
from plansite.exports.office.annex import AnnexTable
from plansite.plan import wording
from plansite.plan.model import Item, Record
from plansite.progress.entries import RoundFiles
from plansite.progress.records import State
from plansite.progress.standing import Standing
from plansite.project import project
from plansite.views.progress import standings
from plansite.views.progress_places import by_head
from plansite.views.progress_report import report as report_view
from plansite.views.site import Site
from tests.helpers.hostile import EVERY
from tests.helpers.shifan import EXAMPLE, PROGRESS
from tests.helpers.small_rounds import revised
from tests.helpers.support import STAMP, plansite

PARTS = (
    "一、总体情况",
    "二、各行动、工程进展",
    "三、主要目标完成情况",
    "四、各单位报送情况",
    "五、未报送事项",
    "六、未完成事项",
    "七、更正与改动",
)


@dataclass(frozen=True, slots=True)
class Read:
    """A report read back: its paragraphs outside tables, and its tables by the part that they stand in."""

    lines: tuple[str, ...]
    tables: dict[str, list[list[list[str]]]]

    def part(self, title: str) -> list[str]:
        """Return the paragraphs of a part."""
        start = self.lines.index(title) + 1
        end = next((at for at in range(start, len(self.lines)) if self.lines[at] in PARTS), len(self.lines))
        return list(self.lines[start:end])


def read(data: bytes) -> Read:
    lines: list[str] = []
    tables: dict[str, list[list[list[str]]]] = {}
    part = ""
    for element in html.fromstring(f"<div>{mammoth.convert_to_html(io.BytesIO(data)).value}</div>"):
        if element.tag == "table":
            rows = [
                ["\n".join(p.text_content() for p in cell.iterfind("p")) for cell in row]
                for row in element.iter("tr")
            ]
            tables.setdefault(part, []).append(rows)
            continue
        text = "".join(element.itertext())
        part = text if text in {*PARTS, "数据来源"} else part
        lines.append(text)
    return Read(tuple(lines), tables)


@cache
def site() -> Site:
    sources = project.read(EXAMPLE, "en")
    assert sources.plan
    assert sources.content
    return Site.of(sources.plan, sources.content)


def standing(name: str) -> Standing:
    return next(each for each in standings(site()) if each.name == name)


def made(found: Standing) -> bytes:
    return round_formats()["report"].render(site(), found, STAMP)


@cache
def report(name: str) -> Read:
    return read(made(standing(name)))


def files(name: str) -> dict[str, Any]:
    """Return what the files of a round say, read with another loader."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (PROGRESS / name).glob("*.yaml")}


def test_it_has_its_parts_in_order_and_is_the_same_each_time() -> None:
    assert [line for line in report("2023").lines if line in PARTS] == list(PARTS)
    assert report("2023").lines[0] == "示例市科学素质行动（虚构示例）2023年度总结评估报告"
    assert made(standing("2023")) == made(standing("2023"))
    assert (
        report("2023")
        .lines[-1]
        .startswith(f"本报告依据《{site().plan.title}》（示虚发〔2022〕0号）和上述文件编制")
    )


def test_its_counts_are_those_of_the_files() -> None:
    told, said = "".join(report("2023").part(PARTS[0])), files("2023")
    reports = said.keys() - {"round", "summary"}
    labels = {"done": "已完成", "on-track": "达到进度", "behind": "进度滞后", "not-started": "未启动"}
    states = Counter(labels[each["state"]] for each in said["summary"]["items"])
    assert f"已报送{len(reports)}家，未报送2家：市卫健委、各县（区）人民政府" in told
    assert "晚于期限报送的1家：市科技局（2024年1月26日）" in told
    for label in labels.values():
        assert f"{label}{states[label]}项" in told
    assert "尚无汇总的1项" in told
    items = sum(len(said[each]["reports"]) for each in reports)
    assert f"已填报{items}项次" in told
    head, *rows = report("2023").tables[PARTS[0]][0]
    assert head[1:] == [*labels.values(), "尚无汇总", "合计"]
    for column, label in enumerate(labels.values(), start=1):
        assert sum(int(row[column]) for row in rows[:-1]) == int(rows[-1][column]) == states[label]
    assert "%" not in told.replace("虚构", ""), "no percentage is worked out"


@pytest.mark.parametrize("name", ["2023", "2024"])
def test_its_numbers_are_those_of_the_csv(name: str) -> None:
    def rows(path: str) -> list[dict[str, str]]:
        data = text_files(site())[path].decode("utf-8-sig")
        return [row for row in csv.DictReader(io.StringIO(data)) if row["round"] == name]

    reported = [row for row in rows("data/progress.csv") if row["state"]]
    told = "".join(report(name).part(PARTS[0]))
    assert f"已填报{len(reported)}项次" in told
    assert f"未填报{len(rows('data/progress.csv')) - len(reported)}项次" in told
    (table,) = report(name).tables[PARTS[2]]
    values = [row[2].split("\n")[0] for row in table[1:] if row[2] != "未填报"]
    assert values == [f"{row['value']}{row['measure']}" for row in rows("data/measures.csv")]


def test_an_item_says_its_conclusion_or_else_what_each_unit_reported() -> None:
    lines = report("2023").part(PARTS[1])
    at = lines.index("2.开展健康科普（尚无汇总）")
    assert lines[at + 1 : at + 4] == [
        "尚无汇总，各单位填报如下（已报送1/2家）：",
        "市卫健委（未报送）。",
        "市民政局（达到进度）：为健康讲座提供社区场地40余次。",
    ]
    at = lines.index("2.开放实验室（进度滞后）")
    assert lines[at + 1].endswith("未达到方案要求。（市教育局汇总，已报送2/2家）")


@pytest.mark.parametrize("name", ["2023", "2024"])
def test_units_that_reported_another_state_than_was_concluded_stand_below_the_conclusion(name: str) -> None:
    found, lines, seen = standing(name), report(name).part(PARTS[1]), 0
    for item in found.items.values():
        if item.conclusion is None:
            continue
        concluded = found.states[item.conclusion.state].label
        at = lines.index(f"{wording.heading_of(item.node.item)}（{concluded}）") + 1
        ends = (each for each in range(at, len(lines)) if re.match(r"（.）|\d\.", lines[each]))
        below = lines[at : next(ends, len(lines))]
        for entry in item.entries:
            state = found.states[entry.said.state].label if entry.said else ""
            told = [line for line in below if line.startswith(f"{entry.unit.name}（{state}")]
            differs = bool(entry.said) and state != concluded
            assert len(told) == differs, (item.node.id, entry.unit.id)
            if told and entry.said and entry.said.text:
                assert told[0].endswith(f"）：{entry.said.text.splitlines()[0].strip()}")
            seen += differs
    assert seen


@pytest.mark.parametrize("name", ["2023", "2024"])
def test_parts_and_items_have_the_numbers_that_the_plan_prints(name: str) -> None:
    lines = report(name).part(PARTS[1])
    for head, items in by_head(standing(name)):
        for node in dict.fromkeys((head, *(each.node for each in items))):
            named = f"{node.item.number or ''}{node.item.title}"
            assert [line for line in lines if line == named or line.startswith(f"{named}（")], named


def test_an_item_without_a_number_has_none_in_the_report_either() -> None:
    plan = replace(site().plan, items=tuple(map(_unnumbered, site().plan.items)))
    made_ = report_of(Site.of(plan, replace(site().content, earlier=())), "2023").part(PARTS[1])
    for title in ("青少年科学启蒙行动", "上好科学课", "办好田间课堂"):
        assert [line for line in made_ if line.startswith(f"{title}（")], title


def _unnumbered(item: Item) -> Item:
    return replace(item, items=tuple(map(_unnumbered, item.items)), number=None)


def report_of(of: Site, name: str) -> Read:
    found = next(each for each in standings(of) if each.name == name)
    return read(round_formats()["report"].render(of, found, STAMP))


def test_problems_and_next_steps_stand_only_where_the_round_publishes_them() -> None:
    both, one = ("\n".join(report(name).lines) for name in ("2023", "2024"))
    assert "存在问题（市科技局）" in both
    assert "下一步打算（市科技局）" in both
    assert "存在问题（市科协）" in one
    assert "下一步" not in one
    assert "校舍改造完成后补齐" not in one


def test_each_target_has_its_value_as_it_was_given() -> None:
    (table,) = report("2024").tables[PARTS[2]]
    values = {row[1].split("\n")[0]: row[2:] for row in table[1:]}
    assert list(values) == [target.label for target in site().plan.targets]
    assert values["每年培训农民"][:2] == ["0.53万人次\n（计量单位与目标不同）", "2024年12月31日"]
    assert values["公民具备科学素质的比例"] == ["未填报", "—", "—", "—"]
    assert values["社区展品停用率"][0] == "4.2%"


def test_what_is_missing_open_and_changed_is_listed() -> None:
    (missing,) = report("2024").tables[PARTS[4]]
    assert [row[1] for row in missing[1:]] == [
        "市教育局",
        "市民政局",
        "市人社局",
        "市科协",
        "各县（区）人民政府",
    ]
    (open_,) = report("2023").tables[PARTS[5]]
    assert {row[3] for row in open_[1:]} == {"达到进度", "进度滞后", "尚无汇总"}
    assert len(open_) - 1 == 17
    changes = "\n".join(report("2023").part(PARTS[6]))
    assert "2024年4月15日，市农业农村局更正填报：县级自办班的1240人次重复计入" in changes
    assert "市人社局重新报送，替换2024年1月8日的填报" in changes
    changes = "\n".join(report("2024").part(PARTS[6]))
    assert "市总工会填报的“4.办好职工科普讲堂”，填报之后，文字或分工有改动。" in changes
    assert "市科技局填报的“2.开放实验室”，自2024年12月20日修订起，规划中不再有这一事项。" in changes


def test_conclusions_and_values_of_what_left_the_plan_are_told_with_the_revision() -> None:
    made_ = report_of(Site.of(*revised()), "2024")
    changes = "\n".join(made_.part(PARTS[6]))
    figures, proofs = made_.tables["数据来源"]
    assert figures[-1][1:] == ["演出", "12场", "单位填报的完成值，见第七部分", "b.yaml"]
    assert proofs[1:] == [["1", "市b", "其余", "节目单", "—"]]
    since = "自2024年12月20日修订起，规划中不再有这一"
    assert f"市b填报的“其余”，{since}事项。填报为已完成：b做了rest。" in changes
    assert f"市d汇总的“其余”，{since}事项。汇总结论为进度滞后：只演了12场。" in changes
    assert f"市b填报的目标“演出”，{since}目标。完成值为12场（截至2024年12月1日，数据来源：台账）。" in changes


@pytest.mark.parametrize("name", ["2023", "2024"])
def test_every_figure_names_files_that_are_there(name: str) -> None:
    figures, *_ = report(name).tables["数据来源"]
    named = {file for row in figures[1:] for file in row[4].split("\n") if file.endswith(".yaml")}
    assert named
    for file in named:
        assert (PROGRESS / name / file).is_file() or (EXAMPLE / file).is_file(), file
    plan = "content/revisions/2022-05-20.yaml" if name == "2023" else "plan.yaml"
    assert plan in named


def test_a_round_that_is_open_has_no_final_report_and_none_on_the_site() -> None:
    assert "中期报告（尚未办结）" in report("2024").lines[0].replace("\n", "")
    assert "尚未办结，以下数字还会变动" in "".join(report("2024").part(PARTS[0]))
    offered = [each.url for each in downloads_of(site()) if "reports" in each.url]
    planned = {each.path: each for each in planned_documents(site(), STAMP, slow=False)}
    assert offered == ["data/reports/2023.docx"]
    assert [path for path in planned if "reports" in path] == offered
    assert planned[offered[0]].label == "2023年度总结评估报告"


def test_it_is_made_again_only_when_what_it_says_changes() -> None:
    def key(plan: Site) -> str:
        found = {each.path: each.key for each in planned_documents(plan, STAMP, slow=False)}
        return found["data/reports/2023.docx"]

    earlier, now = site().content.rounds
    assert key(site()) == key(Site.of(site().plan, site().content))
    report_ = replace(earlier.reports["keji"], reports=earlier.reports["keji"].reports[:1])
    less = replace(earlier, reports={**earlier.reports, "keji": report_})
    assert key(site()) != key(Site.of(site().plan, replace(site().content, rounds=(less, now))))


@pytest.mark.parametrize("text", [*EVERY, "=1+1", "甲" * 32_767, "</w:t><w:br/>"])
def test_hostile_text_is_text(text: str) -> None:
    seen = "".join(read_text(made(spoilt(standing("2024"), text))))
    for line in text.splitlines():
        assert re.sub(r"\s", "", line) in re.sub(r"\s", "", seen)


@pytest.mark.parametrize(("turns", "ends"), [("\u202e", "\u202c"), ("\u2067", "\u2069")])
def test_signs_that_turn_the_direction_of_writing_end_with_the_text_that_has_them(
    turns: str, ends: str
) -> None:
    seen = "\n".join(read_text(made(spoilt(standing("2024"), f"甲{turns}乙"))))
    assert seen.count(turns) == seen.count(f"甲{turns}乙{ends}") + seen.count(f"甲{turns}乙。{ends}") > 10
    assert f"甲{turns}乙{ends}（" in seen, "what stands after it is not turned"


def spoilt(found: Standing, text: str) -> Standing:
    """Return a round in which all words of the units are `text`."""

    def said(record: Record, *fields: str) -> Any:  # noqa: ANN401  the same record
        return replace(record, **dict.fromkeys(fields, text))

    reports = {
        unit: replace(
            each,
            reports=tuple(said(one, "text", "problems", "next") for one in each.reports),
            measures=tuple(said(value, "source", "measure") for value in each.measures),
        )
        for unit, each in found.files.reports.items()
    }
    summary = replace(
        found.files.summary, items=tuple(said(each, "text") for each in found.files.summary.items)
    )
    round_ = replace(found.round, label=text[:200])
    return replace(found, files=RoundFiles(found.name, round_, reports, summary))


def read_text(data: bytes) -> Iterator[str]:
    found = read(data)
    yield from found.lines
    for tables in found.tables.values():
        yield from (cell for table in tables for row in table for cell in row)


@pytest.mark.full
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("report",), "name it: --round ROUND (there is: 2023, 2024)"),
        (("report", "--round", "2022"), "there is no round 2022; there is: 2023, 2024"),
        (("report", "--round", "2023", "--unit", "kexie"), "leave out --unit"),
        (("csv", "--round", "2023"), "leave out --round"),
    ],
)
def test_what_it_cannot_make_is_refused(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    target = tmp_path / "x.docx"
    run = plansite("-C", EXAMPLE, "export", *arguments, "-o", target, cwd=tmp_path)
    assert run.status == 2
    assert told in run.err
    assert not target.exists()


@pytest.mark.full
def test_the_command_writes_it_and_says_where_no_round_is(tmp_path: Path) -> None:
    target = tmp_path / "2023.docx"
    run = plansite("-C", EXAMPLE, "export", "report", "--round", "2023", "-o", target, cwd=tmp_path)
    assert run.status == 0, run.err
    assert read(target.read_bytes()) == report("2023")
    (tmp_path / "plan.yaml").write_text("schema: 1\ntitle: 规划\nitems: [{id: one, title: 甲}]\n", "utf-8")
    run = plansite("export", "report", "--round", "2023", "-o", "r.docx", cwd=tmp_path)
    assert run.status == 2
    assert "plansite progress open ROUND" in run.err


def test_the_table_of_counts_stays_on_one_page() -> None:
    with zipfile.ZipFile(io.BytesIO(made(standing("2023")))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    rows = next(body.iter(f"{name}tbl")).findall(f"{name}tr")
    kept = [all(p.find(f"{name}keepNext") is not None for p in row.iter(f"{name}pPr")) for row in rows]
    assert kept == [True] * (len(rows) - 1) + [False]


@pytest.mark.parametrize("count", [1, 4, 5, 6, 12, 40])
def test_a_state_has_room_in_every_table(count: int) -> None:
    found = standing("2023")
    states = [State(id=f"s-{number}", label=f"进展第{number:02}种", closed=False) for number in range(count)]
    more = replace(found.round, states=(*found.round.states, *states))
    shown = report_view(site(), replace(found, files=replace(found.files, round=more)))
    tables = [each for each in progress_report.blocks(shown) if isinstance(each, AnnexTable)]
    told = {column.label for each in tables for column in each.columns}
    for label in shown.columns:
        assert label in told
    for table in tables:
        assert sum(column.width for column in table.columns) == standard.TEXT_AREA[0]
        for column in table.columns:
            assert column.lines("六个字的标签" if column.label in shown.columns else column.label) <= 2
            assert column.label != "进展" or column.lines("六个字的标签") == 1
    document = read(made(replace(found, files=replace(found.files, round=more))))
    rows = [row for table in document.tables[PARTS[0]] for row in table if row[0] == "合计"]
    assert [int(cell) for row in rows for cell in row[1:]] == list(shown.totals)


@pytest.mark.full
@pytest.mark.parametrize("form", ["progress", "measures", "progress-json"])
def test_the_data_of_rounds_is_exported_as_it_stands_on_the_site(form: str, tmp_path: Path) -> None:
    path = exports()[form].path or ""
    output = tmp_path / "file"
    run = plansite("-C", EXAMPLE, "export", form, "-o", output, cwd=tmp_path)
    assert run.status == 0, run.err
    sources = project.read(EXAMPLE, "en")
    assert sources.plan
    assert sources.content
    assert output.read_bytes() == build(sources.plan, sources.content)[path]
