"""The sorts of problem in a form that was sent back, with their wording."""

from __future__ import annotations

from plansite.diagnostics.problems import MEANT, error, note, warning

_ASK = ("ask for the form again: plansite progress forms", "请重新下发表格：plansite progress forms")

UNREADABLE = error("unreadable-file", "{reason}", "{reason}")
NO_FORM = error("no-form", "it is no form of a round", "不是下发的填报表", _ASK)
OTHER_ROUND = error(
    "other-round",
    "the form is one of the round {other}, not of {round}",
    "这是期次 {other} 的表格，不属于 {round}",
)
OTHER_UNIT = error(
    "unknown-unit",
    "no edition of the plan has the unit {unit} that the form is for",
    "规划的任何版本中都没有表格所属的单位 {unit}",
    _ASK,
)
OTHER_NAME = warning(
    "other-name",
    "the file is named after {other} ({other_name}), and is the form of {unit} ({name})",
    "文件以 {other}（{other_name}）命名，却是 {unit}（{name}）的表格",
)
FORM_TWICE = error(
    "form-twice",
    "it is a form of {unit}, like {other}",
    "与 {other} 同为 {unit} 的表格",
    ("keep the one that counts", "请只保留有效的一份"),
)
UNKNOWN_EDITION = note(
    "unknown-edition",
    "the form was made from an edition of the plan that was not kept: its locked text was not compared",
    "表格依据的规划版本没有留存，锁定的文字未作比对",
)
SHEET_MISSING = error("sheet-missing", "there is no sheet {name}", "缺少工作表“{name}”", _ASK)
MEASURES_MISSING = warning(
    "sheet-missing",
    "there is no sheet {name}: no value of a target is reported",
    "缺少工作表“{name}”，视为未报目标数值",
)
NOTHING = error(
    "nothing-filled-in",
    "nothing is filled in: no state is chosen and no value is given",
    "表中什么也没有填：没有选进展情况，也没有填完成值",
    ("fill in the form, or leave it out", "请填写后再读入，或不读此表"),
)
LOST_ITEM = warning(
    "report-lost",
    "{item} ({name}) was reported before, and is not reported here: it will be gone",
    "{item}（{name}）以前填报过，此表没有填，读入后将不再保留",
)
LOST_PART = warning(
    "report-lost",
    "{item} ({name}): what was written before as {head} is empty here, and will be gone",
    "{item}（{name}）的“{head}”以前填过，此表为空，读入后将不再保留",
)
LOST_VALUE = warning(
    "report-lost",
    "the value {value} of {target} ({name}) for {day} was reported before, and is not reported here:"
    " it will be gone",
    "{target}（{name}）截至 {day} 的完成值 {value} 以前填报过，此表没有填，读入后将不再保留",
)
SHEET_RENAMED = note("sheet-renamed", "the sheet was read as {name}", "该工作表按“{name}”读取")
COLUMN_MISSING = error("column-missing", "there is no column {head}", "缺少“{head}”一列", _ASK)
COLUMN_TWICE = error("column-twice", "the column {head} stands twice", "“{head}”一列重复", _ASK)
UNKNOWN_ITEM = error(
    "unknown-item", "no edition of the plan has {item}", "规划的任何版本中都没有 {item}", MEANT
)
NOT_ITS_ITEM = error(
    "not-its-item",
    "{item} ({name}) is none of the items of {unit} here",
    "{item}（{name}）不是此表中 {unit} 的事项",
)
HEIR_REPORTED = error(
    "heir-reported",
    "{heir_name} ({heir}), which took over from {unit}, has reported on {item} ({name}) already",
    "{item}（{name}）已由承接 {unit} 的 {heir_name}（{heir}）填报",
    ("empty the row; what it says belongs in the form of {heir_name}", "请清空该行，改填{heir_name}的表格"),
)
ROW_TWICE = error(
    "row-twice",
    "{item} ({name}) stands twice, first in row {first}",
    "{item}（{name}）重复出现，首次在第 {first} 行",
    ("delete one of the rows", "请删去其中一行"),
)
ROW_WITHOUT_ID = error(
    "row-without-id",
    "this row is of no item of the form: its hidden first column is empty",
    "这一行不属于表中的任何事项（隐藏的首列为空）",
    ("move what it says to the row of its item", "请把内容移到相应事项的行中"),
)
ROW_MISSING = note(
    "row-missing",
    "the row of {item} ({name}) is gone: it is not reported",
    "{item}（{name}）的行已删去，视为未报送",
)
CHANGED_TEXT = error(
    "changed-text",
    "the locked text was changed: {found}",
    "锁定的文字被改动：{found}",
    ("it is: {wanted}", "原文为：{wanted}"),
)
UNKNOWN_STATE = error(
    "unknown-state",
    "{state} is none of {states}",
    "{state} 不是可选的进展情况：{states}",
    ("did you mean {suggestion}?", "是否指“{suggestion}”？"),
)
NO_STATE = error(
    "state-missing",
    "something is said of {item} ({name}), but no state is chosen",
    "{item}（{name}）填了内容，但没有选进展情况",
    ("choose one from the list, or empty the row", "请从列表中选择，或清空该行"),
)
NUMBER_AS_TEXT = note("number-as-text", "the text {value} was taken as a number", "文本 {value} 已按数字读取")
PERCENT_READ = note(
    "percent", "{shown} was taken as {value}, since the unit is %", "单位为 %，{shown} 已按 {value} 读取"
)
DAY_AS_TEXT = note(
    "date-as-text", "the text {value} was taken as the day {day}", "文本 {value} 已按日期 {day} 读取"
)
BAD_NUMBER = error(
    "bad-number",
    "{value} is no number",
    "{value} 不是数字",
    ("write digits only, without a unit", "请只填数字，不带单位"),
)
BAD_DATE = error(
    "bad-date",
    "{value} is no date",
    "{value} 不是日期",
    ("write it as YYYY-MM-DD", "请写成 YYYY-MM-DD，如 2024-12-31"),
)
NO_DATE = error("date-missing", "the value of {target} has no day", "{target} 的完成值没有截至日期")
NO_VALUE = error(
    "value-missing",
    "something is said of {target}, but there is no value",
    "{target} 填了内容，但没有完成值",
    ("write the value, or empty the row", "请填完成值，或清空该行"),
)
FORMULA = note("formula", "the formula {text} was taken as text", "公式 {text} 已按文字读取")
BAD_FORMULA = error(
    "formula",
    "a formula stands here: {text}",
    "此处是公式：{text}",
    ("write the value itself", "请直接填写数值"),
)
CELL_ERROR = error(
    "cell-error",
    "the cell holds the error {text}",
    "单元格为错误值 {text}",
    ("write the text or value itself", "请直接填写内容"),
)
BAD_LINK = error(
    "bad-url",
    "{value} is not the address of a web page",
    "{value} 不是网址",
    (
        "a line each: title, space, address with https:// or http://",
        "每行一条：名称、空格、以 https:// 或 http:// 开头的网址",
    ),
)
LINK_DROPPED = note(
    "link-dropped",
    "the cell leads to {value}, which is not the address of a web page, and was left out",
    "单元格链接到 {value}，不是网址，未予读取",
)
MERGED = error(
    "merged-cells",
    "the cells {cells} are merged",
    "单元格 {cells} 已合并",
    ("split them, and fill in each row", "请取消合并，逐行填写"),
)
