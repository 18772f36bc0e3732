"""docx: the whole text as an official document (GB/T 9704—2012) that an office can edit and pass on."""

from __future__ import annotations

import datetime as dt

from plansite.exports.export import About, Document
from plansite.exports.office import official
from plansite.exports.office.printed import PrintedText, printed


def write(view: PrintedText, stamp: dt.datetime) -> bytes:
    """Return the docx, stamped with `stamp`."""
    from plansite.exports.office import word  # noqa: PLC0415  takes 0.1 s, which only a build needs

    properties = word.Properties(view.title, view.author, stamp)
    return word.write(properties, official.blocks(view), official=True)


export = Document(
    lambda site, _: printed(site),  # units have no file of their own
    write,
    "data/plan.docx",
    About("规划全文", "公布文本的全文，按《党政机关公文格式》（GB/T 9704—2012）排版，可以修改和转发。"),
    libraries=("python-docx", "lxml"),
)
