"""A copy of the built site that opens from disk: one zip, its links naming files instead of folders."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

_LINK = re.compile(r"""(?P<before><(?:a|link|form)\b[^>]*?\s(?:href|action)=["']?)(?P<url>[^"'\s>]+)""")
_ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|\?)", re.IGNORECASE)
_EARLIEST = 315_532_800  # 1980-01-01, before which a zip has no dates


def pack(files: Mapping[str, bytes], folder: str, stamp: int) -> bytes:
    """Return a zip of a site's files by path, under `folder`, every file dated `stamp` (seconds since 1970).

    The same files give the same bytes.
    """
    when = datetime.fromtimestamp(max(stamp, _EARLIEST), UTC).timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            info = zipfile.ZipInfo(f"{folder}/{path}", when)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, to_files(data.decode()).encode() if path.endswith(".html") else data)
    return buffer.getvalue()


def to_files(page: str) -> str:
    """Return a page whose links to folders (`units/kexie/`) name the file in them."""
    return _LINK.sub(lambda match: match["before"] + _to_file(match["url"]), page)


def _to_file(url: str) -> str:
    if _ABSOLUTE.match(url):
        return url
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    rest = url[len(path) :]
    if path.endswith("/") or path.rsplit("/", 1)[-1] in {".", ".."}:
        path = path.rstrip("/") + "/index.html"
    return path + rest
