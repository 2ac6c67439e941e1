"""The chained log, and what the machines agree on."""
