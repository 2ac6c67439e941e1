"""How fast the product is, and what it needs for it."""
