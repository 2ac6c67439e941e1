"""Assessment rounds: their timetable, who owes what, and a new one proposed."""
