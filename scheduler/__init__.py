"""When things happen: what is due now, and to whom. Knows neither wire formats nor tables."""
