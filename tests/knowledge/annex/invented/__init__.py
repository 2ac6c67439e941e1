"""Annexes in layouts of other offices, made here, each with its truth written by hand from the words on the page."""
