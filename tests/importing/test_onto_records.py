"""A plan and its reissue: what is said of quotes, deadlines and the document itself."""

from __future__ import annotations

from plansite.importing.document import imported
from plansite.importing.draft.emit import emit
from plansite.importing.onto.reissue import reissued
from plansite.importing.readers import read
from plansite.plan.tree import walk
from plansite.reading.examine import examine
from tests.helpers.small_reissue import PLAN, WHOLE_LABS, Case, plan, printed, reissue


def test_what_still_stands_keeps_its_records_and_what_does_not_is_left_out_and_told() -> None:
    case = reissue(("建成科普场馆20个", "新增绿道三条"), ("把科普经费列入预算，", ""))
    assert [each.id for each in case.new.targets] == ["share"]
    assert case.new.duties == ()
    assert case.new.programmes == case.old.programmes
    told = [each for each in case.told() if each.startswith("onto.lost")]
    assert any("targets: halls" in each and "建成科普场馆20个" in each for each in told)
    assert any("duties: qx" in each for each in told)
    # The unit is asked nothing, but still named: an editor who puts in the new words needs it.
    assert case.unit("qx").category == "人民政府"


def test_a_figure_that_changed_keeps_its_target_to_be_checked() -> None:
    case = reissue(("比例达到15%", "比例达到18.5%"))
    (share, _) = case.new.targets
    assert (share.id, share.label, str(share.value)) == ("share", "具备科学素质的比例", "18.5")
    assert share.quote == "全市公民具备科学素质比例达到18.5%"
    assert len(case.marked()) == 1
    assert any(each.startswith("onto.quote-reworded targets: share") for each in case.told())


def test_a_quote_that_went_to_another_item_takes_its_record_along() -> None:
    case = reissue(
        ("每年组织“科学之夜”活动，", ""), ("开放周末实验课", "每年组织“科学之夜”活动，开放周末实验课")
    )
    (night,) = case.new.programmes
    assert (night.id, night.item, night.category) == ("night", "labs", "校园")
    assert any(each.startswith("onto.quote-moved programmes: night") for each in case.told())


def test_an_audience_loses_the_item_that_is_gone() -> None:
    case = reissue((WHOLE_LABS, ""))
    assert case.new.audiences[0].items == ("schools",)
    assert any(each.startswith("onto.fewer audiences: pupils") for each in case.told())


def test_what_editors_did_not_take_is_not_proposed_again_but_what_is_new_is() -> None:
    plain = PLAN.replace(
        "  - {id: halls, item: aims, label: 科普场馆, value: 20, measure: 个, quote: 建成科普场馆20个}\n", ""
    )
    assert [each.id for each in reissue(("显微镜", "放大镜"), of=plain).new.targets] == ["share"]
    case = reissue(("开放周末实验课。", "开放周末实验课。培训实验员300名以上。"), of=plain)
    (_, new) = case.new.targets
    assert (new.item, str(new.value), new.quote) == ("labs", "300", "培训实验员300名以上")
    assert [line[:6] for line in case.marked()] == ["- {id:"]


def test_a_deadline_goes_with_its_words() -> None:
    printed_due = PLAN.replace("每年组织“科学之夜”活动，", "2024年底前组织“科学之夜”活动，").replace(
        "quote: 每年组织", "quote: 2024年底前组织"
    )
    kept = reissue(("编写乡土", "编印乡土"), of=printed_due).item("schools")
    assert kept.due is not None
    assert kept.due.date is not None
    case = reissue(("2024年底前组织", "组织"), of=printed_due)
    assert case.item("schools").due is None
    assert any(each.startswith("onto.due-lost schools") for each in case.told())
    refused = printed_due.replace("            due: {text: 2024年底前, date: 2024-12-31}\n", "")
    assert reissue(("编写乡土", "编印乡土"), of=refused).item("schools").due is None
    later = reissue(("2024年底前组织", "2025年底前组织"), of=printed_due)
    due = later.item("schools").due
    assert due is not None
    assert (due.text, due.date) == ("2025年底前", None)
    assert "due: {text: 2025年底前}  # 请核对" in later.marked()


def test_a_new_document_number_puts_in_doubt_what_only_the_old_one_is_known_to_have() -> None:
    case = reissue(
        ("某府发〔2022〕3号", "某府发〔2026〕8号"), ("2022年3月1日印发\n", ""), ("2021—2025年", "2026—2030年")
    )
    assert case.new.document.number == "某府发〔2026〕8号"
    assert case.new.period is not None
    assert (case.new.period.start, case.new.period.end) == (2026, 2030)
    assert case.new.revisions == case.old.revisions
    assert "printed_on: 2022-03-01  # 请核对" in case.marked()
    assert "source: content/source/a.txt  # 请核对" in case.marked()
    assert "short_title: 某市科普  # 请核对" in case.marked()
    assert "onto.marked document: printed_on" in case.told()


def test_a_document_that_prints_no_number_leaves_it_to_be_checked() -> None:
    case = reissue(("某府发〔2022〕3号\n", ""), ("某市人民政府文件\n", ""))
    assert case.changes() == []
    assert case.marked() == ["number: 某府发〔2022〕3号  # 请核对"]


def test_a_document_with_nothing_in_common_gives_its_own_plan() -> None:
    old = plan()
    text = (
        "河道保洁办法\n一、范围\n本办法适用于通航水域。\n二、分工\n（一）打捞。清除水葫芦。（市水利局负责）\n"
    )
    case = Case(old, reissued(old, imported(read("new.txt", text.encode())).draft))
    written = examine(emit(case.made.draft, onto=True).encode(), "new.yaml", "en")
    assert written.record is not None
    assert {node.item.title for node in walk(written.record)} == {"范围", "分工", "打捞"}
    assert not {node.id for node in walk(old)} & {node.id for node in walk(case.new)}
    assert [each.name for each in case.new.units] == ["市水利局"]
    assert case.told()[0] == "onto.matched 0 9"


def test_an_empty_plan_takes_all_from_the_document() -> None:
    case = Case(
        empty := plan("schema: 1\ntitle: 空\nitems: []\n"),
        reissued(empty, imported(read("a.txt", printed(plan()).encode())).draft),
    )
    assert len(list(walk(case.new))) == 9
    assert examine(emit(case.made.draft, onto=True).encode(), "new.yaml", "en").record == case.new


def test_a_stage_keeps_its_years_while_its_words_say_them() -> None:
    staged = PLAN.replace("；", "；") + (
        "milestones:\n  - {id: start, item: guard, label: 启动, from: 2022, to: 2023, when: 2022年到2023年, "
        "quote: 2022年到2023年落实专职人员}\n"
    )
    staged = staged.replace("，落实专职人员。", "，2022年到2023年落实专职人员。")
    kept = reissue(("2022年到2023年落实专职人员", "2022年到2023年落实专职和兼职人员"), of=staged)
    assert [(each.id, each.when) for each in kept.new.milestones] == [("start", "2022年到2023年")]
    lost = reissue(("2022年到2023年落实专职人员", "2024年到2025年落实专职人员"), of=staged)
    assert lost.new.milestones == ()
    assert any(each.startswith("onto.lost milestones: start") for each in lost.told())


def test_the_words_that_say_when_are_spelled_as_the_quote_is() -> None:
    staged = PLAN.replace("，落实专职人员。", "，2022－2023年落实专职人员。") + (
        "milestones:\n  - {id: start, item: guard, label: 启动, from: 2022, to: 2023, when: 2022－2023年, "
        "quote: 2022－2023年落实专职人员}\n"
    )
    (start,) = reissue(("列入预算，", "列入年度预算，"), of=staged).new.milestones
    assert (start.when, start.quote) == ("2022—2023年", "2022—2023年落实专职人员")


def test_a_quote_does_not_take_words_that_stood_there_before() -> None:
    twice = PLAN.replace("建成科普场馆20个。", "建成科普场馆20个，建成科普场所20个。")
    case = reissue(("建成科普场馆20个，", ""), of=twice)
    assert [each.id for each in case.new.targets] == ["share"]


def test_a_document_without_a_title_keeps_that_of_the_plan() -> None:
    body = "".join(printed(plan()).partition("一、工作目标")[1:])
    case = Case(plan(), reissued(plan(), imported(read("a.txt", body.encode())).draft))
    assert case.new.title == case.old.title


def test_a_quote_that_names_something_else_now_is_left_out() -> None:
    case = reissue(("“科学之夜”", "“科普之夜”"))
    assert "night" not in {each.id for each in case.new.programmes}
    assert any(each.startswith("onto.lost programmes: night") for each in case.told())


def test_a_quote_that_stands_in_two_other_items_is_left_out() -> None:
    words = "每年组织“科学之夜”活动，"
    case = reissue((words, ""), ("开放周末", f"{words}开放周末"), ("各县区要", f"{words}各县区要"))
    assert case.new.programmes == ()


def test_a_name_that_the_plan_has_is_not_proposed_again() -> None:
    case = reissue(("开放周末实验课。", "开放周末实验课，参加“科学之夜”活动。"))
    assert [each.id for each in case.new.programmes] == ["night"]


def test_years_that_no_title_prints_are_those_of_the_editors() -> None:
    untitled = PLAN.replace("方案（2021—2025年）", "方案").replace("2021, end: 2025", "2020, end: 2024")
    assert reissue(("显微镜", "放大镜"), of=untitled).new.period == plan(untitled).period
    without = untitled.replace("period: {start: 2020, end: 2024}\n", "")
    assert reissue(("显微镜", "放大镜"), of=without).new.period is None


def test_very_many_lines_are_cut_short_and_counted() -> None:
    task = "  - {{id: t{0}, number: {0}., title: 修第{0}号桥, text: 甲{0}乙{0}丙{0}。}}\n"
    tasks = "".join(map(task.format, range(1, 250)))
    many = plan(PLAN.replace("duties:", f"{tasks}duties:"))
    case = Case(many, reissued(many, imported(read("a.txt", printed(plan()).encode())).draft))
    told = case.told()
    assert sum(each.startswith("onto.item-gone") for each in told) == 200
    assert "onto.more 49" in told
