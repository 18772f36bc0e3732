"""The messages about editions of a plan: made from a document, begun, revised, compared."""

from __future__ import annotations

from collections.abc import Mapping

from plansite.diagnostics.problems import Message

_W = Message
EDITIONS: Mapping[str, Message] = {
    "diff": _W(
        "Tell what changed between two plans, by item and by unit.",
        "比较两份规划，逐项、逐单位列出变化。",
    ),
    "diff.format": _W("How changes are told.", "输出格式。"),
    "import": _W(
        "Write a draft plan.yaml from an official document (.txt .md .html .docx .pdf;"
        " .doc .wps .rtf .odt through LibreOffice).",
        "由公布的文件（.txt .md .html .docx .pdf；借助 LibreOffice 还有 .doc .wps .rtf .odt）"
        "生成规划草稿 plan.yaml。",
    ),
    "import.output": _W(
        "Where the draft goes: plan.yaml, with --onto new.yaml; an existing file is refused.",
        "草稿的位置：默认为 plan.yaml，用 --onto 时为 new.yaml；已有文件则拒绝。",
    ),
    "import.onto": _W(
        "The plan that the document replaces: what is still in it keeps its id and all that editors added.",
        "由这份文件取代的规划：仍在其中的内容保留原有的 id 和编辑所加的一切。",
    ),
    "onto.matched": _W(
        "{count} of the {all} items of the plan are in the document",
        "原规划的 {all} 个条目中，{count} 个仍在新文本中",
    ),
    "onto.item-new": _W("new item {id}: {name}", "新增条目 {id}：{name}"),
    "onto.item-gone": _W("item {id} is gone: {name}", "条目 {id} 已不在新文本中：{name}"),
    "onto.item-moved": _W(
        "item {id} has moved from {old} to {new}: {name}", "条目 {id} 由 {old} 移至 {new}：{name}"
    ),
    "onto.item-reordered": _W(
        "item {id} stands at another place below {old}: {name}", "条目 {id} 在 {old} 之下换了位置：{name}"
    ),
    "onto.units": _W(
        "units: {kept} kept, {new} new, {gone} gone",
        "单位：保留 {kept} 家，新增 {new} 家，不再出现 {gone} 家",
    ),
    "onto.unit-new": _W("new unit {id}: {name}", "新增单位 {id}：{name}"),
    "onto.unit-gone": _W("unit {id} is gone: {name}", "单位 {id} 已不在新文本中：{name}"),
    "onto.unit-renamed": _W(
        "unit {old} is printed as {new} now; {old} is among its other names",
        "单位 {old} 现印作 {new}，原名列入别名",
    ),
    "onto.lost": _W(
        "left out, {path}: its quote no longer stands in {id} ({name}): {quote}",
        "未带入 {path}：引文已不在 {id}（{name}）中：{quote}",
    ),
    "onto.lost-with-item": _W(
        "left out, {path}: its item {id} is gone ({name}): {quote}",
        "未带入 {path}：所属条目 {id}（{name}）已不在新文本中：{quote}",
    ),
    "onto.fewer": _W(
        "left out of {path}: the item {id}, which is gone ({name})",
        "{path} 中去掉了条目 {id}（{name}），它已不在新文本中",
    ),
    "onto.due-lost": _W(
        "left out, the deadline of {id} ({name}): {due}", "未带入 {id}（{name}）的时限：{due}"
    ),
    "onto.quote-moved": _W(
        "to be checked, {path}: its quote now stands in {id} ({name}): {quote}",
        "请核对 {path}：引文现在 {id}（{name}）中：{quote}",
    ),
    "onto.quote-reworded": _W(
        "to be checked, {path}: its quote is worded otherwise now in {id} ({name}): {quote}",
        "请核对 {path}：引文在 {id}（{name}）中的文字有改动，现为：{quote}",
    ),
    "onto.item-succeeds": _W(
        "to be checked: {id} ({new}) seems to have taken the place of {old}",
        "请核对：{id}（{new}）似已取代 {old}",
    ),
    "onto.item-split": _W(
        "to be checked: {id} ({new}) has text that stood in {old}, which is still there",
        "请核对：{id}（{new}）的文字原在 {old} 中，后者仍在",
    ),
    "onto.unit-succeeds": _W(
        "to be checked: the unit {new} ({id}) seems to have taken the place of {old}",
        "请核对：单位 {new}（{id}）似已取代 {old}",
    ),
    "onto.more": _W("… and {count} more", "……另有 {count} 条"),
    "onto.marked": _W("to be checked, {path}", "请核对 {path}"),
    "onto.next": _W(
        "what changed: plansite diff {plan} {output}; then put {output} in the place of {plan}",
        "查看变化：plansite diff {plan} {output}；核对后用 {output} 替换 {plan}",
    ),
    "import.unreadable": _W("{path}: {reason}", "{path}：{reason}"),
    "import.suspect": _W(
        "{path}:{line}: looks like a responsibility and was not read: {text}",
        "{path}:{line}：像是责任分工，没有读出来：{text}",
    ),
    "import.no-outline": _W(
        "{path}: no numbered headings were found, so there are no tasks; check that the file is the plan",
        "{path}：没有找到编号的标题，因此没有任务；请确认文件就是规划本身",
    ),
    "import.no-units": _W(
        "{path}: no task has a unit; nothing in the text or its tables was understood as a responsibility",
        "{path}：没有一项任务有责任单位；正文和表格中没有读出任何责任分工",
    ),
    "import.contradicted": _W(
        "{path}:{line}: the table names other units than the text, which was kept: {text}",
        "{path}:{line}：表格所列单位与正文不一致，以正文为准：{text}",
    ),
    "import.row": _W(
        "{path}:{line}: this row of the table is no task of the text; it stands below the annex: {text}",
        "{path}:{line}：表格的这一行在正文中没有对应任务，已列在附件之下：{text}",
    ),
    "import.table": _W(
        "{path}:{line}: the table that begins here lists no tasks with units, and is kept as text: {text}",
        "{path}:{line}：从这里开始的表格不是任务分工表，按正文保留：{text}",
    ),
    "import.hole": _W(
        "{path}:{line}: this number does not follow the one before it: {text}",
        "{path}:{line}：编号与前一条不连续：{text}",
    ),
    "import.lost": _W(
        "{path}:{line}: this is not in the draft: {text}", "{path}:{line}：以下文字没有收入草稿：{text}"
    ),
    "import.more": _W("… and {count} more like these", "……另有 {count} 处同类情况"),
    "import.little": _W(
        "WARNING: only {share} of the document is in the draft. Do not work from it before you know why.",
        "警告：草稿只收入了原文的 {share}。请先查明原因，再使用这份草稿。",
    ),
    "import.alike": _W(
        "{one} and {other} may be one unit; if so, keep one of them",
        "{one} 与 {other} 可能是同一单位；如是，请合并为一个",
    ),
    "import.done": _W(
        "{path}: {items} items, {tasks} tasks, {units} units, {responsibilities} responsibilities; "
        "{fidelity} of the source's characters are in it; guesses to be looked at: {guesses}",
        "{path}：{items} 个条目、{tasks} 项任务、{units} 家责任单位、{responsibilities} 项责任；"
        "原文字符的 {fidelity} 已收入；有 {guesses} 处推测，请核对",
    ),
    "new": _W("Start a project for another plan in DIR.", "在 DIR 目录下新建一个规划项目。"),
    "new.occupied": _W("{path} is not empty", "{path} 不是空目录"),
    "new.done": _W(
        "{path}: now put a plan.yaml there: plansite -C {path} import DOCUMENT",
        "{path}：接下来生成 plan.yaml：plansite -C {path} import 文件",
    ),
    "revise": _W(
        "Before editing: keep the plan as it is and open a new revision in plan.yaml.",
        "修改之前：保存现行规划，并在 plan.yaml 中新开一次修订。",
    ),
    "revise.day": _W("The day on which the new plan takes effect.", "新规划生效的日期。"),
    "revise.note": _W("What the revision is about.", "修订事由。"),
    "revise.basis": _W("The document that it rests on.", "修订依据的文件。"),
    "revise.empty": _W("--note says nothing", "--note 不能为空"),
    "revise.date": _W(
        "{date} is not later than {last}, the day from which the plan stands as it is",
        "{date} 不晚于现行规划的起始日期 {last}",
    ),
    "revise.by-hand": _W(
        "the entry cannot be added to {path} by program; add it under revisions by hand",
        "无法自动写入 {path}，请在 revisions 下手工添加",
    ),
    "revise.done": _W(
        "the plan as it was is kept in {path}; now edit {plan}, then: plansite generate",
        "原规划已保存到 {path}；现在可以修改 {plan}，改完运行 plansite generate",
    ),
}
