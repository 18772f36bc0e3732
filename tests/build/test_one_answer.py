"""Every surface gives the same answers: who answers for what, in which role, under whom, and by when.

The bytes of each are read back with other means than those that write them, and compared with what follows
from the plan's data by the few lines of `assigned_plans`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
import vobject
from hypothesis import given, seed
from lxml import etree
from openpyxl import load_workbook

from plansite.build.build import build
from plansite.exports import exports
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.assigned_plans import (
    ROLES,
    Answer,
    Data,
    answers,
    assigned_plans,
    heirs,
    item_dues,
    items,
    roles,
    text,
)
from tests.helpers.examples import examples
from tests.helpers.markdown_pages import below, page, section, words
from tests.helpers.searching import Searched
from tests.helpers.support import STAMP, exported

SECTIONS = {"lead": "_leads", "responsible": "_answers", "support": "_support"}
SIGNS = {"lead": "●", "responsible": "○", "support": "△"}
EXAMPLES = examples(25)


def read(plan: str) -> Plan:
    examined = examine(plan.encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return examined.record


@cache
def built(plan: str) -> tuple[Site, dict[str, bytes]]:
    """Return the site and the files of docs/ of a plan."""
    record = read(plan)
    return Site.of(record, Content()), build(record, Content())


@dataclass(frozen=True)
class Case:
    """A plan as data, as a site, and as the files of docs/."""

    data: Data
    site: Site
    files: dict[str, bytes]

    @classmethod
    def of(cls, data: Data) -> Case:
        """Build the plan of `data`, or take what was built of it."""
        return cls(data, *built(text(data)))

    @property
    def names(self) -> dict[str, str]:
        """The printed names of units by id."""
        return {each["id"]: each["name"] for each in self.data["units"]}

    def noted(self, unit: str) -> str:
        """Return the name of a unit, and behind it who does its part now."""
        now = "、".join(self.names[each] for each in heirs(self.data, unit))
        return f"{self.names[unit]}（现由{now}承担）" if now else self.names[unit]

    def of_unit(self, unit: str) -> dict[str, Answer]:
        """Return the answers for one unit by item, in document order."""
        return {item: answer for (item, own), answer in answers(self.data).items() if own == unit}

    def own_and_former(self, unit: str) -> list[str]:
        """Return a unit, and those whose part it does now."""
        return [unit, *(each for each in self.names if unit in heirs(self.data, each))]

    def titles(self) -> dict[str, str]:
        """Return the printed numbers and titles of items by id."""
        return {each["id"]: f"{each['number']}{each['title']}" for each, *_ in items(self.data)}

    def lists(self, item: Data) -> dict[str, str]:
        """Return the units of each role in an item as a table lists them, 等 behind the last."""
        own = roles(self.data, item)
        found = {
            role: "、".join(self.noted(unit) for unit, its in own.items() if its == role) for role in ROLES
        }
        used = [role for role in ROLES if found[role]]
        if any(each.get("etal") for each in (item, *item.get("parts", []))) and used:
            found[used[-1]] += "等"
        return found


def noun(label: str) -> str:
    return label.removesuffix("单位").removesuffix("部门")


@EXAMPLES
@seed(1)  # the same plans for each surface, so that each is built once
@given(assigned_plans)
def test_the_csv(data: Data) -> None:
    case = Case.of(data)
    rows = list(csv.DictReader(io.StringIO(case.files["data/responsibilities.csv"].decode("utf-8-sig"))))
    found = {
        (row["item_id"], row["unit_id"]): tuple(row[key] for key in ("role", "due", "due_date", "now_unit"))
        for row in rows
    }
    assert list(found) == list(answers(data))
    assert len(rows) == len(found)
    for unit, record in case.site.relations.unit.items():
        own = csv.DictReader(io.StringIO(exported("csv", case.site, record).decode("utf-8-sig")))
        mine = {(item, each) for each in case.own_and_former(unit) for item in case.of_unit(each)}
        assert list(own) == [row for row in rows if (row["item_id"], row["unit_id"]) in mine]
    for key, answer in answers(data).items():
        assert found[key] == (
            answer.role,
            "、".join(due for due, _ in answer.dues),
            "、".join(day for _, day in answer.dues if day),
            "、".join(answer.heirs),
        )


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_the_json(data: Data) -> None:
    case = Case.of(data)
    whole = json.loads(case.files["data/plan.json"])["assignments"]
    for unit in case.names:
        own = json.loads(exported("json", case.site, case.site.relations.unit[unit]))["assignments"]
        assert own == [each for each in whole if each["unit"] in case.own_and_former(unit)]
    for (item, unit), answer in answers(data).items():
        mine = [each for each in whole if (each["item"], each["unit"]) == (item, unit)]
        strongest = min((each["role"] for each in mine), key=ROLES.index)
        assert strongest == answer.role
        assert {each["label"] for each in mine if each["role"] == strongest} == {answer.label}
        dues = dict.fromkeys((each["due"], each.get("due_date", "")) for each in mine if "due" in each)
        assert tuple(dues) == answer.dues
        own = {each["due"] for each in mine if each.get("due_from") == item}
        assert any("due" in each and each["due"] not in own for each in mine) == answer.inherited
        for each in mine:
            assert tuple(case.names[ref] for ref in each.get("lead", [])) == answer.lead
            assert tuple(case.names[ref] for ref in each.get("heirs", [])) == answer.heirs


def tables(rows: Iterator[tuple[Any, ...]]) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a sheet by their headings, a row by the labels of its columns."""
    found: dict[str, list[dict[str, Any]]] = {}
    heading = ""
    labels: tuple[Any, ...] = ()
    for row in rows:
        if row[0] == "序号":
            labels = row
            found[heading] = []
        elif isinstance(row[0], int) or str(row[0]).isdecimal():
            found[heading].append({a: b or "" for a, b in zip(labels, row, strict=True) if a})
        else:
            heading = str(row[0] or "")
    return found


def check_rows(case: Case, unit: str, found: dict[str, list[dict[str, Any]]]) -> None:
    """Compare the tables of a unit's list, by the noun of their role, with what is expected."""
    own, titles = case.of_unit(unit), case.titles()
    for role in ROLES:
        expected = [item for item, answer in own.items() if answer.role == role]
        table = found.get(noun(case.data["roles"][role]), [])
        shown = [row["行动"] if row.get("任务", "—") == "—" else row["任务"] for row in table]
        assert shown == [titles[item] for item in expected]
        for row, item in zip(table, expected, strict=True):
            check_row(case, item, row)
            due = "、".join(due for due, _ in own[item].dues)
            assert row.get("时限", "原文未列") == (due or "原文未列")


def check_row(case: Case, item: str, row: dict[str, Any]) -> None:
    (lines,) = [each for each in items(case.data) if each[0]["id"] == item]
    lists = case.lists(lines[0])
    if not roles_of(case, lines[0], "lead"):
        above = next((each for each in lines[1:] if roles_of(case, each, "lead")), None)
        lists["lead"] = "、".join(map(case.noted, roles_of(case, above, "lead"))) if above else ""
    for role in ROLES:
        label = case.data["roles"][role]
        if label in row:
            assert row[label] == lists[role], label
        else:
            assert not lists[role]


def roles_of(case: Case, item: Data, role: str) -> list[str]:
    return [unit for unit, its in roles(case.data, item).items() if its == role]


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_the_workbook(data: Data) -> None:
    case = Case.of(data)
    book = load_workbook(io.BytesIO(exported("xlsx", case.site)))
    (breakdown,) = tables(book["任务分解表"].iter_rows(values_only=True)).values() or ([],)
    titles = case.titles()
    ids = {title: ident for ident, title in titles.items()}
    for row in breakdown:
        item = ids[row["任务"] if row["任务"] != "—" else row["行动"]]
        check_row(case, item, row)
        (lines,) = [each for each in items(data) if each[0]["id"] == item]
        assert row.get("时限", "原文未列") == ("、".join(item_dues(lines)) or "原文未列")
    if "责任矩阵" in book.sheetnames:
        check_matrix(case, list(book["责任矩阵"].iter_rows(values_only=True)))
    for unit, name in case.names.items():
        if name in book.sheetnames:
            found = tables(book[name].iter_rows(values_only=True))
            check_rows(case, unit, {heading.partition("（")[0]: rows for heading, rows in found.items()})


def check_matrix(case: Case, rows: list[tuple[Any, ...]]) -> None:
    (start,) = [place for place, row in enumerate(rows) if row[0] == "任务"]
    heads, titles = rows[start], {title: ident for ident, title in case.titles().items()}
    found = {
        (titles[str(row[0])], str(head)): sign
        for row in rows[start + 1 : -1]
        for head, sign in zip(heads[1:-1], row[1:-1], strict=True)
        if sign
    }
    assert found == {
        (item, case.names[unit]): SIGNS[answer.role] for (item, unit), answer in answers(case.data).items()
    }


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_the_word_files(data: Data) -> None:
    case = Case.of(data)
    for unit in {unit for _, unit in answers(data)}:
        document = docx.Document(io.BytesIO(exported("docx", case.site, case.site.relations.unit[unit])))
        found: dict[str, list[dict[str, Any]]] = {}
        heading = ""
        for block in document.iter_inner_content():
            if hasattr(block, "rows"):
                head, *rows = [[cell.text for cell in row.cells] for row in block.rows]
                found[heading] = [dict(zip(head, row, strict=True)) for row in rows]
            elif (block.style is not None and block.style.name == "heading 2") or "、" in block.text[:3]:
                heading = block.text.partition("、")[2].partition("（")[0]
        check_rows(case, unit, found)


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_the_calendars(data: Data) -> None:
    case = Case.of(data)
    titles = case.titles()
    for unit, name in case.names.items():
        expected = {
            (f"{titles[item]}（{due}）", day)
            for item, answer in own_and_taken(case, unit)
            for due, day in answer.dues
            if day
        }
        made = exports()["ics"].render(case.site, case.site.relations.unit[unit], STAMP)
        events = vobject.readOne(made.decode()).contents.get("vevent", []) if made else []
        found = {(event.summary.value, event.dtstart.value.isoformat()) for event in events}
        for event in events:
            now = {
                f"{case.names[former]}的职责现由{'、'.join(answer.heirs)}承担。"
                for (item, former), answer in answers(data).items()
                if answer.heirs and event.summary.value.startswith(f"{titles[item]}（")
            }
            assert {line for line in event.description.value.split("\n") if "的职责现由" in line} == now
        named = {item for item, _ in own_and_taken(case, unit)}
        others = {
            pair for pair in found if not any(pair[0].startswith(f"{titles[item]}（") for item in named)
        }
        assert found - others == expected, name
        assert bool(made) == bool(found)


def own_and_taken(case: Case, unit: str) -> list[tuple[str, Answer]]:
    """Return what a unit does itself, and what it does in the place of others."""
    return [(item, answer) for one in case.own_and_former(unit) for item, answer in case.of_unit(one).items()]


def lines_of(elements: list[etree._Element]) -> list[str]:
    return [words(each) for element in elements for each in element.iter("p")]


def due_line(dues: list[str]) -> str:
    return f"时限 {'、'.join(dues)}" if dues else ""


def without_sources(line: str) -> str:
    """Return a line of deadlines without where they are printed: 时限 年底前（见一、行动）."""
    while "（见" in line:
        before, _, rest = line.partition("（见")
        line = before + rest.partition("）")[2]
    return line


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_the_pages_of_items(data: Data) -> None:
    case = Case.of(data)
    for lines in items(data):
        item, top = lines[0], lines[-1]
        tree = page(case.files, f"actions/{top['id']}.md")
        shown = lines_of(below(tree, item["id"]))
        lists = case.lists(item)
        expected = [f"{data['roles'][role]} {lists[role]}" for role in ROLES if lists[role]]
        labels = tuple(data["roles"].values())
        assert [line for line in shown if line.startswith(labels)][: len(expected)] == expected
        due = next((line for line in shown if line.startswith("时限 ")), "")
        assert without_sources(due) == due_line(item_dues(lines))
        above = [each for each in lines[1:] if "due" in each]
        if due and "due" not in item and above and not item.get("parts"):
            assert f"（见{above[0]['number']}{above[0]['title']}）" in due


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_the_pages_of_units(data: Data) -> None:
    case = Case.of(data)
    titles = case.titles()
    for unit in {unit for _, unit in answers(data)}:
        tree, own = page(case.files, f"units/{unit}.md"), case.of_unit(unit)
        for role, anchor in SECTIONS.items():
            expected = [item for item, answer in own.items() if answer.role == role]
            assert bool(tree.xpath(f"//*[@id='{anchor}']")) == bool(expected)
            if not expected:
                continue
            (heading,) = tree.xpath(f"//*[@id='{anchor}']")
            assert words(heading).startswith(("承担", noun(data["roles"][role])))
            assert words(heading).endswith(f"（{len(expected)}项）")
            blocks = assigned_blocks(tree, anchor)
            assert [block[0] for block in blocks] == [titles[item] for item in by_action(case, expected)]
            for item, (_, *shown) in zip(by_action(case, expected), blocks, strict=True):
                (lines,) = [each for each in items(data) if each[0]["id"] == item]
                lists = case.lists(lines[0])
                for each in ROLES:
                    if lists[each]:
                        assert f"{data['roles'][each]} {lists[each]}" in shown
                due = next((line for line in shown if line.startswith("时限 ")), "")
                assert without_sources(due) == due_line([due for due, _ in own[item].dues])
                assert ("（见" in due) == own[item].inherited

        rows = rows_of(tree)
        assert len(rows) == len(own)
        for item, answer in own.items():
            whole = any(lines[0]["id"] == lines[-1]["id"] == item for lines in items(data))
            title = "行动整体" if whole else titles[item]
            assert (title, noun(data["roles"][answer.role])) in rows


def by_action(case: Case, found: list[str]) -> list[str]:
    """Return items as a page groups them: by the action that they stand under."""
    top = {lines[0]["id"]: lines[-1]["id"] for lines in items(case.data)}
    order = list(dict.fromkeys(top[item] for item in found))
    return sorted(found, key=lambda item: order.index(top[item]))


def assigned_blocks(tree: etree._Element, anchor: str) -> list[list[str]]:
    """Return the items in a section of a unit's page: the title of each, and the lines below it."""
    found: list[list[str]] = []
    action, own = "", False
    for each in section(tree, anchor):
        line = words(each)
        if each.tag == "h3":
            action, own = line, True
            continue
        if own and each.get("class") == "ps-task":  # under the heading itself: the action's own
            number = {"第一行动": "一、", "第二行动": "二、"}[action]
            found.append([f"{number}{action}"])
        own = False
        if each.tag == "p" and len(each) == 1 and each[0].tag == "strong" and words(each[0]) == line:
            found.append([line])
        elif found:
            found[-1] += lines_of([each])
    return found


def rows_of(tree: etree._Element) -> list[tuple[str, str]]:
    """Return the rows of a unit's sheet, title and role, as they stand under their headings."""
    rows = tree.xpath("//div[contains(@class, 'ps-sheet')]//tr[td]")
    return [(words(row[0]), words(row[1])) for row in rows]


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_the_matrix(data: Data) -> None:
    case = Case.of(data)
    if "matrix/tasks.md" not in case.files:
        assert not answers(data)
        return
    tree = page(case.files, "matrix/tasks.md")
    (grid,) = tree.xpath("//table[@class='ps-grid']")
    found = sorted(cell.get("aria-label") for cell in grid.xpath(".//td/a"))
    below = {lines[n]["id"] for lines in items(data) if roles(data, lines[0]) for n in range(1, len(lines))}
    titles = {each["id"]: each["title"] for each, *_ in items(data)}
    assert found == sorted(
        f"{case.noted(unit)}：{titles[item]}，{answer.label}"
        for (item, unit), answer in answers(data).items()
        if item not in below
    )


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_the_search(data: Data) -> None:
    case = Case.of(data)
    search = Searched(case.files["search/index.js"])
    top = {lines[0]["id"]: lines[-1]["id"] for lines in items(data)}
    urls = {item: f"actions/{above}/#{item}" for item, above in top.items()}
    for lines in items(data):
        item = lines[0]["id"]
        for due in item_dues(lines):
            assert urls[item] in {hit["url"] for hit in search.hits(due)}, due
    for (item, unit), answer in answers(data).items():
        for name in (case.names[unit], *answer.heirs):
            assert urls[item] in {hit["url"] for hit in search.hits(name)}, name


@EXAMPLES
@seed(1)
@given(assigned_plans)
def test_what_a_revision_tells_each_unit(data: Data) -> None:
    edited = json.loads(json.dumps(data))
    edited["items"][0]["due"] = {"text": "2025年9月底前", "date": "2025-09-30"}
    edited["revisions"] = [{"date": "2024-06-01", "note": "调整时限"}]
    files = build(read(text(edited)), Content(earlier=(read(text(data)),)))
    before, after = answers(data), answers(edited)
    titles = {each["id"]: f"{each['number']}{each['title']}" for each, *_ in items(data)}
    for unit in {unit for _, unit in after}:
        mine = [item for item, own in after if own == unit]
        expected = [titles[item] for item in mine if before[item, unit].dues != after[item, unit].dues]
        shown = [
            words(each) for each in page(files, f"units/{unit}.md").xpath("//ul[@class='ps-changes']/li")
        ]
        told = [line.removeprefix("调整时限：") for line in shown if line.startswith("调整时限：")]
        assert told == (["、".join(expected)] if expected else [])
