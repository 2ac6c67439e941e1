"""The words about evidence."""
