"""What leaves the product about one unit's sheet."""
