"""A terminal of another encoding: no command fails there, and data are UTF-8 all the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.small_plans import BAD, GOOD
from tests.helpers.support import ROOT
from tests.helpers.terminal import run_all

pytestmark = pytest.mark.full

Make = Callable[[str], Path]
COMMANDS = [
    ("--help",),
    ("check",),
    ("check", "bad.yaml"),
    ("check", "甲𠮷é.yaml"),
    ("generate",),
    ("generate", "--check"),
    ("build",),
    ("export", "text"),
    ("export", "csv", "--unit", "不存在é"),
    ("diff", "plan.yaml", "odd.yaml"),
    ("diff", "plan.yaml", "odd.yaml", "--format", "markdown"),
    ("import", "odd.txt", "-o", "draft.yaml"),
    ("headers",),
    ("offline",),
    ("new", "𠮷é"),
    ("nonsense-é𠮷",),
]


def run(root: Path, encoding: str, lang: str, *commands: tuple[str, ...]) -> list[tuple[int, bytes, bytes]]:
    """Run the program; return the status of each command, and the bytes that the terminal is given."""
    environ = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    return run_all(root, [("--lang", lang, *each) for each in commands], environ)


@pytest.fixture
def root(project: Make) -> Path:
    """Return a project with texts that no old encoding has."""
    folder = project(GOOD.replace("title: 甲", "title: 甲𠮷é"))
    (folder / "bad.yaml").write_text(BAD.replace("市科协", "市𠮷协é"), "utf-8")
    (folder / "odd.yaml").write_text(GOOD.replace("title: 甲", "title: 乙𠮷ü"), "utf-8")
    (folder / "odd.txt").write_text("𠮷é市工作方案\n一、甲𠮷（市𠮷协负责é\n", "utf-8")
    return folder


@pytest.mark.parametrize(("encoding", "lang"), [("gbk", "zh"), ("ascii", "zh"), ("utf-16", "en")])
def test_no_command_fails_in_a_terminal_of_another_encoding(root: Path, encoding: str, lang: str) -> None:
    told = run(root, encoding, lang, *COMMANDS)
    for command, (status, out, err) in zip(COMMANDS, told, strict=True):
        said = (out + err).decode(encoding, "replace")
        assert "Traceback" not in said, (command, said)
        assert status in {0, 1, 2}, command


def test_data_are_in_utf_8_whatever_the_terminal_has(root: Path) -> None:
    commands = (
        ("schema",),
        ("check", "bad.yaml", "--format", "json"),
        ("diff", "plan.yaml", "odd.yaml", "--format", "json"),
        ("export", "text"),
    )
    schema, problems, changes, text = (out for _, out, _ in run(root, "gbk", "zh", *commands))
    assert schema == (ROOT / "plan.schema.json").read_bytes()
    told = json.loads(problems.decode())
    assert any("𠮷" in each["message"] + (each["hint"] or "") for each in told)
    assert "𠮷ü" in changes.decode()
    assert "甲𠮷é" in text.decode()
