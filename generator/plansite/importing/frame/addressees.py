"""Tell the line that says to whom a document is sent (各区人民政府，市政府各部门：)."""

from __future__ import annotations

import re

from plansite.importing.grammar import units

LONGEST = 400
"""Most characters of an addressee."""
_LABEL = re.compile(r"^(?:主送|致)：")
_MARKS = re.compile(r"[，、；\s]|和|及|与|以及")
_BRACKETED = re.compile(r"（[^（）]*）")
# Whom offices write to, beside units: 各有关单位, 机关各处室, 各位委员, 张三同志.
_GROUP = re.compile(
    r"(?:单位|部门|机构|政府|部委|企业|公司|学校|中小学|高校|院校|学会|协会|研究会|科协|处室|科室|处|科|室|厅|局|委|办|办公室|管委会|办事处"
    r"|街道|乡镇|镇|乡|县|区|市|州|盟|省|自治区|直辖市|团体|组织|院所|医院|媒体|社区|村|基地|场馆|站所|所|站|中心|支部|党委|党组|党工委|总支"
    r"|会|社|队|院|部|署|行|群众|工作者|委员|代表|会员|同志|师生|家长|朋友|老师|先生|女士|直辖市|兵团|法院|检察院)$"
)
_OTHER = re.compile(
    r"如下|以下|下列|下述|为[^，、]{2,}|根据|按照|通知|现将|特此|意见$|方案$|要求$|事项$|[的了]|做好|加强|应当|必须|牵头|负责|配合单位|责任单位|牵头单位|附件|联系人"
)


def is_addressee(text: str) -> bool:
    """Return whether a typeset line names whom the document is sent to, and nothing else."""
    if not text.endswith("：") or len(text) > LONGEST or "。" in text:
        return False
    names = _BRACKETED.sub("", _LABEL.sub("", text[:-1]))
    if "：" in names or _OTHER.search(names):
        return False
    pieces = [piece for piece in _MARKS.split(names) if piece]
    return (
        bool(pieces)
        and all(map(_is_named, pieces[-1:]))
        and (names.startswith("各") or all(map(_may_be_named, pieces)))
    )


def is_ended_by(text: str, more: str) -> bool:
    """Return whether `text` begins an addressee, with one whom the document is sent to, that `more` ends."""
    begun = text[: max(map(text.rfind, "，、"))]
    return bool(begun) and is_addressee(f"{begun}：") and is_addressee(text + more)


def _is_named(piece: str) -> bool:
    return bool(_GROUP.search(piece)) or units.is_name(piece, strict=True)


def _may_be_named(piece: str) -> bool:
    return _is_named(piece) or piece.startswith(("各", "有关", "市直", "省直", "区直", "县直"))


def leading(text: str) -> int:
    """Return how long the addressee is that `text`, which goes on behind it, begins with; 0 if with none."""
    end = text.find("：", 0, LONGEST) + 1
    return end if end and is_addressee(text[:end]) else 0


def printed(text: str) -> str:
    """Return the addressee without a label before it (主送：)."""
    return _LABEL.sub("", text)
