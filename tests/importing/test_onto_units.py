"""A plan and its reissue: which unit is which, and how the lists of units are printed."""

from __future__ import annotations

from tests.helpers.small_reissue import PLAN, reissue


def test_a_unit_that_is_printed_by_another_of_its_names_is_renamed() -> None:
    case = reissue(("市发改委", "市发展改革委"))
    unit = case.unit("fg")
    assert (unit.name, unit.aliases, unit.category) == ("市发展改革委", ("市发改委",), "政府部门")
    assert case.changes() == ["unit-renamed fg", "unit-changed fg"]
    assert "onto.unit-renamed 市发改委 市发展改革委" in case.told()


def test_a_unit_that_is_printed_by_two_of_its_names_keeps_the_one_and_the_other_as_it_is_printed() -> None:
    twice = PLAN.replace("responsible: [ly, kx]", "responsible: [ly, fg]")
    case = reissue(("（责任单位：市林业局、市发改委）", "（责任单位：市林业局、市发展改革委）"), of=twice)
    assert case.unit("fg").name == "市发改委"
    assert case.item("fields").responsible == ("ly", "fg")
    assert case.item("fields").notation == "（责任单位：市林业局、市发展改革委）"


def test_a_unit_in_the_place_of_another_is_proposed_as_its_successor() -> None:
    case = reissue(("市大数据中心", "市数据局"))
    new = next(each for each in case.new.units if each.name == "市数据局")
    assert new.id not in {each.id for each in case.old.units}
    assert new.succeeds == ("sj",)
    assert "sj" not in {each.id for each in case.new.units}
    assert any("succeeds: [sj]" in each for each in case.marked())
    assert any(each.startswith("onto.unit-succeeds 市数据局 市大数据中心") for each in case.told())
    # It stands with those of its category, where there are any.
    assert [each.id for each in case.new.units].index(new.id) == 4


def test_the_heir_that_the_plan_names_is_proposed_first() -> None:
    known = PLAN.replace("category: 事业单位}", "category: 事业单位, now: [{unit: kx, since: 2024-03-01}]}")
    case = reissue(("市大数据中心", "市政务局"), of=known)
    assert case.unit("kx").succeeds == ("sj",)


def test_a_unit_that_only_some_lists_lose_stays_without_a_word() -> None:
    case = reissue(("（责任单位：市大数据中心、市林业局）", "（责任单位：市林业局）"))
    assert case.unit("sj") == case.old.units[4]
    assert case.changes() == ["item-changed data", "responsibility-lost data"]


def test_a_list_that_only_editors_had_read_stays_read() -> None:
    by_hand = PLAN.replace(
        "responsible: [sj, ly]",
        "responsible: [sj, ly]\n            notation: 此项由大数据中心会同林业部门承办。",
    )
    case = reissue(("墒情", "肥力"), of=by_hand)
    assert case.changes() == ["item-reworded data"]


def test_another_label_is_taken_from_the_document() -> None:
    case = reissue(("责任单位：", "责任部门："))
    assert case.new.roles.responsible == "责任部门"
    assert [each for each in case.changes() if "responsibility" in each] == []
    assert case.item("schools").notation is None


def test_a_unit_named_twice_by_two_of_its_names_stands_once() -> None:
    case = reissue(("（责任单位：市教育局、市发改委、市大数据中心）", "（责任单位：市发改委、市发展改革委）"))
    assert case.item("labs").responsible == ("fg",)
    assert case.item("labs").notation == "（责任单位：市发改委、市发展改革委）"


def test_two_units_in_the_places_of_two_are_told_apart_by_their_places() -> None:
    once = PLAN.replace("responsible: [jy, fg, sj]", "responsible: [jy, fg]").replace("[ly, kx]", "[kx]")
    case = reissue(("市大数据中心", "市数据局"), ("市林业局", "市园林局"), of=once)
    succeeds = {unit.name: unit.succeeds for unit in case.new.units if unit.succeeds}
    assert succeeds == {"市数据局": ("sj",), "市园林局": ("ly",)}


def test_a_name_without_its_prefix_is_the_old_name() -> None:
    case = reissue(("市教育局", "教育局"))
    assert case.unit("jy") == case.old.units[0]
    assert case.item("schools").notation == "（责任单位：教育局、市科协）"
    assert not any("responsibility" in each for each in case.changes())


def test_a_unit_that_the_plan_itself_names_nowhere_stays() -> None:
    spare = PLAN.replace("  - {id: kx,", "  - {id: spare, name: 市残联}\n  - {id: kx,")
    assert reissue(("显微镜", "放大镜"), of=spare).unit("spare").name == "市残联"


def test_a_unit_that_a_former_one_was_merged_into_goes_with_it() -> None:
    merged = PLAN.replace(
        "事业单位}", "事业单位, now: [{unit: sjj, since: 2024-03-01}]}\n  - {id: sjj, name: 市数据局}"
    )
    kept = reissue(("显微镜", "放大镜"), of=merged)
    assert kept.unit("sjj").name == "市数据局"
    case = reissue(("、市大数据中心", ""), ("市大数据中心、", ""), of=merged)
    assert [each for each in case.told() if "unit-gone" in each] == [
        "onto.unit-gone sj 市大数据中心",
        "onto.unit-gone sjj 市数据局",
    ]
