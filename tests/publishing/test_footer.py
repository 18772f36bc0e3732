"""The foot of a government site (国办发〔2017〕47号), and the page 站点地图."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from plansite.publishing.footer import REQUIRED
from tests.helpers.small_plans import GOOD
from tests.helpers.support import copy_project, plansite

pytestmark = pytest.mark.full

SET = {
    "organizer": "新余市人民政府办公室",
    "contact": "0790-6440000 <某路1号>",
    "site_id": '"3605000001"',
    "icp": "赣ICP备05000000号",
    "police": "赣公网安备 36050202000001号",
    "police_image": "assets/police.png",
    "mark_url": "https://bszs.conac.cn/sitename?method=show&id=1",
    "mark_image": "assets/mark.png",
    "errors_url": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3605000001",
    "errors_image": "assets/errors.png",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def fill(root: Path, values: dict[str, str]) -> None:
    """Write settings into the empty keys of mkdocs.yml."""
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8")
    for key, value in values.items():
        text, count = re.subn(rf"(?m)^    {key}:.*$", f"    {key}: {value}", text)
        assert count == 1, key
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def governed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site with a full foot; return its folder."""
    root = copy_project(tmp_path_factory.mktemp("governed") / "project")
    (root / "content/assets").mkdir()
    for name in ("police", "mark", "errors"):
        (root / f"content/assets/{name}.png").write_bytes(PIXEL)
    fill(root, {**SET, "site_name": "新余市人民政府"})
    run = plansite("build", "--strict", "--no-documents", cwd=root)
    assert run.status == 0, run.err
    return root


def foot(site: Path, path: str) -> html.HtmlElement:
    (found,) = html.parse(str(site / path)).xpath("//footer//div[contains(@class, 'md-copyright')]")
    return found


@pytest.mark.parametrize("path", ["index.html", "units/kexie/index.html", "404.html"])
def test_the_foot_has_all_that_is_set(governed: Path, path: str) -> None:
    found = foot(governed / "site", path)
    text = found.text_content()
    for value in (
        "主办单位：新余市人民政府办公室",
        "联系方式：0790-6440000 <某路1号>",
        "网站标识码：3605000001",
    ):
        assert value in text
    links = {each.text_content().strip() or each.find("img").get("alt"): each for each in found.iter("a")}
    assert links["党政机关网站标识"].get("href") == SET["mark_url"]
    assert links["我为政府网站找错"].get("href") == SET["errors_url"]
    assert links[SET["icp"]].get("href") == "https://beian.miit.gov.cn/"
    assert links[SET["police"]].get("href") == (
        "https://beian.mps.gov.cn/#/query/webSearch?code=36050202000001"
    )
    assert links["站点地图"].get("href").endswith("sitemap/")
    pictures = [each.get("src") for each in found.iter("img")]
    assert len(pictures) == 3
    for picture in pictures:
        assert not picture.startswith(("http", "//"))
        assert (governed / "site" / picture.rpartition("../")[2].lstrip("/")).is_file()


def test_what_is_not_set_is_left_out(built: Path) -> None:
    found = foot(built, "index.html")
    assert [each.text_content() for each in found.iter("a")] == ["站点地图"]
    assert not list(found.iter("img"))
    assert "：" not in found.text_content()


def test_check_tells_what_a_government_site_lacks(tmp_path: Path, governed: Path) -> None:
    root = copy_project(tmp_path / "project")
    assert plansite("check", cwd=root).err.count("footer-lacks") == 0
    fill(root, {"site_name": "新余市人民政府", "icp": SET["icp"]})
    run = plansite("check", cwd=root, lang="zh_CN.UTF-8")
    assert run.status == 0
    told = re.findall(r"mkdocs\.yml:(\d+):\d+: .*\[footer-lacks\] 政府网站页脚应有(.*)（国办发", run.err)
    assert [what for _, what in told] == [what for key, what in REQUIRED.items() if key != "icp"]
    lines = (root / "mkdocs.yml").read_text("utf-8").splitlines()
    keys = {what: key for key, what in REQUIRED.items()}
    for line, what in told:
        assert lines[int(line) - 1].lstrip().startswith(keys[what] + ":")
    assert "footer-lacks" in plansite("check", "--format", "github", cwd=root).out
    assert "footer-lacks" not in plansite("check", cwd=governed).err


def test_check_needs_only_a_plan(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(GOOD, "utf-8")
    assert plansite("check", cwd=tmp_path).status == 0
    (tmp_path / "mkdocs.yml").write_text("extra: [", "utf-8")
    run = plansite("check", cwd=tmp_path)
    assert run.status == 1
    assert "mkdocs.yml:1:9: error[yaml-syntax]" in run.err


def test_the_map_of_the_site_leads_to_every_page(built: Path) -> None:
    tree = html.parse(str(built / "sitemap/index.html"))
    links = tree.xpath("//div[@class='ps-sitemap']//a/@href")
    found = {str((built / "sitemap" / link).resolve().relative_to(built.resolve())) for link in links}
    pages = {str(page.parent.relative_to(built)) for page in built.rglob("index.html")}
    assert found == pages - {"sitemap"}
    assert len(links) == len(found)


def test_a_page_that_people_wrote_is_on_the_map(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    (root / "content/pages").mkdir()
    (root / "content/pages/more.md").write_text("# 常见<问题>\n\n甲。\n", "utf-8")
    assert plansite("generate", cwd=root).status == 0
    page = unescape((root / "docs/sitemap/index.md").read_text("utf-8"))
    assert '<a href="../more/">常见<问题></a>' in page
