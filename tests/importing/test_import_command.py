"""`plansite import` and `plansite new`: from a document to a site, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from tests.helpers.limits import limited
from tests.helpers.support import CASES, ROOT, bounded, plansite

pytestmark = pytest.mark.full

SCAN = CASES / "documents/scan.txt"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    run = plansite("new", "demo", cwd=tmp_path)
    assert run.status == 0, run.err
    return tmp_path / "demo"


def as_docx(text: str, path: Path) -> Path:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


@pytest.mark.parametrize("ending", ["txt", "md", "docx"])
def test_from_a_document_to_a_site(ending: str, demo: Path) -> None:
    text = (ROOT / "content/source/yufufa-2022-11.txt").read_text("utf-8")
    source = demo.parent / f"source.{ending}"
    if ending == "docx":
        as_docx(text, source)
    else:
        source.write_text(text, "utf-8")
    run = plansite("import", source, cwd=demo)
    assert run.status == 0, run.err
    assert "34 tasks, 29 units, 199 responsibilities; 100.00% of the source's characters" in run.err
    assert plansite("check", cwd=demo).status == 0
    built = plansite("build", "--strict", cwd=demo)
    assert built.status == 0, built.err
    assert "市科协" in (demo / "site/units/kexie/index.html").read_text("utf-8")


def test_a_guess_is_marked_and_the_report_counts_them(demo: Path) -> None:
    run = plansite("import", SCAN, cwd=demo, lang="zh_CN.UTF-8")
    assert run.status == 0, run.err
    marks = (demo / "plan.yaml").read_text("utf-8").count("  # 请核对")
    assert marks > 0
    assert f"原文字符的 100.00% 已收入；有 {marks} 处推测" in run.err


def test_an_existing_plan_is_refused(demo: Path) -> None:
    (demo / "plan.yaml").write_text("mine", "utf-8")
    run = plansite("import", SCAN, cwd=demo)
    assert run.status == 2
    assert (demo / "plan.yaml").read_text("utf-8") == "mine"
    assert plansite("import", SCAN, "-o", "new.yaml", cwd=demo).status == 0


def test_a_corrected_source_is_compared(demo: Path) -> None:
    assert plansite("import", SCAN, cwd=demo).status == 0
    corrected = demo / "corrected.txt"
    corrected.write_text(SCAN.read_text("utf-8").replace("建成 100 个", "建成 120 个"), "utf-8")
    assert plansite("import", corrected, "-o", "new.yaml", cwd=demo).status == 0
    run = plansite("diff", "plan.yaml", "new.yaml", cwd=demo)
    assert "[-100-]{+120+}" in run.out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b""),
        ("a.txt", b"\xff\xfe\x00\xd8"),
        ("a.odt", b"PK"),
        ("a.docx", b"PK\x03\x04 nothing"),
        ("a.pdf", b"%PDF-1.7 nothing"),
        ("a.html", b""),
    ],
)
def test_what_cannot_be_read_is_said_plainly(name: str, data: bytes, demo: Path) -> None:
    (demo / name).write_bytes(data)
    run = plansite("import", name, cwd=demo)
    assert run.status == 2
    assert name in run.err
    assert "Traceback" not in run.err
    assert not (demo / "plan.yaml").exists()


def test_what_is_not_there_is_2(demo: Path) -> None:
    assert plansite("import", "nowhere.docx", cwd=demo).status == 2
    assert plansite("import", ".", cwd=demo).status == 2


def test_a_folder_with_something_in_it_is_refused(demo: Path) -> None:
    assert plansite("new", "demo", cwd=demo.parent).status == 2
    assert plansite("new", "plan.txt/x", cwd=demo.parent).status in {0, 2}


def test_a_text_without_any_number_is_a_plan_too(demo: Path) -> None:
    (demo / "a.txt").write_text("关于做好科普的通知\n各单位：\n请做好科普工作。\n", "utf-8")
    run = plansite("import", "a.txt", cwd=demo)
    assert run.status == 0, run.err
    assert plansite("build", "--strict", cwd=demo).status == 0


def test_suspects_are_told_with_their_line(demo: Path) -> None:
    (demo / "a.txt").write_text("方案\n一、任务\n1.宣传。做好宣传。（市教育局 市科协负责）\n", "utf-8")
    run = plansite("import", "a.txt", cwd=demo)
    assert run.status == 0
    assert "a.txt:3: looks like a responsibility" in run.err


def test_two_spellings_of_one_unit_are_told_and_not_merged(demo: Path) -> None:
    (demo / "a.txt").write_text(
        "某省住房工作方案\n一、任务\n（一）建房。新建住房。（责任单位：省住建厅）\n"
        "（二）修房。修缮住房。（责任单位：省住房城乡建设厅）\n",
        "utf-8",
    )
    run = plansite("import", "a.txt", cwd=demo, lang="zh_CN.UTF-8")
    assert run.status == 0, run.err
    assert "省住建厅 与 省住房城乡建设厅 可能是同一单位" in run.err
    assert "2 家责任单位" in run.err


def test_a_page_of_a_government_site_gives_its_article(demo: Path) -> None:
    page = (
        "<html><head><title>某市人民政府</title></head><body><nav>首页 新闻 政务公开</nav>"
        "<h1>某市节能实施方案</h1><div id='zoom'><p>　　为做好节能，制定本方案。</p><p>一、重点任务</p>"
        "<p>（一）工业节能。推进改造。（市工信局牵头，市财政局配合）</p></div><footer>备案号</footer></body></html>"
    )
    (demo / "a.html").write_bytes(page.encode("gb18030"))
    run = plansite("import", "a.html", cwd=demo)
    assert run.status == 0, run.err
    text = (demo / "plan.yaml").read_text("utf-8")
    assert "title: 某市节能实施方案\n" in text
    assert "lead: [gongxin]" in text
    assert "support: [caizheng]" in text
    assert "备案号" not in text


def test_a_document_that_is_hardly_read_is_told_last_and_plainly(demo: Path) -> None:
    task = f"1.宣传。{'做好宣传，形成合力。' * 5}（市科协负责）"
    plan = f"<div id='zoom'><p>某市方案</p><p>一、任务</p><p>{task}</p></div>"
    other = "<div><p>第0条消息，与方案无关，另行发布。</p><p>再一条消息，与方案无关，另行发布。</p></div>"
    (demo / "a.html").write_text(f"<html><body>{plan}{other}</body></html>", "utf-8")
    run = plansite("import", "a.html", cwd=demo)
    assert run.status == 0, run.err
    assert "WARNING: only" in run.err.strip().splitlines()[-1]
    assert "this is not in the draft: 第0条消息" in run.err


COSTLY = {
    # name: what comes first, what is repeated, how often, and what comes last
    "rows.docx": ("<w:tbl>", "<w:tr><w:tc><w:p/></w:tc></w:tr>", 200_000, "</w:tbl>"),
    "paragraphs.docx": ("", "<w:p/>", 5_000_000, ""),
    "divisions.html": ("<html><body>", "<div>", 400_000, "一、甲"),
    "attributes.html": ("<p ", "a=1 ", 300_000, ">一、甲</p>"),
    "nested.html": ("", "<table><tr><td>", 20_000, "一、甲"),
    "titles.txt": ("方案\n", "一、同样的标题\n", 48_000, ""),
    "labels.txt": ("方案\n一、甲", "（牵头单位：", 4000, ""),
    "numbers.txt": ("", "一、", 1_000_000, ""),
    "comments.md": ("", "<!-- ", 16_000, "\n一、甲"),
    "quotes.md": ("", ">", 2_000_000, "\n一、甲"),
}
"""Documents that cost a minute or gigabytes once."""


def packed(body: str) -> bytes:
    """Return a docx with this body."""
    empty, written = io.BytesIO(), io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + body.encode(), 1)
            new.writestr(name, data)
    return written.getvalue()


@pytest.mark.parametrize("name", COSTLY)
def test_a_costly_document_ends_soon_with_a_draft_or_a_reason(tmp_path: Path, name: str) -> None:
    first, repeated, count, last = COSTLY[name]
    text = first + repeated * count + last
    (tmp_path / name).write_bytes(packed(text) if name.endswith(".docx") else text.encode())
    run = bounded(limited, "import", name, cwd=tmp_path)
    assert "Traceback" not in run.err
    assert (run.status, (tmp_path / "plan.yaml").is_file()) in {(0, True), (2, False)}, run.err
    assert run.err.strip()
    assert run.status == 0 or name in run.err
    assert max(map(len, run.err.splitlines())) < 1000
