"""What is told of a file whose content is there: what it says of itself, citizens' numbers, where else it is used.

The turn tells it of what the browser brought along, the fetching of what had to be fetched first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.cards import Choice
from handlers.talk import door
from handlers.texts import filed as t
from scoring.entry import Evidence
from scoring.sheet import ScoreSheet

#: The pieces of a long button's label that tell files apart.
LABEL = 24


@dataclass(frozen=True, slots=True)
class Remark:
    text: str
    choices: tuple[Choice, ...] = ()


def remarks(sheet: ScoreSheet, code: str, ids: Sequence[str]) -> list[Remark]:
    """What there is to say of these files of a leaf; nothing of what has not been fetched yet."""
    entry = sheet.entry(code)
    files = [file for file in entry.evidence if file.id in ids and file.sha256]
    return [one for file in files for one in _remarks(sheet, code, file, several=len(files) > 1)]


def _remarks(sheet: ScoreSheet, code: str, file: Evidence, *, several: bool) -> list[Remark]:
    which = f": {file.name[:LABEL]}" if several else ""
    told = []
    if file.doubtful:
        cover, keep = door(t.COVERED + which, "replace", code, file.id), door(t.KEEP + which, "keep_file", code, file.id)
        told.append(Remark(t.citizens(file.name), (cover, keep)))
    if file.proposed:
        accept, correct = door(t.ACCEPT + which, "accept", code, file.id), door(t.CORRECT + which, "describe", code, file.id)
        told.append(Remark(t.read_in(file.name, file.proposed), (accept, correct)))
    others = other_leaves(sheet, code, file)
    return [*told, Remark(t.also_used(file.name, others))] if others else told


def other_leaves(sheet: ScoreSheet, code: str, file: Evidence) -> list[str]:
    """Where else the unit's own sheet shows the same content."""
    return [
        entry.leaf.code
        for entry in sheet
        if entry.leaf.code != code and any(one.same_content(file) for one in entry.live_evidence)
    ]
