"""The records of a plan, and the JSON Schema that editors check it against while they type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from msgspec.structs import astuple

from plansite.plan.data import data_of
from plansite.plan.fields import fields_of
from plansite.plan.model import Bound, LeadRule, Plan, Record, Role
from plansite.plan.schema import schema_of
from plansite.reading.examine import examine
from plansite.reading.validate import record_of, validate
from tests.helpers.support import ROOT

HEAD = "schema: 1\ntitle: 方案\nperiod: {start: 2021, end: 2025}\n"
EVERY_KEY = """\
schema: 1
title: 新余市全民科学素质行动规划纲要实施方案（2021—2025年）
short_title: 科学素质行动
document:
  head: 新余市人民政府文件
  number: 余府发〔2022〕11号
  issuer: 新余市人民政府
  written_on: 2022-04-01
  published_on: 2022-04-10
  index_number: F41000-0202-2022-0001
  validity: {state: 有效, since: 2022-04-09, basis: 余府发〔2022〕11号}
  printed_on: 2022-04-09
  printed_by: 新余市人民政府办公室秘书科
  notice: {title: 关于印发方案的通知, to: 各县（区）人民政府：, text: 现印发给你们。, note: 此件主动公开}
  basis:
    - {title: 全民科学素质行动规划纲要, number: 国发〔2021〕9号}
    - {title: 没有文号的文件}
  cc: 市委，市纪委市监委。
  contact: {unit: kexie, phone: 0790-6440000, hours: 工作日9:00—17:00}
  interpretations: [{title: 一图读懂, url: https://example.gov.cn/jiedu}]
  source: content/source/plan.txt
period: {start: 2021, end: 2025}
lead_rule: first
roles: {lead: 牵头部门, responsible: 责任部门, support: 配合部门}
kinds:
  action: {label: 行动, group: 五大提升行动, folder: actions}
  measure: {label: 保障措施}
units:
  - {id: kexie, name: 市科协, full_name: 新余市科学技术协会, category: 群团组织, aliases: [科协],
     phone: 0790-6440001, url: "https://example.gov.cn/kexie/", address: 某路1号}
  - {id: jiaoyu, name: 市教育局}
  - {id: tuanwei, name: 团市委, now: [{unit: jiaoyu, since: 2024-03-01, basis: 改革方案}]}
  - {id: quxian, name: 各县（区）人民政府, collective: true, succeeds: [xianqu]}
items:
  - id: preamble
    text: |
      为实现目标，制定本方案。
      没有序号和标题的一段。
  - id: actions
    number: 一、
    title: 重点行动
    text: 科学素质比例达到15%，培训1万人次以上。
    items:
      - id: youth
        kind: action
        number: （一）
        title: 实施青少年科学素质提升行动
        short_title: 青少年行动
        run_in: false
        text: 普及科学知识。
        lead: kexie
        responsible: [jiaoyu, tuanwei]
        etal: true
        due: {text: 2018年12月底前, date: 2018-12-31}
        parts:
          - {text: 建设科技馆。, lead: [kexie], support: [tuanwei], etal: true, due: {text: 长期}}
          - {text: 建设少年宫。, responsible: [jiaoyu], notation: （教育部门负责）}
        items:
          - {id: youth-clubs, number: 1., title: 办好社团, lead: [kexie], due: {text: 长期}, succeeds: [old]}
          - {id: youth-camp, number: 3., text: 没有标题的任务。, support: [tuanwei], notation: （团市委配合）}
  - {id: closing, number: 二、, text: 各县（区）负责领导当地工作。}
duties:
  - {unit: quxian, item: closing, quote: 负责领导当地工作}
targets:
  - {id: literacy, item: actions, label: 素质, value: 15, measure: "%", bound: reach, by: 2025, quote: 15%}
  - {id: training, item: actions, label: 培训, value: 1.5, measure: 万人次, bound: at_least, quote: 培训1万}
  - {id: wording, item: actions, label: 培训, bound: at_most, quote: 培训}
  - {id: roughly, item: actions, label: 培训, bound: about, quote: 培训}
audiences:
  - {id: youth, name: 青少年, items: [youth, youth-clubs], quote: 普及科学知识}
programmes:
  - {id: clubs, name: 社团, item: youth-clubs, quote: 办好社团, category: 青少年}
milestones:
  - {id: start, item: actions, label: 启动, from: 2021, to: 2022, when: 重点, quote: 重点行动}
revisions:
  - {date: 2022-05-01, note: 调整责任单位, basis: 余府发〔2022〕12号, plan: content/revisions/2022-05-01.yaml}
"""


def load(text: str) -> Plan:
    examined = examine(text.encode(), "plan.yaml", "en")
    assert [problem for problem in examined.problems if problem.severity == "error"] == []
    assert examined.record is not None
    return examined.record


@pytest.fixture(scope="module")
def full() -> Plan:
    return load(EVERY_KEY)


def as_json(value: Any) -> Any:  # noqa: ANN401  what YAML holds has any shape
    """Return what an editor's YAML loader makes of a plan, with days as the ISO text that a schema sees."""
    if isinstance(value, dict):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def faults(text: str) -> list[str]:
    validator = Draft202012Validator(schema_of(Plan), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [fault.message for fault in validator.iter_errors(as_json(yaml.safe_load(text)))]


def records(value: object) -> Iterator[Record]:
    """Yield the record `value` and all records in it."""
    if isinstance(value, Record):
        yield value
        for name in value.__struct_fields__:
            yield from records(getattr(value, name))
    elif isinstance(value, tuple | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from records(inner)


def all_records(base: type[Record] = Record) -> Iterator[type[Record]]:
    for record in base.__subclasses__():
        yield record
        yield from all_records(record)


def test_the_schema_is_valid_json_schema() -> None:
    schema = schema_of(Plan)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_the_schema_accepts_the_real_plan() -> None:
    assert faults((ROOT / "plan.yaml").read_text("utf-8")) == []


def test_the_schema_accepts_every_key() -> None:
    assert faults(EVERY_KEY) == []


# What is put behind a small plan; the schema and the program refuse it alike.
REFUSED = {
    "unknown-key": "items: []\npublisher: 市政府",
    "missing-key": "units: []",
    "wrong-type": "items: {}",
    "bad-id": "items: [{id: Youth}]",
    "long-id": f"items: [{{id: {'a' * 65}}}]",
    "bad-bound": "items: [{id: a, text: b}]\ntargets: [{id: a, item: a, label: a, quote: b, bound: over}]",
    "no-audience": "items: [{id: a, text: b}]\naudiences: [{id: a, name: a, quote: b, items: []}]",
    "names-of-ours": "items: [{id: a, text: b}]\n"
    "milestones: [{id: a, item: a, label: a, quote: b, start: 2022, end: 2022}]",
    "text-for-flag": "units: [{id: a, name: a, collective: 是}]\nitems: []",
    "early-year": "items: [{id: a, text: b}]\ntargets: [{id: a, item: a, label: a, quote: b, by: 20}]",
    "bad-date": "items: []\ndocument: {printed_on: 2022年4月9日}",
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_schema_refuses_what_the_program_refuses(name: str) -> None:
    text = f"{HEAD}{REFUSED[name]}\n"
    assert faults(text) != []
    assert examine(text.encode(), "plan.yaml", "en").record is None


# What both take: the number as YAML reads it, one unit without brackets, a date as YAML reads it.
ACCEPTED = {
    "number": "items: [{id: a, number: 1., title: b}]",
    "digit": "items: [{id: a, number: 1, title: b}]",
    "one-unit": "units: [{id: x, name: 某}]\nitems: [{id: a, title: b, lead: x}]",
    "date": "items: []\ndocument: {printed_on: 2022-04-09}",
    "decimal": "items: [{id: a, text: b}]\ntargets: [{id: a, item: a, label: a, quote: b, value: 99.5}]",
    "numeric-title": "items: [{id: a, title: '2022'}]",
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_schema_accepts_what_the_program_accepts(name: str) -> None:
    text = f"{HEAD}{ACCEPTED[name]}\n"
    load(text)
    assert faults(text) == []


def test_every_key_is_read(full: Plan) -> None:
    youth = full.items[1].items[0]
    assert full.lead_rule is LeadRule.FIRST
    assert full.name == "科学素质行动"
    assert [full.roles.of(role) for role in Role] == ["牵头部门", "责任部门", "配合部门"]
    assert full.document.printed_on == dt.date(2022, 4, 9)
    assert full.units[0].names == ("市科协", "新余市科学技术协会", "科协")
    assert full.units[3].collective
    assert youth.due is not None
    assert (youth.due.text, youth.due.date) == ("2018年12月底前", dt.date(2018, 12, 31))
    assert [part.notation for part in youth.parts] == [None, "（教育部门负责）"]
    assert [charge.etal for charge in youth.charges] == [True, True, False]
    assert (full.milestones[0].start, full.milestones[0].end) == (2021, 2022)
    assert full.revisions[0].date == dt.date(2022, 5, 1)


def test_every_key_is_in_the_example(full: Plan) -> None:
    given: dict[type[Record], set[str]] = {}
    for record in records(full):
        said = {
            each.name
            for each in fields_of(type(record)).values()
            if getattr(record, each.name) != each.default
        }
        given.setdefault(type(record), set()).update(said)
    for record_type, keys in given.items():
        assert keys == set(record_type.__struct_fields__), record_type.__name__


def test_units_are_charged_in_the_order_of_roles(full: Plan) -> None:
    youth = full.items[1].items[0]
    assert list(youth.charged()) == [
        (Role.LEAD, 0, "kexie"),
        (Role.RESPONSIBLE, 0, "jiaoyu"),
        (Role.RESPONSIBLE, 1, "tuanwei"),
    ]
    assert list(youth.parts[0].charged()) == [(Role.LEAD, 0, "kexie"), (Role.SUPPORT, 0, "tuanwei")]


def test_a_line_is_a_paragraph(full: Plan) -> None:
    assert full.items[0].paragraphs == ("为实现目标，制定本方案。", "没有序号和标题的一段。")
    assert full.items[1].items[0].paragraphs == ("普及科学知识。", "建设科技馆。", "建设少年宫。")


def test_figures_are_exact_and_plain_in_json(full: Plan) -> None:
    assert [target.value for target in full.targets] == [Decimal(15), Decimal("1.5"), None, None]
    assert [target.bound for target in full.targets] == list(Bound)
    figures = [target["value"] for target in data_of(full)["targets"]]
    assert figures == [15, 1.5, None, None]
    assert isinstance(figures[0], int)


def test_a_plan_read_back_from_its_own_json_is_the_same(full: Plan) -> None:
    dumped = data_of(full, keep=lambda *_: True)
    assert record_of(dumped, Plan) == record_of(data_of(full), Plan) == full
    validator = Draft202012Validator(schema_of(Plan))
    assert validator.is_valid(data_of(full, keep=lambda value, _: value is not None))


def test_a_number_is_kept_as_printed() -> None:
    plan = load(f"{HEAD}items: [{{id: a, number: 1., title: 2022}}, {{id: b, number: '2.', title: 乙}}]\n")
    assert [(item.number, item.title) for item in plan.items] == [("1.", "2022"), ("2.", "乙")]


def test_a_null_key_is_as_if_it_were_not_there() -> None:
    plan = load(f"{HEAD}document:\nitems:\n  - {{id: a, title: 甲, lead: , text: ~}}\n")
    assert (plan.items[0].lead, plan.items[0].text) == ((), None)
    assert plan.document.head is None


def test_every_record_of_a_plan_is_frozen(full: Plan) -> None:
    for record in records(full):
        for name in record.__struct_fields__:
            with pytest.raises(AttributeError):
                setattr(record, name, None)


@pytest.mark.parametrize("record", list(all_records()), ids=lambda record: record.__name__)
def test_every_record_refuses_unknown_keys_and_change(record: type[Record]) -> None:
    assert record.__struct_config__.frozen
    ((code, finding), *_) = validate({"unheard-of": "a"}, record).findings
    assert (code.name, finding.where) == ("unknown-key", ("unheard-of",))


def test_lists_of_a_plan_cannot_grow(full: Plan) -> None:
    for record in records(full):
        assert not any(isinstance(value, list | set) for value in astuple(record))


@pytest.mark.parametrize("written", ["true", "2024"])
def test_a_state_is_a_text_as_it_is_written_like_a_title(written: str) -> None:
    text = f"schema: 1\ntitle: {written}\ndocument: {{validity: {written}}}\nitems: [{{id: a, title: 甲}}]\n"
    plan = examine(text.encode(), "plan.yaml", "en").record
    assert plan is not None
    assert plan.document.validity is not None
    assert plan.title == plan.document.validity.state == written
