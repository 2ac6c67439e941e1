"""Orders and questions in words about one's own work."""
