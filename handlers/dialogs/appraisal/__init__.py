"""Appraisal: the queue and its decisions, the commune's answers, and the results."""
