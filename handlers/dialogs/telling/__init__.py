"""What others are told, and what is told of a file wherever it was sent to."""
