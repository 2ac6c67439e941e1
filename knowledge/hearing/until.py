"""The day to which a deadline is moved, as people say it: "đến thứ sáu", "thêm 3 ngày", "hết tháng", "5/12"."""

import re
from datetime import datetime, time, timedelta, tzinfo

from knowledge.text import fold
from scoring.written.dates import END_OF_WORK, NotAMoment, read_moment

NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10, "vai": 3}
NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})"
WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5}
DAY = re.compile(
    r"(?:(?P<hour>\d{1,2})\s*(?:h|gio|:)\s*(?P<minute>\d{2})?\s*(?:ngay\s*)?)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})(?:\s*[/.-]\s*(?P<year>\d{4}))?"
)
DAY_IN_WORDS = re.compile(r"(?:ngay|mung)\s+(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})(?:\s+nam\s+(?P<year>\d{4}))?")
MORE = re.compile(rf"(?:them|lui|doi|keo dai|gia han|hoan|cham|muon|tre|noi)\b.*?\b{NUMBER}\s*(?P<unit>ngay|hom|tuan)\b")
WEEKDAY = re.compile(r"thu (?P<day>hai|ba|tu|nam|sau|bay|[2-7])\b|(?P<sunday>chu nhat|\bcn\b)")


def until_said(text: str, ends: datetime | None, now: datetime, zone: tzinfo) -> datetime | None:
    """The end of work of the day that is meant, later than the deadline that it moves; ``None`` where no day is said."""
    folded, base = fold(text), max(ends or now, now).astimezone(zone)
    return _day(folded, now, zone) or _more(folded, base) or _weekday(folded, base) or _end(folded, base, now.astimezone(zone))


def _day(folded: str, now: datetime, zone: tzinfo) -> datetime | None:
    found = DAY_IN_WORDS.search(folded) or DAY.search(folded)
    if found is None:
        return None
    parts = found.groupdict()
    clock = f"{parts['hour']}:{parts.get('minute') or '00'} " if parts.get("hour") else ""
    year = f"/{parts['year']}" if parts["year"] else ""
    try:
        return read_moment(f"{clock}{parts['day']}/{parts['month']}{year}", now, zone)
    except NotAMoment:
        return None


def _more(folded: str, base: datetime) -> datetime | None:
    found = MORE.search(folded)
    if found is None:
        return None
    number = int(found["number"]) if found["number"].isdigit() else NUMBERS[found["number"]]
    return _at_end_of_work(base + timedelta(days=number * (7 if found["unit"] == "tuan" else 1))) if number else None


def _weekday(folded: str, base: datetime) -> datetime | None:
    """The first such day after the present deadline."""
    found = WEEKDAY.search(folded)
    if found is None:
        return None
    meant = 6 if found["sunday"] else WEEKDAYS[found["day"]]
    return _at_end_of_work(base + timedelta(days=(meant - base.weekday() - 1) % 7 + 1))


def _end(folded: str, base: datetime, now: datetime) -> datetime | None:
    """ "hết tuần", "cuối tháng", "mai"."""
    if re.search(r"\b(?:het|cuoi) tuan\b", folded):
        return _at_end_of_work(base + timedelta(days=(4 - base.weekday() - 1) % 7 + 1))
    if re.search(r"\b(?:het|cuoi) thang\b", folded):
        following = (base.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        at = _at_end_of_work(following)
        return at if at > base else _at_end_of_work((following + timedelta(days=32)).replace(day=1) - timedelta(days=1))
    if re.search(r"\b(?:ngay )?mai\b", folded):
        return _at_end_of_work(now + timedelta(days=1))
    return None


def _at_end_of_work(at: datetime) -> datetime:
    return datetime.combine(at.date(), time(END_OF_WORK.hour), at.tzinfo)
