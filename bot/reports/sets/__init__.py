"""What leaves the product about a criteria set."""
