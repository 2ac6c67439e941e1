"""What is told of a file whose content is there: what it says of itself, citizens' numbers, where else it is used.

The turn tells it of what the browser brought along, the fetching of what had to be fetched first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers import doors
from handlers.cards.card import Choice
from handlers.talk import Talk, door
from handlers.texts.evidence import doubts
from handlers.texts.evidence import one_file as t
from knowledge.documents.contradictions import Against, Wanted, against
from scoring.sheet.entry import Entry, Evidence
from scoring.sheet.score_sheet import ScoreSheet

#: The pieces of a long button's label that tell files apart.
LABEL = 24


@dataclass(frozen=True, slots=True)
class ArrivalRemark:
    text: str
    choices: tuple[Choice, ...] = ()


def place_of(talk: Talk) -> Wanted:
    """The commune and the year that the person scores."""
    unit = talk.work.people.unit(talk.person.unit)
    return Wanted(unit.name if unit else "", talk.round.year)


def speaks_against(entry: Entry, file: Evidence, place: Wanted) -> Against:
    """What a file of a leaf says against the document that it is taken for, the commune and the year."""
    item = t.items(entry).get(file.item or "", "")
    return against("" if file.name == file.address else file.name, file.read, replace(place, item=item))


def doubt_choices(entry: Entry, file: Evidence) -> list[Choice]:
    """What may be done with a file that something speaks against."""
    code = entry.leaf.code
    other = [door(doubts.OTHER, doors.not_that(code, file.id))] if len(entry.leaf.evidence) > 1 and file.item else []
    return [door(doubts.USE, doors.use_anyway(code, file.id)), *other, door(t.FORGET, doors.forget(code, file.id))]


def remarks(sheet: ScoreSheet, code: str, ids: Sequence[str], place: Wanted) -> list[ArrivalRemark]:
    """What there is to say of these files of a leaf; nothing of what has not been fetched yet."""
    entry = sheet.entry(code)
    files = [file for file in entry.evidence if file.id in ids and file.sha256]
    return [remark for file in files for remark in _remarks(sheet, entry, file, place, several=len(files) > 1)]


def _remarks(sheet: ScoreSheet, entry: Entry, file: Evidence, place: Wanted, *, several: bool) -> list[ArrivalRemark]:
    code = entry.leaf.code
    which = f": {file.name[:LABEL]}" if several else ""
    told = []
    if file.doubtful:
        cover = door(t.COVERED + which, doors.replace(code, file.id))
        keep = door(t.KEEP + which, doors.keep_file(code, file.id))
        told.append(ArrivalRemark(t.citizens(file.name), (cover, keep)))
    if file.proposed and not file.held:
        found = speaks_against(entry, replace(file, name=""), place)
        warned = f" {doubts.said(found, t.items(entry).get(file.item or '', ''))}" if found else ""
        accept = door(t.ACCEPT + which, doors.accept(code, file.id))
        correct = door(t.CORRECT + which, doors.describe(code, file.id))
        told.append(ArrivalRemark(t.read_in(file.name, file.proposed) + warned, (accept, correct)))
    others = other_leaves(sheet, code, file)
    return [*told, ArrivalRemark(t.also_used(file.name, others))] if others else told


def other_leaves(sheet: ScoreSheet, code: str, file: Evidence) -> list[str]:
    """Where else the unit's own sheet shows the same content."""
    return [
        entry.leaf.code
        for entry in sheet
        if entry.leaf.code != code and any(other.same_content(file) for other in entry.live_evidence)
    ]
