"""Strings that try to be more than text, and a plan with them in every field that holds text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, get_args

from msgspec.structs import fields

from plansite.plan.model import Record

Data: TypeAlias = dict[str, Any]

MARKUP = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    '" onmouseover="alert(4)" autofocus onfocus="alert(4)',
    "' onclick='alert(5)",
    "<svg/onload=alert(6)><use href=data:image/svg+xml,x></svg>",
    "<iframe src=javascript:alert(7)></iframe>",
    "[甲](javascript:alert(8))",
    "![甲](https://hostile.example/x.png)",
    "[x]: javascript:alert(9)",
    "<javascript:alert(10)>",
    "甲 {: onclick=alert(11) .ps-hits #_top }",
    "</title></head></style></textarea></template>",
    "<base href=https://hostile.example/>",
    "<meta http-equiv=refresh content=0;url=https://hostile.example/>",
    "<form action=https://hostile.example/><input name=q>",
    "&lt;script&gt;alert(12)&lt;/script&gt; &#60;b&#62; &NewLine;",
    "**粗** _斜_ `码` ~~~ ``` | --- | [TOC] [^1]",
    "javascript:alert(13)",
    "data:text/html,<script>alert(14)</script>",
)
"""What HTML or Markdown could take for markup."""

SIGNS = (
    "<!-- downloads: data/plan.json data/responsibilities.csv -->甲<!-- /downloads -->",
    "--><b>乙</b><!--",
    "]]><b>丙</b><![CDATA[",
    "{{ config.site_name }} {% include 'base.html' %} {# 注 #} ${7*7} #{7*7}",
    '"};self.x=alert(1);//',
    "\\u003cscript\\u003ealert(2)\\u003c/script\\u003e \\\\ \\",
    "=1+2",
    '=HYPERLINK("https://hostile.example/";"甲")',
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1+2",
    "＝1+2",
    "－1 ＋1 ＠甲",
    "%0D%0ASUMMARY:乙",
    "甲;乙,丙\\n丁",
    "\u202e反了\u2066又\u200f反",
    "<r><b>甲</b></r> <w:p/> &amp; &#x0;",
    "--- !!python/object/apply:os.system [x] &a *a",
    "::error file=x::甲 ##[error] [bold red]甲[/] \\e[31m",
    "../../etc/passwd?q=甲#_top %2e%2e//hostile.example",
)
"""What else a file of the site could take for more than text: templates, scripts, XML, CSV, calendars."""

BREAKS = (
    "甲\r=1+2",
    "甲\nEND:VEVENT\nBEGIN:VALARM\nACTION:DISPLAY",
    "甲\r\n乙: 丙\r\n\r\n<b>",
    "甲\n::error::乙",
)
"""Lines that end where no line should."""

REFUSED = ("甲\u2028alert(1)", "甲\u2029乙", "甲\x85乙", "甲\x00乙", "甲\x1b[31m乙", "甲\x0b乙", "甲\ufffe乙")
"""What no plan may hold: it is told with its line and column."""

FAMILIES = {"markup": MARKUP, "signs": SIGNS}
EVERY = (*MARKUP, *SIGNS, *BREAKS)

IDENTIFIERS = {
    *("id", "unit", "item", "kind", "folder", "lead", "responsible", "support", "succeeds"),
    ("Audience", "items"),
}
"""Keys of ids, which are checked to be ids: `test_injection.py` sees to that."""
ADDRESSES = {"url"}
"""Keys of web addresses, which are checked to be such: `tests/plan/test_contacts.py` sees to that."""
PATHS = {("Revision", "plan"), ("PrintedDocument", "source")}
"""Keys of files of the project, which no page, feed or export shows."""

_OTHER = re.compile(r"[^\s\u3400-\u9fff]")


def _harmless(found: re.Match[str]) -> str:
    """Return a rare character for each that is none of ours, another for another: so texts differ alike."""
    return chr(0x3400 + ord(found[0]) % 0x1900)


@dataclass
class Voice:
    """Fills in the fields of a plan: each with all `strings`, another one first, and a number of its own.

    `harmless` has other characters in the place of those that could be markup.
    """

    strings: tuple[str, ...]
    harmless: bool = False
    said: dict[str, str] = field(default_factory=dict)

    def __call__(self, key: str) -> str:
        """Return the text of the field `key`, the same each time."""
        if key not in self.said:
            first = len(self.said) % len(self.strings)
            text = " ".join((*self.strings[first:], *self.strings[:first]))
            text = _OTHER.sub(_harmless, text) if self.harmless else text
            self.said[key] = f"{text}第{len(self.said)}号"
        return self.said[key]


def plan(say: Callable[[str], str], *, old: str = "", earlier: str = "") -> Data:
    """Return the data of a plan, all texts of which `say` gives by their keys.

    With `old` before its keys it is another text of the same plan, with an item and a unit more; `earlier` is
    the path of the plan before it.
    """

    def text(key: str) -> str:
        return say(old + key)

    when = text("when")
    quotes = {key: text(f"quote {key}") for key in ("target", "audience", "programme")}
    quotes["milestone"] = when + text("quote milestone")
    action: Data = {
        "id": "one",
        "kind": say("key of a kind"),
        "number": text("number"),
        "title": text("title of one"),
        "short_title": text("short title of one"),
        "text": "\n".join((text("text"), f"{text('unit')}{text('after a unit')}", *quotes.values())),
        "lead": ["a", "b"],
        "notation": text("notation"),
        "due": {"text": text("due")},
        "parts": [{"text": text("part"), "responsible": ["c"], "notation": text("notation of part")}],
        "items": [
            {
                "id": "two",
                "number": text("number of two"),
                "title": text("title of two"),
                "text": text("text of two"),
                "responsible": ["a", "b", "c"],
                "due": {"text": text("due of two"), "date": "2024-01-01"},
            },
            {"id": "bare", "text": text("text alone"), "support": ["c"]},
        ],
    }
    if old:
        gone = {"id": "gone", "title": text("gone title"), "text": text("gone text"), "lead": ["gone"]}
        action["items"].append(gone)
    return {
        "schema": 1,
        "title": text("title"),
        "short_title": text("short title"),
        "document": {
            **{key: text(key) for key in ("head", "issuer", "index_number", "printed_by", "cc")},
            "number": text("number of document"),
            "contact": {"unit": "b", "phone": text("phone"), "hours": text("hours")},
            "interpretations": [{"title": text("interpretation"), "url": "https://example.gov.cn/a?b=c&d"}],
            "validity": {"state": text("state"), "since": "2023-01-01", "basis": text("basis of the state")},
            "printed_on": "2022-01-01",
            "published_on": "2022-01-02",
            "notice": {key: text(f"notice {key}") for key in ("title", "to", "text", "note")},
            "basis": [{"title": text("basis title"), "number": text("basis number")}],
        },
        "period": {"start": 2021, "end": 2025},
        "roles": {role: text(role) for role in ("lead", "responsible", "support")},
        "kinds": {
            say("key of a kind"): {"label": text("kind"), "group": text("group"), "folder": "actions"},
            "measure": {"label": text("measure kind"), "group": text("measure group")},
        },
        "units": [
            {
                "id": "a",
                "name": text("unit"),
                "full_name": text("full name"),
                "category": text("category"),
                "phone": text("phone of a"),
                "address": text("address of a"),
                "url": "https://example.gov.cn/a",
                "aliases": [text("alias")],
                "now": [{"unit": "c", "since": "2023-01-01", "basis": text("since basis")}],
            },
            {"id": "b", "name": text("unit b"), "category": text("category")},
            {"id": "c", "name": text("unit c"), "category": text("category c"), "collective": True},
            *([{"id": "gone", "name": text("unit gone")}] if old else []),
        ],
        "items": [
            action,
            {"id": "three", "kind": "measure", "title": text("title of three"), "text": text("duty")},
            {"id": "four", "title": text("title of four"), "text": text("text of four"), "lead": ["b"]},
        ],
        "duties": [{"unit": "b", "item": "three", "quote": text("duty")}],
        "targets": [
            {
                "id": "t",
                "item": "one",
                "label": text("target"),
                "quote": quotes["target"],
                "value": 1,
                "measure": text("measure"),
                "by": 2025,
            }
        ],
        "audiences": [{"id": "u", "name": text("audience"), "items": ["one"], "quote": quotes["audience"]}],
        "programmes": [
            {
                "id": "p",
                "name": text("programme"),
                "item": "one",
                "quote": quotes["programme"],
                "category": text("programme category"),
            }
        ],
        "milestones": [
            {
                "id": "m",
                "item": "one",
                "label": text("milestone"),
                "quote": quotes["milestone"],
                "from": 2021,
                "to": 2022,
                "when": when,
            }
        ],
        "revisions": [
            {"date": "2024-05-01", "note": text("note"), "basis": text("basis"), "plan": earlier},
        ]
        if earlier
        else [],
    }


def corrections(say: Callable[[str], str]) -> Data:
    """Return the data of content/source/corrections.yaml."""
    keys = ("scanned", "corrected", "reason")
    return {"corrections": [{**{key: say(key) for key in keys}, "times": 1}]}


def synonyms(say: Callable[[str], str]) -> Data:
    """Return the data of content/synonyms.yaml."""
    return {
        "synonyms": [{"words": [say("word")], "means": [say("title of two")]}],
        "ignored": [say("question word")],
    }


def progress(say: Callable[[str], str]) -> dict[str, Data]:
    """Return the data of the files of a round that is closed, by their path in content/progress/."""
    said = {"state": "done", "text": say("reported text"), "problems": say("problems"), "next": say("next")}
    proofs = [{"title": say("evidence"), "url": "https://example.gov.cn/a?b=c&d"}, {"title": say("proof")}]
    return {
        "2024/round.yaml": {
            "label": say("round"),
            "period": {"from": "2024-01-01", "to": "2024-12-31"},
            "due": "2025-01-15",
            "coordinator": "b",
            "states": [
                {"id": "done", "label": say("done"), "closed": True},
                {"id": "behind", "label": say("behind")},
            ],
            "publish": ["problems", "next"],
            "closed": "2025-02-20",
        },
        "2024/c.yaml": {
            "unit": "c",
            "reported_on": "2025-01-10",
            "correction": {"date": "2025-03-01", "reason": say("correction of a report")},
            "reports": [{"item": "two", **said, "evidence": proofs}],
            "measures": [
                {
                    "target": "t",
                    "value": "2",
                    "measure": say("own measure"),
                    "at": "2024-12-31",
                    "source": say("source"),
                }
            ],
        },
        "2024/summary.yaml": {
            "items": [{"item": "two", "by": "c", "state": "behind", "text": say("conclusion")}],
            "forms": [
                {
                    "by": "c",
                    "reported_on": "2025-01-20",
                    "correction": {"date": "2025-03-02", "reason": say("correction of a summary")},
                }
            ],
        },
    }


def text_fields(model: type[Record]) -> set[tuple[str, str]]:
    """Return every (record, key) under `model` that holds text and is neither an id nor a path."""
    found: set[tuple[str, str]] = set()
    waiting, seen = [model], {model}
    while waiting:
        record = waiting.pop()
        for info in fields(record):
            name, leaves = info.name, set(_leaves(info.type))
            if (
                str in leaves
                and name not in IDENTIFIERS | ADDRESSES
                and not {(record.__name__, name)} & (IDENTIFIERS | PATHS)
            ):
                found.add((record.__name__, name))
            more = {leaf for leaf in leaves if isinstance(leaf, type) and issubclass(leaf, Record)} - seen
            seen |= more
            waiting += more
    return found


def filled(record: Record, sign: str) -> Iterator[tuple[str, str]]:
    """Yield the (record, key) of each text under `record` that holds `sign`."""
    for name in record.__struct_fields__:
        for value in _values(getattr(record, name)):
            if isinstance(value, Record):
                yield from filled(value, sign)
            elif isinstance(value, str) and sign in value:
                yield type(record).__name__, name


def _leaves(annotation: Any) -> Iterator[Any]:  # noqa: ANN401  any annotation may stand there
    arguments = get_args(annotation)
    if not arguments:
        yield annotation
    for argument in arguments:
        yield from _leaves(argument)


def _values(value: Any) -> Iterator[Any]:  # noqa: ANN401  any value of a record
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, dict):
        yield from (*value, *value.values())
    else:
        yield value
