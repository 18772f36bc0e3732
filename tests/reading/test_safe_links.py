"""Links that people write lead to http, https, mail and the site itself, and to nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from plansite.reading.safe_links import faults, unsafe
from tests.helpers.pages import documents
from tests.helpers.support import copy_project, plansite

ATTRIBUTES = (
    "href",
    "src",
    "action",
    "formaction",
    "srcset",
    "data",
    "poster",
    "ping",
    "{http://www.w3.org/1999/xlink}href",
)
REFUSED = [
    "[甲](javascript:alert(1))",
    "[甲](JaVaScRiPt:alert(1))",
    "[甲](java&#115;cript:alert(1))",
    "[甲](javascript&colon;alert(1))",
    "[甲][x]\n\n[x]: javascript:alert(1)",
    "![甲](data:image/svg+xml,x)",
    '<a href="\n javascript:alert(1)">甲</a>',
    '<a href="java&Tab;script&#58;alert(1)">甲</a>',
    "<a href='vbscript:x'>甲</a>",
    "<a href=javascript:alert(1)>甲</a>",
    '<iframe src="data:text/html,x"></iframe>',
    '<form action="javascript:x"><button formaction="javascript:y">甲</button></form>',
    '<svg><a xlink:href="javascript:x">甲</a></svg>',
    '<meta http-equiv="refresh" content="0; url=javascript:x">',
    "<meta http-equiv=refresh content='0;data:text/html,x'>",
    '甲\n{: href="javascript:x" }',
    "[甲](file:///etc/passwd)",
    "[甲](blob:x)",
    "[甲](ftp://example.cn/)",
    "[甲](tel:12345)",
    "[甲](http://[)",
    "[甲](http://&#91;/)",
    "[甲](//[a)",
    "![甲](https://a℀b.cn/)",
    "[甲](https://@)",
    "[甲](http://)",
    "<a href='http://#'>甲</a>",
]
ALLOWED = [
    "[甲](https://www.gov.cn/) [乙](http://example.cn/?a=b:c) [丙](mailto:a@example.cn)",
    "[甲](../plan/index.md#one) [乙](#_top) [丙](a/b:c.md) [丁](?q=a:b)",
    "写作 `javascript:alert(1)` 的不是链接；javascript:alert(1) 也不是。",
    "&lt;a href=javascript:x&gt;",
    '<p title="href=javascript:x" data-x="src=data:y">甲</p>',
    "    [甲](javascript:在代码里)",
    "<https://www.gov.cn/>",
    "[甲](https://新余.cn/) [乙](//example.cn/) [丙](http://[::1]/) [丁](a//b[0].md)",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_plain_link_is_found_at_its_line(text: str) -> None:
    for before in (0, 3):
        found = faults("前文。\n\n" * before + text)
        assert found
        first = 1 + 2 * before
        assert {first <= fault.mark[0] <= first + text.count("\n") for fault in found} == {True}


@pytest.mark.parametrize("text", ALLOWED)
def test_a_plain_link_and_a_text_about_links_are_none_of_it(text: str) -> None:
    assert faults(text) == ()


@pytest.mark.full
@pytest.mark.parametrize(("path", "line"), [("pages/extra.md", 5), ("about.md", 3), ("data.md", 3)])
def test_a_page_with_such_a_link_is_refused_with_file_and_line(tmp_path: Path, path: str, line: int) -> None:
    root = copy_project(tmp_path / "project")
    page = root / "content" / path
    page.parent.mkdir(exist_ok=True)
    page.write_text("\n" * (line - 1) + "见[这里](javascript:alert(1))。\n", "utf-8")
    for command in (["generate"], ["generate", "--check"], ["build"]):
        run = plansite(*command, cwd=root)
        assert run.status == 1
        assert (
            f"content/{path}:{line}:1: error[unsafe-link] a link may not lead to javascript:alert(1)"
            in run.err
        )
    assert not (root / "site").exists()


@pytest.mark.full
def test_what_an_extension_or_a_setting_makes_of_a_text_is_refused_too(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(
        f'{settings}\nnav:\n  - 首页: index.md\n  - 甲: "javascript:alert(1)"\n', "utf-8"
    )
    run = plansite("build", cwd=root)
    assert run.status == 1
    assert "a link may not lead to javascript:alert(1)" in run.err
    assert not (root / "site").exists()


@pytest.mark.full
def test_no_page_of_the_site_leads_elsewhere(built: Path) -> None:
    for page in documents(built).values():
        addresses = [each.get(name) for each in page.tree.iter() for name in ATTRIBUTES if each.get(name)]
        assert addresses
        assert {urlsplit(each).scheme for each in addresses} <= {"", "http", "https", "mailto"}, page.url
    for path in built.rglob("*.html"):
        assert list(unsafe(path.read_text("utf-8"))) == [], path
