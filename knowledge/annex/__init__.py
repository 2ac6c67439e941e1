"""Criteria sets out of the Word and Excel annexes that offices are sent."""
