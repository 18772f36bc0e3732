"""Read the number of a document: 青政办发〔2026〕3号, whatever its brackets and digits, or 第3号."""

from __future__ import annotations

import re

from plansite.importing.lines.typography import bare

_YEAR = r"(?:[12][0-9]{3}|二[〇○零0O][〇○零0O一二三四五六七八九]{2})"
_NUMBER = re.compile(
    rf"(?P<before>[\u4e00-\u9fffA-Za-z]{{0,20}})[\[({{<【［〈﹝]{_YEAR}年?[\])}}>】］〉﹞](?:第)?[0-9]{{1,5}}(?:-[0-9]{{1,3}})?号"
)
_ORDER = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,24}}(?:令|公告|通告))?(?:\(第[0-9]{{1,4}}号\)|(?:{_YEAR}年)?(?:第[0-9]{{1,4}}|第[一二三四五六七八九十百]{{1,5}})号)"
)
_SIGNED_BY = re.compile(r"签发人:[\u4e00-\u9fff、]{2,20}$")
_LABEL = re.compile(r"^(?:发文字号|文号|编号|字号):")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_INSIDE = re.compile(rf"[\[({{<【［〈﹝](?P<year>{_YEAR}年?)[\])}}>】］〉﹞](?=第?[0-9])")
_PRINTED = re.compile(
    r"[\u4e00-\u9fff]{1,8}[〔（［\[【][12１２][0-9０-９]{3}[〕）］\]】]第?[0-9０-９]{1,5}号"
)
_LONGEST = 60


def number_of(text: str) -> str:
    """Return the document number that a line consists of, its year in 〔〕, or "" if it is none.

    Brackets around it, a label before it (文号：) and a signatory behind it (签发人：) are no part of it.
    """
    if len(text) > _LONGEST:
        return ""
    plain = _LABEL.sub("", _SIGNED_BY.sub("", bare(text).translate(_FULL_WIDTH)))
    if plain.startswith("(") and plain.endswith("号)"):
        plain = plain[1:-1]
    if _ORDER.fullmatch(plain):
        return plain.replace("(", "（").replace(")", "）")
    return _INSIDE.sub(r"〔\g<year>〕", plain) if _NUMBER.fullmatch(plain) else ""


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans in `text`, typeset, of numbers with a year in brackets."""
    return tuple(match.span() for match in _PRINTED.finditer(text))
