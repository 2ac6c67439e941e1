"""Lists of units and people as offices keep them: read whole, or refused with every fault and its place."""

from bot.rosters.grid import Fault, Unreadable
from bot.rosters.listed import Listed, read_listed
from bot.rosters.people import PeopleRoster, PersonLine
from bot.rosters.units import UnitsRoster

__all__ = ["Fault", "Listed", "PeopleRoster", "PersonLine", "UnitsRoster", "Unreadable", "read_listed"]
