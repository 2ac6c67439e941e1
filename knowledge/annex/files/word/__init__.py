"""Word files: their tables, and the words that a reader sees in them."""
