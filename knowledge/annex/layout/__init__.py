"""From grids of text to an outline: which row is a field, a criterion, a leaf, an option, a sum, or nothing."""

from knowledge.annex.layout.outline import Outline, OutlineNode, outline_of

__all__ = ["Outline", "OutlineNode", "outline_of"]
