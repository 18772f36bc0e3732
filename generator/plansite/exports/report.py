"""docx: the report of a round (总结评估报告) in the form of an official document that an office can sign."""

from __future__ import annotations

import datetime as dt

from plansite.exports.export import About, RoundDocument
from plansite.exports.office import progress_report
from plansite.views import progress_report as view_of
from plansite.views.report_records import ProgressReport


def write(view: ProgressReport, stamp: dt.datetime) -> bytes:
    """Return the docx, stamped with `stamp`."""
    from plansite.exports.office import word  # noqa: PLC0415  takes 0.1 s, which only a build needs

    properties = word.Properties(view.title, view.author, stamp)
    return word.write(properties, progress_report.blocks(view), official=True, tables=True)


export = RoundDocument(
    view_of.report,
    write,
    "data/reports/{round}.docx",
    view_of.label,
    About(
        "总结评估报告",
        "一期进展的总结评估报告，按《党政机关公文格式》（GB/T 9704—2012）排版，可以修改和转发；"
        "每个数字都注明出自哪个文件。",
    ),
    libraries=("python-docx", "lxml"),
)
