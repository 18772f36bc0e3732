"""The examples of README and 编辑手册 are run: what a reader copies works, and shows what it says."""

from __future__ import annotations

import html
import re
import shlex
import textwrap
from pathlib import Path

import docx
import msgspec
import pytest
import yaml
from openpyxl import load_workbook

from plansite.plan.model import Plan
from plansite.project import project as projects
from tests.helpers.support import ROOT, copy_project, plansite

pytestmark = pytest.mark.full

README = (ROOT / "README.md").read_text("utf-8")
HANDBOOK = (ROOT / "编辑手册.md").read_text("utf-8")
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str, after: str, text: str = HANDBOOK) -> list[str]:
    """Return the blocks of a kind in the section that begins with the heading `after`, without indents."""
    level = after.split(" ", maxsplit=1)[0]
    section = text.split(f"\n{after}\n", maxsplit=1)[1].split(f"\n{level} ", maxsplit=1)[0]
    found = [(indent, text) for indent, name, text in BLOCK.findall(section) if name == kind]
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, text in found]


def commands(text: str) -> list[list[str]]:
    """Return the calls of plansite in a block of a terminal, each as its arguments."""
    lines = [
        line.removeprefix("$ ").replace(".venv/bin/", "") for line in text.splitlines() if line[:2] == "$ "
    ]
    return [shlex.split(line)[1:] for line in lines if line.startswith("plansite ")]


def replace(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, lambda _: new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1, pattern
    path.write_text(text, "utf-8")


def read(root: Path) -> Plan:
    plan = projects.read_plan(root / "plan.yaml", "en").record
    assert plan is not None
    return plan


def test_the_problem_that_is_shown_is_what_a_slip_gives(tmp_path: Path) -> None:
    block = blocks("console", "## 日常修改")[0]
    (command,) = commands(block)
    told = block.splitlines()[1]
    line = int(told.split(":")[1])
    root = copy_project(tmp_path / "project")
    lines = (root / "plan.yaml").read_text("utf-8").split("\n")
    lines[line - 1] = lines[line - 1].replace("kexie", "kexei", 1)
    (root / "plan.yaml").write_text("\n".join(lines), "utf-8")
    run = plansite(*command, cwd=root)
    assert told in run.err.splitlines()


def test_a_revision_goes_as_it_is_told(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    revise, _, diff = (commands(block)[0] for block in blocks("console", "## 一次完整的修订"))
    run = plansite(*revise, cwd=root)
    assert run.status == 0, run.err
    (unit,) = blocks("yaml", "## 一次完整的修订")
    before = next(each for each in read(root).units if each.id == "xiangcun")
    replace(
        root / "plan.yaml",
        r"^  - \{id: xiangcun,.*\}$",
        re.sub(r"^", "  ", unit.rstrip(), flags=re.MULTILINE),
    )
    after = next(each for each in read(root).units if each.id == "xiangcun")
    assert after.now
    assert msgspec.structs.replace(after, now=()) == before
    told = plansite(*diff, cwd=root)
    assert told.status == 0
    assert "xiangcun" in told.out or before.name in told.out
    assert plansite("build", "--strict", "--no-documents", cwd=root).status == 0
    page = (root / "site/units/xiangcun/index.html").read_text("utf-8")
    assert "现由" in page
    assert (root / "site/changes/2024-03-01/index.html").is_file()


def test_a_reissue_goes_as_it_is_told(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    revise, onto, diff = (commands(block)[0] for block in blocks("console", "## 一次完整的修订"))
    assert plansite(*revise, cwd=root).status == 0
    document = docx.Document()
    text = plansite("export", "text", cwd=root).out.replace("服务农业农村现代化。", "服务乡村全面振兴。")
    for line in text.replace("市大数据中心", "市数据局").splitlines():
        document.add_paragraph(line)
    document.save(str(root / onto[1]))
    run = plansite(*onto, cwd=root)
    assert run.status == 0, run.err
    assert "# 请核对" in (root / "new.yaml").read_text("utf-8")
    assert read(root).revisions
    (root / "new.yaml").replace(root / "plan.yaml")
    told = plansite(*diff, cwd=root)
    assert told.status == 0
    assert all(words in told.out for words in ("[-农业农村现代化-]", "{+乡村全面振兴+}", "{+市大数据中心+}"))
    assert plansite("build", "--strict", "--no-documents", cwd=root).status == 0
    assert "市数据局" in (root / "site/units/dashuju/index.html").read_text("utf-8")


def test_a_synonym_is_written_as_it_is_told(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    (entry,) = re.findall(r"`- (\{words: .*\})`", HANDBOOK)
    synonyms = yaml.safe_load((root / "content/synonyms.yaml").read_text("utf-8")) or {"synonyms": []}
    synonyms["synonyms"].append(yaml.safe_load(entry))
    (root / "content/synonyms.yaml").write_text(yaml.safe_dump(synonyms, allow_unicode=True), "utf-8")
    assert plansite("generate", cwd=root).status == 0
    assert "反诈" in (root / "docs/search/index.js").read_text("utf-8")


def fill(form: Path, target: Path, words: dict[str, str], *, only: int = 0) -> None:
    """Fill in the open cells of a form under some heads: in every row, or else `only` in one."""
    book = load_workbook(form)
    sheet = book.worksheets[0]
    head = {cell.value: column for column, cell in enumerate(sheet[1], start=1)}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value and only in {0, row}:
            for name, text in words.items():
                sheet.cell(row, head[name]).value = text
    target.parent.mkdir(exist_ok=True)
    book.save(target)


def test_a_year_of_progress_goes_as_it_is_told(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    found = blocks("console", "## 一年的进展")
    open_, forms, read_, status, again, sum_up, close, correct, report = (
        command for block in found for command in commands(block)
    )
    assert plansite(*open_, cwd=root).status == 0
    assert plansite(*forms, cwd=root).status == 0
    sent, back = root / forms[-1], root / "收到"
    good = {"进展情况": "达到进度", "工作开展情况": "已经开展。"}
    fill(sent / "kexie.xlsx", back / "kexie.xlsx", good)
    fill(sent / "jiaoyu.xlsx", back / "jiaoyu.xlsx", good)
    fill(back / "jiaoyu.xlsx", back / "jiaoyu.xlsx", {"进展情况": "达标"}, only=3)
    run = plansite(*read_, cwd=root)
    assert run.status == 1
    (told,) = [line for line in found[2].splitlines() if not line.startswith("$ ")]
    assert told in run.err.splitlines()
    assert (root / "content/progress/2024/kexie.yaml").is_file()
    assert not (root / "content/progress/2024/jiaoyu.yaml").exists()
    run = plansite(*status, cwd=root)
    assert run.status == 0
    assert "kexie" in run.out
    assert plansite(*again, cwd=root).status == 0
    concluded = {"总体进展": "进度滞后", "综合说明": "按计划开展。"}
    fill(root / again[-1] / "summary-kexie.xlsx", back / "summary-kexie.xlsx", concluded)
    run = plansite(*sum_up, cwd=root)
    assert run.status == 0, run.err
    assert plansite(*close, cwd=root).status == 0
    fill(sent / "kexie.xlsx", back / "kexie-更正.xlsx", {**good, "工作开展情况": "核减之后。"})
    run = plansite(*correct, cwd=root)
    assert run.status == 0, run.err
    run = plansite(*report, cwd=root)
    assert run.status == 0, run.err
    text = "\n".join(each.text for each in docx.Document(str(root / report[-1])).paragraphs)
    assert "2024年度总结评估报告" in text.replace("\n", "")
    assert "培训人次重复计入，核减" in text
    assert plansite("build", "--strict", "--no-documents", cwd=root).status == 0
    assert "核减之后" in (root / "site/data/progress.csv").read_text("utf-8")


def test_what_the_handbook_adds_to_a_unit_and_the_document_is_shown(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    unit, contact = blocks("yaml", "### 补上“找谁问”")
    (validity,) = blocks("yaml", "## 规划到期了")
    added = yaml.safe_load(unit)[0]
    told = ("phone", "address", "url")
    before = next(each for each in read(root).units if each.id == "kexie")
    replace(root / "plan.yaml", r"^  - \{id: kexie,.*\}$", textwrap.indent(unit.rstrip(), "  "))
    after = next(each for each in read(root).units if each.id == "kexie")
    assert msgspec.structs.replace(after, **dict.fromkeys(told)) == before
    replace(root / "plan.yaml", r"^document:\n", f"document:\n  {contact.strip()}\n  {validity.strip()}\n")
    run = plansite("build", "--strict", "--no-documents", cwd=root)
    assert run.status == 0, run.err
    page = html.unescape((root / "site/units/kexie/index.html").read_text("utf-8"))
    assert all(added[name] in page for name in told)
    home = html.unescape((root / "site/index.html").read_text("utf-8"))
    assert "工作日8:30—17:30" in home
    assert "继续有效，至新的规划印发之日止" in home


def test_its_queries_are_read(tmp_path: Path) -> None:
    (block,) = blocks("console", "## 让搜索听得懂")
    (command,) = commands(block)
    log = tmp_path / Path(command[-1]).name
    request = "GET /search/?q=%E5%8F%8D%E8%AF%88 HTTP/1.1"
    log.write_text(f'1.2.3.4 - - [01/Mar/2024:10:00:00 +0800] "{request}" 200 1 "-" "-"\n', "utf-8")
    run = plansite(*command[:-1], str(log), cwd=copy_project(tmp_path / "project"))
    assert run.status == 0, run.err
    assert "反诈" in run.out
    assert "1.2.3.4" not in run.out


def test_every_picture_and_page_that_is_linked_is_there() -> None:
    for text in (README, HANDBOOK):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (ROOT / target).is_file(), target
    titles = re.findall(r"^#+ (.*)$", HANDBOOK, re.MULTILINE)
    assert set(re.findall(r"\]\(#([^)]+)\)", HANDBOOK)) <= set(titles)


def test_another_plan_is_begun_as_it_is_told(tmp_path: Path) -> None:
    (block,) = blocks("console", "## Another plan, another city", README)
    new, *others = (
        shlex.split(part.strip())[1:]
        for line in block.splitlines()
        for part in line.removeprefix("$ ").split("&&")
        if part.strip().startswith("plansite ")
    )
    assert plansite(*new, cwd=tmp_path).status == 0
    (source,) = (ROOT / "content/source").glob("*.txt")
    for command in others:
        given = [str(source) if "……" in argument else argument for argument in command]
        run = plansite(*given, cwd=tmp_path / new[-1])
        assert run.status == 0, (given, run.err)
    assert (tmp_path / new[-1] / "site/index.html").is_file()


def test_every_command_and_option_that_is_named_exists(tmp_path: Path) -> None:
    rows = re.findall(r"^\| `(\w+)([^`]*)` \|", README.split("## Commands")[1], re.MULTILINE)
    named = {name for name, _ in rows if plansite(name, "--help", cwd=tmp_path).status == 0}
    listed = plansite("--help", cwd=tmp_path).out.split("Commands:")[1]
    assert set(re.findall(r"^  (\w+) ", listed, re.MULTILINE)) == named
    for name, rest in rows:
        if name in named:
            below = rest.split()[:1] if name == "progress" else []
            said = plansite(name, *below, "--help", cwd=tmp_path).out
            assert [option for option in re.findall(r"--?[a-z][\w-]*", rest) if option not in said] == [], (
                name
            )
