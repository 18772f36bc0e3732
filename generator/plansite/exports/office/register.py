"""What a list of tasks is called, and a 任务台账: the list with columns that the unit fills in."""

from __future__ import annotations

LIST, REGISTER = "任务清单", "任务台账"
"""Without and with columns to be filled in."""

OPEN_MEANINGS = (
    ("责任领导", "留空，填写本单位分管此项任务的领导"),
    ("责任科室", "留空，填写承办的科室"),
    ("进展", "留空，填写工作进展"),
    ("备注", "留空"),
)
"""The columns that a unit fills in, and what they are for."""

OPEN_COLUMNS = tuple(label for label, _ in OPEN_MEANINGS)

LIST_HINT = "列出本单位的各项任务及其原文，可以修改、打印和转发"
REGISTER_HINT = f"任务清单加上留空的{'、'.join(OPEN_COLUMNS)}各栏，供本单位填写"
"""What each is good for, in the words of those who choose between them."""
