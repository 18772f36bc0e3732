"""Who is responsible for what, as documents print it: the interface of the modules that read it.

`find` returns what a text says, `suspects` what looks like it and was not read, `read_cell` what a cell of a
table says, and `first_leads` whether a text has the rule that the first unit of every list leads.
"""

from plansite.importing.grammar.cells import read_cell
from plansite.importing.grammar.finding import Charged, find
from plansite.importing.grammar.rules import first_leads
from plansite.importing.grammar.said import Said
from plansite.importing.grammar.suspicion import suspects

__all__ = ["Charged", "Said", "find", "first_leads", "read_cell", "suspects"]
