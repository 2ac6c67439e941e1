"""Workbooks: their sheets, and what a reader sees in their cells."""
