"""Which leaf, and which required document, a file belongs to, where it could not be told."""

import re
from collections.abc import Sequence
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
from knowledge.search.codes import mentioned_codes
from knowledge.text import fold
from scoring.criteria import EvidenceItem
from scoring.roles import Act
from scoring.sheet.entry import Entry, Evidence
from scoring.sheet.score_sheet import ScoreSheet

OFFERED = 4
OFFERED_ITEMS = 8
#: Words that say to what a file belongs.
BELONGING = frozenset(
    {
        "cua",
        "cho",
        "thuoc",
        "vao",
        "o",
        "la",
        "day",
        "nay",
        "anh",
        "tep",
        "file",
        "tieu",
        "chi",
        "tc",
        "muc",
        "a",
        "nhe",
        "em",
        "da",
    }
)


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
            talk.offer(talk.answer(t.IN_THIS_ORDER, self.in_order, primary=True))
        for item in [item for item in entry.leaf.evidence if item.key in among][:OFFERED_ITEMS]:
            talk.offer(talk.answer(shortened(item.name, 40), self.item, item.key))
        if len(entry.open_items) > 1:
            talk.offer(talk.answer(t.ALL_IN_ONE, self.all_))
        talk.offer(door(one_file.FORGET, doors.forget(code, file.id)), talk.answer(score_texts.LATER, self.later))

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
            self.item(talk, meant[0])
        elif meant:
            talk.to(replace(self.at, among=tuple(meant)))
        return bool(meant)

    def in_order(self, talk: Talk) -> None:
        """The files came in the order of the documents."""
        code = self.at.leaf
        sheet = talk.own_sheet(Act.DECLARE, code)
        entry = sheet.entry(code)
        items = entry.open_items
        for file, item in zip(entry.unsorted, items, strict=True):
            sort_as(talk, sheet, code, file, item.key)
        talk.say(t.in_this_order(code, items))
        go_on_after_files(talk, sheet, sheet.entry(code))

    def item(self, talk: Talk, key: str) -> None:
        """The file is this document."""
        sheet, file = self._asked_about(talk)
        sort_as(talk, sheet, self.at.leaf, file, key)
        self._sorted(talk, sheet, file)

    def all_(self, talk: Talk) -> None:
        """The file is every document that is still open."""
        sheet, file = self._asked_about(talk)
        code = self.at.leaf
        sort_as(talk, sheet, code, file, sheet.entry(code).open_items[0].key)
        cover(talk, sheet, sheet.entry(code), file)
        self._sorted(talk, sheet, file)

    def later(self, talk: Talk) -> None:
        skip(talk, self.at.leaf)

    def _asked_about(self, talk: Talk) -> tuple[ScoreSheet, Evidence]:
        sheet = talk.own_sheet(Act.DECLARE, self.at.leaf)
        file = _which(self.at, sheet.entry(self.at.leaf))
        if file is None:
            raise StaleChoice
        return sheet, file

    def _sorted(self, talk: Talk, sheet: ScoreSheet, file: Evidence) -> None:
        code = self.at.leaf
        talk.say(t.sorted_as(sheet.entry(code), file.id))
        _last_pair(talk, code)
        talk.work.sheets.save(sheet)
        go_on_after_files(talk, sheet, sheet.entry(code))


def _one_each(at: questions.WhichItem, entry: Entry) -> bool:
    """As many files that nobody has sorted as documents open, and too many to be told one by one."""
    number = len(entry.unsorted)
    nothing_told = at.file is None and not at.among
    return 2 < number <= OFFERED_ITEMS and number == len(entry.open_items) and nothing_told


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
    file = entry.unsorted[0]
    item = entry.open_items[0].key
    if not speaks_against(entry, replace(file, item=item), place_of(talk)):
        sheet.sort_evidence(code, file.id, item, talk.by)
        talk.say(t.sorted_as(sheet.entry(code), file.id))


class WhichLeaf(Step[questions.WhichLeaf]):
    """A file that came without a word, while nothing told where it belongs. ``among``: the leaves that words typed mean."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.NUMBER
        talk.say(t.which_leaf([file.name for file in _together(talk, self.at)]))
        leaves = talk.work.rounds.criteria(talk.round).leaves
        for code in self.at.among or _likely(talk):
            talk.offer(talk.answer(shortened(f"{code} {leaves[code].name}", 40), self.leaf, code))

    def take(self, talk: Talk, text: str) -> bool:
        short = read_short(talk, text)
        if short is not None and short.declared is not None:
            return False
        code = read_code(talk, text) or _only_code(talk, text)
        meant = [(code, "")] if code else _places_meant(talk, text)
        places = list(dict.fromkeys(one for one, _ in meant))
        if not places or len(places) > OFFERED:
            return False
        if len(places) == 1:
            # Several documents of one leaf may be meant: which of them the file is, it says itself or is asked next.
            self._file(talk, places[0], meant[0][1] if len(meant) == 1 else "")
        else:
            talk.to(replace(self.at, among=tuple(places)))
        return True

    def leaf(self, talk: Talk, code: str) -> None:
        self._file(talk, code, "")

    def _file(self, talk: Talk, code: str, item: str) -> None:
        """Under the leaf that was told, as the document ``item`` of it where that was told, too."""
        sheet = talk.own_sheet(Act.DECLARE, code)
        kept = _together(talk, self.at)
        new = file_under(talk, code, kept, item or None, self.at.album, "")
        for name in dict.fromkeys(self.at.albums.values()):
            if album := known_as(talk.session, name):
                own = [file.id for file in kept if self.at.albums.get(file.document) == name]
                album.leaf = code
                album.told = True
                album.files = [one for one in own if one in new]
                album.kept(talk.session)
        rest = tuple(one for one in self.at.waiting if one not in [file.document for file in kept])
        talk.session.goes_on_with(None)
        if rest:
            talk.session.back = [*talk.session.back, replace(self.at, waiting=rest, among=())]
        entry = talk.own_sheet(Act.DECLARE).entry(code)
        if entry.held or not ask_for_unplaced(talk):
            go_on_after_files(talk, sheet, entry)


def _only_code(talk: Talk, text: str) -> str:
    """ "Của tiêu chí 2.3": the one code with nothing around it but what belongs to a file, or ""."""
    codes = mentioned_codes(text, talk.work.rounds.criteria(talk.round).leaves)
    around = set(re.findall(r"[a-z]+", fold(text)))
    return codes[0] if len(codes) == 1 and around <= BELONGING else ""


def _together(talk: Talk, at: questions.WhichLeaf) -> list[Evidence]:
    """Of the files that wait, the first and what was chosen with it: what came later may belong somewhere else."""
    first = at.albums.get(at.waiting[0])
    same = [one for one in at.waiting if at.albums.get(one) == first]
    return [talk.work.documents.again(one, None, talk.person, talk.chat, talk.now) for one in same]


def _places_meant(talk: Talk, text: str) -> list[tuple[str, str]]:
    """The person's leaves whose document, or which themselves, a text names; a document is named with its item."""
    own = own_entries(talk, talk.own_sheet(Act.DECLARE))
    items = {(entry.leaf.code, item.key): item.name for entry in own for item in entry.leaf.evidence}
    still = {(entry.leaf.code, item.key): item.name for entry in own for item in entry.open_items}
    leaves = {(entry.leaf.code, ""): entry.leaf.name for entry in own}
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
        talk.offer(talk.answer(t.whole_album(first), self.all_, first, primary=True))
        talk.offer(*(talk.answer(t.whole_album(code), self.all_, code) for code in others))
        talk.offer(talk.answer(t.EACH_BY_ITS_CAPTION, self.each))

    def take(self, talk: Talk, text: str) -> bool:
        code = read_code(talk, text)
        if code is None or code not in _named(self.at):
            return False
        self.all_(talk, code)
        return True

    def all_(self, talk: Talk, code: str) -> None:
        """All of it belongs to one leaf."""
        album = self._returned(talk)
        chosen = [other for other in self.at.others if other.leaf == code]
        for one in chosen:
            move_album(talk, album, list(album.files), one.leaf)
        _go_on(talk, album, chosen)

    def each(self, talk: Talk) -> None:
        """Each file belongs where its own caption says."""
        album = self._returned(talk)
        for other in self.at.others:
            move_album(talk, album, other.files, other.leaf)
        _go_on(talk, album, self.at.others)

    def _returned(self, talk: Talk) -> Album:
        """The album; the question that it interrupted is open again."""
        album = known_as(talk.session, self.at.album)
        if album is None:
            raise StaleChoice
        talk.session.goes_on_with(album.interrupted)
        return album


def _go_on(talk: Talk, album: Album, followed: Sequence[Caption]) -> None:
    """With the answers that stood in the captions that were followed, or with what the files leave open."""
    answers = [(one.leaf, one.declared) for one in followed if one.declared is not None]
    for code, declared in answers:
        declare(talk, code, declared)
    if not answers:
        sheet = talk.own_sheet(Act.DECLARE)
        go_on_after_files(talk, sheet, sheet.entry(followed[-1].leaf if followed else album.leaf))


def _named(at: questions.WhichCaption) -> list[str]:
    return list(dict.fromkeys([at.leaf, *(other.leaf for other in at.others)]))


def _likely(talk: Talk) -> list[str]:
    """The leaf just left, the leaf being scored, those that lack documents, then what is not scored yet."""
    own = own_entries(talk, talk.own_sheet(Act.DECLARE))
    lacking = sorted((entry for entry in own if entry.missing_items), key=lambda entry: not entry.scored)
    near = [talk.session.album.get("leaf"), talk.session.last_leaf, *(entry.leaf.code for entry in lacking)]
    return list(dict.fromkeys(code for code in near if code))[:OFFERED]
