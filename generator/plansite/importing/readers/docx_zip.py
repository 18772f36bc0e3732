"""Unpack the zip of an office document, counting what comes out of it."""

from __future__ import annotations

import io
import zipfile

from plansite.diagnostics.problems import Message
from plansite.importing.readers.limits import ELEMENTS, MAX_ELEMENTS, Count
from plansite.importing.readers.reader import Unreadable

MAX_UNPACKED = 64 * 1024 * 1024
MAX_FILES = 5_000
_BLOCK = 64 * 1024

OLD = Message(
    "this is a Word 97–2003 file or one with a password; save it as .docx without a password",
    "这是 Word 97–2003 格式或设有密码的文件；请另存为不带密码的 .docx",
)
BOMB = Message(
    "the text in it unpacks to more than {limit} bytes; keep what belongs to the plan and import that",
    "其中的文字解压后超过 {limit} 字节；请只保留规划的内容，再导入",
)
FILES = Message(
    "it holds more than {limit} files; save it again as .docx in Word or WPS",
    "其中的文件超过 {limit} 个；请用 Word 或 WPS 重新保存为 .docx",
)

_OLE = b"\xd0\xcf\x11\xe0"


def unpacked(
    data: bytes, *, bomb: Message = BOMB, many: Message = FILES, elements: Message = ELEMENTS
) -> bytes:
    """Return the zip in `data` with its XML unpacked and all other files, such as pictures, empty.

    Bytes and elements are counted as they are unpacked: what a zip says of its sizes may be a lie. Raise
    Unreadable, in these words, if they are too many.
    """
    if data.startswith(_OLE):
        raise Unreadable(OLD)
    size, files = Count(MAX_UNPACKED, bomb), Count(MAX_FILES, many)
    counted = Count(MAX_ELEMENTS, elements)
    safe = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(safe, "w") as copy:
        files.add(len(archive.infolist()))
        for name in dict.fromkeys(archive.namelist()):
            with copy.open(name, "w") as to, archive.open(name) as packed:
                if not name.lower().endswith((".xml", ".rels")):
                    continue
                while block := packed.read(_BLOCK):
                    size.add(len(block))
                    counted.add(block.count(b"<") - block.count(b"</"))
                    to.write(block)
    return safe.getvalue()
