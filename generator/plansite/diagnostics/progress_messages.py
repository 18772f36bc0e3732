"""The messages about rounds of reports: opened, sent as forms, read, closed."""

from __future__ import annotations

from collections.abc import Mapping

from plansite.diagnostics.problems import Message

_W = Message
PROGRESS: Mapping[str, Message] = {
    "day.wrong": _W(
        "{option}: {value} is not a day of the calendar; write it as YYYY-MM-DD, such as 2024-12-31",
        "{option}：{value} 不是日历上的一天，请写成 YYYY-MM-DD，如 2024-12-31",
    ),
    "progress": _W(
        "What units report on the plan, round by round.", "各单位对规划实施进展的填报，按期次进行。"
    ),
    "progress.open": _W("Start a round of reports.", "开始一期填报。"),
    "progress.from": _W("The first day that the round covers.", "本期所涵盖的第一天。"),
    "progress.to": _W("The last day that the round covers.", "本期所涵盖的最后一天。"),
    "progress.due": _W("The day by which units report.", "各单位报送的期限。"),
    "progress.as-of": _W(
        "The day that pages speak of, by which lateness is judged; else that of --due.",
        "网页所述的日期，是否逾期以此为准；默认为 --due 之日。",
    ),
    "progress.label": _W("What the round is called on pages.", "网页上本期的名称。"),
    "progress.coordinator": _W(
        "The id of the unit that sums up items without a leading unit.", "汇总无牵头单位事项的单位标识。"
    ),
    "progress.forms": _W(
        "Write a form (xlsx) for each unit that reports or sums up.",
        "为每家填报或汇总的单位生成表格（xlsx）。",
    ),
    "progress.unit": _W("The forms of one unit only.", "只生成一家单位的表格。"),
    "progress.output": _W("The folder of the forms; else forms/ROUND.", "表格所在目录；默认为 forms/期次。"),
    "progress.read": _W(
        "Read forms that were sent back (.xlsx; .xls and .ods through LibreOffice) into the round.",
        "把交回的表格（.xlsx；借助 LibreOffice 还有 .xls、.ods）读入本期。",
    ),
    "progress.date": _W("The day on which the forms were handed in; else today.", "报送日期；默认为今天。"),
    "progress.correction": _W(
        "After the round was closed: why a report is changed; pages show it.",
        "本期办结之后：更正的原因，会在网页上显示。",
    ),
    "progress.format": _W("How it is told.", "输出格式。"),
    "progress.status-help": _W(
        "Tell who has reported, who has not, what is late, and what has no summary.",
        "列出已报送、未报送、逾期的单位和未汇总的事项。",
    ),
    "progress.close": _W(
        "Close a round: afterwards reports change by correction only.",
        "办结一期：此后只能以更正的方式改动。",
    ),
    "progress.closed-on": _W("The day on which the round is closed.", "办结日期。"),
    "progress.exists": _W("the round {round} exists already: {path}", "期次 {round} 已存在：{path}"),
    "progress.opened": _W(
        "{path} written; next: plansite progress forms {round}",
        "已写入 {path}；下一步：plansite progress forms {round}",
    ),
    "progress.bad-name": _W(
        "{round} is not the name of a round: lower-case ASCII letters, digits and hyphens, no hyphen first,"
        " no reserved name",
        "{round} 不能用作期次名称：只用小写英文字母、数字和连字符，不以连字符开头，且不得使用保留名",
    ),
    "progress.no-round": _W(
        "there is no round {round}; there are: {rounds}", "没有期次 {round}；现有：{rounds}"
    ),
    "progress.no-rounds": _W(
        "there is no round {round}; start it: plansite progress open {round} --from D --to D --due D",
        "没有期次 {round}，请先开始：plansite progress open {round} --from 日期 --to 日期 --due 日期",
    ),
    "progress.no-unit": _W(
        "{unit} neither reports nor sums up in this round", "{unit} 在本期没有填报或汇总任务"
    ),
    "progress.taken-over": _W(
        "the part of {unit} is done now by {heirs}: ask for the form of that unit",
        "{unit} 的任务现由 {heirs} 承担，请生成承接单位的表格",
    ),
    "progress.no-forms": _W("no unit reports in this round", "本期没有需要填报的单位"),
    "progress.form-there": _W(
        "{path} is there already and differs, perhaps because it was filled in; move it away, or name"
        " another folder with -o",
        "{path} 已存在且内容不同，可能已经填写；请移走，或用 -o 指定其他目录",
    ),
    "progress.form-long": _W(
        "{path} cannot be written: a text that was reported is longer than a cell holds (32,767 characters)",
        "无法生成 {path}：已填报的文字超过单元格上限（32,767 个字符）",
    ),
    "progress.written": _W("{count} forms in {folder}/", "{folder}/ 中有 {count} 份表格"),
    "progress.writing": _W("writing forms", "生成表格"),
    "progress.today": _W(
        "handed in on {day} (today; --date names another day)", "报送日期取今天 {day}（可用 --date 指定）"
    ),
    "progress.is-closed": _W(
        "the round {round} was closed on {day}; a report changes only with --correction REASON",
        "期次 {round} 已于 {day} 办结；只能用 --correction 原因 更正",
    ),
    "progress.is-open": _W(
        "the round {round} is open: --correction is for one that is closed",
        "期次 {round} 尚未办结，不需要 --correction",
    ),
    "progress.early": _W(
        "a correction cannot be of {day}, before the round was closed on {closed}",
        "更正日期 {day} 早于本期办结之日 {closed}",
    ),
    "progress.empty-reason": _W("the reason of a correction is empty", "更正原因不能为空"),
    "progress.refused": _W(
        "{name}: not read, nothing was changed for it", "{name}：未读入，没有因它改动任何文件"
    ),
    "progress.nothing-changes": _W(
        "{name}: nothing changes, so there is nothing to correct", "{name}：内容没有变化，无可更正"
    ),
    "progress.unchanged": _W("{name}: nothing new, {path} is as it was", "{name}：没有变化，{path} 保持原样"),
    "progress.read-new": _W("{name}: written to {path}", "{name}：已写入 {path}"),
    "progress.read-again": _W(
        "{name}: {path} replaced, {count} changes", "{name}：已替换 {path}，{count} 处变化"
    ),
    "progress.differences": _W("{name}: what changes in {path}", "{name}：{path} 中的变化"),
    "progress.read-done": _W("read {good} of {all} files", "{all} 个文件中读入 {good} 个"),
    "progress.not-closed": _W(
        "{path} is laid out so that nothing can be added; write closed: {day} and sealed: by hand",
        "{path} 的写法无法自动添加内容；请改为每行一个键的写法后重试（closed: {day}）",
    ),
    "progress.not-resealed": _W(
        "{path} is laid out so that the seal cannot be renewed; write sealed: as the last key, one entry a"
        " line",
        "{path} 的写法无法更新封存记录；请把 sealed: 写在最后，每条一行",
    ),
    "progress.close-early": _W(
        "a round that covers {end} cannot be closed on {day}, before it ends",
        "本期涵盖至 {end}，不能在此前的 {day} 办结",
    ),
    "progress.close-before": _W(
        "{unit} reported on {reported}: the round cannot be closed on {day}, before that",
        "{unit} 于 {reported} 报送，本期不能在此前的 {day} 办结",
    ),
    "progress.closed": _W(
        "{path}: closed on {day}, {count} files sealed", "{path}：已于 {day} 办结，封存 {count} 个文件"
    ),
    "progress.said": _W("+ {what}: {new}", "＋ {what}：{new}"),
    "progress.unsaid": _W("- {what}: {old} → {new}", "－ {what}：{old} → {new}"),
    "progress.same": _W("~ {what}: {new}", "～ {what}：{new}"),
    "progress.changed": _W("~ {what}: {old} → {new}", "～ {what}：{old} → {new}"),
    "progress.none": _W("not reported", "未报送"),
    "progress.text": _W("text: ", "情况："),
    "progress.problems": _W("problems: ", "存在问题："),
    "progress.next": _W("next steps: ", "下一步打算："),
    "progress.status": _W(
        "{label}: {reported} of {asked} units have reported; due {due}, as of {as_of}",
        "{label}：已报送 {reported}/{asked} 家；期限 {due}，截至 {as_of}",
    ),
    "progress.status-closed": _W("closed on {day}", "已于 {day} 办结"),
    "progress.status-reported": _W(
        "{unit} {name}: reported on {day}, {done} of {items} items",
        "{unit} {name}：{day} 报送，{done}/{items} 项",
    ),
    "progress.status-unreported": _W(
        "{unit} {name}: not reported ({items} items)", "{unit} {name}：未报送（{items} 项）"
    ),
    "progress.late": _W(", late", "，逾期"),
    "progress.status-missing": _W("not reported: {item} {name}", "未报送：{item} {name}"),
    "progress.status-changed": _W(
        "reworded since the form was made: {item} {name}", "制表后原文有改动：{item} {name}"
    ),
    "progress.status-summary": _W("items without a summary: {count}", "尚未汇总的事项：{count} 项"),
    "progress.status-item": _W("{item} {name} ({by})", "{item} {name}（{by}）"),
    "progress.nobody": _W("nobody sums it up", "无汇总单位"),
    "schema.what": _W(
        "Which file: plan, or round, report or summary of a round.",
        "哪种文件的结构：规划，或期次、填报、汇总。",
    ),
    "diff.reports": _W("Reports of open rounds on items that change", "未办结期次中涉及变动事项的填报"),
    "diff.report": _W("{round}: {units} reported on {item}", "{round}：{units} 已就 {item} 填报"),
}
