"""What a government site must carry at its foot (国办发〔2017〕47号), as far as mkdocs.yml sets it.

Nothing is claimed that is not set. Pictures are files of the site, never of another host.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from plansite.publishing.settings import mapping, text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PICTURES = ("mark_image", "errors_image", "police_image")
"""Keys under extra.footer that name files of the site."""
LINKS = ("mark_url", "errors_url")
"""Keys under extra.footer that are web addresses."""

REQUIRED: Mapping[str, str] = {
    "mark_url": "党政机关网站标识",
    "errors_url": "“我为政府网站找错”入口",
    "site_id": "网站标识码",
    "organizer": "主办单位",
    "contact": "联系方式",
    "icp": "ICP备案号",
    "police": "公安备案号",
}
"""What the rules ask for, by key under extra.footer; 站点地图 is always there."""

KEYS = (*dict.fromkeys((*REQUIRED, *PICTURES, *LINKS)),)
"""All keys under extra.footer."""

_ICP = "https://beian.miit.gov.cn/"
_POLICE = "https://beian.mps.gov.cn/#/query/webSearch?code="
_NUMBER = re.compile(r"[0-9]{8,}")


class Mark(Struct, frozen=True):
    """A mark at the foot: its text, the web page that it links to, and its picture, by the path in the site.

    Without a link or a picture, these are "".
    """

    label: str
    url: str = ""
    image: str = ""


class Footer(Struct, frozen=True):
    """The foot of every page: who runs the site, its codes in text, and its marks as pictures."""

    organizer: str
    contact: str
    codes: tuple[Mark, ...]
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, config: MkDocsConfig) -> Footer:
        """Read the foot from the configuration that MkDocs loaded."""
        found = {key: text(value) for key, value in mapping(mapping(config.extra).get("footer")).items()}
        said: Mapping[Any, str] = {key: value for key, value in found.items() if value}
        return cls(
            said.get("organizer", ""), said.get("contact", ""), tuple(_codes(said)), tuple(_marks(said))
        )


def _codes(said: Mapping[Any, str]) -> Iterator[Mark]:
    if "site_id" in said:
        yield Mark(f"网站标识码：{said['site_id']}")
    if "icp" in said:
        yield Mark(said["icp"], _ICP)
    if "police" in said:
        number = _NUMBER.search(said["police"])
        yield Mark(said["police"], _POLICE + number[0] if number else "", said.get("police_image", ""))


def _marks(said: Mapping[Any, str]) -> Iterator[Mark]:
    for name, label in (("mark", "党政机关网站标识"), ("errors", "我为政府网站找错")):
        url, image = said.get(f"{name}_url", ""), said.get(f"{name}_image", "")
        if url or image:
            yield Mark(label, url, image)
