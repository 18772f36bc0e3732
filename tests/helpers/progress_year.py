"""A small plan with everything that a round meets: leads, targets, a revision, and units taken over from."""

from __future__ import annotations

from plansite.plan.model import Plan
from plansite.plan.relations import relate
from plansite.progress.entries import Edition
from plansite.progress.standing import editions
from plansite.reading.examine import examine

BEFORE = """\
schema: 1
title: 某市科普工作实施方案
document: {number: 某府发〔2022〕3号, issuer: 某市人民政府, printed_on: 2022-03-01}
period: {start: 2022, end: 2025}
kinds:
  action: {label: 行动, group: 重点行动, folder: actions}
  project: {label: 工程, group: 重点工程, folder: projects}
units:
  - {id: kexie, name: 市科协}
  - {id: nongye, name: 市农业农村局}
  - {id: xiangcun, name: 市乡村振兴局}
  - {id: keji, name: 市科技局}
items:
  - id: village
    kind: action
    number: （一）
    title: 乡村科普行动
    text: 面向农民开展科普。
    lead: [nongye, kexie]
    items:
      - id: training
        number: 1.
        title: 技能培训
        text: 每年培训农民1000人次。
        responsible: [xiangcun, nongye, keji]
      - id: data
        number: 2.
        title: 数据共享
        text: 建立科普数据目录。
        responsible: [keji]
        due: {text: 2023年底前, date: 2023-12-31}
  - id: venues
    kind: project
    number: （二）
    title: 科普阵地工程
    text: 建设科普场馆5个。
    items:
      - {id: halls, number: 1., text: 建设科普场馆5个，免费开放。, responsible: [kexie], support: [keji]}
      - {id: gone, number: 2., title: 流动科普, text: 配备科普大篷车。, responsible: [keji]}
targets:
  - {id: trained, item: training, label: 培训农民, quote: 每年培训农民1000人次, value: 1000, measure: 人次}
  - {id: built, item: venues, label: 建设科普场馆, quote: 建设科普场馆5个, value: 5, measure: 个}
"""
"""The plan as it was printed."""
_GONE = "      - {id: gone, number: 2., title: 流动科普, text: 配备科普大篷车。, responsible: [keji]}\n"
_NOW = "now: [{unit: nongye, since: 2024-03-01, basis: 某办发〔2024〕1号}]"
_REVISED = """\
revisions:
  - {date: 2024-06-01, note: 中期调整, plan: content/revisions/2022-03-01.yaml}
"""
PLAN = (
    BEFORE.replace(_GONE, "")
    .replace("建立科普数据目录", "建立并公开科普数据目录")
    .replace("name: 市乡村振兴局", f"name: 市乡村振兴局, {_NOW}")
    + _REVISED
)
"""The plan of today: one item left, one is worded anew, and one unit's part is another's."""
ROUND = """\
label: 2024年度
period: {from: 2024-01-01, to: 2024-12-31}
due: 2025-01-15
as_of: 2025-01-31
coordinator: kexie
"""
REPORT = """\
unit: keji
reported_on: 2025-01-10
reports:
  - {item: training, state: on-track, text: 培训农民800人次。}
  - {item: data, state: done}
measures:
  - {target: trained, value: 800, at: 2024-12-31, source: 台账}
"""
SUMMARY = """\
items:
  - {item: training, by: nongye, state: on-track, text: 总体顺利。}
"""
FILES = {
    "2024/round.yaml": ROUND.encode(),
    "2024/keji.yaml": REPORT.encode(),
    "2024/summary.yaml": SUMMARY.encode(),
}
"""A round without errors, by path below content/progress/."""


def plan_in(text: str) -> Plan:
    """Return the plan in a text that has no errors."""
    found = examine(text.encode(), "plan.yaml", "en")
    assert found.record is not None, found.problems
    return found.record


def known() -> tuple[Edition, ...]:
    """Return the two editions of the small plan."""
    return editions(relate(plan_in(PLAN)), (plan_in(BEFORE),))
