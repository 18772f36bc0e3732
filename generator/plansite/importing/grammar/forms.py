"""The words that documents use for leading, responsible and supporting units, each with an example."""

from __future__ import annotations

import re

from msgspec import Struct

from plansite.importing.grammar.patterns import one_of
from plansite.plan.model import Role


class Form(Struct, frozen=True):
    """A way to express a role, and an example of it."""

    role: Role
    words: re.Pattern[str]
    example: str


# 单位, 处室; 部门（单位）; 处（室）.
UNIT_WORD = (
    rf"(?:{one_of('单位 部门 处室 科室 股室 机构 中心 主体 院系 党组织 地区')}"
    rf"(?:（{one_of('单位 部门 处室 科室 主体 室')}）)?|[处科股](?:（室）|室))"
)
_SUPPORTING = one_of("配合 协办 协同 协作 协助 参与 参加 支持 指导")
_ANSWERING = one_of("责任 主管 主责 主办 主抓 组织实施 实施 承办 落实 负责 执行 承担 办理 推进")
# Labels before the names, in the order in which they are tried.
LABELS = (
    Form(
        Role.LEAD,
        re.compile(rf"(?:责任|总)?牵头{one_of('责任 负责 承办 实施 组织 落实')}?{UNIT_WORD}|牵头"),
        "牵头单位：市教育局",
    ),
    Form(
        Role.SUPPORT,
        re.compile(
            rf"(?:责任)?{_SUPPORTING}{one_of('责任 落实 实施 指导 配合')}?{UNIT_WORD}"
            rf"|{one_of('配合 协办 协同 协助 参与 参加')}"
        ),
        "配合单位：市科协",
    ),
    Form(
        Role.RESPONSIBLE,
        re.compile(
            rf"{one_of('主要 具体 第一 主体 直接 共同')}?{_ANSWERING}(?:落实|承担|承办|实施)?{UNIT_WORD}"
            rf"|{one_of('主办 主责 责任 负责')}"
        ),
        "责任单位：市教育局、市科协",
    ),
)
_DUTIES = r"(?:职责|职能|权限)?(?:权限|分工|范围)?"
# How they do it: 按照各自职责分工, 积极.
_WELL = (
    rf"(?:按照?(?:各自|部门|工作)?{_DUTIES}|依(?:法|职责|据职责)(?:依规)?|根据(?:各自)?{_DUTIES}"
    r"|结合(?:各自)?(?:实际|职责)|协同(?!$)|职责分工|分工|共同|分别|具体|各自|认真|抓好|(?<!群团)(?<!社会)(?<!党)组织|积极|统筹|全力|联合|密切"
    r"|主要|直接|协调)*+"
)
_WORK = "(?:相关|有关)?工作"
_LED = one_of(
    f"负责 落实 组织 实施 推进 推动 抓总 协调 统筹 开展 办理 做好 抓好 抓 制定 完成 承办 主办 {_WORK}"
)
_HELPING = one_of("给予 予以 做好 抓好 协助 共同")
_SUPPORTED = one_of(f"落实 实施 配合 做好 抓好 推进 开展 完成 指导 监督 支持 {_WORK}")
_ANSWERED = one_of(
    "负责 落实 实施 推进 推动 承担 贯彻 执行 办理 组织 协调 统筹 做好 抓好 开展 完成 到位 制定 监督 督促 指导"
    f" 具体 管理 {_WORK}"
)
_SUPPORTS = one_of("配合 参与 参加 协助 支持 协同 协办 协作 辅助 指导")
_ANSWERS = one_of("负责 落实 实施 推进 推动 承担 贯彻 执行 办理 主办 承办 抓落实 主责 主抓 开展 完成")
_AS = r"(?:分别)?(?:为|是|作为|担任)"
_LEAD, _SUPPORT, _RESPONSIBLE = (form.words.pattern for form in LABELS)
# Verbs after the names.
VERBS = (
    Form(
        Role.LEAD,
        re.compile(rf"{_WELL}(?:总?牵头{_LED}*+|负总责|抓总|{_AS}(?:{_LEAD}))"),
        "市教育局、市科协牵头负责",
    ),
    Form(
        Role.SUPPORT,
        re.compile(rf"{_WELL}(?:{_HELPING}?{_SUPPORTS}{_SUPPORTED}*+|{_AS}(?:{_SUPPORT}))"),
        "市科协等部门配合",
    ),
    Form(
        Role.RESPONSIBLE,
        re.compile(rf"{_WELL}(?:{_ANSWERS}{_ANSWERED}*+|{_AS}(?:{_RESPONSIBLE}))"),
        "市教育局、市科协按职责分工负责",
    ),
)

DUE = (
    rf"(?:计划|预计)?{one_of('完成 办理 办结 整改 工作 实施 推进 落实 起止 截止 进度')}?"
    r"(?:时限|期限|时间|日期|节点)(?:要求|节点|安排)?|(?:进度|时序)(?:要求|安排)"
)
PERSON = (
    rf"{one_of('责任市 牵头市 责任 牵头 分管 包保 包联 联系 挂点 挂钩 主管 主要 [省市县区]')}?级?领导"
    r"|(?:第一|具体|直接|总)?责任人|(?:主要|分管|具体)?负责人|牵头人|联系人|联系电话"
)
_LEVEL = rf"(?:[省市县区]级|{one_of('区县 县区 市县 镇街 属地 项目 工作 任务 行业')})?"
_LABELLED = "|".join(form.words.pattern for form in LABELS)
# The start of a field: a label of units, of a deadline, or of people, who are not units.
FIELD = re.compile(rf"(?P<label>{_LEVEL}(?:{_LABELLED}))：|(?P<due>{DUE})：|(?:{PERSON})：")
# One that is none of these: 适用范围：, 监督单位：. It ends the field before it.
OTHER_FIELD = re.compile(r"(?<![^，；。])[\u4e00-\u9fff]{2,8}：")
_BEFORE_VERB = tuple((form, re.compile(f"(?P<names>.*?){form.words.pattern}")) for form in VERBS)


def role_of(label: str) -> Role:
    """Return the role that a printed label (one that `FIELD` matches) gives to the units after it."""
    bare = re.sub(f"^{_LEVEL}", "", label)
    return next(form.role for form in LABELS if form.words.fullmatch(bare))


def role_of_mark(mark: str) -> Role | None:
    """Return the role that a note behind a name gives it: 市科协（牵头）; None if it is another note."""
    label = next((form.role for form in LABELS if form.words.fullmatch(mark)), None)
    names, verb = verb_of(mark)
    return label or (None if names else verb)


def verb_of(clause: str) -> tuple[str, Role | None]:
    """Return the names in a clause and the role that its verb gives them, None if it has no verb.

    Of several verbs at the end, the first one counts: 市科协负责指导 is responsible.
    """
    found = [(match["names"], form.role) for form, way in _BEFORE_VERB if (match := way.fullmatch(clause))]
    return min(found, key=lambda each: len(each[0]), default=(clause, None))
