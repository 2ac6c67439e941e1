"""Submission: the sheet is read, sent, signed, printed, and reopened."""
