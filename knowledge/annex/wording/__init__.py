"""From the words of an annex to a rule that counts points."""

from knowledge.annex.wording.reader import RuleReading, WordingFault, read_rule

__all__ = ["RuleReading", "WordingFault", "read_rule"]
