"""Looking things up: criteria, codes, the meaning of words, questions beside the point."""
