"""The one Jinja environment: pages to Markdown, in which every value shows as it is.

Values are written with character references for all that Markdown or HTML could take for markup. A
reference means the same in a paragraph, a heading, a link's text and an attribute: one escape serves all.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from plansite.plan import wording
from plansite.plan.model import Plan, Role
from plansite.render import html_blocks
from plansite.render.page_writer import Here
from plansite.text.escape import BREAKS, closed, inline, literal
from plansite.views.page import Page, Subject
from plansite.views.site import Site


def _finalize(value: object) -> object:
    return value if hasattr(value, "__html__") else literal(str(value))


def _front_matter(value: str) -> Markup:
    # MkDocs hands these to the theme, which puts them into HTML as they are.
    return Markup(json.dumps(str(escape(closed(BREAKS.sub(" ", value)))), ensure_ascii=False))  # noqa: S704


@pass_context
def _label(context: Context, role: Role) -> str:
    plan: Plan = context["site"].plan
    return plan.roles.of(role)


@cache
def environment() -> Environment:
    """Return what templates are filled in with, one for all pages."""
    made = Environment(
        loader=PackageLoader("plansite.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "front_matter": _front_matter,
        "heading": lambda node: wording.heading_of(node.item),
        "short_title": lambda node: wording.short_title_of(node.item),
        "printed_date": wording.date,
        "role_label": _label,
        "runs_by": lambda rows, name: [(key, list(run)) for key, run in groupby(rows, attrgetter(name))],
        "inline": inline,
        "lines": lambda text: Markup("<br>").join(map(inline, text.split("\n"))),
        "hashes": lambda level: Markup("#" * level),  # noqa: S704  a heading's mark
    }
    made.globals |= {"Role": Role, "bar": html_blocks.bar}
    return made


def part(template: str, page: Page, site: Site, view: object) -> str:
    """Return Markdown that stands on `page`: `template` filled in with `view`."""
    values: dict[str, Any] = {"site": site, "page": page, "view": view, "here": Here(site, page)}
    return environment().get_template(f"{template}.j2").render(values)


def _own_name_bold(text: str, page: Page) -> str:
    """Return the page of a unit with its name in bold where it would lead to the page itself."""
    own = "../" * page.path.count("/") + page.path
    return re.sub(rf"\[([^\]\n]+)\]\({re.escape(own)}\)", r"**\1**", text)


def render(page: Page, site: Site) -> str:
    """Return the Markdown of `page`.

    Raises jinja2.UndefinedError where a template asks for what its view does not have.
    """
    text = part(page.template, page, site, page.view)
    if page.subject is Subject.UNIT:
        text = _own_name_bold(text, page)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.rstrip("\n") + "\n"
