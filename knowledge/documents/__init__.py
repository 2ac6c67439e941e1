"""What documents are: by their heads, their numbers, their addresses, and the words that people have for them."""
