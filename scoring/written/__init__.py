"""Letters, figures and moments as people write them."""
