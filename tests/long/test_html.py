"""HTML by the standard: what the Nu Html Checker says of every page of the real site."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MATERIAL = {
    "Attribute “autocomplete” is only allowed": r'<input class="md-toggle" data-md-toggle=',
    "The value of the “for” attribute of the “label” element": r'<label class="md-nav__title" for="__toc">',
    "Bad value “” for attribute “tabindex”": r'<label class="md-nav__link" for="__nav_\d+"',
}
"""Faults that are not ours: Material for MkDocs has them in its templates of header and menu."""


def checked(*paths: Path) -> list[str]:
    """Return what the checker says of these files, but for Material's own faults: a line each."""
    java = shutil.which("java")
    assert java, "Java is needed: apt-get install default-jre-headless"
    done = subprocess.run(
        [java, "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", *paths],
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return [
        f"{each['url']} {each.get('lastLine')}: {each['message']}"
        for each in json.loads(done.stdout)["messages"]
        if not any(
            each["message"].startswith(said) and re.search(element, each["extract"])
            for said, element in MATERIAL.items()
        )
    ]


def test_no_page_has_a_fault_of_ours(built: Path) -> None:
    pages = sorted(built.rglob("*.html"))
    assert len(pages) > 50
    said = checked(*pages)
    assert not said, "\n".join(said)


def test_a_fault_is_seen(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    text = (built / "index.html").read_text("utf-8")
    page.write_text(text.replace("<h1", "<p><div></p><h1", 1), "utf-8")
    said = "\n".join(checked(page))
    assert "No “p” element in scope but a “p” end tag seen" in said
