"""What each role may change and read, once more: from the rules of the office, not from the code that keeps them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.db.tables import entries, evidence, people, reopenings, requests, round_units, rounds, scores, sheets
from handlers.cards.card import Card
from scoring.chain import LogLine
from scoring.people import Person, Role
from tests.stories.telling.world import ROUND

#: Nobody outside the commune sees a sheet before it is signed.
UNSIGNED = ("draft", "internal_review")
#: What is said of leaves, and of sheets, by the commune alone.
OF_COMMUNES = frozenset(
    {
        "declare",
        "undo",
        "attach",
        "sort_evidence",
        "remove_evidence",
        "title_evidence",
        "hold_evidence",
        "release_evidence",
        "explain",
        "write_answer",
        "drop_answer",
        "answer_request",
    }
)
OF_REVIEWERS = frozenset(
    {"appraise", "withdraw_appraisal", "withdraw_request", "request", "give", "decide_reopening", "extend", "start_appraisal"}
)
#: Said of people: who gets which duties, and who leaves.
OF_PEOPLE = frozenset({"assign", "leave"})
COMMUNE = frozenset({Role.OFFICIAL, Role.COORDINATOR, Role.LEADER})
#: Who decides on a sheet, and in which of its states.
LATE = {Role.COUNCIL: ("second_appraisal", "council"), Role.APPROVER: ("council", "approved")}

Place = tuple[str, str]
Marks = Mapping[Place, Any]
_sheet = sheets.c.round + "/" + sheets.c.unit
ROWS = (
    sa.select(_sheet, sa.literal(""), *sheets.c),
    sa.select(_sheet, entries.c.leaf, *entries.c).join(sheets, sheets.c.id == entries.c.sheet),
    *(
        sa.select(_sheet, entries.c.leaf, *table.c)
        .join_from(table, entries, entries.c.id == table.c.entry)
        .join(sheets, sheets.c.id == entries.c.sheet)
        for table in (scores, evidence, requests)
    ),
    sa.select(_sheet, sa.func.coalesce(reopenings.c.leaf, ""), *reopenings.c).join_from(reopenings, sheets),
    sa.select(round_units.c.round + "/" + round_units.c.unit, sa.literal(""), *round_units.c),
    sa.select(rounds.c.code, sa.literal(""), *rounds.c),
    sa.select(sa.literal("người"), people.c.id, people.c.name, people.c.unit, people.c.role, people.c.scope, people.c.active),
)


def marks(connection: sa.Connection) -> Marks:
    """By (round/unit, leaf): every row about it; by ("người", id) a person's own."""
    found: dict[Place, list[Any]] = {}
    # As the driver gives them: what the columns mean is of no account here, and takes its time.
    cursor = connection.connection.cursor()
    for query in ROWS:
        cursor.execute(str(query.compile(connection, compile_kwargs={"literal_binds": True})))
        for unit, leaf, *row in cursor.fetchall():
            found.setdefault((unit, leaf), []).append(tuple(row))
    return found


def changed(before: Marks, after: Marks) -> Iterator[Place]:
    differing = (place for place in sorted(before.keys() | after.keys()) if before.get(place) != after.get(place))
    return (place for place in differing if _rows(before, place) != _rows(after, place))


def _rows(read: Marks, place: Place) -> list[str]:
    """In whatever order the database gave them."""
    return sorted(map(repr, read.get(place, ())))


def place_of(line: LogLine) -> Place:
    if line.what in OF_PEOPLE:
        return "người", line.where.split("/")[1]
    round_, unit, leaf = (*line.where.split("/"), "", "")[:3]
    return f"{round_}/{unit}" if unit else round_, leaf


@dataclass(frozen=True, slots=True)
class Law:
    """``states``: of each sheet ("CCHC2026/XA01"), as it was before; ``secrets``: by unit, words that stand in its draft of
    the demo's round alone."""

    person: Person
    states: Mapping[str, str]
    secrets: Mapping[str, tuple[str, ...]]

    def allows(self, line: LogLine) -> bool:
        """Whether this person may have left this line in the log."""
        person, (sheet, leaf) = self.person, place_of(line)
        if line.who != person.id:
            return False
        if line.what in OF_PEOPLE:
            own = person.role is Role.COORDINATOR and line.where.split("/")[0] == person.unit
            return own or person.role is Role.STANDING_BODY
        if person.role in COMMUNE:
            own_sheet = sheet.endswith(f"/{person.unit}")
            return own_sheet and line.what not in OF_REVIEWERS and self._of_ones_own(line.what, leaf)
        return line.what not in OF_COMMUNES and self._by_a_reviewer(line.what, sheet, leaf)

    def _of_ones_own(self, what: str, leaf: str) -> bool:
        if self.person.role is Role.OFFICIAL:
            return what == "ask_reopening" or self._in_own_field(leaf)
        return self.person.role is Role.COORDINATOR or not leaf or what == "ask_reopening"

    def _in_own_field(self, leaf: str) -> bool:
        return leaf.split(".", maxsplit=1)[0] in self.person.scope

    def _by_a_reviewer(self, what: str, sheet: str, leaf: str) -> bool:
        role = self.person.role
        if role is Role.STANDING_BODY and what not in OF_REVIEWERS - {"decide_reopening", "extend"}:
            return True
        if not self._signed(sheet) or (role in LATE and self.states[sheet] not in LATE[role]):
            return False
        return role is not Role.APPRAISER or not leaf or self._in_own_field(leaf)

    def _signed(self, sheet: str) -> bool:
        return self.states.get(sheet, "draft") not in UNSIGNED

    def leaks(self, card: Card, reader: Person, states: Mapping[str, str]) -> Iterator[str]:
        """What of other units' drafts a card shows to somebody."""
        shown = card.attachment is not None and card.attachment.what != "invitations"
        attached = [f"tệp của {card.attachment.unit}"] if shown and card.attachment else []
        words = "\n".join([card.text, *(one.label for one in card.choices), *(one.name for one in card.pictures), *attached])
        for unit, secrets in self.secrets.items():
            open_ = reader.role not in COMMUNE and states.get(f"{ROUND}/{unit}") not in UNSIGNED
            if reader.unit != unit and not open_:
                yield from (f"{reader.name} reads {one!r}" for one in (*secrets, f"tệp của {unit}") if one in words)
