"""Moments as people type them: "17:00 25/11/2026", "25/11/2026", "25/11", "17h 25.11"."""

import re
from dataclasses import dataclass
from datetime import datetime, time, tzinfo

from scoring.errors import Refusal

#: When a deadline falls on whose day only is said.
END_OF_WORK = time(17)
TYPED = re.compile(
    r"(?:(?P<hour>\d{1,2})\s*(?:[:hg]\s*(?P<minute>\d{2})?)\s*(?:,|ngày)?\s+)?"
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?:\s*[/.-]\s*(?P<year>\d{4}))?",
    re.IGNORECASE,
)


@dataclass
class NotAMoment(Refusal):
    typed: str


def read_moment(typed: str, now: datetime, zone: tzinfo) -> datetime:
    """The moment that is meant, in ``zone``; a day without its year is the next one. Raises ``NotAMoment``."""
    found = TYPED.fullmatch(typed.strip().rstrip(". "))
    if found is None:
        raise NotAMoment(typed)
    try:
        at = time(int(found["hour"]), int(found["minute"] or 0)) if found["hour"] else END_OF_WORK
        return _placed(found, at, now.astimezone(zone))
    except ValueError as error:
        raise NotAMoment(typed) from error


def _placed(found: re.Match[str], at: time, today: datetime) -> datetime:
    day, month = int(found["day"]), int(found["month"])
    meant = datetime(int(found["year"] or today.year), month, day, at.hour, at.minute, tzinfo=today.tzinfo)
    return meant if found["year"] or meant > today else meant.replace(year=today.year + 1)
