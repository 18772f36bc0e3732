"""What leads back to the site: the code on a printed page, and the picture beside a link to it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import segno
from lxml import html
from PIL import Image

from plansite.publishing import card, page_code
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.small_plans import GOOD
from tests.helpers.support import copy_project, plansite

ADDRESS = "https://www.example.org/kxsz/"
PAGES = ("", "units/kexie/", "plan/")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site at an address; return its folder."""
    root = copy_project(tmp_path_factory.mktemp("shared") / "project")
    run = plansite("build", "--strict", "--no-documents", cwd=root, SITE_URL=ADDRESS)
    assert run.status == 0, run.err
    return root / "site"


def codes(site: Path, page: str) -> list[html.HtmlElement]:
    return list(html.parse(str(site / page / "index.html")).iterfind(".//*[@class='ps-code']"))


def drawn(path: str) -> set[tuple[int, int]]:
    """Return the dark squares that a path of strokes, each one high, covers."""
    x, y, dark = 0, 0.5, set()
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        right, *down = (float(each) for each in numbers.split())
        if step == "h":
            dark |= {(x + each, int(y)) for each in range(int(right))}
        x = int(right) if step == "M" else x + int(right)
        y = down[0] if step == "M" else y + (down[0] if down else 0)
    return dark


@pytest.mark.full
@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_a_page_is_that_of_its_address(published: Path, page: str) -> None:
    (code,) = codes(published, page)
    assert code.getparent().get("class") == "ps-print-header"  # which only paper shows
    matrix = segno.make(ADDRESS + page, micro=False, error="m").matrix
    expected = {(x, y) for y, row in enumerate(matrix) for x, each in enumerate(row) if each & 1}
    assert drawn(code.find("path").get("d")) == expected
    assert html.tostring(code).count(b"style") == 0  # the policy allows no inline style


@pytest.mark.full
def test_a_site_that_does_not_know_its_address_has_neither(built: Path) -> None:
    assert codes(built, "units/kexie/") == []
    assert not (built / card.PATH).exists()
    assert "og:image" not in (built / "index.html").read_text("utf-8")


@pytest.mark.full
def test_the_picture_beside_a_link_is_there_and_as_large_as_it_must_be(published: Path) -> None:
    with Image.open(published / card.PATH) as picture:
        assert (picture.size, picture.format) == (card.SIZE, "PNG")
    for page in PAGES:
        (found,) = html.parse(str(published / page / "index.html")).xpath(
            "//meta[@property='og:image']/@content"
        )
        assert found == ADDRESS + card.PATH


def test_the_picture_shows_who_answers_and_is_the_same_each_time(site: Site) -> None:
    first = card.png(site)
    assert card.png(site) == first
    with Image.open(io.BytesIO(first)) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or ()}
    assert {(0xA8, 0x20, 0x1A), (0x12, 0x45, 0x6B), (255, 255, 255)} <= colours
    small = examine(GOOD.encode(), "plan.yaml", "en").record
    assert small is not None
    assert card.png(Site.of(small, Content())) not in {first, b""}


def test_a_code_is_made_once_for_an_address() -> None:
    assert page_code.svg(ADDRESS) is page_code.svg(ADDRESS)


def test_a_code_holds_the_address_in_ascii() -> None:
    same = page_code.svg("https://xn--zqq875c.cn:8080/%E7%A7%91%E6%99%AE/?a=%E4%B8%AD%20#%E8%8A%82")
    assert page_code.svg("https://新余.cn:8080/科普/?a=中%20#节") == same


def test_an_address_that_is_too_long_for_a_code_has_none() -> None:
    assert page_code.svg(f"https://example.cn/{'a' * 4000}") == ""
