"""Rounds, their timetable, and the criteria sets they stand on."""
