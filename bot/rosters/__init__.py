"""Lists of units and people as offices keep them: read whole, or refused with every fault and its place."""

from bot.rosters.grid import ListFault, NotAList
from bot.rosters.listed import ListPages, read_listed
from bot.rosters.people import PeopleRoster, PersonLine
from bot.rosters.units import UnitsRoster

__all__ = ["ListFault", "ListPages", "NotAList", "PeopleRoster", "PersonLine", "UnitsRoster", "read_listed"]
