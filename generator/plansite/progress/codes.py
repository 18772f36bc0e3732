"""The sorts of problem in the files of content/progress/, with their wording."""

from __future__ import annotations

from plansite.diagnostics.problems import Code, Message, Severity

_CORRECTED = Message(
    "restore the file, or read a report with `plansite progress read --correction REASON`",
    "请恢复该文件，或用 plansite progress read --correction 原因 更正",
)


def _error(name: str, message: Message, hint: Message | None = None) -> Code:
    return Code(name, Severity.ERROR, message, hint)


BAD_ROUND = _error(
    "bad-round",
    Message("{name} is not the name of a round", "{name} 不能用作期次名称"),
    Message(
        "lower-case ASCII letters, digits and hyphens, no hyphen first, 64 at most, no reserved name",
        "只用小写英文字母、数字和连字符，不以连字符开头，不超过 64 个字符，且不得使用保留名",
    ),
)
NO_ROUND = _error(
    "round-missing",
    Message("the round {name} has no round.yaml", "期次 {name} 没有 round.yaml"),
    Message(
        "start it with `plansite progress open {name}`, or delete the folder",
        "请用 plansite progress open {name} 开始一期，或删去该文件夹",
    ),
)
STRAY = _error(
    "stray-file",
    Message("{file} is none of the files of a round", "{file} 不是期次中的文件"),
    Message(
        "reports are content/progress/<round>/<unit>.yaml; move or rename it",
        "填报内容应为 content/progress/<期次>/<单位标识>.yaml，请移动或改名",
    ),
)
REVERSED = _error(
    "period-reversed",
    Message("the period ends on {end}, before it begins on {start}", "期限止于 {end}，早于开始之日 {start}"),
)
DUE_EARLY = Code(
    "due-early",
    Severity.WARNING,
    Message("reports are due on {due}, before the period begins", "报送期限 {due} 早于本期开始之日"),
)
AS_OF_EARLY = Code(
    "as-of-early",
    Severity.WARNING,
    Message(
        "pages speak of {day}, before reports are due: no unit is late then",
        "网页所述日期 {day} 早于报送期限，届时没有单位逾期",
    ),
)
LABEL_TWICE = Code(
    "label-twice",
    Severity.WARNING,
    Message("the round {other} has the same label: {label}", "期次 {other} 的名称与此相同：{label}"),
    Message("give one of them another label", "请改其中一期的名称"),
)
BAD_STATE_ID = _error(
    "bad-id",
    Message("{id} is not an id", "{id} 不能用作标识"),
    Message("lower-case ASCII letters, digits and single hyphens", "只用小写英文字母、数字和单个连字符"),
)
STATE_TWICE = _error(
    "state-twice",
    Message(
        "two states of the round have the same {what}: {value}", "本期有两种进展情况的{what_zh}相同：{value}"
    ),
)
STATE_RESERVED = _error(
    "state-reserved",
    Message(
        "{value} says that nothing was reported, so no state can have it",
        "{value} 专指没有填报，不能用作进展情况",
    ),
)
UNKNOWN_UNIT = _error(
    "unknown-unit",
    Message("unknown unit {unit}", "未知单位 {unit}"),
    Message("did you mean {suggestion} ({name})?", "是否指 {suggestion}（{name}）？"),
)
OTHER_UNIT = _error(
    "other-unit",
    Message("the file is {file}, but its unit is {unit}", "文件名为 {file}，单位却是 {unit}"),
    Message("rename the file, or mend the id", "请改文件名，或改正单位标识"),
)
UNKNOWN_ITEM = _error(
    "unknown-item",
    Message("no edition of the plan has the item {item}", "规划的任何版本中都没有事项 {item}"),
    Message("did you mean {suggestion} ({name})?", "是否指 {suggestion}（{name}）？"),
)
NOT_ITS_ITEM = _error(
    "not-its-item",
    Message(
        "{item} is not an item of {unit} in any edition of the plan",
        "在规划的任何版本中，{item} 都不是 {unit} 的事项",
    ),
)
UNKNOWN_TARGET = _error(
    "unknown-target",
    Message("no edition of the plan has the target {target}", "规划的任何版本中都没有目标 {target}"),
    Message("did you mean {suggestion} ({name})?", "是否指 {suggestion}（{name}）？"),
)
NOT_ITS_TARGET = _error(
    "not-its-item",
    Message(
        "{target} ({name}) is not a target of {unit} in any edition of the plan",
        "在规划的任何版本中，{target}（{name}）都不是 {unit} 的目标",
    ),
)
NO_DUTIES = _error(
    "no-duties",
    Message(
        "{item} ({name}) has no responsibilities in any edition of the plan: there is nothing to conclude",
        "在规划的任何版本中，{item}（{name}）都没有任务分工，无须汇总",
    ),
)
UNKNOWN_STATE = _error(
    "unknown-state",
    Message("{state} is not a state of this round", "{state} 不是本期的进展情况"),
    Message("did you mean {suggestion} ({name})?", "是否指 {suggestion}（{name}）？"),
)
ITEM_TWICE = _error(
    "item-twice",
    Message("{item} stands twice, first as entry {first}", "{item} 重复出现，首次为第 {first} 条"),
    Message("keep one of them", "请只留一条"),
)
VALUE_TWICE = _error(
    "value-twice",
    Message(
        "the target {target} has two values for {day}, the first as entry {first}",
        "目标 {target} 在 {day} 有两个数值，首个为第 {first} 条",
    ),
    Message("keep one of them", "请只留一条"),
)
FORM_TWICE = _error(
    "form-twice",
    Message("{unit} stands twice, first as entry {first}", "{unit} 重复出现，首次为第 {first} 条"),
)
OTHER_CONCLUDES = Code(
    "other-concludes",
    Severity.WARNING,
    Message("{unit} does not sum up {item}", "{item} 不由 {unit} 汇总"),
    Message("it is summed up by {suggestion} ({name})", "该事项由 {suggestion}（{name}）汇总"),
)
RESERVED_UNIT = _error(
    "reserved-unit",
    Message(
        "a unit cannot have the id {unit} where rounds are reported: its file would be that of another thing",
        "有填报期次时，单位不能用标识 {unit}：它的文件会与其他文件重名",
    ),
    Message("rename the unit", "请改用其他标识"),
)
CHANGED_AFTER = _error(
    "changed-after-closing",
    Message("{file} was changed after the round was closed on {day}", "{file} 在本期于 {day} 办结后被改动"),
    _CORRECTED,
)
ROUND_AFTER = _error(
    "changed-after-closing",
    Message(
        "what the round says of itself was changed after it was closed on {day}",
        "本期的设置（期限、口径等）在 {day} 办结后被改动",
    ),
    Message(
        "restore it; if the change is meant, take the entry `round` out of `sealed`",
        "请恢复原样；确需改动的，请从 sealed 中删去 round 一条",
    ),
)
PLAN_AFTER = Code(
    "plan-changed-after-closing",
    Severity.WARNING,
    Message(
        "who reports on what, or who sums up, is another in the plan of {day}, when the round was closed",
        "本期于 {day} 办结后，当时规划中的填报或汇总分工被改动",
    ),
    Message(
        "restore that edition of the plan, or record the change as a revision",
        "请恢复当时的规划版本，或以修订记录改动",
    ),
)
NOT_SEALED = Code(
    "not-sealed",
    Severity.NOTE,
    Message(
        "the round was closed by hand and is not sealed: later changes of its files are not seen",
        "本期是手工办结的，没有封存：以后文件被改动无从发现",
    ),
    Message(
        "take `closed` out, and close it with `plansite progress close`",
        "请删去 closed，再用 plansite progress close 办结",
    ),
)
ADDED_AFTER = _error(
    "added-after-closing",
    Message("{file} was added after the round was closed on {day}", "{file} 是本期于 {day} 办结后增加的"),
    _CORRECTED,
)
REMOVED_AFTER = _error(
    "removed-after-closing",
    Message(
        "{file} was there when the round was closed on {day}, and is gone",
        "{file} 在本期于 {day} 办结时还在，现已不见",
    ),
    Message("restore the file", "请恢复该文件"),
)
