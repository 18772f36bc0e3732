"""The messages of the command line, in Chinese and English; the wording of problems is with their rules."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from plansite.diagnostics.problems import Message

LANGUAGES = ("zh", "en")

_W = Message
CATALOGUE: Mapping[str, Message] = {
    "app": _W(
        "Turn a published government plan, kept as data in plan.yaml, into a searchable public site.",
        "把以数据形式（plan.yaml）保存的政府规划做成可检索的公开网站。",
    ),
    "opt.directory": _W(
        "Work in DIR; every relative path is taken from it.", "在 DIR 目录下工作，相对路径均以它为准。"
    ),
    "opt.quiet": _W("Say only what is wrong.", "只报告问题。"),
    "opt.verbose": _W("Name every file that is touched.", "逐一列出改动的文件。"),
    "opt.lang": _W("Language of messages; else the locale's.", "消息语言；默认随系统区域设置。"),
    "check": _W(
        "Report every problem in a plan, with its line and column.", "检查规划，逐条报告问题及其行列位置。"
    ),
    "check.format": _W("How problems are told.", "报告格式。"),
    "check.done": _W(
        "{path}: {items} items, {tasks} tasks, {units} units, {responsibilities} responsibilities; no errors",
        "{path}：{items} 个条目、{tasks} 项任务、{units} 家责任单位、{responsibilities} 项责任；没有错误",
    ),
    "problems": _W(
        "errors: {errors}, warnings: {warnings}, notes: {notes}",
        "{errors} 个错误，{warnings} 个警告，{notes} 条提示",
    ),
    "generate": _W("Write docs/ from plan.yaml and content/.", "由 plan.yaml 和 content/ 生成 docs/。"),
    "generate.check": _W("Write nothing; say what differs.", "不写文件，只报告差异。"),
    "generate.done": _W(
        "docs/: {written} written, {removed} removed, {kept} unchanged",
        "docs/：写入 {written} 个文件，删除 {removed} 个，未变 {kept} 个",
    ),
    "generate.same": _W("docs/ is up to date ({kept} files)", "docs/ 已是最新（{kept} 个文件）"),
    "generate.differs": _W(
        "docs/ differs from the plan; run: plansite generate", "docs/ 与规划不一致，请运行 plansite generate"
    ),
    "ledger.behind": _W(
        "docs/.addresses does not list {count} addresses yet; plansite build adds them: commit it with docs/",
        "docs/.addresses 尚缺 {count} 个网址，plansite build 会补上，请与 docs/ 一并提交",
    ),
    "differs.missing": _W("missing", "缺少"),
    "differs.changed": _W("changed", "不同"),
    "differs.obsolete": _W("obsolete", "多余"),
    "differs.stale": _W("out of date", "过期"),
    "differs.blocked": _W("not written by plansite", "不是由 plansite 生成"),
    "files.edited": _W(
        "docs/{path} was edited by hand; the edit is replaced: put it into plan.yaml or content/"
        " (it is kept as {kept})",
        "docs/{path} 曾被手工修改，修改将被覆盖；请改在 plan.yaml 或 content/ 中（修改稿保留在 {kept}）",
    ),
    "files.left": _W(
        "docs/{path} was edited by hand and is no more generated; it is kept",
        "docs/{path} 曾被手工修改，现已不再生成；文件予以保留",
    ),
    "files.foreign": _W(
        "docs/{path} was not written by plansite; it is kept (what people write belongs into content/)",
        "docs/{path} 不是由 plansite 生成，予以保留（人工撰写的内容应放在 content/）",
    ),
    "files.blocked": _W(
        "docs/{path} is in the way: plansite did not write it and will not replace it; move it away",
        "docs/{path} 占用了要生成的位置：它不是由 plansite 生成，不会被覆盖；请先移走",
    ),
    "content.collision": _W(
        "{path} would be served at {address}, where {other} is; give it another name",
        "{path} 的网址是 {address}，已由 {other} 占用；请改名",
    ),
    "build": _W("Generate docs/ and build site/ with MkDocs.", "生成 docs/，再用 MkDocs 构建 site/。"),
    "build.strict": _W("Fail on any warning.", "有任何警告即失败。"),
    "build.site": _W("Where the site goes.", "网站输出目录。"),
    "build.documents": _W("Make no xlsx, docx or pdf.", "不制作 xlsx、docx、pdf。"),
    "build.pdf": _W("Make the PDF of the plan, too; it takes seconds.", "同时制作规划全文的 PDF，需要数秒。"),
    "build.both": _W("--pdf and --no-documents exclude each other", "--pdf 与 --no-documents 不能同时使用"),
    "build.documents.done": _W(
        "documents: {made} made, {kept} as before", "文档：新制作 {made} 个，沿用 {kept} 个"
    ),
    "build.fonts": _W("fonts of the PDF: {fonts}", "PDF 所用字体：{fonts}"),
    "font.plain": _W("{face}: {family}", "{face}用 {family}"),
    "font.bold": _W("{face}: {family} in bold", "{face}用 {family} 加粗"),
    "font.and": _W(", ", "，"),
    "build.same": _W(
        "{path}/ is up to date: nothing has changed since it was built (--force builds it anew)",
        "{path}/ 已是最新：自上次构建以来没有变化（--force 可重新构建）",
    ),
    "force": _W("Do all of the work, even where nothing has changed.", "即使没有变化也全部重做。"),
    "build.occupied": _W(
        "{path} holds files, but no site that plansite built: give another --site-dir, or move them away",
        "{path} 中有文件，但不是 plansite 构建的网站；请换一个 --site-dir，或先移走这些文件",
    ),
    "build.inside": _W(
        "{path} is no place for the site: it lies in {folder}, which the site is made from, or around it;"
        " give another --site-dir",
        "{path} 不能存放网站：它在网站的来源 {folder} 之内，或包含该目录；请换一个 --site-dir",
    ),
    "lock.waiting": _W(
        "another run of plansite is writing in this project; waiting for it",
        "本项目中另有 plansite 正在写入，等待其结束",
    ),
    "build.working": _W("building", "正在构建"),
    "build.done": _W(
        "{path}/: {pages} pages in {seconds:.1f} s", "{path}/：{pages} 个页面，用时 {seconds:.1f} 秒"
    ),
    "build.failed": _W(
        "the site was not built; the old one is as it was: {reason}",
        "网站没有构建成功，原有网站保持不变：{reason}",
    ),
    "build.above": _W("the lines above say why", "原因见以上各行"),
    "build.unsafe": _W(
        "{page}: a link may not lead to {link}; only http, https, mailto, and pages and files of the site",
        "{page}：链接不能指向 {link}；只能用 http、https、mailto，或本站的页面和文件",
    ),
    "settings.wrong": _W("the settings would break the site", "网站设置有误"),
    "site.dead": _W("{page}: the link {link} leads nowhere", "{page}：链接 {link} 没有目标"),
    "site.remote": _W(
        "{page}: a browser would ask another host for {link}; put the file into content/assets/",
        "{page}：浏览器会向其他网站请求 {link}；请把文件放到 content/assets/ 下",
    ),
    "site.more": _W("and {count} more links like these", "另有 {count} 处类似的链接"),
    "serve": _W("Preview the site; an edit shows in the browser.", "本地预览，修改后浏览器自动刷新。"),
    "serve.address": _W("Where to listen.", "监听地址。"),
    "serve.open": _W("Open it in the browser, where there is one.", "在浏览器中打开（如有浏览器）。"),
    "serve.at": _W("the preview is at {url} (Ctrl-C ends it)", "预览地址：{url}（按 Ctrl-C 结束）"),
    "serve.ended": _W("the preview has ended", "预览已结束"),
    "serve.kept": _W(
        "the preview shows the site as it was before: {reason}", "预览仍为修改前的内容：{reason}"
    ),
    "serve.nothing": _W(
        "there is nothing to show yet; the site shows here once this is mended: {reason}",
        "暂时没有可以预览的内容，改正后会自动显示：{reason}",
    ),
    "serve.taken": _W(
        "{address} is taken by another program; end that, or give another address: -a HOST:PORT",
        "{address} 已被其他程序占用；请结束该程序，或用 -a HOST:PORT 指定其他地址",
    ),
    "serve.refused": _W("{address} cannot be listened on: {reason}", "无法监听 {address}：{reason}"),
    "serve.no-host": _W("this machine does not have this address", "本机没有这个地址"),
    "serve.form": _W(
        "{address} is no HOST:PORT, such as 127.0.0.1:8000 or [::1]:8000",
        "{address} 不是 HOST:PORT 的形式，如 127.0.0.1:8000 或 [::1]:8000",
    ),
    "serve.host": _W(
        "{host} is no host to listen on; give an IP address of this machine, or localhost",
        "{host} 不能作为监听的主机；请用本机的 IP 地址或 localhost",
    ),
    "serve.port": _W(
        "{port} is no port; give a number from 1 to 65535, or 0 for any that is free",
        "{port} 不是端口号；请用 1 到 65535 的数字，或用 0 表示任一空闲端口",
    ),
    "serve.plan": _W("{path} or what belongs to it has errors", "{path} 或相关文件有错误"),
    "serve.broken": _W(
        "the plan has errors; the preview shows it as it was before", "规划有错误，预览仍为修改前的内容"
    ),
    "export": _W(
        "Write the plan, or one unit's part of it, as FORMAT: {formats}.",
        "按 FORMAT 格式导出规划或某一单位的部分：{formats}。",
    ),
    "export.unit": _W("Only what names this unit (its id).", "只导出涉及该单位（id）的内容。"),
    "export.output": _W("Write to this file instead of standard output.", "写入文件，而不是标准输出。"),
    "export.unknown": _W(
        "there is no unit {unit}; the plan has: {known}", "没有单位 {unit}；规划中有：{known}"
    ),
    "export.nothing": _W("{form}: the plan has nothing to put into it", "{form}：规划中没有可以列入的内容"),
    "export.whole": _W(
        "{form} is made of the whole plan only; print a unit's page from the browser",
        "{form} 只能导出整个规划；某一单位的页面可直接从浏览器打印",
    ),
    "export.binary": _W(
        "{form} is not text; name a file: -o FILE", "{form} 不是文本，请用 -o FILE 指定输出文件"
    ),
    "document.missing": _W("no {form}: {reason}", "没有制作 {form}：{reason}"),
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
    "queries": _W(
        "What was asked of /search/, from a web server's LOG (common or combined, .gz too): how often, "
        "and what found nothing. Addresses are dropped.",
        "读取网站服务器日志 LOG（common 或 combined 格式，可为 .gz），列出搜索页收到的查询和次数，"
        "标明没有结果的；不保留访问者地址。",
    ),
    "queries.format": _W("How queries are told.", "输出格式。"),
    "queries.nothing": _W("finds nothing", "没有结果"),
    "queries.part": _W("{found} in part", "部分匹配 {found} 条"),
    "queries.found": _W("{found}", "{found} 条"),
    "queries.done": _W(
        "{asked} searches for {queries} different things; {lost} of these find nothing: words for them can "
        "be added to content/synonyms.yaml",
        "共 {asked} 次搜索，{queries} 种说法，其中 {lost} 种没有结果，可在 content/synonyms.yaml 中补充说法",
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
    "schema": _W("Print the JSON Schema of plan.yaml.", "输出 plan.yaml 的 JSON Schema。"),
    "offline": _W(
        "Pack the built site into one zip that opens from disk.", "把构建好的网站打成一个可离线打开的压缩包。"
    ),
    "offline.output": _W("Where the zip goes.", "压缩包的位置。"),
    "offline.missing": _W(
        "there is no site in {path}/; build it first: plansite build",
        "{path}/ 中没有网站，请先运行 plansite build",
    ),
    "offline.done": _W("{path}: {size} KB", "{path}：{size} KB"),
    "headers": _W(
        "Print what the web server is to send with every page, as lines for nginx.",
        "输出网页服务器随每个页面发送的安全响应头，供 nginx 使用。",
    ),
    "headers.missing": _W(
        "there is no {page} in {path}/; build the site first: plansite build",
        "{path}/ 中没有 {page}，请先运行 plansite build",
    ),
    "headers.blocked": _W(
        "{path}: {what} will not work under these headers; scripts, styles, pictures and videos belong into"
        " content/assets/",
        "{path}：{what} 在这些响应头下不起作用；请把脚本、样式、图片和视频放到 content/assets/ 下",
    ),
    "file.failed": _W("{path}: {reason}", "{path}：{reason}"),
    "interrupted": _W("interrupted; {left}", "已中断；{left}"),
    "left.nothing": _W("nothing was changed", "没有改动任何文件"),
    "left.same": _W("{path} is as it was", "{path} 保持原样"),
    "left.partly": _W(
        "{path} may be written in part: run this again", "{path} 可能只写入了一部分，请重新运行"
    ),
    "left.done": _W("{path} is up to date", "{path} 已是最新"),
    "epoch.wrong": _W(
        "SOURCE_DATE_EPOCH is {value}; it must be a number of seconds since 1970, in digits",
        "SOURCE_DATE_EPOCH 为 {value}；须为自 1970 年起的秒数，只用数字",
    ),
    "memory.failed": _W("there is not enough memory for this", "内存不足，无法完成"),
    "serve.missing": _W(
        "there is no {path} here; name the folder of the project: plansite -C DIR serve",
        "此处没有 {path}；请指定项目所在的目录：plansite -C 目录 serve",
    ),
}

NO_FILE = _W("it is no plain file but a pipe, a socket or a device", "这不是普通文件，而是管道、套接字或设备")
LEADS_OUT = _W("the symbolic link leads out of the project", "符号链接指向项目之外")
NAMES_OTHERS = _W(
    "it names a file outside docs/; restore the one that was committed, or delete it and docs/ with it",
    "其中列有 docs/ 以外的文件；请恢复已提交的版本，或将它连同 docs/ 一并删除",
)
TWICE = _W(
    "content/pages/assets/ has a file of the same name; delete one of the two",
    "content/pages/assets/ 中有同名文件；请删去其中之一",
)
LEFT_OUT = _W(
    "MkDocs leaves out a folder templates/ at the top; rename it",
    "MkDocs 不收录顶层的 templates/ 目录，请改名",
)
BAD_NAME = _W(
    "the name is too long for a page, or has a control character or a backslash; rename the file",
    "文件名过长，或含有控制字符、反斜线；请改名",
)
NOTHING = _W(
    "{name} has a title or a letterhead and no text below it: there is nothing to make a plan of",
    "{name} 只有标题或版头，其下没有正文，无法生成规划",
)
LEADS_NOWHERE = _W("the symbolic link leads nowhere", "符号链接的目标不存在")
FOLDER_LINK = _W(
    "a symbolic link to a folder is not followed; copy the files here",
    "不跟随指向目录的符号链接，请把文件复制到此处",
)

_ERRNO = {
    errno.ENOENT: _W("there is no such file", "文件不存在"),
    errno.EACCES: _W("no permission", "没有权限"),
    errno.EPERM: _W("no permission", "没有权限"),
    errno.EEXIST: _W("there is a file already", "已有同名文件"),
    errno.EISDIR: _W("it is a folder", "这是一个目录"),
    errno.ENOTDIR: _W("a part of the path is no folder", "路径中有一段不是目录"),
    errno.ENOSPC: _W("the disk is full", "磁盘已满"),
    errno.EFBIG: _W("the file is larger than this system allows", "文件超过系统允许的大小"),
    errno.EDQUOT: _W("the disk quota is used up", "磁盘配额已用完"),
    errno.ENAMETOOLONG: _W("the name is too long", "文件名太长"),
    errno.EROFS: _W("the disk is read-only", "磁盘为只读"),
    errno.ELOOP: _W("the symbolic links go in a circle", "符号链接成环"),
}


class RefusedError(OSError):
    """A path exists but must not be used; `wording` says why."""

    def __init__(self, path: str, wording: Message) -> None:
        super().__init__(errno.EINVAL, wording.en, path)
        self.wording = wording


def locale_language(environ: Mapping[str, str]) -> str:
    """Return "zh" for a Chinese locale, else "en".

    As in gettext, the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG that is set decides.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def message(key: str, lang: str, **values: object) -> str:
    """Return the message `key` in `lang`, with its fields filled in."""
    return CATALOGUE[key].say(lang, values)


def file_error_reason(error: OSError, lang: str) -> str:
    """Return why a file could not be read or written; in the system's words if there is no translation."""
    wording = error.wording if isinstance(error, RefusedError) else _ERRNO.get(error.errno or 0)
    return wording.say(lang, {}) if wording else (error.strerror or str(error))
