"""Have LibreOffice save a file of an older format as .docx or .xlsx, so that it can be read."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from pathlib import Path, PurePath

from plansite.diagnostics.problems import Message
from plansite.importing.readers import MAX_BYTES, TOO_LARGE, Unreadable

ENDINGS = (".doc", ".dot", ".odt", ".rtf", ".wps", ".wpt")
SECONDS = 90
"""How long LibreOffice may take; a plan takes it one or two seconds."""

MISSING = Message(
    "{name} is of a format that is read through LibreOffice, which is not installed here: install it, or save"
    " the file as .docx in Word or WPS",
    "{name} 的格式须借助 LibreOffice 读取，而本机未安装：请安装，或用 Word、WPS 将文件另存为 .docx",
)
FAILED = Message(
    "LibreOffice cannot read {name}: it is damaged, or has a password; save it as .docx in Word or WPS",
    "LibreOffice 无法读取 {name}：文件已损坏，或设有密码；请用 Word 或 WPS 另存为 .docx",
)
SLOW = Message(
    "LibreOffice took more than {limit} seconds over {name}; save it as .docx in Word or WPS",
    "LibreOffice 读取 {name} 超过 {limit} 秒；请用 Word 或 WPS 另存为 .docx",
)
WORKBOOK_MISSING = Message(
    "{name} is of a format that is read through LibreOffice, which is not installed here: install it, or save"
    " the file as .xlsx in Excel or WPS",
    "{name} 的格式须借助 LibreOffice 读取，而本机未安装：请安装，或用 Excel、WPS 将文件另存为 .xlsx",
)
WORKBOOK_FAILED = Message(
    "LibreOffice cannot read {name}: it is damaged, or has a password; save it as .xlsx in Excel or WPS",
    "LibreOffice 无法读取 {name}：文件已损坏，或设有密码；请用 Excel、WPS 另存为 .xlsx",
)
WORKBOOK_SLOW = Message(
    "LibreOffice took more than {limit} seconds over {name}; save it as .xlsx in Excel or WPS",
    "LibreOffice 读取 {name} 超过 {limit} 秒；请用 Excel、WPS 另存为 .xlsx",
)

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(rb"<(?:!doctype html|html)\b", re.IGNORECASE)
_START = 1024
_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# No macro runs, no link is followed, and what is sent to the network all the same goes nowhere.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")


def readable(name: str, data: bytes) -> tuple[str, bytes]:
    """Return the name and bytes of a document in a format that the importer reads.

    LibreOffice saves a document of an older format (`ENDINGS`) as .docx; one with such a name that is a .docx
    or a web page is returned as that, and all others as they are. Raise Unreadable if LibreOffice is needed
    and is not there, fails, or takes too long.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS and not (ending == ".docx" and data.startswith(_OLE)):
        return name, data
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_LARGE, {"size": len(data), "limit": MAX_BYTES})
    form = _form(data)
    if not form or (form == ".doc" and _ENCRYPTED in data):
        raise Unreadable(FAILED, {"name": name})
    if form in {".docx", ".html"}:
        return f"{name}{form}", data
    return f"{name}.docx", _converted(name, form, data)


def _form(data: bytes) -> str:
    """Return the file extension that the content of a document asks for, or "" if it is of no known sort."""
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith(rb"{\rtf"):
        return ".rtf"
    if _PAGE.search(data[:_START]):
        return ".html"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return ""
    return ".docx" if "word/document.xml" in names else ".odt" if "content.xml" in names else ""


def as_workbook(name: str, data: bytes) -> bytes:
    """Return a workbook of an older format, or an .ods, as LibreOffice saves it as .xlsx.

    Raise Unreadable if LibreOffice is not there, fails, or takes too long.
    """
    form = ".xls" if data.startswith(_OLE) else ".ods"
    return _converted(name, form, data, "xlsx", (WORKBOOK_MISSING, WORKBOOK_FAILED, WORKBOOK_SLOW))


def _converted(
    name: str,
    form: str,
    data: bytes,
    to: str = "docx",
    told: tuple[Message, Message, Message] = (MISSING, FAILED, SLOW),
) -> bytes:
    missing, failed, slow = told
    office = _program()
    if office is None:
        raise Unreadable(missing, {"name": name})
    with tempfile.TemporaryDirectory(prefix="plansite-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        (folder / "profile/user").mkdir(parents=True)
        (folder / "profile/user/registrymodifications.xcu").write_text(_settings(), "utf-8")
        source, made = folder / f"source{form}", folder / f"made/source.{to}"
        source.write_bytes(data)
        if not _run(office, folder, source, to):
            raise Unreadable(slow, {"name": name, "limit": SECONDS})
        if not made.is_file():
            raise Unreadable(failed, {"name": name})
        with made.open("rb") as file:
            return file.read(MAX_BYTES + 1)


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _ELSEWHERE if Path(path).is_file()), None)


def _settings() -> str:
    items = (
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return _PROFILE.format(items="\n".join(items))


def _run(office: str, folder: Path, source: Path, to: str) -> bool:
    """Let LibreOffice write `source` in the format `to` into `made/`; end it if that takes too long."""
    command = [
        *(office, "--headless", "--norestore", "--nolockcheck"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--convert-to", to, "--outdir", str(folder / "made"), str(source)),
    ]
    process = subprocess.Popen(  # noqa: S603  the program that was found, and names of our own
        command,
        cwd=folder,
        env={**os.environ, **_NOWHERE, "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)
        return False
    except BaseException:
        _end(process)
        raise
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice, which runs as a child of the script that was started."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
