"""Compiled templates go with the program that compiled them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from plansite.files import fingerprint
from plansite.render import compiled


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder of a program with one module."""
    (tmp_path / "module.py").write_text("", "utf-8")
    monkeypatch.setattr(fingerprint, "_PROGRAM", tmp_path)
    monkeypatch.setattr(compiled, "_FOLDER", tmp_path / "__pycache__")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield tmp_path
    compiled.program.cache_clear()


def shown(word: str) -> str:
    """Fill in a template in which a filter is called when it is compiled; `word` is what the filter gives."""
    compiled.program.cache_clear()
    environment = Environment(
        loader=DictLoader({"page": "{{ 'a' | word }}"}), bytecode_cache=compiled.Kept(), autoescape=True
    )
    environment.filters["word"] = lambda _: word
    return environment.get_template("page").render()


def test_a_template_is_compiled_anew_for_another_state_of_the_program(program: Path) -> None:
    assert shown("one") == "one"
    assert shown("two") == "one", "this template was not kept"
    (program / "module.py").write_text("pass\n", "utf-8")
    assert shown("two") == "two"
    assert len(list((program / "__pycache__").iterdir())) == 1, "what is of no use any more goes"


def test_in_doubt_about_the_program_nothing_is_kept(program: Path) -> None:
    (program / ".#module.py").symlink_to("nowhere")  # an editor's lock
    assert shown("one") == "one"
    assert shown("two") == "two"
    assert not (program / "__pycache__").exists()


def test_where_nothing_may_be_written_nothing_is_kept(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "__pycache__").write_text("", "utf-8")
    assert shown("one") == "one"
    (program / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown("one") == "one"
    assert not (program / "__pycache__").exists()
