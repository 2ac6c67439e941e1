"""The words of scoring."""
