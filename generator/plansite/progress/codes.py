"""The sorts of problem in the files of content/progress/, with their wording."""

from __future__ import annotations

from plansite.diagnostics.problems import MEANT, error, note, warning

_CORRECTED = (
    "restore the file, or read a report with `plansite progress read --correction REASON`",
    "请恢复该文件，或用 plansite progress read --correction 原因 更正",
)


BAD_ROUND = error(
    "bad-round",
    "{name} is not the name of a round",
    "{name} 不能用作期次名称",
    (
        "lower-case ASCII letters, digits and hyphens, no hyphen first, 64 at most, no reserved name",
        "只用小写英文字母、数字和连字符，不以连字符开头，不超过 64 个字符，且不得使用保留名",
    ),
)
NO_ROUND = error(
    "round-missing",
    "the round {name} has no round.yaml",
    "期次 {name} 没有 round.yaml",
    (
        "start it with `plansite progress open {name}`, or delete the folder",
        "请用 plansite progress open {name} 开始一期，或删去该文件夹",
    ),
)
STRAY = error(
    "stray-file",
    "{file} is none of the files of a round",
    "{file} 不是期次中的文件",
    (
        "reports are content/progress/<round>/<unit>.yaml; move or rename it",
        "填报内容应为 content/progress/<期次>/<单位标识>.yaml，请移动或改名",
    ),
)
REVERSED = error(
    "period-reversed",
    "the period ends on {end}, before it begins on {start}",
    "期限止于 {end}，早于开始之日 {start}",
)
DUE_EARLY = warning(
    "due-early", "reports are due on {due}, before the period begins", "报送期限 {due} 早于本期开始之日"
)
AS_OF_EARLY = warning(
    "as-of-early",
    "pages speak of {day}, before reports are due: no unit is late then",
    "网页所述日期 {day} 早于报送期限，届时没有单位逾期",
)
LABEL_TWICE = warning(
    "label-twice",
    "the round {other} has the same label: {label}",
    "期次 {other} 的名称与此相同：{label}",
    ("give one of them another label", "请改其中一期的名称"),
)
BAD_STATE_ID = error(
    "bad-id",
    "{id} is not an id",
    "{id} 不能用作标识",
    ("lower-case ASCII letters, digits and single hyphens", "只用小写英文字母、数字和单个连字符"),
)
STATE_TWICE = error(
    "state-twice",
    "two states of the round have the same {what}: {value}",
    "本期有两种进展情况的{what_zh}相同：{value}",
)
STATE_RESERVED = error(
    "state-reserved",
    "{value} says that nothing was reported, so no state can have it",
    "{value} 专指没有填报，不能用作进展情况",
)
UNKNOWN_UNIT = error("unknown-unit", "unknown unit {unit}", "未知单位 {unit}", MEANT)
OTHER_UNIT = error(
    "other-unit",
    "the file is {file}, but its unit is {unit}",
    "文件名为 {file}，单位却是 {unit}",
    ("rename the file, or mend the id", "请改文件名，或改正单位标识"),
)
UNKNOWN_ITEM = error(
    "unknown-item", "no edition of the plan has the item {item}", "规划的任何版本中都没有事项 {item}", MEANT
)
NOT_ITS_ITEM = error(
    "not-its-item",
    "{item} is not an item of {unit} in any edition of the plan",
    "在规划的任何版本中，{item} 都不是 {unit} 的事项",
)
UNKNOWN_TARGET = error(
    "unknown-target",
    "no edition of the plan has the target {target}",
    "规划的任何版本中都没有目标 {target}",
    MEANT,
)
NOT_ITS_TARGET = error(
    "not-its-item",
    "{target} ({name}) is not a target of {unit} in any edition of the plan",
    "在规划的任何版本中，{target}（{name}）都不是 {unit} 的目标",
)
NO_DUTIES = error(
    "no-duties",
    "{item} ({name}) has no responsibilities in any edition of the plan: there is nothing to conclude",
    "在规划的任何版本中，{item}（{name}）都没有任务分工，无须汇总",
)
UNKNOWN_STATE = error(
    "unknown-state", "{state} is not a state of this round", "{state} 不是本期的进展情况", MEANT
)
ITEM_TWICE = error(
    "item-twice",
    "{item} stands twice, first as entry {first}",
    "{item} 重复出现，首次为第 {first} 条",
    ("keep one of them", "请只留一条"),
)
VALUE_TWICE = error(
    "value-twice",
    "the target {target} has two values for {day}, the first as entry {first}",
    "目标 {target} 在 {day} 有两个数值，首个为第 {first} 条",
    ("keep one of them", "请只留一条"),
)
FORM_TWICE = error(
    "form-twice", "{unit} stands twice, first as entry {first}", "{unit} 重复出现，首次为第 {first} 条"
)
OTHER_CONCLUDES = warning(
    "other-concludes",
    "{unit} does not sum up {item}",
    "{item} 不由 {unit} 汇总",
    ("it is summed up by {suggestion} ({name})", "该事项由 {suggestion}（{name}）汇总"),
)
RESERVED_UNIT = error(
    "reserved-unit",
    "a unit cannot have the id {unit} where rounds are reported: its file would be that of another thing",
    "有填报期次时，单位不能用标识 {unit}：它的文件会与其他文件重名",
    ("rename the unit", "请改用其他标识"),
)
CHANGED_AFTER = error(
    "changed-after-closing",
    "{file} was changed after the round was closed on {day}",
    "{file} 在本期于 {day} 办结后被改动",
    _CORRECTED,
)
ROUND_AFTER = error(
    "changed-after-closing",
    "what the round says of itself was changed after it was closed on {day}",
    "本期的设置（期限、口径等）在 {day} 办结后被改动",
    (
        "restore it; if the change is meant, take the entry `round` out of `sealed`",
        "请恢复原样；确需改动的，请从 sealed 中删去 round 一条",
    ),
)
PLAN_AFTER = warning(
    "plan-changed-after-closing",
    "who reports on what, or who sums up, is another in the plan of {day}, when the round was closed",
    "本期于 {day} 办结后，当时规划中的填报或汇总分工被改动",
    (
        "restore that edition of the plan, or record the change as a revision",
        "请恢复当时的规划版本，或以修订记录改动",
    ),
)
NOT_SEALED = note(
    "not-sealed",
    "the round was closed by hand and is not sealed: later changes of its files are not seen",
    "本期是手工办结的，没有封存：以后文件被改动无从发现",
    (
        "take `closed` out, and close it with `plansite progress close`",
        "请删去 closed，再用 plansite progress close 办结",
    ),
)
ADDED_AFTER = error(
    "added-after-closing",
    "{file} was added after the round was closed on {day}",
    "{file} 是本期于 {day} 办结后增加的",
    _CORRECTED,
)
REMOVED_AFTER = error(
    "removed-after-closing",
    "{file} was there when the round was closed on {day}, and is gone",
    "{file} 在本期于 {day} 办结时还在，现已不见",
    ("restore the file", "请恢复该文件"),
)
