"""Documents made of lines that offices print, in any order, with and without line breaks: nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.document import imported
from plansite.importing.draft.emit import emit
from plansite.importing.readers import read
from plansite.importing.report.coverage import coverage
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.examples import examples
from tests.helpers.support import exported

TEXT = ("为做好科普工作，制定本方案。", "1.做好科普。办好活动。（市科协牵头）", "各单位抓好落实。")
LINES = (
    *(
        "青禾市人民政府文件",
        "青政办发〔2026〕3号",
        "索引号：0001/2026",
        "发文机关：",
        "前言",
        "目录",
        "总体要求",
    ),
    *("青禾市人民政府办公室关于印发青禾市科普工作方案的通知", "青禾市科普工作方案", "（试行）"),
    *("各区人民政府，市政府各部门：", "东港新区管委会、市发展改革委："),
    *("现将《青禾市科普工作方案》印发给你们。", "一、主要任务", "二、保障措施"),
    *TEXT,
    *("青禾市人民政府办公室", "青禾市教育局　青禾市科协", "2026年3月6日", "二〇二六年三月六日", "2026年3月"),
    *("（此件公开发布）", "抄送：市委办公室，", "市政协办公室。", "青禾市人民政府办公室 2026年3月9日印发"),
    *(
        "附件：1.重点任务分工表",
        "2.科普场馆名单",
        "附件：重点任务分工表",
        "附件",
        "附件1",
        "附件2 科普场馆名单",
    ),
    *(
        "重点任务分工表",
        "序号\t任务\t责任单位",
        "1\t办好科普日\t市科协",
        "注：略",
        "联系人：李明",
        "【打印】",
    ),
)


@examples(300)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=14), st.sampled_from(("\n", "\n", "")))
def test_every_line_is_in_the_draft(lines: list[str], end: str) -> None:
    result = imported(read("a.txt", end.join(lines).encode()))
    if "items" not in result.draft.data:  # titles, letterheads and what stands at the foot, and no text
        assert not {*TEXT} & {*lines}
        return
    examined = examine(emit(result.draft).encode(), "plan.yaml", "en")
    assert examined.record is not None, [each for each in examined.problems if each.severity == "error"]
    shown = exported("text", Site.of(examined.record, Content())).decode()
    assert coverage(result.source, shown).missing == ()
