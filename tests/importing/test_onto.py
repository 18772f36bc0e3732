"""A plan and its reissue: which item is which, and what is kept of each."""

from __future__ import annotations

import pytest

from plansite.importing.document import imported
from plansite.importing.draft.draft import Draft
from plansite.importing.draft.emit import emit
from plansite.importing.onto.reissue import reissued
from plansite.importing.readers import read
from plansite.plan.content_records import Correction
from plansite.plan.tree import walk
from plansite.reading.examine import examine
from tests.helpers.small_reissue import LABS, PLAN, WHOLE_LABS, Case, plan, printed, reissue

WIDTH = str.maketrans("，：（）〔〕“”", ',:()[]""')


def test_the_same_text_gives_the_same_plan() -> None:
    case = reissue()
    assert case.new == case.old
    assert case.marked() == []
    assert case.told()[0] == "onto.matched 9 9"


def test_so_does_the_text_as_a_scan_has_it() -> None:
    old = plan()
    made = reissued(old, imported(read("new.txt", printed(old).translate(WIDTH).encode())).draft)
    assert made.plan == old


def test_a_new_sentence_changes_the_text_and_nothing_else() -> None:
    case = reissue(("编写乡土科普读本", "编写乡土科普读本和实验手册"))
    assert case.changes() == ["item-reworded schools"]
    assert case.item("schools").due == case.old.items[1].items[0].items[0].due


def test_all_other_sentences_are_spelled_as_the_plan_spells_them() -> None:
    spelled = PLAN.replace("邀请院士进校园", "邀请院士走“校园－场馆”路线").replace(
        "quote: 邀请院士进校园", "quote: 编写乡土科普读本"
    )
    case = reissue(("校园－场馆", "校园–场馆"), ("各学校要配齐", "各校要配齐"), of=spelled)
    assert "校园－场馆" in (case.item("schools").text or "")
    case = reissue(("校园－场馆", "校园–场馆"), ("编写乡土科普读本。", "编写读本。"), of=spelled)
    assert "校园–场馆" in (case.item("schools").text or "")  # it is in the sentence that changed


def test_a_listed_error_of_the_scan_is_none() -> None:
    wrong = Correction(scanned="天文望远境", corrected="天文望远镜", times=1, reason="镜")
    case = reissue(("天文望远镜", "天文望远境"), corrections=(wrong,))
    assert case.changes() == []
    assert reissue(("天文望远镜", "天文望远境")).changes() == ["item-reworded labs"]
    more = reissue(("天文望远镜，培训", "天文望远境，聘请"), corrections=(wrong,))
    assert "天文望远镜，聘请" in (more.item("labs").text or "")
    short = Correction(scanned="天文望远", corrected="天文望远镜", times=1, reason="漏字")
    assert reissue(("天文望远镜", "天文望远"), corrections=(short,)).changes() == []
    assert reissue(corrections=(short,)).changes() == []
    unknown = Correction(scanned="显微镜", corrected="放大镜", times=1, reason="不见于规划")
    assert reissue(corrections=(unknown,)).changes() == []


def test_numbers_that_shift_change_no_id() -> None:
    case = reissue(
        ("1.办好校园科普", "1.修建天象厅。选址城南新建球幕影院。（责任单位：市科协）\n2.办好校园科普"),
        ("2.建设乡村实验室", "3.建设乡村实验室"),
    )
    assert [each.id for each in case.item("youth").items][1:] == ["schools", "labs"]
    assert [each for each in case.changes() if "renumbered" in each] == [
        "item-renumbered schools",
        "item-renumbered labs",
    ]


def test_a_title_may_change_and_the_short_title_is_to_be_checked() -> None:
    case = reissue(("实施青少年科学素质提升行动", "实施少年儿童科学素质提升行动"))
    assert case.changes() == ["item-retitled youth"]
    assert case.marked() == ["short_title: 青少年行动  # 请核对"]


def test_a_text_may_be_written_anew_under_its_title() -> None:
    case = reissue(
        (
            "在库区推广灵芝和黄精种植，建设示范基地，组织农技员包村指导，每季度开展一次现场观摩。",
            "发动林场职工领办合作社，打通电商销路，注册地理标志商标。",
        )
    )
    assert "item-reworded fields" in case.changes()
    assert not any("added" in each or "removed" in each for each in case.changes())


def test_texts_that_are_swapped_follow_numbers_and_titles() -> None:
    old = plan()
    fields, data = old.items[1].items[1].items
    case = reissue(
        (fields.text or "", "甲"), (data.text or "", fields.text or ""), ("甲（", f"{data.text}（")
    )
    assert [each for each in case.changes() if each.startswith("item")] == [
        "item-reworded fields",
        "item-reworded data",
    ]


def test_an_item_that_moves_keeps_its_id_and_kind() -> None:
    text = WHOLE_LABS
    case = reissue((text, ""), ("三、组织保障", f"3{text[1:]}三、组织保障"))
    assert [each.id for each in case.item("farmers").items] == ["fields", "data", "labs"]
    assert "item-moved labs" in case.changes()
    assert any(each.startswith("onto.item-moved labs") for each in case.told())


def test_equal_titles_are_told_apart_by_their_texts_and_places() -> None:
    doubled = PLAN.replace("title: 建设乡村实验室", "title: 加强宣传").replace(
        "title: 开放农业数据", "title: 加强宣传"
    )
    case = reissue(("显微镜", "放大镜"), ("墒情", "肥力"), of=doubled)
    assert [each for each in case.changes() if each.startswith("item")] == [
        "item-reworded labs",
        "item-reworded data",
    ]


def test_of_equal_items_the_order_decides() -> None:
    texts = "".join(
        f'  - {{id: same-{n}, number: "{n}.", title: 加强宣传, text: 做好宣传。, responsible: [kx]}}\n'
        for n in (1, 2, 3)
    )
    plan_text = PLAN.replace("duties:", f"{texts}duties:").replace("  - id: guard", "  - id: guard", 1)
    assert reissue(of=plan_text).changes() == []


FIELDS = "在库区推广灵芝和黄精种植，建设示范基地，组织农技员包村指导，每季度开展一次现场观摩。"
LIKE_FIELDS = "在库区推广灵芝和黄精种植，建设加工车间，组织农技员包村指导，发放良种补贴和农机补贴。"


def test_title_and_text_may_both_change_where_number_and_place_are_the_same() -> None:
    words = ("推广林下种植", "推广林下养殖"), (FIELDS, LIKE_FIELDS)
    assert [each for each in reissue(*words).changes() if each.startswith("item")] == [
        "item-retitled fields",
        "item-reworded fields",
    ]
    task = f"1.推广林下种植。{FIELDS}（责任单位：市林业局、市科协）\n"
    moved = f"3.推广林下养殖。{LIKE_FIELDS}（责任单位：市林业局、市科协）\n（二）实施"
    elsewhere = reissue((task, ""), ("（二）实施", moved))
    assert "item-removed fields" in elsewhere.changes()
    assert [node.item.succeeds for node in walk(elsewhere.new) if node.item.succeeds] == [("fields",)]


def test_the_same_text_under_another_title_counts_more_than_a_like_title() -> None:
    other = "发动林场职工领办合作社，打通电商销路，组织农技员包村指导，每季度开展一次现场观摩。"
    case = reissue(("1.推广林下种植", f"1.推进林下种植。{other}（责任单位：市林业局）\n2.做强油茶产业"))
    assert case.item("fields").title == "做强油茶产业"


def test_a_new_item_has_the_kind_of_those_beside_it_and_an_id_of_its_own() -> None:
    case = reissue(
        (
            "三、组织保障",
            "（三）服务老年人（牵头单位：市科协）\n1.办好老年学堂。开设手机课。（责任单位：市科协）\n三、组织保障",
        )
    )
    added = case.new.items[1].items[2]
    assert added.kind == "action"
    assert added.items[0].kind is None
    assert added.id not in {node.id for node in walk(case.old)}
    assert any(each.startswith(f"onto.item-new {added.id}") for each in case.told())


def test_an_id_that_was_published_goes_to_no_new_item() -> None:
    first = reissue(("三、组织保障", "三、组织保障\n四、健全宣传\n开设专栏。"))
    (new,) = (node.id for node in walk(first.new) if node.id not in {each.id for each in walk(first.old)})
    taken = PLAN.replace("id: guard", f"id: {new}").replace("item: guard", f"item: {new}")
    second = reissue(("三、组织保障", "四、健全宣传\n开设专栏。\n三、组织保障"), of=taken)
    assert sum(node.id == new for node in walk(second.new)) == 1
    assert next(node.item.title for node in walk(second.new) if node.id == new) == "组织保障"


def test_one_item_that_became_another_is_proposed_as_its_successor() -> None:
    case = reissue(
        ("2.建设乡村实验室", "2.开办周末科学课堂"),
        (
            LABS,
            "为山区小学购置显微镜和天文望远镜，聘请退休教师，开放周末阅读课，免费接送学生。",
        ),
    )
    (new,) = [node.item for node in walk(case.new) if node.item.succeeds]
    assert new.succeeds == ("labs",)
    assert case.marked() == ["succeeds: [labs]  # 请核对"]
    assert any(each.startswith("onto.item-succeeds") for each in case.told())


def test_an_item_that_was_merged_into_another_is_proposed_as_succeeded() -> None:
    text = LABS
    case = reissue(
        (WHOLE_LABS, ""),
        ("编写乡土科普读本。", f"编写乡土科普读本。{text}"),
    )
    assert case.item("schools").succeeds == ("labs",)
    assert any(each.startswith("onto.item-gone labs") for each in case.told())


def test_a_new_item_with_text_of_one_that_is_still_there_is_told() -> None:
    text = "组织农技员包村指导，每季度开展一次现场观摩。"
    case = reissue(
        (f"建设示范基地，{text}", "建设示范基地，编印技术手册，发放良种补贴，对接收购企业。"),
        ("三、组织保障", f"3.做好技术服务。{text}（责任单位：市林业局）\n三、组织保障"),
    )
    assert case.item("fields").title == "推广林下种植"
    assert any(each.startswith("onto.item-split") and "推广林下种植" in each for each in case.told())
    assert not any(node.item.succeeds for node in walk(case.new))


DIVISIONS = {
    "an item is two": (
        "text: 各县区要把科普经费列入预算，落实专职人员。",
        "text: 各县区要把科普经费列入预算，落实专职人员。\n    items:\n      - {id: more, text: 做好总结。}",
    ),
    "paragraphs are items beside it": (
        "落实专职人员。\nduties",
        "落实专职人员。\n  - {id: more, text: 做好总结。}\n  - {id: most, text: 年终考核。}\nduties",
    ),
    "items are paragraphs": (
        "    title: 工作目标\n    text: 到",
        "    title: 工作目标\n    text: |\n      （一）打好基础。\n      （二）补齐短板。\n      到",
    ),
}


def test_text_that_stood_in_another_item_before_was_not_merged_into_it() -> None:
    twice = PLAN.replace("text: 各县区要", f"text: {LABS}各县区要")
    merged = reissue((WHOLE_LABS, ""), ("落实专职人员", "落实专兼职人员"), of=twice)
    divided = reissue(
        (WHOLE_LABS, ""),
        of=PLAN.replace("    text: 各", f"    items:\n      - {{id: more, text: {LABS}}}\n    text: 各"),
    )
    for case in (merged, divided):
        assert "item-removed labs" in case.changes()
        assert not any(node.item.succeeds for node in walk(case.new))


@pytest.mark.parametrize("name", DIVISIONS)
def test_a_division_into_items_that_only_editors_made_stays(name: str) -> None:
    divided = PLAN.replace(*DIVISIONS[name])
    assert reissue(of=divided).changes() == []
    assert reissue(("显微镜", "放大镜"), of=divided).changes() == ["item-reworded labs"]
    retitled = reissue(("二、重点任务", "二、主要任务"), ("显微镜", "放大镜"), of=divided)
    assert retitled.changes() == ["item-retitled work", "item-reworded labs"]


SECTIONS = """（一）经费安排
1.列入预算。安排资金。（责任单位：市科协）
（二）队伍配备
1.配备人员。选聘人员。（责任单位：市科协）
"""
NEW_CHAPTER = ("三、组织保障", f"三、重点领域\n{SECTIONS}四、组织保障")


def test_a_new_item_that_stands_alone_has_the_kind_that_its_title_names() -> None:
    schools = PLAN.replace("\nunits:\n", "\n  school: {label: 学堂}\nunits:\n", 1)
    titled = SECTIONS.replace("经费安排", "办好社区学堂")
    case = reissue(("三、组织保障", f"三、重点领域\n{titled}四、组织保障"), of=schools)
    assert case.new.items[2].items[0].kind == "school"


def test_or_else_a_kind_of_the_draft_under_a_name_and_a_folder_that_are_free() -> None:
    case = reissue(NEW_CHAPTER)
    assert [each.kind for each in case.new.items[2].items] == ["section", "section"]
    assert [each for each in case.marked() if each.startswith("section: {")] != []
    section = case.new.kinds["section"]

    def with_kind(kind: str) -> Case:
        return reissue(NEW_CHAPTER, of=PLAN.replace("\nunits:\n", f"\n  {kind}\nunits:\n", 1))

    known = with_kind(f"chapter: {{label: {section.label}}}")
    assert known.new.items[2].items[0].kind == "chapter"
    taken = with_kind(f"section: {{label: 章, folder: {section.folder}}}")
    assert taken.new.items[2].items[0].kind == "section-2"
    assert taken.new.kinds["section-2"].folder is None


def test_whether_a_title_runs_into_its_text_is_as_the_document_has_it() -> None:
    case = reissue(("1.办好校园科普。每年", "1.办好校园科普\n每年"))
    assert case.item("schools").run_in is False
    assert case.changes() == ["item-changed schools"]
    said = PLAN.replace("title: 办好校园科普\n", "title: 办好校园科普\n            run_in: true\n")
    assert reissue(("编写", "编印"), of=said).item("schools").run_in is True


def test_no_new_id_is_the_anchor_of_a_paragraph_or_makes_an_old_one_so() -> None:
    def ids(guard: str, *drafted: str) -> list[str]:
        items = [{"id": ident, "text": f"第{ident}条"} for ident in drafted]
        old = plan(PLAN.replace("id: guard", f"id: {guard}").replace("item: guard", f"item: {guard}"))
        made = reissued(old, Draft({"schema": "1", "title": "某市办法", "items": items}))
        assert examine(emit(made.draft, onto=True).encode(), "new.yaml", "en").record == made.plan
        return [item.id for item in made.plan.items]

    assert ids("guard", "guard-p2", "other") == ["guard-p2-new", "other"]
    assert ids("tail-p3", "tail") == ["tail-2"]


TABLE = """# 青禾市科普工作任务分工表

| 序号 | 重点任务 | 牵头单位 | 完成时限 |
|---|---|---|---|
| 1 | 建设乡村实验室 | 市科协 | 2026年底前 |
| 2 | 办好校园科普 | 市教育局 | 长期坚持 |
"""


@pytest.mark.parametrize(("cell", "due"), [("2027年6月底前", "2027年6月底前"), ("2026年底前", "2026年底前")])
def test_a_deadline_in_a_column_is_that_of_the_new_document(cell: str, due: str) -> None:
    draft = imported(read("old.md", TABLE.encode())).draft
    old = examine(emit(draft).encode(), "plan.yaml", "en").record
    assert old is not None
    now = TABLE.replace("2026年底前", cell)
    made = reissued(old, imported(read("new.md", now.encode())).draft)
    first, second = made.plan.items
    assert first.due is not None
    assert first.due.text == due
    assert (second, made.plan.units) == (old.items[1], old.units)
