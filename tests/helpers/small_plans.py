"""The smallest plans that tests start from."""

from __future__ import annotations

GOOD = """
schema: 1
title: 规划
period: {start: 2021, end: 2025}
units: [{id: kexie, name: 市科协}]
items: [{id: one, number: 一、, title: 甲, responsible: [kexie]}]
"""
"""A plan without errors."""
BAD = GOOD.replace("[kexie]", "[kexei]")
"""The same with a misspelt unit."""
NOTED = GOOD.replace("[{id: kexie", "[{id: other, name: 市妇联}, {id: kexie")
"""The same with a unit that is named nowhere: a note, and no error."""
