"""The words that frame changes, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from plansite.diagnostics.problems import Message

_W = Message
CATALOGUE: Mapping[str, Message] = {
    "nothing": _W("The two plans do not differ.", "两个版本没有差别。"),
    "section.items": _W("Items", "条目"),
    "section.units": _W("Units", "单位"),
    "section.rest": _W("Everything else", "其他"),
    "sort.plan": _W("The plan", "规划"),
    "sort.target": _W("Target: {name}", "指标：{name}"),
    "sort.audience": _W("Audience: {name}", "人群：{name}"),
    "sort.programme": _W("Programme: {name}", "项目：{name}"),
    "sort.milestone": _W("Milestone: {name}", "阶段：{name}"),
    "colon": _W(": ", "："),
    "comma": _W(", ", "、"),
    "semicolon": _W("; ", "；"),
    "quoted": _W("“{text}”", "“{text}”"),
    "added": _W("Added", "新增"),
    "removed": _W("Removed", "删除"),
    "moved": _W("Moved", "移动"),
    "moved.from": _W("from {old} to {new}", "由{old}移至{new}"),
    "place.top": _W("the front", "最前"),
    "place.after": _W("after {after}", "{after}之后"),
    "place.first": _W("the front of {parent}", "{parent}之下最前"),
    "place.under": _W("{parent}, after {after}", "{parent}之下、{after}之后"),
    "reordered": _W("in another order", "顺序有变"),
    "part": _W("part {number}, {label}", "第{number}段{label}"),
    "gained": _W("Responsibility gained", "新增责任"),
    "lost": _W("Responsibility lost", "不再负责"),
    "recast": _W("Role changed", "角色变化"),
    "role": _W("{item} ({role})", "{item}（{role}）"),
    "role.changed": _W("{item} ({old} → {new})", "{item}（{old}→{new}）"),
    "duty.gained": _W("Duty in the text gained", "正文新增要求"),
    "duty.lost": _W("Duty in the text lost", "正文不再要求"),
    "takes_over": _W("Takes over", "承接"),
    "hands_back": _W("No longer takes over", "不再承接"),
    "from_unit": _W("{item} (of {unit})", "{item}（原{unit}）"),
    "touched": _W("Its items with other changes", "所涉条目另有变化"),
    "yes": _W("yes", "是"),
    "no": _W("no", "否"),
}

KEYS: Mapping[str, Message] = {
    "address": _W("address", "地址"),
    "aliases": _W("other names", "别名"),
    "basis": _W("basis", "依据"),
    "bound": _W("how it binds", "约束方式"),
    "by": _W("by the year", "完成年份"),
    "category": _W("category", "类别"),
    "cc": _W("copies to", "抄送"),
    "collective": _W("stands for many units", "统称"),
    "contact": _W("whom to ask", "咨询机关"),
    "date": _W("date", "日期"),
    "document": _W("document", "公文"),
    "due": _W("deadline", "时限"),
    "duties": _W("duties in the text", "正文要求"),
    "end": _W("end", "止"),
    "etal": _W("the list ends in 等", "名单以“等”结尾"),
    "folder": _W("folder", "目录"),
    "from": _W("from", "起始年份"),
    "full_name": _W("full name", "全称"),
    "group": _W("group", "统称"),
    "head": _W("head", "版头"),
    "hours": _W("hours", "咨询时间"),
    "id": _W("id", "标识"),
    "index_number": _W("index number", "索引号"),
    "interpretations": _W("interpretations", "解读"),
    "issuer": _W("issuer", "发文机关"),
    "item": _W("item", "条目"),
    "items": _W("items", "条目"),
    "kind": _W("kind", "类型"),
    "kinds": _W("kinds", "类型"),
    "label": _W("label", "名称"),
    "lead": _W("lead", "牵头"),
    "lead_rule": _W("rule on who leads", "牵头规则"),
    "measure": _W("unit of measure", "计量单位"),
    "name": _W("name", "名称"),
    "notation": _W("as printed", "原文写法"),
    "note": _W("note", "说明"),
    "notice": _W("notice", "通知"),
    "now": _W("now", "现由"),
    "number": _W("number", "编号"),
    "parts": _W("part", "段"),
    "period": _W("period", "实施期"),
    "phone": _W("phone", "电话"),
    "plan": _W("file", "文件"),
    "printed_by": _W("printed by", "印发机关"),
    "printed_on": _W("printed on", "印发日期"),
    "published_on": _W("published on", "发布日期"),
    "quote": _W("quotation", "原文"),
    "responsible": _W("responsible", "责任"),
    "revisions": _W("revisions", "修订"),
    "roles": _W("names of roles", "角色名称"),
    "run_in": _W("title runs in", "标题接排"),
    "schema": _W("version of the format", "格式版本"),
    "short_title": _W("short title", "简称"),
    "since": _W("since", "自"),
    "source": _W("published text", "公布文本"),
    "start": _W("start", "起"),
    "state": _W("state", "状态"),
    "succeeds": _W("succeeds", "接替"),
    "support": _W("support", "配合"),
    "text": _W("text", "正文"),
    "title": _W("title", "标题"),
    "to": _W("to", "至"),
    "unit": _W("unit", "单位"),
    "units": _W("units", "单位"),
    "url": _W("web page", "网址"),
    "validity": _W("validity", "有效性"),
    "value": _W("value", "数值"),
    "when": _W("words that say when", "时间表述"),
    "written_on": _W("written on", "成文日期"),
}

VALUES: Mapping[tuple[str, str], Message] = {
    ("bound", "reach"): _W("reach", "达到"),
    ("bound", "at_least"): _W("at least", "不低于"),
    ("bound", "at_most"): _W("at most", "不超过"),
    ("bound", "about"): _W("about", "左右"),
    ("lead_rule", "first"): _W("the first unit leads", "排在第一位的牵头"),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return the phrase `key` in `lang`, with its fields filled in."""
    return CATALOGUE[key].say(lang, values)


def label(key: str, lang: str) -> str:
    """Return the name of a key of the plan; a key that the plan itself defines (a kind) is its own name."""
    return KEYS[key].say(lang, {}) if key in KEYS else key
