"""Broken plans that cannot stand in a text file, or are unwieldy in one: each with what is told of it."""

from __future__ import annotations

HEAD = "schema: 1\ntitle: 科学素质行动方案\nperiod: {start: 2021, end: 2025}\n"
GOOD = f"""{HEAD}units:
  - {{id: kexie, name: 市科协}}
items:
  - id: youth
    number: （一）
    title: 青少年行动
    text: |
      普及科学知识。
      培养科学精神。
    lead: [kexie]
"""
START = "schema: 1\ntitle: a\nperiod: {start: 2021, end: 2025}\n"
DEPTH = 100_000
MILLION = 1_000_000
_MIB = 1024 * 1024
_MORE = "more-problems"


def _laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return START + "items: []\n" + "\n".join(lines) + "\n"


def _block(depth: int) -> str:
    return "".join(f"{' ' * n}a:\n" for n in range(depth))


def _units(count: int, closed: int | None) -> str:
    """Return a plan whose every unit hands over to the next, the last of them to the unit `closed`."""
    units = "".join(
        f"- {{id: u{n}, name: n{n}, now: [{{unit: u{n + 1}, since: 2022-01-01}}]}}\n" for n in range(count)
    )
    last = "" if closed is None else f", now: [{{unit: u{closed}, since: 2022-01-01}}]"
    return f"{START}items: []\nunits:\n{units}- {{id: u{count}, name: last{last}}}\n"


def _quotes(count: int) -> str:
    items = "".join(f"- {{id: t{n}, text: abcdefgh{n}}}\n" for n in range(count))
    targets = "".join(f"- {{id: t{n}, item: t1, label: c, quote: q{n}}}\n" for n in range(count))
    return f"{START}items:\n{items}targets:\n{targets}"


def _wrong_refs(units: int, refs: int) -> str:
    known = "".join(f"- {{id: unit-{n}, name: b{n}}}\n" for n in range(units))
    return (
        f"{START}units:\n{known}items:\n- {{id: a, lead: [{''.join(f'unti-{n}, ' for n in range(refs))}]}}\n"
    )


# `line:column code` of the problems in each; of very many, the first and the last that are told.
FILES: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", ["1:1 missing-key"] * 3),
    "only-a-bom": (b"\xef\xbb\xbf", ["1:1 missing-key"] * 3),
    "only-spaces": (b"   \n\n \n", ["1:1 missing-key"] * 3),
    "only-comments": ("# 规划\n# 草稿\n".encode(), ["1:1 missing-key"] * 3),
    "only-line-ends": (b"\n" * 8 * _MIB, ["1:1 missing-key"] * 3),
    "only-a-tab": (b"\t", ["1:1 yaml-syntax"]),
    "never-closed-without-a-line-end": (b"{", ["1:2 yaml-syntax"]),
    "a-document-that-never-begins": (b"---", ["1:4 missing-key"] * 3),
    "gbk": (GOOD.encode("gbk"), ["2:8 encoding"]),
    "gbk-later": (GOOD.encode() + "cc: 市委".encode("gbk"), ["14:5 encoding"]),
    "gbk-after-crlf": (GOOD.replace("\n", "\r\n").encode() + "cc: 市委".encode("gbk"), ["14:5 encoding"]),
    "gbk-after-cr": (GOOD.replace("\n", "\r").encode() + "cc: 市委".encode("gbk"), ["14:5 encoding"]),
    "gb18030": (f"{START}cc: 𠮷\n".encode("gb18030"), ["4:5 encoding"]),
    "big5": (f"{START}cc: 規劃\n".encode("big5"), ["4:5 encoding"]),
    "latin-1": (f"{START}cc: café\n".encode("latin-1"), ["4:8 encoding"]),
    "utf-16": (GOOD.encode("utf-16"), ["1:1 encoding"]),
    "utf-16-be": (b"\xfe\xff" + GOOD.encode("utf-16-be"), ["1:1 encoding"]),
    "utf-16-le-without-a-bom": (
        "a: 1\n".encode("utf-16-le"),
        ["1:1 missing-key", "1:8 bad-character", "2:1 bad-character"],
    ),
    "utf-16-be-without-a-bom": (GOOD.encode("utf-16-be"), ["2:16 encoding"]),
    "utf-32": (GOOD.encode("utf-32"), ["1:1 encoding"]),
    "utf-32-be": (b"\0\0\xfe\xff" + GOOD.encode("utf-32-be"), ["1:3 encoding"]),
    "utf-7": (b"+/v8-schema: 1\n", [*["1:1 missing-key"] * 3, "1:1 unknown-key"]),
    "cut-off": (GOOD.encode() + "# 新余".encode()[:-1], ["14:4 encoding"]),
    "overlong": (START.encode() + b"cc: \xc0\xaf\n", ["4:5 encoding"]),
    "surrogate": (HEAD.encode() + b"items: [\xed\xa0\x80]\n", ["4:9 encoding"]),
    "beyond-unicode": (START.encode() + b"cc: \xf4\x90\x80\x80\n", ["4:5 encoding"]),
    "nul": (GOOD.replace("精神", "精\0神").encode(), ["12:12 bad-character"]),
    "nul-after-cr": (GOOD.replace("\n", "\r").replace("精神", "精\0神").encode(), ["12:12 bad-character"]),
    "only-nuls": (
        b"\0" * 4,
        ["1:1 bad-character", *["1:1 missing-key"] * 3, *(f"1:{n} bad-character" for n in (2, 3, 4))],
    ),
    "escape": (GOOD.replace("精神", "精\x1b[31m神").encode(), ["12:12 bad-character"]),
    "noncharacter": (GOOD.replace("精神", "精\uffff神").encode(), ["12:12 bad-character"]),
    "bom-in-the-middle": (GOOD.replace("精神", "精\ufeff神").encode(), []),
    "bom": (("\ufeffperoid: 1\n" + GOOD).encode(), ["1:1 unknown-key"]),
    "crlf": (
        GOOD.replace("[kexie]", "[kexie, kexei]").replace("\n", "\r\n").encode(),
        ["13:19 unknown-unit"],
    ),
    "beyond-the-bmp": (
        GOOD.replace("[kexie]", "[kexie, 𠮷, x]").encode(),
        ["13:19 unknown-unit", "13:22 unknown-unit"],
    ),
    "no-line-end": (GOOD.replace("[kexie]\n", "[kexie, x]").encode(), ["13:19 unknown-unit"]),
    "elf": (b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\xff", ["1:17 encoding"]),
    "zip": (b"PK\x03\x04\x14\0\0\0\x08\0\x9e\xd2", ["1:11 encoding"]),
    "50-megabytes": (b"#" * 50 * _MIB, ["1:1 too-large"]),
    "one-byte-too-many": (b"#" * (16 * _MIB + 1), ["1:1 too-large"]),
    "deep-lists": (f"{START}items: {'[' * DEPTH}".encode(), ["4:67 too-deep"]),
    "deep-lists-closed": (f"{START}items: {'[' * DEPTH}{']' * DEPTH}".encode(), ["4:67 too-deep"]),
    "deep-mappings": (f"{START}items: {'{a: ' * DEPTH}".encode(), ["4:244 too-deep"]),
    "deep-entries": (("- " * DEPTH).encode(), ["1:121 too-deep"]),
    "deep-blocks": (_block(2000).encode(), ["61:61 too-deep"]),
    "deep-keys": (
        ("? " * DEPTH).encode(),
        ["1:3 yaml-unsupported", "1:121 too-deep", "1:121 yaml-unsupported"],
    ),
    "laughs": (_laughs().encode(), ["5:1 unknown-key", "14:45 yaml-unsupported", "14:50 yaml-unsupported"]),
    "tag-directives": (
        ("".join(f"%TAG !a{n}! x:\n" for n in range(DEPTH)) + f"---\n{START}").encode(),
        ["1:1 yaml-unsupported"],
    ),
    "a-million-keys": (b"".join(b"k%d:\n" % n for n in range(MILLION)), ["150001:1 too-many-values"]),
    "a-million-entries": (f"{START}items: [{'a, ' * MILLION}]".encode(), ["4:899973 too-many-values"]),
    "a-million-lists": (f"{START}items: [{'[],' * MILLION}]".encode(), ["4:899971 too-many-values"]),
    "a-million-equal-keys": (
        (START + "a:\n" * MILLION).encode(),
        ["5:1 duplicate-key", "1004:1 duplicate-key", f"1004:1 {_MORE}"],
    ),
    "a-million-nuls": (
        START.encode() + b"cc: '" + b"\0" * MILLION + b"'\n",
        ["1:1 missing-key", "4:1003 bad-character", f"4:1003 {_MORE}"],
    ),
    "a-million-escapes": (
        START.encode() + b'cc: "' + b"\\b" * MILLION + b'"\n',
        ["1:1 missing-key", "4:5 bad-character", f"4:5 {_MORE}"],
    ),
    "a-million-aliases": (
        f"{START}cc: &a a\nitems: [{'*a,' * MILLION}]".encode(),
        ["4:5 yaml-unsupported", "5:3003 yaml-unsupported", f"5:3003 {_MORE}"],
    ),
    "many-of-the-wrong-type": (
        f"{START}items: [{'a,' * 290_000}]".encode(),
        ["4:9 wrong-type", "4:2007 wrong-type", f"4:2007 {_MORE}"],
    ),
    "many-equal-ids": (
        f"{START}items: [{'{id: a},' * 99_000}]".encode(),
        ["4:22 duplicate-id", "4:8014 duplicate-id", f"4:8014 {_MORE}"],
    ),
    "many-unknown-units": (
        _wrong_refs(300, 100_000).encode(),
        ["306:18 unknown-unit", "306:9898 unknown-unit", f"306:9898 {_MORE}"],
    ),
    "many-quotes-from-nowhere": (
        _quotes(15_000).encode(),
        ["15006:39 quote-not-found", "16005:41 quote-not-found", f"16005:41 {_MORE}"],
    ),
    "a-circle-of-many-units": (
        _units(20_000, 0).encode(),
        ["6:35 succession-cycle", "1005:39 succession-cycle", f"1005:39 {_MORE}"],
    ),
    "a-circle-at-the-end-of-a-chain": (
        _units(20_000, 20_000).encode(),
        ["6:3 unused-unit", "20006:41 succession-cycle"],
    ),
    "a-line-of-ten-megabytes": (f"{START}items: []\ncc: {'a' * 10_000_000}".encode(), ["5:1 unknown-key"]),
    "a-key-of-ten-megabytes": (b"a" * 10_000_000 + b": 1\n", ["1:10000001 yaml-syntax"]),
    "an-id-of-a-megabyte": (f"{START}items: [{{id: {'a' * MILLION}}}]".encode(), ["4:14 bad-id"]),
    "an-unknown-unit-of-a-megabyte": (
        f"{START}items: [{{id: a, lead: [{'b' * MILLION}]}}]".encode(),
        ["4:24 unknown-unit"],
    ),
    "a-quote-that-is-never-closed": (
        (f"{START}items: []\ntitel: '" + "a\n" * MILLION).encode(),
        ["5:8 yaml-syntax"],
    ),
    "a-number-of-5000-digits": (
        f"{START.replace('2025', '9' * 5000)}items: []\n".encode(),
        ["3:28 wrong-type"],
    ),
    "a-value-of-5000-digits": (
        f"{START}items: [{{id: a, title: b}}]\n"
        f"targets: [{{id: a, item: a, label: b, quote: b, value: {'9' * 5000}}}]\n".encode(),
        ["5:55 bad-value"],
    ),
}

ACCEPTED: dict[str, bytes] = {
    "bom": ("\ufeff" + GOOD).encode(),
    "crlf": GOOD.replace("\n", "\r\n").encode(),
    "cr": GOOD.replace("\n", "\r").encode(),
    "bom-and-crlf": ("\ufeff" + GOOD.replace("\n", "\r\n")).encode(),
    "no-line-end": GOOD.rstrip().encode(),
    "yaml-directive": f"%YAML 1.1\n---\n{GOOD}...\n".encode(),
    "json": b'{"schema": 1, "title": "a", "period": {"start": 2021, "end": 2025}, "items": []}',
}
