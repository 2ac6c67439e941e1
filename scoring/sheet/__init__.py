"""The score sheet of one unit in one round: its leaves, and every change that it takes or refuses."""
