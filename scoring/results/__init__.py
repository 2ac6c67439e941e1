"""What sheets come to: totals, classes, ranks, and how they differ from one another."""
