"""The typefaces of official documents, and which fonts of this system stand for them."""

from __future__ import annotations

import subprocess
from enum import StrEnum
from functools import cache

from msgspec import Struct

_SERIFS = (
    *("Source Han Serif SC", "思源宋体", "Noto Serif CJK SC", "Source Han Serif CN", "Noto Serif SC"),
    *("Songti SC", "SimSun", "AR PL UMing CN"),
)
_SANSES = (
    *("Source Han Sans SC", "思源黑体", "Noto Sans CJK SC", "Source Han Sans CN", "Noto Sans SC"),
    *("PingFang SC", "Microsoft YaHei", "微软雅黑", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
)
_USUAL = {"Noto Serif CJK SC", "Noto Sans CJK SC"}
"""What is named where no Chinese font is known to be installed."""


class Face(StrEnum):
    """A typeface that GB/T 9704—2012 asks for."""

    TITLE = "小标宋"
    TEXT = "仿宋"
    SECOND = "楷体"
    FIRST = "黑体"
    NUMBERS = "宋体"


class Font(Struct, frozen=True):
    """The font that stands for a face; a substitute is `bold` if else its face looked like another."""

    face: Face
    family: str
    bold: bool = False


_OWN = {
    Face.TITLE: ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "华文中宋", "STZhongsong"),
    Face.TEXT: (
        *("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "华文仿宋", "STFangsong"),
        *("方正仿宋_GBK", "朱雀仿宋", "FandolFang R", "FandolFang"),
    ),
    Face.SECOND: (
        *("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "华文楷体", "STKaiti", "方正楷体_GBK"),
        *("FandolKai", "AR PL KaitiM GB", "AR PL UKai CN", "LXGW WenKai"),
    ),
    Face.FIRST: ("黑体", "SimHei", "华文黑体", "STHeiti", "方正黑体_GBK", "FandolHei"),
    Face.NUMBERS: ("宋体", "SimSun", "华文宋体", "STSong", "FandolSong"),
}
"""Families of each face, the usual ones first."""

_BOLD = {Face.TITLE, Face.SECOND}
"""Faces whose substitute is that of the text, from which only its weight tells it."""


@cache
def installed() -> frozenset[str] | None:
    """Return all names of the families that fontconfig knows, or None without fontconfig."""
    try:
        listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, check=True)  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        return None
    lines = listed.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.replace("\\", "").split(","))


def chosen() -> tuple[Font, ...]:
    """Return the font for each face: its own, else a substitute, of those that are installed."""
    return choose(installed() or frozenset())


def known() -> tuple[Font, ...]:
    """Return the font for each face, or none if this system does not say what it has."""
    return () if installed() is None else chosen()


def choose(families: frozenset[str]) -> tuple[Font, ...]:
    """Return the font for each face from `families`; the usual substitute if there is none."""
    return tuple(_choose(face, families) for face in Face)


def _choose(face: Face, families: frozenset[str]) -> Font:
    own = next((name for name in _OWN[face] if name in families), None)
    if own is not None:
        return Font(face, own)
    names = (*_SANSES, *_SERIFS) if face is Face.FIRST else (*_SERIFS, *_SANSES)
    there = families if families.intersection(names) else _USUAL
    return Font(face, next(name for name in names if name in there), bold=face in _BOLD)
