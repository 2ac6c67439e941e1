"""Which leaf, and which required document, a file belongs to, where it could not be told."""

from dataclasses import replace

from handlers import doors, questions
from handlers.cards.card import Expects
from handlers.dialogs.evidence.albums import Album, known_as
from handlers.dialogs.evidence.arrivals import place_of, speaks_against
from handlers.dialogs.evidence.filing import cover, file_under, go_on_after_files, move_album, sort_as
from handlers.dialogs.looking_up.shortform import read_code, read_short
from handlers.dialogs.places import own_entries
from handlers.dialogs.scoring.declaring import ask_for_unplaced, declare, skip
from handlers.incoming.refusals import StaleChoice
from handlers.questions import Caption
from handlers.talk import Step, Talk, door
from handlers.texts.common import shortened
from handlers.texts.evidence import asking as t
from handlers.texts.evidence import one_file
from handlers.texts.scoring import value as score_texts
from knowledge.documents.naming import documents_meant
from scoring.criteria import EvidenceItem
from scoring.roles import Act
from scoring.sheet.entry import Entry, Evidence

OFFERED = 4
OFFERED_ITEMS = 8


class WhichItem(Step[questions.WhichItem]):
    """Asks about one file after the other; the last file takes the last document by itself.

    ``among``: the documents that the words typed can mean, where these are several.
    """

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        entry = talk.own_sheet(Act.DECLARE, code).entry(code)
        file = _which(self.at, entry)
        if file is None:
            go_on_after_files(talk, talk.own_sheet(Act.DECLARE, code), entry)
            return
        among = self.at.among or [item.key for item in self._offered(talk, entry)]
        self._say(talk, entry, file, others=bool(among))
        if _one_each(self.at, entry):
            talk.offer(talk.answer(t.IN_THIS_ORDER, "in_order", primary=True))
        for item in [item for item in entry.leaf.evidence if item.key in among][:OFFERED_ITEMS]:
            talk.offer(talk.answer(shortened(item.name, 40), "item", item.key))
        if len(entry.open_items) > 1:
            talk.offer(talk.answer(t.ALL_IN_ONE, "all"))
        talk.offer(door(one_file.FORGET, doors.forget(code, file.id)), talk.answer(score_texts.LATER, "later"))

    def _offered(self, talk: Talk, entry: Entry) -> list[EvidenceItem]:
        """What is still open; after "Không phải" any other document of the leaf, those still open first."""
        if self.at.wrong is None:
            return list(entry.open_items)
        rest = [item for item in entry.leaf.evidence if item not in entry.open_items]
        return [item for item in (*entry.open_items, *rest) if item.key != self.at.wrong]

    def _say(self, talk: Talk, entry: Entry, file: Evidence, *, others: bool) -> None:
        code = entry.leaf.code
        if self.at.wrong is not None:
            talk.say(t.which_other(code, file, others))
        else:
            talk.say(t.which_item(code, file, 1 + entry.live_evidence.index(file), len(entry.live_evidence)))

    def take(self, talk: Talk, text: str) -> bool:
        code = self.at.leaf
        other = read_code(talk, text) if self.at.wrong is not None else None
        if other and other != code and self.at.file:
            talk.through(doors.move_file(code, self.at.file, other))
            return True
        meant = items_meant(talk.own_sheet(Act.DECLARE, code).entry(code), text)
        if len(meant) == 1:
            self.press(talk, "item", meant[0])
        elif meant:
            talk.to(replace(self.at, among=tuple(meant)))
        return bool(meant)

    def press(self, talk: Talk, action: str, *args: str) -> None:
        code = self.at.leaf
        if action == "later":
            skip(talk, code)
            return
        if action == "in_order":
            _sort_in_order(talk, code)
            return
        sheet = talk.own_sheet(Act.DECLARE, code)
        entry = sheet.entry(code)
        file = _which(self.at, entry)
        if file is None:
            raise StaleChoice
        sort_as(talk, sheet, code, file, args[0] if action == "item" else entry.open_items[0].key)
        if action == "all":
            cover(talk, sheet, sheet.entry(code), file)
        talk.say(t.sorted_as(sheet.entry(code), file.id))
        _last_pair(talk, code)
        talk.work.sheets.save(sheet)
        go_on_after_files(talk, sheet, sheet.entry(code))


def _one_each(at: questions.WhichItem, entry: Entry) -> bool:
    """As many files that nobody has sorted as documents open, and too many to be told one by one."""
    number = len(entry.unsorted)
    nothing_told = at.file is None and not at.among
    return 2 < number <= OFFERED_ITEMS and number == len(entry.open_items) and nothing_told


def _sort_in_order(talk: Talk, code: str) -> None:
    """The person has said that the files came in the order of the documents."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    entry = sheet.entry(code)
    items = entry.open_items
    for file, item in zip(entry.unsorted, items, strict=True):
        sort_as(talk, sheet, code, file, item.key)
    talk.say(t.in_this_order(code, items))
    go_on_after_files(talk, sheet, sheet.entry(code))


def _which(at: questions.WhichItem, entry: Entry) -> Evidence | None:
    """The file that is asked about: the one that was not what it was taken for, or the first that nobody has sorted."""
    if at.file is not None:
        return entry.file(at.file)
    return entry.unsorted[0] if entry.unsorted else None


def items_meant(entry: Entry, text: str) -> list[str]:
    """The documents of a leaf that a text names: first among those still open, then among all of them."""
    still = {item.key: item.name for item in entry.open_items}
    return documents_meant(text, still) or documents_meant(text, {item.key: item.name for item in entry.leaf.evidence})


def _last_pair(talk: Talk, code: str) -> None:
    """One file and one document left belong together, unless the file says otherwise."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    entry = sheet.entry(code)
    if len(entry.unsorted) != 1 or len(entry.open_items) != 1:
        return
    file, item = entry.unsorted[0], entry.open_items[0].key
    if not speaks_against(entry, replace(file, item=item), place_of(talk)):
        sheet.sort_evidence(code, file.id, item, talk.signed)
        talk.say(t.sorted_as(sheet.entry(code), file.id))


class WhichLeaf(Step[questions.WhichLeaf]):
    """A file that came without a word, while nothing told where it belongs. ``among``: the leaves that words typed mean."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.NUMBER
        talk.say(t.which_leaf([one.name for one in _together(talk, self.at)]))
        leaves = talk.work.rounds.criteria(talk.round).leaves
        for code in self.at.among or _likely(talk):
            talk.offer(talk.answer(shortened(f"{code} {leaves[code].name}", 40), "leaf", code))

    def take(self, talk: Talk, text: str) -> bool:
        short = read_short(talk, text)
        if short is not None and short.declared is not None:
            return False
        code = read_code(talk, text)
        meant = [(code, "")] if code else _places_meant(talk, text)
        places = list(dict.fromkeys(one for one, _ in meant))
        if not places or len(places) > OFFERED:
            return False
        if len(places) == 1:
            self.press(talk, "leaf", *(meant[0] if len(meant) == 1 else places))
        else:
            talk.to(replace(self.at, among=tuple(places)))
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        code, item = args[0], args[1] if args[1:] else ""
        sheet = talk.own_sheet(Act.DECLARE, code)
        kept = _together(talk, self.at)
        new = file_under(talk, code, kept, item or None, self.at.album, "")
        for name in dict.fromkeys(self.at.albums.values()):
            if album := known_as(talk.session, name):
                own = [file.id for file in kept if self.at.albums.get(file.document) == name]
                album.leaf, album.told, album.files = code, True, [one for one in own if one in new]
                album.kept(talk.session)
        rest = tuple(one for one in self.at.waiting if one not in [file.document for file in kept])
        talk.session.goes_on_with(None)
        if rest:
            talk.session.back = [*talk.session.back, replace(self.at, waiting=rest, among=())]
        entry = talk.own_sheet(Act.DECLARE).entry(code)
        if entry.held or not ask_for_unplaced(talk):
            go_on_after_files(talk, sheet, entry)


def _together(talk: Talk, at: questions.WhichLeaf) -> list[Evidence]:
    """Of the files that wait, the first and what was chosen with it: what came later may belong somewhere else."""
    first = at.albums.get(at.waiting[0])
    same = [one for one in at.waiting if at.albums.get(one) == first]
    return [talk.work.documents.again(one, None, talk.person, talk.chat, talk.now) for one in same]


def _places_meant(talk: Talk, text: str) -> list[tuple[str, str]]:
    """The person's leaves whose document, or which themselves, a text names; a document is named with its item."""
    own = own_entries(talk, talk.own_sheet(Act.DECLARE))
    items = {(one.leaf.code, item.key): item.name for one in own for item in one.leaf.evidence}
    still = {(one.leaf.code, item.key): item.name for one in own for item in one.open_items}
    leaves = {(one.leaf.code, ""): one.leaf.name for one in own}
    return documents_meant(text, still) or documents_meant(text, items) or documents_meant(text, leaves)


def ask_which_caption(talk: Talk, album: Album, other: Caption) -> None:
    """The captions of one album name several leaves; until it is told its files stand under the first."""
    at = talk.session.question
    before = at.others if isinstance(at, questions.WhichCaption) and at.album == album.id else ()
    talk.to(questions.WhichCaption(album.leaf, album=album.id, others=(*before, other)))


class WhichCaption(Step[questions.WhichCaption]):
    """One album, several leaves: all of it under one of them, or each file as its own caption says."""

    def ask(self, talk: Talk) -> None:
        first, *others = _named(self.at)
        talk.say(t.two_captions(first, others))
        talk.offer(talk.answer(t.whole_album(first), "all", first, primary=True))
        talk.offer(*(talk.answer(t.whole_album(code), "all", code) for code in others))
        talk.offer(talk.answer(t.EACH_BY_ITS_CAPTION, "each"))

    def take(self, talk: Talk, text: str) -> bool:
        code = read_code(talk, text)
        if code not in _named(self.at):
            return False
        self.press(talk, "all", code)
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        album = known_as(talk.session, self.at.album)
        if album is None:
            raise StaleChoice
        talk.session.goes_on_with(album.interrupted)
        chosen = [one for one in self.at.others if action == "each" or one.leaf == args[0]]
        for one in chosen:
            move_album(talk, album, one.files if action == "each" else list(album.files), one.leaf)
        sheet = talk.own_sheet(Act.DECLARE)
        last = chosen[-1].leaf if chosen else album.leaf
        answers = [(one.leaf, one.declared) for one in chosen if one.declared is not None]
        for code, declared in answers:
            declare(talk, code, declared)
        if not answers:
            go_on_after_files(talk, sheet, sheet.entry(last))


def _named(at: questions.WhichCaption) -> list[str]:
    return list(dict.fromkeys([at.leaf, *(one.leaf for one in at.others)]))


def _likely(talk: Talk) -> list[str]:
    """The leaf just left, the leaf being scored, those that lack documents, then what is not scored yet."""
    own = own_entries(talk, talk.own_sheet(Act.DECLARE))
    lacking = sorted((entry for entry in own if entry.missing_items), key=lambda entry: not entry.scored)
    near = [talk.session.album.get("leaf"), talk.session.last_leaf, *(entry.leaf.code for entry in lacking)]
    return list(dict.fromkeys(code for code in near if code))[:OFFERED]
