"""Compiled templates: kept between runs, and never used where they would differ from the text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from plansite.files import fingerprint, template_cache
from plansite.files.template_cache import TemplateCache


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the templates of a test in a folder of its own."""
    monkeypatch.setattr(template_cache, "_FOLDER", tmp_path)
    return tmp_path


def rendered(text: str) -> str:
    """Render a template in a new environment, as a new run does."""
    made = Environment(loader=DictLoader({"page": text}), autoescape=True)
    made.bytecode_cache = TemplateCache()
    return made.get_template("page").render()


def test_a_template_is_compiled_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered("甲{{ 1 }}") == "甲1"
    assert len(list(kept.rglob("*.cache"))) == 1
    monkeypatch.setattr(Environment, "compile", None)
    assert rendered("甲{{ 1 }}") == "甲1"


def test_a_template_that_changed_is_compiled_anew() -> None:
    assert [rendered("甲"), rendered("乙"), rendered("甲")] == ["甲", "乙", "甲"]


def test_other_versions_are_not_used(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered("甲")
    (old,) = kept.iterdir()
    monkeypatch.setattr(fingerprint, "packages", lambda: "others")
    rendered("甲")
    (new,) = kept.iterdir()
    assert old != new


@pytest.mark.parametrize("damage", [b"", b"j2", b"\0" * 99], ids=["empty", "cut", "other"])
def test_a_damaged_file_is_not_used(kept: Path, damage: bytes) -> None:
    rendered("甲")
    (file,) = kept.rglob("*.cache")
    file.write_bytes(damage)
    assert rendered("甲") == "甲"


def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_cache, "_FOLDER", Path("/dev/null/none"))
    assert rendered("甲") == "甲"


def test_templates_are_kept_where_python_writes_no_bytecode(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # as the preview does, for the sake of hooks
    assert rendered("甲") == "甲"
    assert len(list(kept.rglob("*.cache"))) == 1
