"""What works in the background: turns, deliveries, fetches, readings, and the loops that they run in."""
