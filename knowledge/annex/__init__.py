"""Criteria sets out of the Word and Excel annexes that offices are sent."""

from knowledge.annex.building import LeafReport
from knowledge.annex.reading import ENDINGS, AnnexReading, read_annex

__all__ = ["ENDINGS", "AnnexReading", "LeafReport", "read_annex"]
