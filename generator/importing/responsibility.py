"""Who answers for what, as documents print it: （责任单位：…）, （…负责）, and lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.importing import units
from generator.importing.spelling import Squeezed, free, hold, pairs, squeeze
from generator.model import Role


@dataclass(frozen=True, slots=True)
class Charged:
    """A printed responsibility: its span in the text, and who stands in it.

    Names have no white space and full-width brackets; each stands once, in its strongest role.
    """

    start: int
    end: int
    notation: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    etal: bool = False
    collective: frozenset[str] = frozenset()
    first_leads: bool = False
    labels: tuple[tuple[Role, str], ...] = ()
    due: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to say a role, and an example of it."""

    role: Role
    words: re.Pattern[str]
    example: str


# Labels, in the order they are tried. The words before 单位, and those that need no 单位.
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
    r"|共同|分别|具体|结合(?:实际|职责)|协同|各自|认真|抓好|组织|积极|统筹|全力|联合)*"
)
# What follows the names, in the order it is tried.
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
_PERSON = r"(?:责任|牵头|分管|包保|联系|挂点|主管|[省市县区])?领导|(?:第一)?责任人|(?:主要)?负责人|牵头人|联系人|联系电话"
_LEVEL = r"(?:[省市县区]级)?"
_FIELD = re.compile(
    rf"(?P<label>{_LEVEL}(?:{'|'.join(form.words.pattern for form in LABELS)}))：|(?P<due>{_DUE})：|(?:{_PERSON})："
)
_WHEN = re.compile(r"(?:[0-9]{4}年|长期|持续|常年|每年|立即)[^，；。]*")
# 排在第一位的部门为牵头部门，下同  列第一位者为牵头单位，下同.
_FIRST_LEADS = re.compile(
    r"[，；。][^，；。]{0,12}(?:第一|首)[^，；。]{0,8}为[^，；。]{0,4}牵头[^，；。]{0,4}(?:[，；。]?下同)?$"
)
_SAME_BELOW = re.compile(r"[，；。]下同$")
_WITH_OTHERS = re.compile(
    r"(?:会同|联合|商)各?(?:有关|相关)(?:部门|单位|方面)(?:[和及、](?:有关|相关)?(?:部门|单位|方面))*"
)
_MARKED = re.compile(r"(?P<name>.+)（(?P<role>牵头|配合)(?:单位|部门)?）")
_OPENING_WORD = re.compile(r"^(?:由|会同|并|以及|和|及)")
_VERB_AT_END = [(form, re.compile(f"(?P<names>.+?){form.words.pattern}")) for form in VERBS]

_LONGEST = 1000
_LONGEST_ASIDE = 40
# A line that ends, or a next one that begins, so goes on.
_OPEN_LINE = re.compile(r"(?:[、，；：和与及]|(?<!团)[省市县区州党]委)$")
_GOING_ON = ("、", "，", "；", "和", "与", "及", "等")

_LABEL = re.compile(r"(?:牵头|责任|配合|主责|主管|承办|协办|实施|参与)(?:单位|部门)：")
_SUSPICIOUS = re.compile(
    r"(?:牵头|责任|配合|主责|承办|协办)(?:单位|部门)"
    r"|(?:[局委办厅部会署]|政府|单位|部门).*(?:负责|牵头|配合|落实)(?:$|[，；。、])"
)
_INNOCENT = re.compile(rf"以下|简称|含|包括|不含|见|(?:{_PERSON})：?")
_DEPARTMENT = re.compile(r"..(?:[局委办厅部会]|政府)$")


@dataclass(frozen=True, slots=True)
class _Said:
    """What one clause says: who has which role."""

    role: Role
    units: units.Units


def find(text: str) -> tuple[Charged, ...]:
    """Return the responsibilities that `text` prints, in its order.

    Brackets and colons may be of either width, and white space may stand anywhere.
    """
    squeezed = squeeze(text)
    found: list[Charged] = []
    free_from = 0
    for start, end, body, strict in sorted(_candidates(squeezed)):
        charged = None if start < free_from else _read(squeezed, start, end, body, strict=strict)
        if charged is not None:
            found.append(charged)
            free_from = end
    return tuple(found)


def suspects(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans that look like a responsibility and were not read as one, for a person to look at."""
    squeezed = squeeze(text)
    read = [(charged.start, charged.end) for charged in find(text)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(_suspected(squeezed)):
        span = squeezed.span(start, end)
        if not any(span[0] < other[1] and other[0] < span[1] for other in (*read, *found)):
            found.append(span)
    return tuple(found)


def _candidates(squeezed: Squeezed) -> Iterator[tuple[int, int, str, bool]]:
    """Yield where a responsibility may stand: start, end, the words in it, whether to read them strictly."""
    text = squeezed.text
    for start, end in pairs(text):
        if end - start <= _LONGEST:
            yield start, end, text[start + 1 : end - 1], False
    for start in _openings(squeezed):
        for end in _ends(squeezed, start):
            yield start, end, text[start:end], True


def _openings(squeezed: Squeezed, after: str = "。；！？）：—●•■◆") -> Iterator[int]:
    """Yield where a label opens a clause that stands in no parenthesis."""
    for match in _FIELD.finditer(squeezed.text):
        start = match.start()
        if squeezed.breaks(start) or squeezed.text[start - 1] in after:
            yield start


def _ends(squeezed: Squeezed, start: int) -> Iterator[int]:
    """Yield where the clause that opens at `start` may end, the nearest place first.

    It ends at 。 or with its line, unless what follows (or what ends the line) goes on with the list.
    """
    text = squeezed.text
    label = _FIELD.match(text, start)
    for place in range(start + 1, min(start + _LONGEST, len(text)) + 1):
        stop = text[place - 1] == "。"
        if not stop and not squeezed.breaks(place):
            continue
        again = _FIELD.match(text, place)
        goes_on = again is not None and (label is None or again[0] != label[0])
        cut = _OPEN_LINE.search(text, start, place) or text.startswith(_GOING_ON, place)
        if not goes_on and (stop or place == len(text) or not cut):
            yield place
        if stop and not goes_on:
            return


def _suspected(squeezed: Squeezed) -> Iterator[tuple[int, int]]:
    text = squeezed.text
    for start, end in pairs(text):
        body = text[start + 1 : end - 1]
        if not _INNOCENT.match(body) and (_SUSPICIOUS.search(body) or _is_bare_list(body)):
            yield start, end
    for start in _openings(squeezed, "。；！？）：—●•■◆（"):
        if _LABEL.match(text, start):
            stop = text.find("。", start) + 1 or len(text)
            yield start, next((p for p in range(start + 1, stop) if squeezed.breaks(p)), stop)


def _is_bare_list(body: str) -> bool:
    listed = units.read(body, strict=True)
    return listed is not None and len(listed.names) > 1 and all(map(_DEPARTMENT.search, listed.names))


def _read(squeezed: Squeezed, start: int, end: int, body: str, *, strict: bool) -> Charged | None:
    """Return what a candidate says, None where it is no responsibility."""
    words = hold(body).rstrip("，；。、")
    words, first_leads = _FIRST_LEADS.subn("", words)
    words = _SAME_BELOW.sub("", words).rstrip("，；。、")
    said: list[_Said] = []
    labels: list[tuple[Role, str]] = []
    due = ""
    for role, label, value in _fields(words):
        if label and role is None:
            due = due or (free(value) if label == "due" else "")
            if len(value) > _LONGEST_ASIDE:
                return None
            continue
        clauses, when = _without_dates(value)
        of_field = _clauses(clauses, role, strict=strict or role is None)
        if of_field is None:
            return None
        said += of_field
        due = due or free(when)
        if role is not None:
            labels.append((role, label))
    if not any(one.units.names for one in said):
        return None
    lead, responsible, support = _by_role(said)
    given = squeezed.span(start, end)
    return Charged(
        *given,
        squeezed.given[slice(*given)],
        lead,
        responsible,
        support,
        any(one.units.etal for one in said),
        frozenset(name for name in (*lead, *responsible, *support) if units.is_group(name)),
        first_leads > 0,
        tuple(labels),
        due,
    )


def _fields(words: str) -> Iterator[tuple[Role | None, str, str]]:
    """Yield (role, label, value): no label before the first field; "due" and "person" are of no role."""
    fields = list(_FIELD.finditer(words))
    bounds = [*(match.start() for match in fields), len(words)]
    if words[: bounds[0]]:
        yield None, "", words[: bounds[0]]
    for match, end in zip(fields, bounds[1:], strict=True):
        value = words[match.end() : end].strip("，；。、")
        if match["label"]:
            yield _role(match["label"]), match["label"], value
        else:
            yield None, "due" if match["due"] else "person", value


def _role(label: str) -> Role:
    bare = re.sub(f"^{_LEVEL}", "", label)
    return next(form.role for form in LABELS if form.words.fullmatch(bare))


def _without_dates(value: str) -> tuple[list[str], str]:
    """Return the clauses of a value, and the deadline that stands among them."""
    parted = re.sub(r"(牵头|负责|配合)(?:、|(?=会同))", r"\1，", value)
    parts = [part for part in re.split(r"[，；。]", parted) if part]
    dates = [part for part in parts if _WHEN.fullmatch(part)]
    return [part for part in parts if part not in dates], "，".join(dates)


def _clauses(parts: list[str], role: Role | None, *, strict: bool) -> list[_Said] | None:
    """Return who has which role: names have that of the next verb, else `role`, that of the label.

    None where names have neither, or are none.
    """
    said: list[tuple[Role, str]] = []
    waiting: list[str] = []
    for part in parts:
        names, verb = _verb(_OPENING_WORD.sub("", part))
        names = _WITH_OTHERS.sub("", names)
        first, together, others = names.partition("会同")
        if verb is Role.LEAD and together:
            said += [(verb, "，".join([*waiting, first])), (Role.SUPPORT, others)]
            waiting = []
            continue
        if verb is None and part.startswith("会同") and said and said[-1][0] is Role.LEAD:
            verb = Role.SUPPORT
        waiting.append(f"{first}、{others}" if together else names)
        if verb is not None:
            said.append((verb, "，".join(waiting)))
            waiting = []
    if waiting:
        if role is None:
            return None
        said.append((role, "，".join(waiting)))
    listed = [(verb, units.read(names, strict=strict)) for verb, names in said]
    if any(names is None for _, names in listed):
        return None
    return [_Said(verb, names) for verb, names in listed if names is not None]


def _verb(part: str) -> tuple[str, Role | None]:
    """Return the names of a clause and the role that its verb gives them."""
    for form, pattern in _VERB_AT_END:
        match = pattern.fullmatch(part)
        if match is not None:
            return match["names"], form.role
    return part, None


def _by_role(said: list[_Said]) -> tuple[tuple[str, ...], ...]:
    """Return the names of each role, each name in its strongest one alone."""
    roles: dict[str, Role] = {}
    for one in said:
        for printed in one.units.names:
            marked = _MARKED.fullmatch(printed)
            name = marked["name"] if marked else printed
            role = (Role.LEAD if marked["role"] == "牵头" else Role.SUPPORT) if marked else one.role
            roles[name] = min(role, roles.get(name, role), key=list(Role).index)
    return tuple(tuple(name for name, role in roles.items() if role is wanted) for wanted in Role)
