"""Evidence: photos and files find their leaf and their required document, with as few questions as may be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import doors, questions
from handlers.cards.card import Expects
from handlers.dialogs.evidence import albums
from handlers.dialogs.evidence.albums import UNMARKED, Album
from handlers.dialogs.evidence.filing import asked, cover, file_under, go_on_after_files, move_album
from handlers.dialogs.evidence.one_file import offer_files
from handlers.dialogs.evidence.reusing import sent_before
from handlers.dialogs.evidence.sorting import ask_which_caption
from handlers.dialogs.looking_up.shortform import Short, read_short
from handlers.dialogs.orders.said import reason_said
from handlers.dialogs.scoring import meant
from handlers.dialogs.scoring.declaring import after_change, declare, editable, skip
from handlers.dialogs.telling.faulty import told_faulty
from handlers.incoming.events import File, Incoming
from handlers.questions import Caption
from handlers.talk import Step, Talk, door
from handlers.texts import common, refusals
from handlers.texts.evidence import asking as t
from handlers.texts.evidence import one_file as filed_texts
from handlers.texts.scoring import value as score_texts
from knowledge.documents.naming import THIS_IS, documents_meant
from knowledge.hearing.reasons import is_reason
from knowledge.text import fold
from scoring.errors import WhichMeant
from scoring.roles import Act, NotYourField, can
from scoring.sheet.entry import Entry, Evidence
from scoring.sheet.refusals import NotSuppliedByCommune, UnknownLeaf

OFFERED_ITEMS = 2
#: How long a leaf that was read about, while another is asked, takes the next file unasked.
JUST_NOW = timedelta(minutes=15)


class Files(Step[questions.Files]):
    """What is still missing for one leaf; files may simply be sent. ``item``: the document asked for by its button."""

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        wanted = self.at.item
        entry = talk.own_sheet(Act.DECLARE, code).entry(code)
        # Where a letter answers the leaf, it may be typed anew here: the list then has numbers.
        talk.expects = Expects.LETTER if entry.leaf.rule.need.options else Expects.FILES
        talk.takes_files(code)
        if wanted:
            talk.say(t.want(entry.leaf, next(item for item in entry.leaf.evidence if item.key == wanted)))
        else:
            talk.say(score_texts.send_these(entry))
        self._offer(talk, entry)

    def _offer(self, talk: Talk, entry: Entry) -> None:
        missing = entry.open_items
        wanted = self.at.item
        # More, or longer names, would only say the list of the card once more; a name may be typed all the same.
        named = all(len(item.name) <= score_texts.SHORT_ITEM for item in missing)
        if 1 < len(missing) <= OFFERED_ITEMS and named and not wanted:
            for item in missing:
                talk.offer(talk.answer(f"{t.SEND} {score_texts.short_item(item)}", self.want, item.key))
        if entry.live_evidence:
            talk.offer(talk.answer(t.SAME_FILE, self.same_file))
        if sent_before(talk.own_sheet(Act.DECLARE), entry):
            talk.offer(door(filed_texts.REUSE, doors.reuse(entry.leaf.code, *([wanted] if wanted else []))))
        talk.offer(talk.answer(t.EXPLAIN_INSTEAD, self.explain))
        talk.offer(talk.answer(score_texts.LATER, self.later))

    def take(self, talk: Talk, text: str) -> bool:
        """A new answer, or that there is nothing to send; words that name one document still missing ask for it, as its
        button does, and those on the file just sent do not."""
        code = self.at.leaf
        entry = talk.own_sheet(Act.DECLARE, code).entry(code)
        if meant.said_anew(talk, entry.leaf, text):
            return True
        if meant.has_nothing_to_send(text, entry.leaf):
            _explained(talk, code, text)
            return True
        still = {item.key: item.name for item in entry.open_items}
        named = documents_meant(text, still) if len(still) > 1 and not THIS_IS.match(fold(text)) else []
        if len(named) != 1:
            return False
        self.want(talk, named[0])
        return True

    def want(self, talk: Talk, item: str) -> None:
        talk.to(questions.Files(self.at.leaf, item))

    def same_file(self, talk: Talk) -> None:
        """The newest file already sent covers what is still missing; nothing is sent or stored anew."""
        code = self.at.leaf
        sheet = talk.own_sheet(Act.DECLARE, code)
        entry = sheet.entry(code)
        cover(talk, sheet, entry, entry.live_evidence[-1])
        talk.work.sheets.save(sheet)
        after_change(talk, sheet, sheet.entry(code))

    def explain(self, talk: Talk) -> None:
        talk.to(questions.Write(self.at.leaf))

    def later(self, talk: Talk) -> None:
        skip(talk, self.at.leaf)


def _explained(talk: Talk, code: str, text: str) -> None:
    """ "Chưa có báo cáo" is asked why; where the reason stands beside it, it is the explanation."""
    if is_reason(reason_said(text)):
        sheet = talk.own_sheet(Act.DECLARE, code)
        sheet.explain(code, text, talk.by)
        talk.work.sheets.save(sheet)
    talk.to(questions.Write(code))


def look(talk: Talk, code: str = "") -> None:
    """What has been sent for a leaf, and room for more."""
    code = code or talk.session.last_leaf
    if not code:
        skip(talk)
        return
    sheet = talk.own_sheet(Act.DECLARE, code)
    talk.named(code)
    entry = sheet.entry(code)
    if entry.leaf.source.declared_by_commune:
        talk.say(filed_texts.listing(entry))
    if asked(entry):
        talk.to(questions.Answer(code))
        return
    editable(talk, sheet, code)
    if entry.evidence:
        offer_files(talk, entry)
    if entry.missing_items:
        talk.to(questions.Files(code))
    else:
        _add_more(talk, entry)


def _add_more(talk: Talk, entry: Entry) -> None:
    talk.rest()
    talk.session.last_leaf = entry.leaf.code
    talk.expects = Expects.FILES
    talk.takes_files(entry.leaf.code)
    only = entry.evidence[0].id if len(entry.evidence) == 1 else ""
    talk.session.album = {"more": entry.leaf.code, "leaf": entry.leaf.code, "file": only}
    talk.say(t.MORE_WELCOME, door(score_texts.NEXT, doors.skip(entry.leaf.code), primary=True))


# -- files coming in -----------------------------------------------------------------------------------------------------


def receive(talk: Talk, incoming: Incoming) -> None:
    """Files of one event: refused with the reason, or filed where they belong; its words may say so for a whole album."""
    album = albums.of(talk.session, incoming)
    short = read_short(talk, incoming.text)
    kept = [talk.work.documents.receive(file, talk.person, talk.chat, talk.now) for file in _accepted(talk, incoming, short)]
    if incoming.album:
        talk.slot = f"album:{incoming.album}"
        talk.settle = True
    if short is not None and _may_be_named(talk, short.code):
        _told(talk, album, kept, incoming, short)
    elif not kept:
        talk.through(doors.resume())
    elif leaf := album.leaf or ("" if short else leaf_for(talk)):
        _filed(talk, album, leaf, kept, "" if short else incoming.text)
        _go_on(talk, album)
    else:
        _ask_leaf(talk, album, kept)


def _accepted(talk: Talk, incoming: Incoming, short: Short | None) -> list[File]:
    leaf = short.code if short else leaf_for(talk)
    return [file for file in incoming.files if _is_accepted(talk, file, leaf)]


def _is_accepted(talk: Talk, file: File, leaf: str) -> bool:
    if told_faulty(talk, file, leaf or talk.session.last_leaf):
        return False
    if not file.opens:
        talk.say(t.doubtful(file.name))
    return True


def _may_be_named(talk: Talk, code: str) -> bool:
    """Whether files can stand under a leaf; if not it is told why, and another may be meant."""
    try:
        entry = talk.own_sheet(Act.DECLARE, code).entry(code)
        if not entry.leaf.source.declared_by_commune:
            raise NotSuppliedByCommune(code, entry.leaf.source)
    except (UnknownLeaf, NotYourField, NotSuppliedByCommune) as error:
        talk.say(refusals.words(error, talk.zone))
        return False
    return True


def leaf_for(talk: Talk) -> str:
    """The leaf that a file without a code belongs to: the one named last. "" where that is not certain."""
    session = talk.session
    asked = session.leaf
    named = session.last_leaf if _named_just_now(talk) else ""
    if isinstance(session.question, questions.WhichLeaf):
        return ""
    if named and named != asked:
        return named if _takes_files(talk, named) else ""
    if session.question is None:
        return str(session.album.get("more") or "") or ("" if session.named_at and not named else session.last_leaf)
    if session.last_leaf != asked:
        return ""
    # Right after a leaf was finished a file may still belong to it: then it is asked, never guessed.
    moved_on = isinstance(session.question, questions.Value) and session.album.get("leaf") not in (None, asked)
    return "" if moved_on and not named else asked


def _named_just_now(talk: Talk) -> bool:
    at = talk.session.named_at
    return bool(at) and talk.now - datetime.fromisoformat(at) <= JUST_NOW


def _takes_files(talk: Talk, code: str) -> bool:
    try:
        return talk.own_sheet(Act.DECLARE, code).entry(code).leaf.source.declared_by_commune
    except (UnknownLeaf, NotYourField):
        return False


def _told(talk: Talk, album: Album, kept: list[Evidence], incoming: Incoming, short: Short) -> None:
    """A caption names the leaf: for itself, and for every file that was chosen with it."""
    again = album.told and album.words == incoming.text
    if album.told and album.leaf != short.code:
        if album.marked:
            _filed(talk, album, album.leaf, kept, "")
            ask_which_caption(talk, album, Caption(short.code, tuple(file.id for file in kept), short.declared))
            return
        album = Album(f"{UNMARKED}{incoming.key}", album.at, questions.stored(talk.session.question))
    _follows(talk, album, short.code)
    album.leaf = short.code
    album.told = True
    album.words = incoming.text
    if kept:
        _filed(talk, album, short.code, kept, short.rest if short.words else "")
    album.kept(talk.session)
    if short.heard is not None and isinstance(short.error, WhichMeant) and not again:
        meant.take(talk, talk.work.rounds.criteria(talk.round).leaf(short.code), short.rest, short.heard)
        return
    if again or short.declared is None:
        if short.error and not short.words and not again:
            talk.say(refusals.words(short.error, talk.zone))
        _go_on(talk, album)
        return
    own = talk.own_sheet(Act.DECLARE, short.code).entry(short.code)
    if own.scored and album.leaf == short.code and album.scored and own.declared != short.declared:
        talk.to(questions.Confirm(short.code, declared=short.declared, why="caption"))
    else:
        album.scored = True
        album.kept(talk.session)
        declare(talk, short.code, short.declared)


def _follows(talk: Talk, album: Album, code: str) -> None:
    """What came before its caption follows it: files that stood elsewhere by a guess, and those that waited to be told."""
    session = talk.session
    at = session.question
    waiting = [one for one, name in at.albums.items() if name == album.id] if isinstance(at, questions.WhichLeaf) else []
    if isinstance(at, questions.WhichLeaf) and waiting:
        left = tuple(one for one in at.waiting if one not in waiting)
        session.goes_on_with(replace(at, waiting=left) if left else album.interrupted)
        again = [talk.work.documents.again(one, None, talk.person, talk.chat, talk.now) for one in waiting]
        _filed(talk, album, code, again, "")
    elif album.leaf and album.leaf != code:
        session.goes_on_with(album.interrupted)
        move_album(talk, album, album.files, code)


def _filed(talk: Talk, album: Album, code: str, kept: Sequence[Evidence], words: str) -> None:
    session = talk.session
    at = session.question if session.leaf == code else None
    wanted = at.item if isinstance(at, questions.Files | questions.Reuse) else None
    replaces = at.replaces if isinstance(at, questions.NewFile) else ""
    new = file_under(talk, code, kept, wanted, album.id if album.marked else "", words, replaces=replaces)
    album.leaf = code
    album.files += new
    album.kept(session)


def _go_on(talk: Talk, album: Album) -> None:
    at = talk.session.question
    if isinstance(at, questions.WhichCaption) and at.album == album.id:
        talk.again()
        return
    sheet = talk.own_sheet(Act.DECLARE)
    go_on_after_files(talk, sheet, sheet.entry(album.leaf))


def _ask_leaf(talk: Talk, album: Album, kept: Sequence[Evidence]) -> None:
    at = talk.session.question
    new = [file.document for file in kept]
    before = at if isinstance(at, questions.WhichLeaf) else None
    waiting = dict.fromkeys([*(before.waiting if before else ()), *new])
    belongs = {**(before.albums if before else {}), **dict.fromkeys(new, album.id)}
    album.kept(talk.session)
    talk.to(questions.WhichLeaf(tuple(waiting), kept[0].name, album.id if album.marked else "", belongs))


def elsewhere(talk: Talk, incoming: Incoming) -> None:
    """The channel tells that something was sent, not what: a file takes the way of the upload page."""
    if can(talk.person, Act.DECLARE):
        short = read_short(talk, incoming.text)
        leaf = short.code if short and _may_be_named(talk, short.code) else leaf_for(talk) or talk.session.last_leaf
        talk.say(t.send_elsewhere(talk.work.documents.upload_link(talk.person, leaf, talk.chat, talk.round.code)))
        if short and short.declared is not None:
            declare(talk, leaf, short.declared)
        else:
            talk.through(doors.resume())
        # One link is enough: the one for the leaf that the file was meant for.
        talk.upload = ""
    else:
        talk.say(common.UNSUPPORTED)
        talk.through(doors.resume())
