"""The one Jinja environment; it escapes every value, so that text shows exactly as it is.

Characters that Markdown or HTML could take for markup become character references. A reference means the
same in a paragraph, a heading, a link's text and an attribute, so one way of escaping serves all of them.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import attrgetter

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined
from markupsafe import Markup, escape

from plansite.files.template_cache import TemplateCache
from plansite.plan import wording
from plansite.render import html_blocks
from plansite.text.escape import BREAKS, closed, inline, literal, safe
from plansite.views.target_figures import figure


def _finalize(value: object) -> object:
    if hasattr(value, "__html__"):
        return value
    if not isinstance(value, str | int | Decimal | Undefined):  # None or a list would say nothing to a reader
        message = f"a template prints {value!r:.80}"
        raise TypeError(message)
    return literal(str(value))


def _front_matter(value: str) -> Markup:
    # MkDocs passes these on to the theme, which puts them into HTML unescaped.
    return safe(json.dumps(str(escape(closed(BREAKS.sub(" ", value)))), ensure_ascii=False))


@cache
def environment() -> Environment:
    """Return the Jinja environment, the same one for all pages."""
    made = Environment(
        loader=PackageLoader("plansite.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=TemplateCache(),
    )
    made.filters |= {
        "front_matter": _front_matter,
        "heading": lambda node: wording.heading_of(node.item),
        "figure": figure,
        "opening": lambda node: wording.opening_of(node.item),
        "short_title": lambda node: wording.short_title_of(node.item),
        "printed_date": wording.date,
        "runs_by": lambda rows, name: [(key, list(run)) for key, run in groupby(rows, attrgetter(name))],
        "inline": inline,
        "lines": lambda text: safe("<br>").join(map(inline, text.split("\n"))),
    }
    made.globals |= {"bar": html_blocks.bar}
    return made
