"""Convert generated Markdown to HTML without the Markdown parser, for the three forms that most of it has.

Pages consist of paragraphs and headings (text, links, words in bold) and blocks of HTML, for which the parser
takes ten times as long. Anything else is left to the parser, and with it the headings of its page, for they
are listed in their order. So docs/ stays plain Markdown for any other renderer. The output is the same either
way, byte for byte (tests/publishing/test_fast_markdown.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from html import unescape
from itertools import groupby
from typing import TypedDict

from markdown import Markdown
from msgspec import Struct

_TEXT = r"(?:[^\[\]()*\\`_<>{}#|~^!\"'&\n]++|[()](?!\()|&#\d+;)++"
_LINK = rf"\[{_TEXT}\]\([\w./#%-]+\)"
_BODY = rf"(?P<body>(?:{_TEXT}|{_LINK}|\*\*(?:{_TEXT}|{_LINK})++\*\*(?!\*))++)"
_PARAGRAPH = re.compile(
    rf"(?![\s\d+=:>-]){_BODY}(?:\n\{{: (?P<classes>(?:\.[\w-]+ )+)(?:#(?P<id>[\w-]+) )?\}})?"
)
_HEADING = re.compile(rf"(?P<level>\#{{1,6}}) (?! ){_BODY}\{{ \#(?P<id>[\w-]+) \}}")
_LINKS = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_OPENING = re.compile(r"<(p|ul|ol|dl|div|nav|form|figure|table|section|blockquote|h[1-6])(?=[\s>])")
_IDS = re.compile(r" id=\"([^\"]*)\"")  # in a text, " is a character reference
_COMMENTS = re.compile(r"(?:<!--(?:(?!-->).)*-->\n?)+")
_TAGS = re.compile(r"<[^>]*>")
_NAME, _ID = "plansiteheading", "plansiteid"
_MARK = "plansitecut{}end"
_MARKS = re.compile(r"<p>plansitecut(\d+)end</p>")
# Code, and HTML with blank lines in it, may contain text that only looks like a paragraph.
_CODE = ("```", "~~~", "\n    ", "<pre", "<script", "<style", "<textarea", "plansitecut")


class Listed(TypedDict):
    """A heading in the contents of a page, as the extension toc lists it before it nests them."""

    level: int
    id: str
    name: str


class Heading(Struct, frozen=True):
    """How the parser writes a heading of a level: the HTML of one, and its level in the contents, if any."""

    html: str
    listed: int | None


class Cut(Struct, frozen=True):
    """The Markdown left for the parser, the pieces of HTML taken out of it, and the ids in these pieces.

    `contents` lists the headings if nothing is left for the parser; else the parser has them all.
    """

    markdown: str
    pieces: tuple[str, ...]
    ids: frozenset[str]
    contents: tuple[Listed, ...] | None = None


def heading(extensions: Sequence[str], settings: Mapping[str, dict[str, object]], level: int) -> Heading:
    """Return how a parser with these extensions writes headings of a level, whatever their settings are."""
    parser = Markdown(extensions=extensions, extension_configs=settings)
    html = parser.convert(f"{'#' * level} {_NAME} {{ #{_ID} }}")
    listed = getattr(parser, "toc_tokens", ())
    return Heading(html, listed[0]["level"] if listed else None)


def cut(markdown: str, resolve: Callable[[str], str | None], form: Callable[[int], Heading]) -> Cut:
    """Return `markdown` with a mark in place of each run of paragraphs and blocks of HTML.

    `resolve` returns the URL of a link's target, or None to leave the paragraph to the parser; `form` returns
    the form of headings of a level.
    """
    if markdown.startswith("    ") or any(sign in markdown for sign in _CODE):
        return Cut(markdown, (), frozenset())
    contents: list[Listed] = []
    try:
        blocks = [(block, _html(block, resolve, form, contents)) for block in _blocks(markdown)]
    except _NotPlainError:
        return Cut(markdown, (), frozenset())
    whole = all(html is not None for _, html in blocks)
    left: list[str] = []
    pieces: list[str] = []
    for plain, run in groupby(
        blocks, lambda pair: pair[1] is not None and (whole or not pair[0].startswith("#"))
    ):
        if plain:
            left.append(_MARK.format(len(pieces)))
            pieces.append("\n".join(html or "" for _, html in run))
        else:
            left += [block for block, _ in run]
    ids = frozenset(unescape(ident) for piece in pieces for ident in _IDS.findall(piece))
    if whole:
        return Cut("", tuple(pieces), ids, tuple(contents))
    return Cut("\n\n".join(left) + "\n", tuple(pieces), ids)


class _NotPlainError(Exception):
    """A block of HTML may extend past a blank line, so that nothing is certain about what follows."""


def _html(
    block: str,
    resolve: Callable[[str], str | None],
    form: Callable[[int], Heading],
    contents: list[Listed],
) -> str | None:
    if block.startswith("#"):
        return _heading(block, resolve, form, contents)
    if not block.startswith("<"):
        return _paragraph(block, resolve)
    html = _whole(block)
    if html is None and not _COMMENTS.fullmatch(block):
        raise _NotPlainError
    return html


def restore(html: str, cut: Cut) -> str:
    """Return `html`, the parser's output for what was left to it, with the pieces put back."""
    if cut.contents is not None:
        return "".join(cut.pieces).strip()
    return _MARKS.sub(lambda match: cut.pieces[int(match[1])], html).strip() if cut.pieces else html


def _blocks(markdown: str) -> Iterator[str]:
    return filter(None, (block.strip("\n") for block in markdown.split("\n\n")))


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
    body = _body(match["body"], resolve)
    if body is None:
        return None
    classes = " ".join((match["classes"] or "").split()).replace(".", "")
    opening = f'<p class="{classes}"' if classes else "<p"
    return f'{opening} id="{match["id"]}">{body}</p>' if match["id"] else f"{opening}>{body}</p>"


def _heading(
    block: str,
    resolve: Callable[[str], str | None],
    form: Callable[[int], Heading],
    contents: list[Listed],
) -> str | None:
    match = _HEADING.fullmatch(block)
    if match is None or "\n" in block or not match["body"].endswith(" ") or match["body"].endswith("  "):
        return None
    body = _body(match["body"][:-1], resolve)
    if body is None:
        return None
    found = form(len(match["level"]))
    if found.listed is not None:
        name = " ".join(_TAGS.sub("", body).split())
        contents.append({"level": found.listed, "id": match["id"], "name": name})
    return found.html.replace(_ID, match["id"]).replace(_NAME, body)


def _body(text: str, resolve: Callable[[str], str | None]) -> str | None:
    """Return the HTML of text with links and words in bold, or None if a link leads nowhere."""
    missing = False

    def link(found: re.Match[str]) -> str:
        nonlocal missing
        url = resolve(found[2])
        missing = missing or url is None
        return f'<a href="{url}">{found[1]}</a>'

    html = _STRONG.sub(r"<strong>\1</strong>", _LINKS.sub(link, text))
    return None if missing else html
