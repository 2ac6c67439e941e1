"""The words of submission."""
