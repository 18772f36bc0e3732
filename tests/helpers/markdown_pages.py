"""Pages of docs/ as the HTML that a reader gets of them, without MkDocs around."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from lxml import etree, html
from markdown import Markdown

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
EXTENSIONS = ("attr_list", "toc", "tables", "fenced_code")


def page(files: Mapping[str, bytes], path: str) -> etree._Element:
    """Return a page of `files` as a tree."""
    body = files[path].decode().split("---\n", 2)[2]
    return html.fragment_fromstring(Markdown(extensions=list(EXTENSIONS)).convert(body), "div")


def below(tree: etree._Element, ident: str) -> list[etree._Element]:
    """Return what stands below the heading with an id, to the next heading of any level."""
    (heading,) = tree.xpath(f"//*[@id='{ident}']")
    return list(itertools.takewhile(lambda each: each.tag not in HEADINGS, heading.itersiblings()))


def section(tree: etree._Element, ident: str) -> list[etree._Element]:
    """Return what stands below the heading with an id, to the next heading that is no lower one."""
    (heading,) = tree.xpath(f"//*[@id='{ident}']")
    found: list[etree._Element] = []
    for each in heading.itersiblings():
        if each.tag in HEADINGS and each.tag <= heading.tag:
            break
        found.append(each)
    return found


def words(element: etree._Element) -> str:
    """Return the text of an element, white space as one space."""
    return " ".join("".join(element.itertext()).split())
