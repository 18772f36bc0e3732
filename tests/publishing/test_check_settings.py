"""Settings that would break the site are refused, with file, line and what to write."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.small_plans import GOOD
from tests.helpers.support import plansite

pytestmark = pytest.mark.full

Make = Callable[[str], Path]


def _end(lines: str) -> tuple[str, str]:
    return "validation:", f"{lines}\nvalidation:"


CASES: dict[str, tuple[tuple[str, str], str, str, str]] = {
    # what: (an edit of mkdocs.yml, the text at the place that is told, the code, what to write)
    "addresses without folders": (
        _end("use_directory_urls: false"), "false\nvalidation", "directory-urls", "delete this line",
    ),
    "the plugin offline": (
        ("  - plansite\n", "  - plansite\n  - offline\n"), "offline\n", "offline-plugin", "plansite offline",
    ),
    "the plugin offline by its full name": (
        ("  - plansite\n", "  - plansite\n  - material/offline\n"),
        "material/offline", "offline-plugin", "plansite offline",
    ),
    "pages left out": (_end("exclude_docs: units/"), "units/", "excluded-page", "narrow"),
    "pages left out as drafts": (_end("draft_docs: /units/"), "/units/", "excluded-page", "narrow"),
    "a file of the search left out": (_end("exclude_docs: '*.js'"), "'*.js'", "excluded-page", "narrow"),
    "no plugin": (("  - plansite\n", "  []\n"), "[]", "missing-plugin", "- plansite"),
    "a font": (("font: false", "font: {text: Roboto}"), "{text", "other-host", "font: false"),
    "no word about the font": (("  font: false\n", ""), "name: material", "other-host", "font: false"),
    "the theme mkdocs": (("name: material", "name: mkdocs"), "mkdocs\n", "theme", "name: material"),
    "another theme": (("name: material", "name: readthedocs"), "readthedocs", "theme", "name: material"),
    "another folder of the site": (_end("site_dir: public"), "public", "site-dir", "build -d public"),
    "another folder of pages": (_end("docs_dir: content"), "content\nvalidation", "docs-dir", "delete"),
    "a style sheet that is not there": (
        _end("extra_css: [assets/no.css]"), "assets/no.css", "missing-file", "content/assets/no.css",
    ),
    "a script that is not there": (
        _end("extra_javascript: [{path: assets/no.js, defer: true}]"),
        "{path", "missing-file", "content/assets/no.js",
    ),
    "an icon that is not there": (
        ("favicon: assets/images/favicon.svg", "favicon: assets/no.svg"),
        "assets/no.svg", "missing-file", "content/",
    ),
    "a style sheet of another host": (
        _end("extra_css: ['https://example.org/a.css']"), "'https", "other-host", "assets/a.css",
    ),
    "a script of another host": (
        _end("extra_javascript: [//example.org/a.js]"), "//example", "other-host", "assets/a.js",
    ),
    "statistics": (
        ("  generator: false\n", "  generator: false\n  analytics: {provider: google, property: G-1}\n"),
        "{provider", "other-host", "delete",
    ),
    "no attributes": (("  - attr_list\n", ""), "- toc:", "missing-extension", "- attr_list"),
    "an octal number": (("site_id:  ", "site_id: 0360500001 "), "0360500001", "unquoted", '"0360500001"'),
    "a number with signs between": (("icp:  ", "icp: 3605_0001 "), "3605_0001", "unquoted", '"3605_0001"'),
    "a number that is a time": (("police:  ", "police: 36:05 "), "36:05", "unquoted", '"36:05"'),
    "a yes": (("organizer:  ", "organizer: yes "), "yes", "unquoted", '"yes"'),
    "a number with a fraction": (("column_type:  ", "column_type: 1.10 "), "1.10", "unquoted", '"1.10"'),
    "a licence": (("data_license: MIT", "data_license: 4_0"), "4_0", "unquoted", '"4_0"'),
    "no keys": (("  footer:\n", "  footer: 甲\n  more:\n"), "甲\n  more", "no-mapping", "a line for each"),
    "a list of organizations": (
        ("    organizations:\n", "    organizations: [甲]\n  others:\n"),
        "[甲]\n  others", "no-mapping", "a line for each",
    ),
    "a key twice": (_end("strict: true\nstrict: false"), "strict: false", "duplicate-key", "one of the two"),
    "a key twice further down": (
        ("  footer:\n", "  footer: {icp: 甲}\n  footer:\n"), "footer:\n", "duplicate-key", "one of the two",
    ),
    "a picture that is not there": (
        ("mark_image:  ", "mark_image: assets/no.png "),
        "assets/no.png", "missing-file", "content/assets/no.png",
    ),
    "a picture of another host": (
        ("errors_image:  ", "errors_image: https://example.org/a.png "),
        "https://example.org/a.png", "other-host", "assets/a.png",
    ),
    "a link to a script": (
        ("errors_url:  ", 'errors_url: "javascript:alert(1)" '), '"javascript', "bad-url", "https://",
    ),
    "a link that cannot be read": (("errors_url:  ", 'errors_url: "http://[" '), '"http://[', "bad-url", "https://"),
    "a link with a password": (
        ("mark_url:  ", "mark_url: https://u:p@x.cn/ "), "https://u:p@x.cn/", "bad-url", "https://",
    ),
    "a picture that cannot be read": (
        ("mark_image:  ", 'mark_image: "http://[" '), '"http://[', "no-picture", "content/assets/",
    ),
    "a logo that cannot be read": (
        ("  logo: assets/images/favicon.svg", '  logo: "http://[/a.svg"'), '"http://[/', "no-path", "a.svg",
    ),
    "a licence that cannot be read": (
        ("data_license: MIT", "data_license: http://a℀b.cn/"), "http://a℀b", "bad-url", "https://",
    ),
    "a page as a picture": (
        ("mark_image:  ", "mark_image: plan/index.html "), "plan/index.html", "no-picture", "assets/mark.png",
    ),
    "a picture from the root of the host": (
        ("mark_image:  ", "mark_image: /assets/x.svg "), "/assets/x.svg", "no-path", "write: assets/x.svg",
    ),
    "a style sheet from the root of the host": (
        _end("extra_css: [/assets/a.css]"), "/assets/a.css", "no-path", "write: assets/a.css",
    ),
    "a picture in the project's folder": (
        ("mark_image:  ", "mark_image: content/assets/x.png "),
        "content/assets/x.png", "missing-file", ": write assets/x.png",
    ),
    "a file of the system": (
        ("mark_image:  ", "mark_image: /etc/passwd "), "/etc/passwd", "no-picture", "assets/mark.png",
    ),
    "a file above": (
        ("mark_image:  ", "mark_image: ../plan.yaml "), "../plan.yaml", "no-picture", "assets/mark.png",
    ),
    "a script as a picture": (
        ("mark_image:  ", 'mark_image: "javascript:alert(1)" '), '"javascript', "no-picture", "assets/",
    ),
    "a list": (("icp:  ", "icp: [甲] "), "[甲]", "no-text", "one line"),
} | {
    f"the address {url}": (
        ('site_url: !ENV [SITE_URL, ""]', f'site_url: "{url}"'), f'"{url}', "site-url", "https://www.example.gov.cn/",
    )
    for url in (
        "https://x.cn/'a", "https://x.cn/<b>", "https://x.cn/a b", "https://x.cn/?a=1", "https://x.cn/#a",
        "https://u:p@x.cn/", "https://x.cn:99999/", "ftp://x.cn/", "http://[", "www.x.cn",
    )
}  # fmt: skip


@pytest.mark.parametrize("what", CASES)
def test_it_is_refused_where_it_stands(project: Make, what: str) -> None:
    (old, new), place, code, advice = CASES[what]
    root = project(GOOD)
    (root / "content").mkdir()
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert text.count(old) == 1
    text = text.replace(old, new)
    settings.write_text(text, "utf-8")
    run = plansite("build", cwd=root)
    assert run.status == 1
    assert "Traceback" not in run.err
    before = text[: text.index(place)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    (told,) = set(re.findall(r"mkdocs\.yml:\d+:\d+: error\[.*", run.err))
    assert told.startswith(f"mkdocs.yml:{line}:{column}: error[{code}]"), told
    assert advice in told
    assert not (root / "site").exists()


def test_it_is_found_in_the_file_that_is_inherited_from(project: Make) -> None:
    root = project(GOOD)
    base = (root / "mkdocs.yml").read_text("utf-8").replace("font: false", "font: {text: Roboto}")
    (root / "base.yml").write_text(base, "utf-8")
    (root / "mkdocs.yml").write_text("INHERIT: base.yml\n", "utf-8")
    run = plansite("build", cwd=root)
    assert run.status == 1
    assert "base.yml:10:9: error[other-host]" in run.err


def test_a_variable_that_is_no_text_is_told_as_it_is(project: Make) -> None:
    root = project(GOOD)
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("site_id:  ", "site_id: !ENV [ID, ''] ")
    settings.write_text(text, "utf-8")
    run = plansite("build", cwd=root, ID="0360500001")
    assert run.status == 1
    assert "YAML reads 0360500001 as 63078401" in run.err
    assert plansite("build", "--strict", cwd=root, ID="'0360500001'").status == 0
    assert "0360500001" in (root / "site/index.html").read_text("utf-8")


def test_what_works_is_not_refused(project: Make) -> None:
    root = project(GOOD)
    (root / "content/assets").mkdir(parents=True)
    for name in ("a.css", "a.js", "a.svg"):
        (root / "content/assets" / name).write_text("", "utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("favicon: assets/images/favicon.svg", "favicon: assets/a.svg")
    text += (
        "\nextra_css: [assets/a.css]\nextra_javascript: [assets/a.js]\nsite_dir: site\nexclude_docs: more/\n"
    )
    settings.write_text(text.replace("site_id:  ", "site_id: 3605000001 "), "utf-8")
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 0, run.err
    page = (root / "site/index.html").read_text("utf-8")
    assert page.count("assets/a.") == 3
