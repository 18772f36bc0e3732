"""Documents of older formats, with a script in the place of LibreOffice: what it is asked, what fails."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from plansite.importing import readers
from plansite.importing.readers import Unreadable
from plansite.project import imports, office

pytestmark = pytest.mark.full

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEXT = ("青禾市科普工作方案", "一、主要任务", "1.做好科普。办好活动。（市科协牵头）")
Office = Callable[[str], None]


def saved() -> bytes:
    document = docx.Document()
    for line in TEXT:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return what puts a shell script in the place of LibreOffice; without it, there is none."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "made.docx").write_bytes(saved())
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(office, "_ELSEWHERE", ())

    def put(script: str) -> None:
        program = tmp_path / "bin/soffice"
        program.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", "utf-8")
        program.chmod(0o755)

    return put


def converts(folder: Path) -> str:
    """Return a script that notes how it is called and gives the document that is prepared in `folder`."""
    return (
        f'printf "%s\\n" "$@" > {folder}/asked\nenv > {folder}/environment\n'
        f"cp profile/user/registrymodifications.xcu {folder}/settings\n"
        f"mkdir -p made\ncp {folder}/made.docx made/source.docx"
    )


def refusal(name: str, data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        office.readable(name, data)
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("甲.doc", OLE, ".doc"),
        ("甲.WPS", OLE, ".doc"),
        ("甲.docx", OLE, ".doc"),
        ("甲.rtf", rb"{\rtf1 a}", ".rtf"),
        ("甲.doc", rb"{\rtf1 a}", ".rtf"),
    ],
)
def test_an_older_format_is_saved_as_docx(
    name: str, data: bytes, form: str, tmp_path: Path, put: Office
) -> None:
    put(converts(tmp_path))
    lines = readers.read(*office.readable(name, data))
    assert [line.text for line in lines] == list(TEXT)
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert asked[-1].endswith(f"source{form}")
    assert {"--headless", "--convert-to", "docx"} <= set(asked)
    assert any(each.startswith("-env:UserInstallation=file:") for each in asked)


def test_it_runs_no_macros_and_reaches_no_network(tmp_path: Path, put: Office) -> None:
    put(converts(tmp_path))
    office.readable("a.doc", OLE)
    settings = (tmp_path / "settings").read_text("utf-8")
    for name, value in (
        ("DisableMacrosExecution", "true"),
        ("BlockUntrustedRefererLinks", "true"),
        ("Link", "0"),
    ):
        assert f'oor:name="{name}" oor:op="fuse"><value>{value}<' in settings
    assert "https_proxy=http://127.0.0.1:9" in (tmp_path / "environment").read_text("utf-8")


def test_nothing_of_it_stays(tmp_path: Path, put: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    put(converts(tmp_path))
    office.readable("a.doc", OLE)
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.usefixtures("put")
@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx"])
def test_without_it_the_advice_is_given(name: str) -> None:
    error = refusal(name, OLE)
    assert "install it, or save the file as .docx" in error.say("en")
    assert "请安装，或用 Word、WPS 将文件另存为 .docx" in error.say("zh")
    assert name in error.say("zh")


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_what_it_cannot_read_is_told(script: str, put: Office) -> None:
    put(script)
    assert "LibreOffice 无法读取 a.doc" in refusal("a.doc", OLE).say("zh")


@pytest.mark.usefixtures("put")
@pytest.mark.parametrize(
    "data", [b"", b"garbage", b"PK\x03\x04", OLE + "EncryptedPackage".encode("utf-16-le")]
)
def test_what_is_no_such_document_is_told_without_it(data: bytes) -> None:
    assert "damaged, or has a password" in refusal("a.doc", data).say("en")


def test_it_is_ended_where_it_takes_too_long(
    tmp_path: Path, put: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.5)
    put(f"sleep 600 & echo $! > {tmp_path}/child\nwait")
    error = refusal("a.doc", OLE)
    assert "超过 0.5 秒" in error.say("zh")
    child = int((tmp_path / "child").read_text("utf-8"))
    for _ in range(100):
        if not _is_running(child):
            break
        time.sleep(0.05)
    assert not _is_running(child)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.usefixtures("put")
def test_a_docx_or_a_page_by_another_name_needs_no_office() -> None:
    assert readers.read(*office.readable("a.doc", saved()))[0].text == TEXT[0]
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in TEXT)}</body></html>".encode()
    assert [line.text for line in readers.read(*office.readable("a.doc", page))] == list(TEXT)


@pytest.mark.usefixtures("put")
@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.pdf"])
def test_other_documents_are_left_alone(name: str) -> None:
    assert office.readable(name, b"PK") == (name, b"PK")


@pytest.mark.usefixtures("put")
def test_a_file_beyond_the_bound_is_not_given_to_it() -> None:
    assert "超过上限 52428800" in refusal("a.doc", OLE + bytes(readers.MAX_BYTES)).say("zh")


def test_an_odt_is_known_by_what_it_holds(tmp_path: Path, put: Office) -> None:
    put(converts(tmp_path))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    office.readable("a.odt", stream.getvalue())
    assert (tmp_path / "asked").read_text("utf-8").splitlines()[-1].endswith("source.odt")


def test_a_draft_is_made_of_it(tmp_path: Path, put: Office) -> None:
    put(converts(tmp_path))
    (tmp_path / "a.wps").write_bytes(OLE)
    report = imports.imported(tmp_path / "a.wps", tmp_path / "plan.yaml", "zh")
    assert (report.counts["tasks"], report.counts["units"]) == (1, 1)
