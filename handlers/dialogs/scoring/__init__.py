"""Scoring: the question of a leaf, its answer in figures or words, and what comes next."""
