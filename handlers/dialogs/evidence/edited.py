"""A message that was edited after it was sent: nothing that is saved changes by it, and the ways to change it are shown."""

from handlers import doors
from handlers.dialogs.looking_up.shortform import Short, read_short
from handlers.incoming.events import Incoming
from handlers.talk import Talk, door
from handlers.texts.evidence import edited as t
from handlers.texts.evidence import one_file as filed_texts
from handlers.texts.scoring import value as score_texts
from scoring.roles import Act, can, in_charge_of
from scoring.sheet.entry import Entry, Evidence


def tell(talk: Talk, incoming: Incoming) -> None:
    if not can(talk.person, Act.DECLARE):
        talk.say(t.NOTHING_CHANGED)
        return
    short = read_short(talk, incoming.text)
    filed = _filed(talk, incoming)
    if filed:
        _of_file(talk, *filed, short)
        return
    entry = _meant(talk, short)
    talk.say(t.of_score(entry) if entry else t.NOTHING_CHANGED)
    if entry:
        talk.offer(door(f"{score_texts.EDIT} {entry.leaf.code}", doors.edit(entry.leaf.code), primary=True))


def _filed(talk: Talk, incoming: Incoming) -> tuple[Entry, Evidence] | None:
    """Where the file under the edited caption stands; a file put in its place has never been filed."""
    if not incoming.files:
        return None
    document = talk.work.documents.receive(incoming.files[0], talk.person, talk.chat, talk.now).document
    for entry in talk.own_sheet(Act.DECLARE):
        for file in entry.live_evidence:
            if file.document == document:
                return entry, file
    return None


def _of_file(talk: Talk, entry: Entry, file: Evidence, short: Short | None) -> None:
    code = entry.leaf.code
    talk.say(t.of_file(code, file.name))
    if short and short.code != code and _own(talk, short.code):
        talk.offer(door(t.MOVE.format(code=short.code), doors.move_file(code, file.id, short.code), primary=True))
    elif entry.scored:
        talk.offer(door(f"{score_texts.EDIT} {code}", doors.edit(code), primary=True))
    talk.offer(door(filed_texts.all_files(code), doors.evidence(code)))


def _meant(talk: Talk, short: Short | None) -> Entry | None:
    """The scored leaf that the edited words are about: the one that they name, or the one spoken of last."""
    code = short.code if short else talk.session.last_leaf
    if not _own(talk, code):
        return None
    entry = talk.own_sheet(Act.DECLARE).entry(code)
    return entry if entry.scored else None


def _own(talk: Talk, code: str) -> bool:
    leaves = talk.work.rounds.criteria(talk.round).leaves
    return code in leaves and in_charge_of(talk.person, code, talk.colleagues)
