"""What a line of the log says of a change: of each kind of change as much of the leaf as it concerns."""

from dataclasses import astuple, dataclass
from typing import Any

from scoring.sheet.entry import Authorship, Entry, Stage
from scoring.sheet.stored import declared_to_json


@dataclass(frozen=True, slots=True)
class Change:
    """One line for the log: what happened to which leaf (or to the sheet), from what, to what."""

    what: str
    leaf: str | None
    before: Any
    after: Any
    by: Authorship


def declaration(entry: Entry) -> Any:
    own = entry.score(Stage.SELF)
    declared = declared_to_json(entry.declared) if entry.declared else None
    return {"declared": declared, "points": None if own is None or own.points is None else str(own.points)}


def explanation(entry: Entry) -> Any:
    return entry.explanation


def files(entry: Entry) -> Any:
    return [[file.document, file.item] for file in entry.evidence]


def descriptions(entry: Entry) -> Any:
    return [[file.document, *astuple(file.paper)] for file in entry.evidence]


def titles(entry: Entry) -> Any:
    return [[file.document, file.note] for file in entry.evidence if file.address]


def checked(entry: Entry) -> Any:
    return sorted({file.document for file in entry.evidence if file.checked})


def held(entry: Entry) -> Any:
    return sorted({file.document for file in entry.evidence if file.held})


def appraisal(entry: Entry) -> Any:
    score = entry.score(Stage.FIRST_APPRAISAL)
    return None if score is None else {"points": None if score.points is None else str(score.points), "note": score.note}


def latest(entry: Entry) -> Any:
    score = entry.latest
    return None if score is None or score.points is None else str(score.points)


def request(entry: Entry) -> Any:
    asked = entry.request
    return None if asked is None else {"state": asked.state.value, "reason": asked.reason, "answer": asked.answer}


def answer(entry: Entry) -> Any:
    asked = entry.request
    return None if asked is None else {"state": asked.state.value, "answer": asked.answer}
