"""The words in which documents say by when: 2026年底前, 9月底前完成, 每季度, 长期坚持."""

from __future__ import annotations

import re

from plansite.importing.grammar.patterns import one_of

_NUMBER = r"[0-9一二两三四五六七八九十]"
_TO = r"[-—－~至]+"
_POINT = one_of(
    rf"""
    20[0-9]{{2}}(?:{_TO}20[0-9]{{2}})?年? {_NUMBER}{{1,2}}年
    {_NUMBER}{{1,3}}(?:{_TO}{_NUMBER}{{1,3}})?(?:个?月|个工作日|日) [今明当本后]年度? 本(?:月|季度)
    年(?:底|末|内|终|度|中) [上下]半年 第?[一二三四1-4]季度 “?十[三四五六七]五”?
    每个?(?:半|{_NUMBER})?(?:学?年度?|学期|季度?|月|周|日|天) 寒假 暑假 春节 国庆 印发之日 方案印发
    """
)
_LASTING = one_of(
    """
    长期 持续 常年 全年 常态 长效 即时 实时 即刻 立即 立行 即知 及时 适时 随时 近期 中期 远期 中远期 中长期
    贯穿 序时 限期 同步 按照?(?:期|时|年度?|季度?|月|节点|进度|序时|计划) 分(?:年度|阶段|批|步)
    """
)
_OF_A_UNIT = r"[^，；。]{0,40}(?:局|委|办|厅|部|中心|会|院|社|公司)$"  # 长期护理保险中心
_LEADING = one_of(
    """
    完成(?:时限|时间|期限) 时限 于 在 至 到 自 从 截至 截止 力争 争取 确保 预计 原则上 计划 最迟 不晚于
    """
)
_REPORTS = r"(?!.*(?:报送|上报|反馈|通报|汇报|汇总|总结))"
_WHEN = re.compile(
    rf"{_REPORTS}{_LEADING}*+(?:{_POINT}|{_LASTING}(?!{_OF_A_UNIT}))(?:[^，；。（）]|（[^（）]*）){{0,40}}"
)
_LONGEST = 200
"""Most characters of a deadline behind names."""
_BEHIND_NAMES = re.compile(
    r"(?<=、)|(?<=[\u4e00-\u9fff）])(?=20[0-9]{2}年|(?<!第)[0-9]{1,2}月|长期坚持|持续推进|全年$|常年$)"
)


def is_deadline(words: str) -> bool:
    """Return whether `words`, a clause without marks, say nothing but by when."""
    return _WHEN.fullmatch(words) is not None


def before_deadline(words: str) -> int:
    """Return where a deadline begins that follows names without a mark, or the length of `words`."""
    if is_deadline(words):
        return len(words)
    near = max(0, len(words) - _LONGEST)
    places = (match.start() for match in _BEHIND_NAMES.finditer(words, near))
    return next((place for place in places if is_deadline(words[place:])), len(words))
