"""Find the element of a web page that holds its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from plansite.importing.readers.grid import are_of_data
from plansite.importing.readers.reader import is_chinese

DROPPED = frozenset(
    {
        "aside",
        "audio",
        "button",
        "canvas",
        "footer",
        "form",
        "head",
        "header",
        "iframe",
        "map",
        "nav",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    }
)
_CONTAINERS = frozenset(
    {
        "article",
        "body",
        "center",
        "div",
        "font",
        "html",
        "main",
        "section",
        "span",
        "table",
        "tbody",
        "td",
        "tr",
    }
)
# Names that the software of Chinese government sites gives to the element with the document.
_HINT = re.compile(
    r"trs_editor|trs_ueditor|ucap-content|pages_content|article|zoom|content|view|detail|news_?con|main-?text|txt|text",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"comment|footer|header|related|recommend|share|sidebar|breadcrumb|copyright", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SENTENCE = re.compile(r"[，。；、,;]")
_HINTED_SHARE = 0.6
_PLAIN_SHARE = 0.95


def article(root: Any) -> Any:  # noqa: ANN401  lxml has no types here
    """Return the element of a page that holds its article: the innermost one with nearly all of the text.

    An element with a telling name, such as TRS_Editor, needs a smaller share. Elements that are never part of
    a text are removed from the tree.
    """
    _clean(root)
    weights = _weights(root)
    whole = weights.get(root, 0)
    if not whole:
        return root
    best = root
    for element in root.iter():  # in document order, so deeper elements come later
        if weights.get(element, 0) >= whole * _HINTED_SHARE and _hinted(element):
            best = element
    return best if best is not root else _innermost(root, weights)


def _clean(root: Any) -> None:  # noqa: ANN401
    doomed = [
        element
        for element in root.iter()
        if element is not root
        and (
            element.tag in DROPPED or "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "")
        )
    ]
    gone = set(doomed)
    for parent in dict.fromkeys(element.getparent() for element in doomed):
        _drop(parent, gone)


def _drop(parent: Any, gone: set[Any]) -> None:  # noqa: ANN401
    """Remove the children that are in `gone`; the text behind each stays, joined to what is before it."""
    before: Any = None
    texts: list[str] = [parent.text or ""]
    for child in [*parent, None]:
        if child is not None and child in gone:
            texts.append(child.tail or "")
            parent.remove(child)
            continue
        if len(texts) > 1 and before is None:
            parent.text = "".join(texts)
        elif len(texts) > 1:
            before.tail = "".join(texts)
        before, texts = child, ["" if child is None else child.tail or ""]


def _weights(root: Any) -> dict[Any, int]:  # noqa: ANN401
    """Return how many Chinese characters each element has in sentences, without links.

    Menus, dates and page footers have no sentences, so they weigh nothing.
    """
    weights: dict[Any, int] = {}
    for element in reversed(list(root.iter())):  # children before their parents
        own = 0 if element.tag == "a" else sum(_weight(text) for text in _texts(element))
        inner = 0 if element.tag == "a" else sum(weights[child] for child in element)
        weights[element] = own + inner
    return weights


def _texts(element: Any) -> Iterator[str]:  # noqa: ANN401
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _weight(text: str) -> int:
    return sum(map(is_chinese, text)) if _SENTENCE.search(text) else 0


def _hinted(element: Any) -> bool:  # noqa: ANN401
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return element.tag == "article" or (bool(_HINT.search(names)) and not _NOT.search(names))


def is_of_data(element: Any) -> bool:  # noqa: ANN401
    """Return whether an element is a table of data: rows of several cells, and no other table inside it.

    One with another in a cell is so if at least two other rows have the words of a table of tasks.
    """
    if element.tag != "table":
        return False
    if len(list(islice(element.iter("table"), 2))) == 1:
        return any(len(_cells(each)) > 1 for each in element.iter("tr"))
    whole = (each for each in _own_rows(element) if next(each.iter("table"), None) is None)
    return are_of_data(sum(map(_has_words, _cells(each))) for each in whole)


def _own_rows(table: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the rows of a table, but not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (each for each in child if each.tag == "tr")


def _cells(row: Any) -> list[Any]:  # noqa: ANN401
    return [child for child in row if child.tag in {"td", "th"}]


def _has_words(cell: Any) -> bool:  # noqa: ANN401
    return any(text.strip() for text in cell.itertext())


def _innermost(root: Any, weights: dict[Any, int]) -> Any:  # noqa: ANN401
    inner = root
    while True:
        children = [child for child in inner if child.tag in _CONTAINERS and not is_of_data(child)]
        heaviest = max(children, key=lambda child: weights[child], default=None)
        if heaviest is None or weights[heaviest] < weights[root] * _PLAIN_SHARE:
            return inner
        inner = heaviest
