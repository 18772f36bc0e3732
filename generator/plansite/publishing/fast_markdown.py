"""Convert generated Markdown to HTML without the Markdown parser, for the two forms that most of it has.

Pages consist of paragraphs (text, links, words in bold) and blocks of HTML, for which the parser takes ten
times as long. Anything else is left to the parser, so docs/ stays plain Markdown for any other renderer. The
output is the same either way, byte for byte (tests/publishing/test_fast_markdown.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from itertools import groupby

from msgspec import Struct

_TEXT = r"(?:[^\[\]()*\\`_<>{}#|~^!\"'&\n]++|[()](?!\()|&#\d+;)++"
_LINK = rf"\[{_TEXT}\]\([\w./#%-]+\)"
_PARAGRAPH = re.compile(
    rf"(?![\s\d+=:>-])(?P<body>(?:{_TEXT}|{_LINK}|\*\*(?:{_TEXT}|{_LINK})++\*\*(?!\*))++)"
    r"(?:\n\{: (?P<classes>(?:\.[\w-]+ )+)(?:#(?P<id>[\w-]+) )?\})?"
)
_LINKS = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_OPENING = re.compile(r"<(p|ul|ol|dl|div|nav|form|figure|table|section|blockquote|h[1-6])(?=[\s>])")
_IDS = re.compile(r"<[^>]*? id=\"([^\"]*)\"")
_COMMENTS = re.compile(r"(?:<!--(?:(?!-->).)*-->\n?)+")
_MARK = "plansitecut{}end"
_MARKS = re.compile(r"<p>plansitecut(\d+)end</p>")
# Code, and HTML with blank lines in it, may contain text that only looks like a paragraph.
_CODE = ("```", "~~~", "\n    ", "<pre", "<script", "<style", "<textarea", "plansitecut")


class Cut(Struct, frozen=True):
    """The Markdown left for the parser, the pieces of HTML taken out of it, and the ids in these pieces."""

    markdown: str
    pieces: tuple[str, ...]
    ids: frozenset[str]


def cut(markdown: str, resolve: Callable[[str], str | None]) -> Cut:
    """Return `markdown` with a mark in place of each run of paragraphs and blocks of HTML.

    `resolve` returns the URL of a link's target, or None to leave the paragraph to the parser.
    """
    if markdown.startswith("    ") or any(sign in markdown for sign in _CODE):
        return Cut(markdown, (), frozenset())
    try:
        blocks = [(block, _html(block, resolve)) for block in _blocks(markdown)]
    except _NotPlainError:
        return Cut(markdown, (), frozenset())
    left: list[str] = []
    pieces: list[str] = []
    for plain, run in groupby(blocks, lambda pair: pair[1] is not None):
        if plain:
            left.append(_MARK.format(len(pieces)))
            pieces.append("\n".join(html or "" for _, html in run))
        else:
            left += [block for block, _ in run]
    ids = frozenset(unescape(ident) for piece in pieces for ident in _IDS.findall(piece))
    return Cut("\n\n".join(left) + "\n", tuple(pieces), ids)


class _NotPlainError(Exception):
    """A block of HTML may extend past a blank line, so that nothing is certain about what follows."""


def _html(block: str, resolve: Callable[[str], str | None]) -> str | None:
    if not block.startswith("<"):
        return _paragraph(block, resolve)
    html = _whole(block)
    if html is None and not _COMMENTS.fullmatch(block):
        raise _NotPlainError
    return html


def restore(html: str, pieces: tuple[str, ...]) -> str:
    """Return `html`, the parser's output for what was left to it, with the pieces put back."""
    if not pieces:
        return html
    return _MARKS.sub(lambda match: pieces[int(match[1])], html).strip()


def _blocks(markdown: str) -> Iterator[str]:
    return (block.strip("\n") for block in re.split(r"\n{2,}", markdown) if block.strip("\n"))


def _whole(block: str) -> str | None:
    """Return a block of HTML as the parser would, if it consists of whole elements, else None."""
    html, start = "", 0
    while start < len(block):
        match = _OPENING.match(block, start)
        if match is None:
            return None
        end, depth = start, 0
        for tag in _tags(match[1]).finditer(block, start):
            end, depth = tag.end(), depth + (-1 if tag[1] else 1)
            if not depth:
                break
        if depth or block[end : end + 1] not in ("", "\n"):
            return None
        html += block[start:end] + "\n"
        start = end + 1
    return html


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?:>|\s[^>]*>)")


def _paragraph(block: str, resolve: Callable[[str], str | None]) -> str | None:
    match = _PARAGRAPH.fullmatch(block)
    if match is None or match["body"].endswith(" "):
        return None
    missing = False

    def link(found: re.Match[str]) -> str:
        nonlocal missing
        url = resolve(found[2])
        missing = missing or url is None
        return f'<a href="{url}">{found[1]}</a>'

    body = _STRONG.sub(r"<strong>\1</strong>", _LINKS.sub(link, match["body"]))
    if missing:
        return None
    classes = " ".join((match["classes"] or "").split()).replace(".", "")
    opening = f'<p class="{classes}"' if classes else "<p"
    return f'{opening} id="{match["id"]}">{body}</p>' if match["id"] else f"{opening}>{body}</p>"
