"""The words in answer to orders."""
