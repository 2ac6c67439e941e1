"""One leaf of the own sheet as it stands: its points, who gave others and why, and every file. Nothing is changed here."""

from handlers import doors
from handlers.cards.card import Picture
from handlers.dialogs import menu
from handlers.talk import Talk, door
from handlers.texts import progress
from handlers.texts.appraisal import appraise as appraise_texts
from handlers.texts.evidence import one_file as filed_texts
from handlers.texts.looking_up import browse as browse_texts
from handlers.texts.orders import standing as t
from handlers.texts.submission import submit as submit_texts
from scoring.people import in_charge
from scoring.roles import Act, can, in_charge_of
from scoring.sheet.entry import Entry
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State

#: Files that come with one card; the next ones stand behind a button.
FILES = 3


def look(talk: Talk, code: str, begin: str = "") -> None:
    """A leaf of the own sheet as it stands, for whoever may see the sheet, and what he may do with it; to others its rule.

    ``begin``: how many files were shown before.
    """
    own = talk.person.role.of_commune and talk.round.unit(talk.person.unit) is not None
    if not own or not talk.own_sheet(Act.SEE_SHEET, code).entry(code).leaf.source.declared_by_commune:
        talk.through(doors.criteria(code))
        return
    sheet = talk.own_sheet(Act.SEE_SHEET, code)
    entry = sheet.entry(code)
    # Agreements are told with the results: what is not the commune's to see yet stays off its card.
    talk.say(t.leaf(entry, names_in_charge(talk, code), draft=sheet.state is State.DRAFT))
    if told := told_change(talk, entry):
        talk.say(told, door(browse_texts.INTENTS["intent:appeal"], doors.appeal()))
    following = show_files(talk, entry, begin)
    if following:
        talk.offer(door(appraise_texts.MORE_FILES, doors.look(code, str(following)), primary=True))
    _offer_change(talk, sheet, entry)
    talk.offer(door(t.RULE.format(code=code), doors.criteria(code)))
    if talk.session.question:
        menu.way_on(talk)
    else:
        _offer_next(talk, sheet, code)


def names_in_charge(talk: Talk, code: str) -> list[str]:
    return [person.name for person in in_charge(code, talk.colleagues)]


def told_change(talk: Talk, entry: Entry) -> str:
    """Self, given, who and why, where reviewers changed the points; "" where there is nothing to tell yet."""
    changed = entry.changed
    if changed is None or changed.points is None:
        return ""
    return appraise_texts.told_change(entry, changed.points, changed.note, talk.name(changed.by.person))


def show_files(talk: Talk, entry: Entry, begin: str) -> int:
    """Puts the next few files on the card; how many have been shown then, or 0 when that was the last of them."""
    files = [file for file in entry.documents if file.sha256]
    first = starts_at(begin, len(files))
    for file in files[first : first + FILES]:
        talk.pictures.append(Picture(file.sha256 or "", file.name, file.mime, file.preview))
    return first + FILES if first + FILES < len(files) else 0


def starts_at(begin: str, count: int) -> int:
    """The place in a list of so many that a button carries; the beginning where it makes no sense."""
    return int(begin) if begin.isdecimal() and len(begin) < 4 and int(begin) < count else 0


def _offer_change(talk: Talk, sheet: ScoreSheet, entry: Entry) -> None:
    """To whoever is in charge of the leaf, while it may be changed."""
    code = entry.leaf.code
    if not can(talk.person, Act.DECLARE) or not sheet.editable(code, talk.now):
        return
    if in_charge_of(talk.person, code, talk.colleagues):
        label, way = (t.EDIT_LEAF, doors.edit(code)) if entry.scored else (t.SCORE_LEAF, doors.score(code))
        talk.offer(door(label.format(code=code), way, primary=not talk.session.question))
        if entry.scored:
            talk.offer(door(filed_texts.all_files(code), doors.evidence(code)))


def _offer_next(talk: Talk, sheet: ScoreSheet, code: str) -> None:
    """Leaf by leaf through what has something to read, and back to the list that it stands on."""
    codes = [entry.leaf.code for entry in sheet if readable(entry)]
    later = [leaf for leaf in codes if codes.index(leaf) > codes.index(code)] if code in codes else codes
    signing = can(talk.person, Act.SIGN) and sheet.state is State.INTERNAL_REVIEW
    if later:
        talk.offer(door(submit_texts.READ_NEXT.format(code=later[0]), doors.look(later[0]), primary=signing))
    field = sheet.criteria.leaf(code).field_code
    talk.offer(door(submit_texts.FIELD.format(code=field), doors.sheet(field)))
    if signing:
        talk.offer(door(submit_texts.SIGN, doors.sign(), primary=True), door(submit_texts.RETURN, doors.return_()))
    else:
        talk.offer(door(progress.SEE_PROGRESS, doors.progress(), primary=True))


def readable(entry: Entry) -> bool:
    return bool(entry.live_evidence or entry.explanation)
