"""A new round before it is there: what is proposed for it, what may be changed, and what keeps it from being created."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise

from scoring.errors import Refusal
from scoring.people import Unit
from scoring.rounds.round import Milestone, Round, RoundUnit
from scoring.written.dates import END_OF_WORK

FIRST_YEAR, LAST_YEAR = 2012, 2100
#: How far ahead the first deadline is put when the usual one is over already.
NOTICE = timedelta(days=14)
#: Wards are ranked apart from everybody else, unless the list of units says otherwise.
WARDS, OTHERS = "Khối phường", "Khối xã"


class Tier(StrEnum):
    """Who assesses the communes: the province itself (since 7/2025), or a district below it."""

    PROVINCE = "province"
    DISTRICT = "district"


#: (years after the assessed one, month, day). A province publishes in January what a district published in March.
TEMPLATES: Mapping[Tier, Mapping[Milestone, tuple[int, int, int]]] = {
    Tier.PROVINCE: {
        Milestone.SELF_SCORING: (0, 11, 20),
        Milestone.FIRST_APPRAISAL: (0, 12, 10),
        Milestone.EXPLANATION: (0, 12, 17),
        Milestone.SECOND_APPRAISAL: (0, 12, 24),
        Milestone.COUNCIL: (0, 12, 31),
        Milestone.PUBLICATION: (1, 1, 9),
    },
    Tier.DISTRICT: {
        Milestone.SELF_SCORING: (1, 1, 10),
        Milestone.FIRST_APPRAISAL: (1, 1, 31),
        Milestone.EXPLANATION: (1, 2, 7),
        Milestone.SECOND_APPRAISAL: (1, 2, 15),
        Milestone.COUNCIL: (1, 2, 28),
        Milestone.PUBLICATION: (1, 3, 15),
    },
}


@dataclass
class NoSetYet(Refusal):
    """No criteria set has been imported."""


@dataclass
class NoUnitsYet(Refusal):
    """No communes, or no body above them, have been imported."""


@dataclass
class NotAYear(Refusal):
    typed: str


@dataclass
class OutOfOrder(Refusal):
    """One milestone would end before the one that comes first."""

    late: Milestone
    early: Milestone


@dataclass
class DeadlineOver(Refusal):
    milestone: Milestone
    at: datetime


@dataclass
class NobodyAssessed(Refusal):
    """A round without units."""


@dataclass
class NoSuchCommune(Refusal):
    typed: str


@dataclass
class RoundTaken(Refusal):
    """A round with this code is under way or published."""

    code: str


def tier_of(authority: Unit) -> Tier:
    return Tier.DISTRICT if authority.level == "district" else Tier.PROVINCE


def peer_group(unit: Unit) -> str:
    return unit.group or (WARDS if unit.kind == "phường" else OTHERS)


def proposed_ends(tier: Tier, year: int, now: datetime, zone: tzinfo) -> dict[Milestone, datetime]:
    """The usual timetable, on working days; moved as a whole when its first deadline would be over."""
    days = {step: date(year + later, month, day) for step, (later, month, day) in TEMPLATES[tier].items()}
    late = (now.astimezone(zone).date() + NOTICE) - days[Milestone.SELF_SCORING]
    shift = max(late, timedelta(0))
    return {step: datetime.combine(_working(day + shift), END_OF_WORK, zone) for step, day in days.items()}


def _working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= 5 else day


def out_of_order(ends: Mapping[Milestone, datetime]) -> list[tuple[Milestone, Milestone]]:
    """(late, early) for every milestone that ends before the one that comes first."""
    given = [(step, ends[step]) for step in Milestone if step in ends]
    return [(late, early) for (early, one), (late, two) in pairwise(given) if two < one]


def read_year(typed: str) -> int:
    """Raises ``NotAYear``."""
    year = typed.strip().rstrip(". ")
    if not year.isascii() or not year.isdigit() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise NotAYear(typed.strip())
    return int(year)


@dataclass(frozen=True, slots=True)
class Known:
    """What a round can be made of. ``sets``: (id, version) in the order of import; ``years``: those that have a round;
    ``names``: what people call the sets."""

    sets: Sequence[tuple[str, str]]
    units: Sequence[Unit]
    codes: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def set_name(self, of: tuple[str, str]) -> str:
        """ "Bộ tiêu chí mẫu (mau-minh-hoa@1)": two versions bear one name."""
        mark = "@".join(of)
        return f"{self.names[of]} ({mark})" if of in self.names else mark

    def unit(self, code: str) -> Unit:
        return next(unit for unit in self.units if unit.code == code)

    @property
    def communes(self) -> list[Unit]:
        return [unit for unit in self.units if unit.level == "commune"]

    @property
    def authorities(self) -> list[Unit]:
        """Who may assess: bodies above communes, those with most communes first."""
        bodies = [unit for unit in self.units if unit.level != "commune"]
        heads = [unit for unit in bodies if self.under(unit.code)] or [unit for unit in bodies if unit.parent is None]
        return sorted(heads, key=lambda unit: -len(self.under(unit.code)))

    def read_codes(self, typed: str) -> list[str]:
        """The communes whose codes are typed; raises ``NoSuchCommune``."""
        words = re.findall(r"[A-Za-z0-9_-]+", typed.upper())
        codes = {unit.code for unit in self.communes}
        unknown = [word for word in words if word not in codes]
        if unknown or not words:
            raise NoSuchCommune(unknown[0] if unknown else typed)
        return words

    def under(self, authority: str) -> list[Unit]:
        return [unit for unit in self.communes if unit.parent == authority]


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round in the making; ``units`` are codes in the order of the known ones."""

    year: int
    set: tuple[str, str]
    authority: str
    units: tuple[str, ...]
    ends: Mapping[Milestone, datetime]

    def with_end(self, milestone: Milestone, at: datetime, now: datetime) -> "RoundPlan":
        """Raises ``DeadlineOver`` or ``OutOfOrder``."""
        changed = replace(self, ends={**self.ends, milestone: at})
        changed.check(now, of=milestone)
        return changed

    def toggled(self, codes: Iterable[str], known: Known) -> "RoundPlan":
        """Leaves out those of the units that are in, and takes in those that are not."""
        chosen = set(self.units) ^ set(codes)
        return replace(self, units=tuple(unit.code for unit in known.communes if unit.code in chosen))

    def check(self, now: datetime, of: Milestone | None = None) -> None:
        """Raises what keeps the round from being created; with ``of`` only what that milestone's end does."""
        for milestone, at in self.ends.items():
            if at <= now and of in (None, milestone):
                raise DeadlineOver(milestone, at)
        for late, early in out_of_order(self.ends):
            if of in (None, late, early):
                raise OutOfOrder(late, early)
        if of is None and not self.units:
            raise NobodyAssessed

    def as_round(self, known: Known, now: datetime) -> Round:
        """The round, prepared; raises what ``check`` does."""
        self.check(now)
        code = self.code(known)
        units = tuple(RoundUnit(one, peer_group(known.unit(one))) for one in self.units)
        return Round(code, f"Đợt CCHC {self.year}", self.year, *self.set, self.authority, dict(self.ends), units)

    def code(self, known: Known) -> str:
        """A code that no round has."""
        plain = f"CCHC{self.year}"
        later = (f"{plain}-{number}" for number in range(2, len(known.codes) + 3))
        return next(code for code in (plain, *later) if code not in known.codes)


def suggested(known: Known, now: datetime, zone: tzinfo) -> RoundPlan:
    """The round that is most likely wanted; raises ``NoSetYet`` or ``NoUnitsYet``."""
    if not known.sets:
        raise NoSetYet
    if not known.communes or not known.authorities:
        raise NoUnitsYet
    today = now.astimezone(zone).date()
    year = today.year if today.month > 6 else today.year - 1
    while year in known.years:
        year += 1
    return assessed_by(known.authorities[0], RoundPlan(year, known.sets[-1], "", (), {}), known, now, zone)


def assessed_by(authority: Unit, plan: RoundPlan, known: Known, now: datetime, zone: tzinfo) -> RoundPlan:
    """The plan with another authority: its own communes, and the timetable that is usual there."""
    units = known.under(authority.code) or known.communes
    chosen = replace(plan, authority=authority.code, units=tuple(unit.code for unit in units))
    return of_year(plan.year, chosen, known, now, zone)


def of_year(year: int, plan: RoundPlan, known: Known, now: datetime, zone: tzinfo) -> RoundPlan:
    """The plan for another assessed year, with its usual timetable."""
    return replace(plan, year=year, ends=proposed_ends(tier_of(known.unit(plan.authority)), year, now, zone))
