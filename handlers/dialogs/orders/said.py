"""What a sentence speaks of: criteria, a field, units, people, points, a day, a reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from handlers.talk import Talk
from knowledge.hearing.until import until_said
from knowledge.search.codes import find_code, mentioned_codes
from knowledge.text import fold
from scoring.errors import NotANumber
from scoring.people import Person, Unit
from scoring.written.letters import clean
from scoring.written.numbers import read_number

BRACKETS = re.compile(r"\([^)]*\)")
KIND = re.compile(r"^(xa|phuong|thi tran|dac khu|tt|p)\.? ")
FIELD = re.compile(r"(?:linh vuc|phan|mang|nhom|muc|lv)\s*(?:so\s*)?([1-9]\d?)(?![\d.,])")
#: A unit called by its kind; its name is what follows with capitals.
CALLED_UNIT = re.compile(r"\b([Xx]ã|[Pp]hường|[Tt]hị trấn)((?:\s+\w+){1,4})")
POINTS = re.compile(r"(?<![\d.,/])(\d{1,2}(?:[.,]\d{1,3})?)(?![\d/%])(?:\s*(?:điểm|diem|đ\b))?")
REASON = re.compile(r"(?:\bvì|\bdo|\blý do(?: là)?|\bvi|\bly do(?: la)?|\btại)\s*:?\s+(.{4,})$", re.IGNORECASE | re.DOTALL)
TITLE = r"(?:anh|chi|ong|ba|co|chu|bac|em|dong chi|d/c|ban|a|c|e|ac)"
#: Of a position so many words tell whose it is: "tư pháp", "tài chính".
POSITION_WORDS = 2


@dataclass(frozen=True, slots=True)
class Mentioned:
    """``strange_unit``: the name of a unit that the round does not have."""

    text: str
    leaves: tuple[str, ...] = ()
    field: str = ""
    units: tuple[Unit, ...] = ()
    strange_unit: str = ""
    person: Person | None = None
    given: frozenset[str] = frozenset()

    @property
    def leaf(self) -> str:
        return self.leaves[0] if self.leaves else ""

    @property
    def reason(self) -> str:
        return reason_said(self.text)


def read(talk: Talk, text: str) -> Mentioned:
    """Everything that can be told without knowing what is wanted; where no round is settled there is little to speak of."""
    if talk.settled is None:
        return Mentioned(text)
    leaves = _leaves(talk, text)
    folded = fold(text)
    part = _field(talk, folded)
    units, strange = ((), "") if talk.person.role.of_commune else _units(talk, text)
    person = _person(talk, folded) if talk.person.role.of_commune else None
    found = {
        "LEAF": leaves,
        "FIELD": part,
        "UNIT": units,
        "STRANGE_UNIT": strange,
        "PERSON": person,
        "POINTS": POINTS.search(clean(text)),
        "DAY": until_said(text, None, talk.now, talk.zone),
        "ASKED": talk.session.leaf or talk.session.last_leaf,
        "CASE": not talk.session.question and talk.session.case,
    }
    return Mentioned(text, leaves, part, units, strange, person, frozenset(name for name, one in found.items() if one))


def _leaves(talk: Talk, text: str) -> tuple[str, ...]:
    codes = talk.work.rounds.criteria(talk.round).leaves
    first = find_code(text, codes)
    begun = (first.code,) if first and not first.guessed and first.code in codes else ()
    return tuple(dict.fromkeys((*begun, *mentioned_codes(text, codes))))


def _field(talk: Talk, folded: str) -> str:
    found = FIELD.search(folded)
    fields = {field.code for field in talk.work.rounds.criteria(talk.round).fields}
    return found[1] if found and found[1] in fields else ""


def _units(talk: Talk, text: str) -> tuple[tuple[Unit, ...], str]:
    """The units of the round that are named by code or by name; and the name of one that is none of them."""
    members = (talk.work.people.unit(member.unit) for member in talk.round.units)
    folded = f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
    known = tuple(unit for unit in members if unit and any(f" {name} " in folded for name in _names_of(unit)))
    return known, "" if known else _strange(clean(text))


def _strange(text: str) -> str:
    """A unit called by a name that no unit of the round has; small letters are no name."""
    for called in CALLED_UNIT.finditer(text):
        name = list(takewhile(lambda word: word[0].isupper(), called[2].split()))
        if name:
            return " ".join([called[1], *name])
    return ""


def _names_of(unit: Unit) -> tuple[str, ...]:
    """The code, and the name with its kind; without it where it is more than one word."""
    whole = fold(BRACKETS.sub("", unit.name)).strip()
    bare = KIND.sub("", whole)
    return (fold(unit.code), whole, *([bare] if " " in bare else []))


def _person(talk: Talk, folded: str) -> Person | None:
    """A colleague called by a title and the last word of the name, by the whole name, or by the position."""
    return next((person for person in talk.colleagues if _called(person, folded)), None)


def _called(person: Person, folded: str) -> bool:
    return any(calling.search(folded) for calling in _callings(person.name, person.position))


@lru_cache(maxsize=1024)
def _callings(full_name: str, its_position: str) -> Sequence[re.Pattern[str]]:
    name = fold(BRACKETS.sub("", full_name)).strip()
    words = [word for word in name.split() if not re.fullmatch(TITLE, word)]
    position = " ".join(re.findall(r"[a-z]+", fold(its_position))[:POSITION_WORDS])
    patterns = [rf"\b{TITLE}\s+{re.escape(words[-1])}\b"] if words else []
    patterns += [rf"\b{re.escape(' '.join(words))}\b"] if len(words) > 1 else []
    patterns += [rf"\b(?:{TITLE}|ben|can bo|cong chuc|phu trach)\s+{position}\b"] if " " in position else []
    return [re.compile(pattern) for pattern in patterns]


def reason_said(text: str) -> str:
    """What stands behind "vì" or "lý do"; "" where nothing does."""
    found = REASON.search(clean(text))
    return found[1].strip(" .") if found else ""


def points_said(text: str) -> str:
    """The first number that is no code, as it is read; "" where there is none."""
    found = POINTS.search(clean(text))
    try:
        return str(read_number(found[1])) if found else ""
    except NotANumber:
        return ""
