"""Lists of units and people as offices keep them: read whole, or refused with every fault and its place."""

from bot.rosters.grid import Fault, Unreadable
from bot.rosters.people import PeopleRoster, PersonLine
from bot.rosters.units import UnitsRoster

__all__ = ["Fault", "PeopleRoster", "PersonLine", "UnitsRoster", "Unreadable"]
