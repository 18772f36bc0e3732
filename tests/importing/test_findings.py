"""What an import tells an editor: every responsibility that was not read, wherever it stands, and no more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansite.importing.document import Imported, imported
from plansite.importing.draft.emit import emit
from plansite.importing.readers import read
from plansite.importing.report.findings import Finding, Sort
from plansite.plan.model import Charge
from plansite.plan.tree import walk
from plansite.plan.wording import parenthesis
from plansite.reading.examine import examine
from tests.helpers.examples import examples
from tests.helpers.support import ROOT

UNITS = ("市科协", "市教育局", "市人社局", "市财政局", "市妇联", "市卫生健康委", "东港区人民政府")
PLANTED = st.builds(
    lambda form, units: form.format("、".join(units[:-1]), units[-1]),
    st.sampled_from(
        (
            "（{0}牵头，{1}配合）",
            "（{0}、{1}按职责分工负责）",
            "（责任单位：{0}、{1}）",
            "（牵头单位：{0}；配合单位：{1}）",
            "（{0}负责，{1}为配合单位）",
            "（{0}、{1}等部门负责落实）",
        )
    ),
    st.lists(st.sampled_from(UNITS), min_size=2, max_size=4, unique=True),
)
BODY = (
    "一、主要任务",
    "1.做好科普。办好活动。（市科协牵头）",
    "2.办好讲座。举办10场。（市教育局负责）",
)


def preamble(words: str) -> tuple[str, bytes]:
    return "a.txt", "\n".join(("青禾市科普工作方案", f"为做好科普工作，制定本方案。{words}", *BODY)).encode()


def closing(words: str) -> tuple[str, bytes]:
    return "a.txt", "\n".join(("青禾市科普工作方案", *BODY, f"工作中的问题，请及时反映。{words}")).encode()


def notice(words: str) -> tuple[str, bytes]:
    text = (
        "青禾市人民政府办公室关于印发青禾市科普工作方案的通知",
        "青政办发〔2026〕3号",
        "各区人民政府：",
        f"《青禾市科普工作方案》已经市政府同意，现印发给你们，请认真落实。{words}",
        "青禾市人民政府办公室",
        "2026年3月6日",
        "青禾市科普工作方案",
        *BODY,
    )
    return "a.txt", "\n".join(text).encode()


def annex(words: str) -> tuple[str, bytes]:
    text = (
        "青禾市科普工作方案",
        *BODY,
        "附件：科普场馆名单",
        "青禾市科协",
        "2026年3月6日",
        "附件",
        "科普场馆名单",
    )
    return "a.txt", "\n".join((*text, f"1.青禾科技馆{words}", "2.东港海洋馆")).encode()


def table_note(words: str) -> tuple[str, bytes]:
    rows = "".join(f"<tr><td>{at}</td><td>任务{at}</td><td>市科协</td></tr>" for at in (1, 2))
    head = "<tr><th>序号</th><th>指标</th><th>数据来源</th></tr>"
    note = f"<tr><td colspan=3>注：数据按年汇总。{words}</td></tr>"
    body = "".join(f"<p>{line}</p>" for line in ("青禾市科普工作方案", *BODY))
    return "a.html", f"<html><body>{body}<table>{head}{rows}{note}</table></body></html>".encode()


def beside_article(words: str) -> tuple[str, bytes]:
    body = "".join(f"<p>{line}</p>" for line in ("青禾市科普工作方案", *BODY))
    related = f"<div class='related'>说明：另行通知。{words}</div>"
    page = f"<html><body><div id='zoom'>{body * 3}</div>{related}</body></html>"
    return "a.html", page.encode()


def of_word(change: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    for line in ("青禾市科普工作方案", *BODY):
        document.add_paragraph(line)
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def header(words: str) -> tuple[str, bytes]:
    def change(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = f"内部资料。{words}"

    return "a.docx", of_word(change)


def text_box(words: str) -> tuple[str, bytes]:
    data = of_word(lambda _: None)
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r>"
        f"<w:t>说明。{words}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    return "a.docx", changed(data, "word/document.xml", "<w:body>", f"<w:body>{box}")


def changed(data: bytes, name: str, before: str, after: str) -> bytes:
    """Return a docx in which one file has `after` in place of `before`."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            new.writestr(
                each, content.replace(before.encode(), after.encode(), 1) if each == name else content
            )
    return file.getvalue()


PLACES = (preamble, closing, notice, annex, table_note, beside_article, header, text_box)


def told(result: Imported, sort: Sort = Sort.UNREAD) -> list[str]:
    return ["".join(each.text.split()) for each in result.findings if each.sort is sort]


@examples(25)
@pytest.mark.parametrize("place", PLACES)
@given(words=PLANTED)
def test_a_responsibility_that_is_not_read_is_told_wherever_it_stands(
    place: Callable[[str], tuple[str, bytes]], words: str
) -> None:
    result = imported(read(*place(words)))
    # Behind the last task, words may as well be read as its own.
    assert any(words in each for each in told(result)) or words in printed(result), result.findings


def printed(result: Imported) -> str:
    """Return the responsibilities that are in the draft, as the document prints them."""
    examined = examine(emit(result.draft).encode(), "plan.yaml", "en")
    assert examined.record is not None
    plan = examined.record
    names = {unit.id: unit.name for unit in plan.units}
    items = [node.item for node in walk(plan)]
    charges: list[Charge] = [charge for item in items for charge in (item, *item.parts)]
    return "".join(parenthesis(charge, plan.roles, names) for charge in charges)


@pytest.mark.parametrize("place", PLACES)
def test_where_nothing_is_planted_nothing_is_told(place: Callable[[str], tuple[str, bytes]]) -> None:
    assert told(imported(read(*place("")))) == []


EXAMPLES = ROOT.parent / "shared/examples"
LOANED = (
    "01_sc2019_3_zongbaoqu.txt",
    "03_sc2018_42_nongji.txt",
    "06_sc2018_39_jiuye.txt",
    "N02_huanjing2020_lines.txt",
    "D2_auto.docx",
)
QUIET = [
    ROOT / "content/source/yufufa-2022-11.txt",
    *(path for name in LOANED if (path := EXAMPLES / name).is_file()),
]
MOST = 3


@pytest.mark.parametrize("path", QUIET, ids=lambda path: path.name)
def test_the_report_does_not_cry_wolf(path: Path) -> None:
    result = imported(read(path.name, path.read_bytes()))
    assert len(told(result)) <= MOST, told(result)


def test_a_document_without_numbers_or_units_is_told() -> None:
    plain = imported(read("a.txt", "关于科普的通知\n各单位：\n请做好科普工作。\n".encode()))
    assert [each.sort for each in plain.findings] == [Sort.OUTLINE]
    idle = imported(read("a.txt", "方案\n一、任务\n1.做好。做好工作。\n2.办好。办好活动。\n".encode()))
    assert [each.sort for each in idle.findings] == [Sort.UNITS]


def test_numbers_that_are_left_out_are_told() -> None:
    text = "方案\n一、任务\n1.甲事。做好。（市科协负责）\n2.乙事。做好。\n4.丙事。做好。\n三、保障\n做好。\n"
    result = imported(read("a.txt", text.encode()))
    assert [each for each in result.findings if each.sort is Sort.HOLE] == [
        Finding(Sort.HOLE, 5, "4.丙事"),
        Finding(Sort.HOLE, 6, "三、保障"),
    ]
