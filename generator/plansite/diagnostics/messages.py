"""The messages of the command line, in Chinese and English; the wording of problems is with their rules."""

from __future__ import annotations

from collections.abc import Mapping

from plansite.diagnostics.edition_messages import EDITIONS
from plansite.diagnostics.problems import Message
from plansite.diagnostics.progress_messages import PROGRESS

LANGUAGES = ("zh", "en")

_W = Message
CATALOGUE: Mapping[str, Message] = {
    **EDITIONS,
    **PROGRESS,
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
    "export.round": _W("The round of reports that a report is about.", "报告所写的一期。"),
    "export.no-rounds": _W(
        "{form} is made of the plan, not of a round; leave out --round",
        "{form} 由规划导出，与期无关，请去掉 --round",
    ),
    "export.whole-round": _W(
        "{form} is made of a whole round only; leave out --unit", "{form} 只能导出整个一期，请去掉 --unit"
    ),
    "export.which-round": _W(
        "{form} is made of one round; name it: --round ROUND (there is: {known})",
        "{form} 由某一期导出，请用 --round 指定（现有：{known}）",
    ),
    "export.unknown-round": _W(
        "there is no round {round}; there is: {known}", "没有 {round} 这一期；现有：{known}"
    ),
    "export.roundless": _W(
        "there is no round of reports; start one: plansite progress open ROUND",
        "还没有进展填报；请用 plansite progress open ROUND 开始一期",
    ),
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
    "schema": _W(
        "Print the JSON Schema of plan.yaml, or of a file of a round.",
        "输出 plan.yaml 或期次文件的 JSON Schema。",
    ),
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
