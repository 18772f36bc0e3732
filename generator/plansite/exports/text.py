"""Text: the published document rebuilt from the plan, one line per heading or paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from plansite.exports.export import About, Export
from plansite.plan import wording
from plansite.plan.model import Unit
from plansite.plan.wording import Line
from plansite.views.site import Site


def make(site: Site, unit: Unit | None) -> bytes:
    """Return the text of the whole document, or of the items that name `unit`."""
    if unit is None:
        return _text(wording.lines(site.plan))
    nodes = dict.fromkeys(
        [each.node for each in site.relations.of_unit.get(unit.id, ())]
        + [site.relations.node[duty.item] for duty in site.relations.duties.get(unit.id, ())]
    )
    return _text(line for node in nodes for line in wording.item_lines(node, site.plan, site.names))


def _text(lines: Iterable[Line]) -> bytes:
    return "".join(f"{line.opening}{line.text}\n" for line in lines).encode()


export = Export(
    make,
    "data/plan.txt",
    About("规划全文", "公布文本的全部文字，标题和正文一段一行，不含任何编辑内容。"),
)
