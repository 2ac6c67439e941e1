"""From grids of text to an outline: which row is a field, a criterion, a leaf, an option, a sum, or nothing."""

from knowledge.annex.layout.outline import Node, Outline, outline_of

__all__ = ["Node", "Outline", "outline_of"]
