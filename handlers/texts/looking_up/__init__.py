"""The words of looking things up."""
