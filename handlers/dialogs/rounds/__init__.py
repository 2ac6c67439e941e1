"""Rounds: planned, opened, steered, and which of several somebody works in."""
