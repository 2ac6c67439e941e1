"""Files: what they are, how they come in, and where they are kept."""
