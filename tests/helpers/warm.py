"""What a process imports before it is forked, so that no fork does that again: import this module for it."""

from __future__ import annotations

import gc
import importlib

from plansite.exports import exports
from plansite.pages import modules
from plansite.reading.examine import examine

NAMES = (
    "colorama",
    "docx",
    "markdown.extensions.toc",
    "material.plugins.search.plugin",
    "opencc",
    "plansite.cli.build_commands",
    "plansite.cli.main",
    "plansite.importing.document",
    "plansite.project.project",
    "plansite.publishing.page_cache",
    "plansite.publishing.plugin",
    "plansite.publishing.publish",
    "pygments.formatters.html",
    "rich.progress",
    "tests.helpers.limits",
    "xlsxwriter",
)

for _name in NAMES:
    importlib.import_module(_name)
exports()
modules()
examine(b"{}", "plan.yaml", "en")  # imports the rules
gc.collect()
gc.freeze()  # else each fork looks at, and so copies, all of this whenever it collects
