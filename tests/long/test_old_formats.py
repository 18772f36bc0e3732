"""Documents of older formats, read through LibreOffice itself."""

from __future__ import annotations

import http.server
import io
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from plansite.importing import readers
from plansite.project import office

TEXT = (
    "青禾市科普工作方案",
    "为做好科普工作，制定“一网通办”方案。",
    "一、主要任务",
    "1.做好科普。办好活动。（市科协牵头，市教育局配合）",
    "青禾市科学技术协会",
    "2026年3月6日",
)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Return a folder with one document in three older formats."""
    document = docx.Document()
    for line in TEXT:
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is needed: make test-long installs it on Debian"
    for form in ("doc", "rtf", "odt"):
        subprocess.run(
            [
                *(program, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
                *("--convert-to", form, "--outdir", tmp_path, tmp_path / "a.docx"),
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )
    shutil.copy(tmp_path / "a.doc", tmp_path / "a.wps")
    return tmp_path


def test_the_text_of_each_format_is_the_same(saved: Path) -> None:
    for name in ("a.doc", "a.wps", "a.rtf", "a.odt"):
        lines = readers.read(*office.readable(name, (saved / name).read_bytes()))
        assert [line.text for line in lines] == list(TEXT), name


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine; return the address, and the paths that are asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815  the names that the base class looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
LINKED = f"""<?xml version="1.0"?>
<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0"
 xmlns:draw="{OFFICE}:drawing:1.0" xmlns:svg="{OFFICE}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
<office:body><office:text><text:p>甲<draw:frame svg:width="2cm" svg:height="2cm">
<draw:image xlink:href="ADDRESS/picture.png" xlink:type="simple"/></draw:frame></text:p>
<text:section text:name="a"><text:section-source xlink:href="ADDRESS/text.odt"/>
<text:p>乙</text:p></text:section>
</office:text></office:body></office:document-content>"""

MANIFEST = f"""<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def test_nothing_that_a_document_links_to_is_fetched(asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", LINKED.replace("ADDRESS", address))
    lines = readers.read(*office.readable("a.odt", stream.getvalue()))
    assert [line.text for line in lines] == ["甲", "乙"]
    assert paths == []
