"""What a process imports before it is forked, so that no fork does that again: import this module for it."""

from __future__ import annotations

import gc
import importlib

from plansite.build.build import build
from plansite.exports import exports
from plansite.pages import modules
from plansite.reading.examine import examine
from plansite.views.site import Content
from tests.helpers.small_plans import GOOD

NAMES = (
    "colorama",
    "docx",
    "email.parser",
    "encodings.cp437",
    "encodings.utf_16_le",
    "markdown.extensions.abbr",
    "markdown.extensions.attr_list",
    "markdown.extensions.codehilite",
    "markdown.extensions.def_list",
    "markdown.extensions.fenced_code",
    "markdown.extensions.footnotes",
    "markdown.extensions.md_in_html",
    "markdown.extensions.tables",
    "markdown.extensions.toc",
    "material.plugins.search.plugin",
    "material.templates",
    "opencc",
    "plansite.cli.build_commands",
    "plansite.cli.main",
    "plansite.exports.office.word",
    "plansite.importing.document",
    "plansite.project.project",
    "plansite.publishing.page_cache",
    "plansite.publishing.plugin",
    "plansite.publishing.publish",
    "pygments.formatters.html",
    "pygments.lexers",
    "pygments.modeline",
    "rich.progress",
    "tests.helpers.limits",
    "xlsxwriter",
)

for _name in NAMES:
    importlib.import_module(_name)
exports()
modules()
_small = examine(GOOD.encode(), "plan.yaml", "en").record
assert _small is not None
build(_small, Content())  # loads our templates and makes the schemas
gc.collect()
gc.freeze()  # else each fork looks at, and so copies, all of this whenever it collects
