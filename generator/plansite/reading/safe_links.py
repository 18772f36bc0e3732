"""Check that links lead only to pages and files of the site, to http(s) URLs, or to mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from plansite.diagnostics.problems import Code, Finding, Message, Severity
from plansite.reading.faults import Fault
from plansite.text import web_address

UNSAFE = Code(
    "unsafe-link",
    Severity.ERROR,
    Message("a link may not lead to {link}", "链接不能指向 {link}"),
    Message(
        "only http, https, mailto, and pages and files of the site",
        "只能用 http、https、mailto，或本站的页面和文件",
    ),
)

BROKEN = Code(
    "broken-address",
    Severity.ERROR,
    Message("{link} is not the address of a web page", "{link} 不是网址"),
    Message("write the name of the host after //", "请在 // 之后写上网站的域名"),
)

_SAFE = {"http", "https", "mailto"}
_ATTRIBUTES = frozenset(
    (
        *("action", "background", "cite", "data", "formaction", "href", "manifest"),
        *("ping", "poster", "src", "srcset", "xlink:href"),
    )
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_REFRESH = re.compile(r"[\s\d.]*[;,]?\s*(?:url\s*=)?\s*[\"']?", re.IGNORECASE)
# Quick test that spares most pages the parser: an address has a colon, or a character reference that may be
# one, before its first slash. The pattern starts at =, which is found faster than any of so many names.
_NAMED = "|".join(f"(?<={name}=)" for name in sorted(_ATTRIBUTES))
_SUSPECT = re.compile(
    rf"""=(?=\s*["']?(?!(?:https?|mailto):)[^"'>/\#?:&]*+[:&])(?:{_NAMED}|(?<=\s=))""", re.IGNORECASE
)
# The same for another host: its name has brackets or letters that are not ASCII, or there is none.
_SUSPECT_HOST = re.compile(
    r"""=\s*["']?\s*(?:https?:)?//(?:[/?\#"'>\s@:]|[^"'>/?\#]*(?:[\[\]&]|[^\x00-\x7f]))""", re.IGNORECASE
)
_EQUIV = re.compile("-[Ee][Qq][Uu][Ii][Vv]")  # found six times faster than by making the page lower-case
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f\xad\u200b-\u200f\ufeff]")
_EXTENSIONS = ("attr_list", "md_in_html", "tables", "footnotes", "def_list", "abbr")
_SHOWN = 60


class _Links(HTMLParser):
    """Collects the addresses that a page links to or loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the addresses of one element."""
        values = dict(attrs)
        self.found += [value or "" for name, value in attrs if name in _ATTRIBUTES]
        if tag == "meta" and (values.get("http-equiv") or "").strip().lower() == "refresh":
            self.found.append(_REFRESH.sub("", values.get("content") or "", count=1))


def unsafe(page: str) -> Iterator[str]:
    """Yield each address in the HTML `page` that is broken, or has another scheme than http(s) or mailto."""
    suspect = _SUSPECT.search(page) or _SUSPECT_HOST.search(page)
    if not suspect and not _EQUIV.search(page):
        return
    parser = _Links()
    parser.feed(page)
    parser.close()
    for address in parser.found:
        # Read the scheme as a browser does: https://url.spec.whatwg.org/#concept-basic-url-parser.
        scheme = _SCHEME.match(re.sub(r"[\t\n\r]", "", address.lstrip("".join(map(chr, range(0x21))))))
        if (scheme and scheme[1].lower() not in _SAFE) or _is_broken(address.strip()):
            yield address.strip()


def _is_broken(address: str) -> bool:
    """Return whether an address that names another host names none that can be read: `http://[`."""
    parts = web_address.read(address)
    return parts is None or bool(_ELSEWHERE.match(address) and not parts.hostname)


def faults(markdown: str) -> tuple[Fault, ...]:
    """Return a fault for each unsafe link in a Markdown text, at the line of its address."""
    from markdown import Markdown  # noqa: PLC0415  most commands read no Markdown

    found = dict.fromkeys(unsafe(Markdown(extensions=_EXTENSIONS).convert(markdown)))
    lines = [_plain(line) for line in markdown.split("\n")]
    return tuple(
        Fault(
            (_line(lines, address), 1),
            BROKEN if _is_broken(address) else UNSAFE,
            Finding((), {"link": address[:_SHOWN]}),
        )
        for address in found
    )


def _line(lines: list[str], address: str) -> int:
    """Return the first line (1-based) that contains `address`, or only its scheme if it is split, else 1."""
    plain = _plain(address)
    for wanted in (plain, plain.partition(":")[0] + ":"):
        for number, line in enumerate(lines, start=1):
            if wanted in line:
                return number
    return 1


def _plain(text: str) -> str:
    return _UNSEEN.sub("", unescape(text)).lower()
