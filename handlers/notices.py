"""Cards that nobody asked for just then: a file that failed, a deadline that comes near."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, tzinfo

from handlers import doors
from handlers.cards.card import Card
from handlers.dialogs.evidence.arrivals import doubt_choices, remarks, speaks_against
from handlers.dialogs.progress import lines_by_person
from handlers.talk import door
from handlers.texts import progress as t
from handlers.texts.evidence import asking as evidence_texts
from handlers.texts.evidence import doubts
from handlers.texts.evidence import one_file as filed_texts
from handlers.texts.submission import papers as papers_texts
from knowledge.documents.contradictions import Wanted
from scoring.errors import Refusal
from scoring.people import Person, Role
from scoring.rounds.round import Outstanding
from scoring.sheet.entry import Authorship, Evidence
from scoring.sheet.score_sheet import ScoreSheet


def file_failed(leaves: Sequence[str], name: str, fault: str) -> Card:
    """Tells the sender that a file could not be kept, with the way to send it again."""
    choices = tuple(door(f"{evidence_texts.DOWNLOAD_FAILED_RETRY} {code}", doors.evidence(code)) for code in leaves[:1])
    return Card(evidence_texts.fetch_failed(", ".join(leaves), name, fault), choices, kind="file")


def file_doubtful(leaves: Sequence[str], name: str) -> Card:
    """Tells the sender that a stored file could not be opened here."""
    choices = tuple(door(f"{evidence_texts.DOWNLOAD_FAILED_RETRY} {code}", doors.evidence(code)) for code in leaves[:1])
    return Card(evidence_texts.doubtful(name), choices, kind="file")


def file_arrived(sheet: ScoreSheet, code: str, document: str, by: Authorship, place: Wanted) -> Card | None:
    """Tells the sender what stands in a fetched file; content that was there already is not kept a second time.

    What its text speaks against is set aside and asked about, where the leaf may still be changed.
    """
    entry = sheet.entry(code)
    copies = [file for file in (*entry.live_evidence, *entry.held) if file.document == document]
    if not copies:
        return None
    with suppress(Refusal):
        known = sheet.drop_copy(code, document, by)
        if known is not None:
            text = filed_texts.already(code, copies[0].name, known, filed_texts.items(sheet.entry(code)))
            return Card(text, (door(filed_texts.all_files(code), doors.evidence(code), primary=True),), kind="file")
    if asked := _set_aside(sheet, code, copies[0], by, place):
        return asked
    told = remarks(sheet, code, [copies[0].id], place)
    choices = tuple(choice for remark in told for choice in remark.choices)
    # Where else a document is used is worth a line, not a message.
    return Card("\n\n".join(remark.text for remark in told), choices, kind="file") if choices else None


def _set_aside(sheet: ScoreSheet, code: str, file: Evidence, by: Authorship, place: Wanted) -> Card | None:
    entry = sheet.entry(code)
    found = speaks_against(entry, replace(file, name=""), place)
    if not found:
        return None
    try:
        sheet.hold_evidence(code, file.id, by)
    except Refusal:
        return None
    item = filed_texts.items(entry).get(file.item or "", "")
    return Card(doubts.ask(code, file, found, item), tuple(doubt_choices(entry, file)), kind="file")


def paper_not_made(card: Card, name: str) -> Card:
    """The card of a paper that could not be made: what else it offers may be pressed all the same."""
    return replace(card, text=papers_texts.not_made(name), attachment=None)


def reminder(owed: Outstanding, sheet: ScoreSheet, people: Sequence[Person], left: int, ends: datetime, zone: tzinfo) -> Card:
    """One card to one person: what he owes himself, and to the coordinator the same by person."""
    parts = [t.reminder(owed, left, ends, zone)] if owed.codes else []
    if owed.person.role is Role.COORDINATOR:
        parts.append(t.reminder_by_person(left, ends, zone, lines_by_person(sheet, people, whole=True)))
    code = owed.first if owed.codes else ""
    choices = (door(t.GO_ON.format(code=code), doors.score(code), primary=True),) if code else ()
    return Card("\n\n".join(parts), (*choices, door(t.SEE_PROGRESS, doors.progress())), kind="reminder")
