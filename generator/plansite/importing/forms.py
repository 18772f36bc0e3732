"""The words that documents use for leading, responsible and supporting units, each with an example."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plansite.plan.model import Role


@dataclass(frozen=True, slots=True)
class Form:
    """A way to express a role, and an example of it."""

    role: Role
    words: re.Pattern[str]
    example: str


# Labels before the names, in the order in which they are tried.
LABELS = (
    Form(Role.LEAD, re.compile(r"(?:责任)?牵头(?:责任|负责)?(?:单位|部门)|牵头"), "牵头单位：市教育局"),
    Form(
        Role.SUPPORT,
        re.compile(r"(?:责任)?(?:配合|协办|协同|协作|协助|参与|参加)(?:责任)?(?:单位|部门)|配合|协办"),
        "配合单位：市科协",
    ),
    Form(
        Role.RESPONSIBLE,
        re.compile(
            r"(?:主要|具体|第一|主体)?(?:责任|主管|主责|主办|实施|承办|落实|负责|执行|承担)(?:单位|部门|主体)"
        ),
        "责任单位：市教育局、市科协",
    ),
)
_WELL = (
    r"(?:按照?(?:各自)?(?:职责|职能)?(?:权限|分工)?|依(?:法|职责)|根据(?:各自)?职责(?:分工)?|职责分工|分工"
    r"|共同|分别|具体|结合(?:实际|职责)|协同|各自|认真|抓好|组织|积极|统筹|全力|联合)*+"
)
# Verbs after the names, in the order in which they are tried.
VERBS = (
    Form(
        Role.LEAD,
        re.compile(_WELL + r"牵头(?:负责|落实|组织|实施|推进|抓总|协调)*"),
        "市教育局、市科协牵头负责",
    ),
    Form(
        Role.SUPPORT,
        re.compile(_WELL + r"(?:配合|参与|参加|协助|支持)(?:落实|实施|配合|做好)?"),
        "市科协等部门配合",
    ),
    Form(
        Role.RESPONSIBLE,
        re.compile(_WELL + r"(?:负责|落实|实施|推进|承担|贯彻)+"),
        "市教育局、市科协按职责分工负责",
    ),
)

_DUE = r"(?:完成|办理|整改|工作|实施|推进)?(?:时限|期限|时间)(?:要求|节点)?"
PERSON = (
    r"(?:责任|牵头|分管|包保|联系|挂点|主管|[省市县区])?领导|(?:第一)?责任人|(?:主要)?负责人"
    r"|牵头人|联系人|联系电话"
)
_LEVEL = r"(?:[省市县区]级)?"
_LABELLED = "|".join(form.words.pattern for form in LABELS)
# The start of a field: a label of units, of a deadline, or of people, who are not units.
FIELD = re.compile(rf"(?P<label>{_LEVEL}(?:{_LABELLED}))：|(?P<due>{_DUE})：|(?:{PERSON})：")
_BEFORE_VERB = tuple((form, re.compile(f"(?P<names>.*?){form.words.pattern}")) for form in VERBS)


def role_of(label: str) -> Role:
    """Return the role that a printed label (one that `FIELD` matches) gives to the units after it."""
    bare = re.sub(f"^{_LEVEL}", "", label)
    return next(form.role for form in LABELS if form.words.fullmatch(bare))


def verb_of(clause: str) -> tuple[str, Role | None]:
    """Return the names in a clause and the role that its verb gives them, None if it has no verb."""
    for form, pattern in _BEFORE_VERB:
        match = pattern.fullmatch(clause)
        if match is not None:
            return match["names"], form.role
    return clause, None
