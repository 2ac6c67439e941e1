"""Filing: documents come to stand under a leaf, once each, and what is known of them is told."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers import doors, questions
from handlers.dialogs.appraisal.answer import add_after_sending
from handlers.dialogs.evidence.albums import Album, known_as
from handlers.dialogs.evidence.arrivals import place_of, remarks, speaks_against
from handlers.dialogs.scoring.declaring import after_change
from handlers.talk import Talk, door
from handlers.texts import refusals
from handlers.texts.evidence import asking as t
from handlers.texts.evidence import doubts, one_file
from knowledge.documents.addresses import is_page
from knowledge.documents.letterheads import read_typed
from knowledge.documents.naming import documents_meant
from knowledge.hearing.reasons import says_something
from knowledge.text import fold
from scoring.criteria import EvidenceItem
from scoring.errors import NotADate
from scoring.roles import Act
from scoring.sheet.entry import Entry, Evidence, Paper, RequestState
from scoring.sheet.refusals import NotFiledHere
from scoring.sheet.score_sheet import ScoreSheet


def file_under(
    talk: Talk,
    code: str,
    kept: Sequence[Evidence],
    wanted: str | None,
    album: str,
    words: str,
    *,
    replaces: str = "",
    told_of: bool = False,
    trusted: bool = False,
) -> list[str]:
    """Files documents under a leaf, each as the required document that it plainly is; the first may replace another.

    A file's own name goes before the caption, and the rest of an album goes where its first file went. The ids of what
    is new there. ``told_of``: the card speaks of these files already; ``trusted``: somebody has said before that they are
    meant, whatever may speak against them.
    """
    sheet = talk.own_sheet(Act.DECLARE, code)
    said = _said(talk, words)
    replacing = [kept[0].document] if replaces else []
    if replaces:
        wanted = _put_instead(talk, sheet, code, replaces, replace(kept[0], note=words).described(said))
        kept = kept[1:]
    new = [file for file in kept if not _known(talk, sheet.entry(code), file, _meant(sheet.entry(code), file) or wanted)]
    told = _told_item(sheet.entry(code), words)
    if told and album:
        _nameless_follow(talk, sheet, code, album, told)
    told = told or _as_before(talk, album, kept)
    for file in new:
        entry = sheet.entry(code)
        item = (
            _meant(entry, file)
            or wanted
            or (_page_item(entry) if file.address else None)
            or _named_item(entry, file.name)
            or told
            or _only_item(entry)
        )
        name = words if file.address and words else file.name
        sheet.attach(
            code, replace(file, item=item, note=words or (file.note if file.address else ""), name=name).described(said)
        )
    _answer_beside(talk, sheet, code, words)
    if not trusted:
        chosen = [file.document for file in new if _meant(sheet.entry(code), file)]
        _hold_doubtful(talk, sheet, code, [*(file.document for file in new), *replacing], chosen)
    talk.work.sheets.save(sheet)
    entry = sheet.entry(code)
    last = entry.evidence[-1] if entry.evidence else None
    talk.session.album = {"id": album, "leaf": code, "item": last.item if last else None, "file": last.id if last else ""}
    if last and last.address and not last.note and _among(last, new):
        talk.session.album["untitled"] = True
    if new and not told_of:
        _taken_for(
            talk, entry, entry.live_evidence if album else [other for other in entry.live_evidence if _among(other, new)]
        )
    _tell(talk, sheet, code, [file.id for file in new])
    return [file.id for file in new]


def _answer_beside(talk: Talk, sheet: ScoreSheet, code: str, words: str) -> None:
    """Words beside a file that answers a request belong to the answer; those of an album come with each of its files."""
    request = sheet.entry(code).request
    if asked(sheet.entry(code)) and request and says_something(words) and words.strip() not in request.answer:
        sheet.write_answer(code, words, talk.by)


def move(talk: Talk, sheet: ScoreSheet, old: str, ids: Sequence[str], code: str, album: str = "") -> list[str]:
    """Files go from the leaf where they stand to another, where they get new ids; what was taken off stays off."""
    moved = [file for one in ids if (file := sheet.entry(old).file(one)) is not None]
    if not moved or old == code:
        return []
    again = [replace(once_more(talk, file, None), note=file.note).described(file.paper) for file in moved]
    for file in moved:
        sheet.remove_evidence(old, file.id, talk.by)
    talk.say(t.moved(len(moved), old, code))
    return file_under(talk, code, again, None, album, "", told_of=True, trusted=not any(file.held for file in moved))


def _among(file: Evidence, files: Sequence[Evidence]) -> bool:
    return any(file.id == other.id for other in files)


def _hold_doubtful(talk: Talk, sheet: ScoreSheet, code: str, documents: Sequence[str], chosen: Sequence[str]) -> None:
    """What something speaks against does not count before it has been asked about.

    Of the ``chosen`` ones their senders have said which document they are: a name alone then asks nothing back, and
    another commune or year in it is remarked upon.
    """
    place = place_of(talk)
    for file in [other for other in sheet.entry(code).evidence if other.document in documents]:
        entry = sheet.entry(code)
        found = speaks_against(entry, file, place)
        if file.document in chosen and not speaks_against(entry, replace(file, name=""), place):
            if found.unit or found.year:
                talk.say(doubts.named(file, found))
        elif found:
            sheet.hold_evidence(code, file.id, talk.by)


def _taken_for(talk: Talk, entry: Entry, files: Sequence[Evidence]) -> None:
    """What has come and as which document, with the way to put that right; what is asked about first is told there."""
    if not files:
        return
    code = entry.leaf.code
    known = [file for file in files if file.item is not None]
    wrong = (
        door(doubts.not_that(code), doors.not_that(code, files[0].id))
        if len(files) == 1
        else door(one_file.all_files(code), doors.evidence(code))
    )
    talk.say(t.received(entry, files))
    if known:
        talk.offer_besides(wrong)


def file_now(sheet: ScoreSheet, code: str, evidence_id: str) -> Evidence:
    """A file as it stands after what was done to it."""
    file = sheet.entry(code).file(evidence_id)
    if file is None:
        raise NotFiledHere(code)
    return file


def sort_as(talk: Talk, sheet: ScoreSheet, code: str, file: Evidence, item: str) -> None:
    """The person has said which document it is; that it is of another commune or year he has not said to be meant."""
    entry = sheet.sort_evidence(code, file.id, item, talk.by)
    found = speaks_against(entry, file_now(sheet, code, file.id), place_of(talk))
    if file.held and not (found.unit or found.year):
        sheet.release_evidence(code, file.id, talk.by)
    talk.work.sheets.save(sheet)


def move_album(talk: Talk, album: Album, ids: Sequence[str], code: str) -> None:
    """Some or all files of an album; its leaf is where the rest stands, or where all have gone."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    new = move(talk, sheet, album.leaf, ids, code, album.id if album.marked else "")
    left = [one for one in album.files if one not in ids]
    if not left:
        album.leaf = code
        album.files = new or album.files
    else:
        album.files = left
    album.kept(talk.session)


def _nameless_follow(talk: Talk, sheet: ScoreSheet, code: str, album: str, item: str) -> None:
    """Photos that came before the one whose caption says which document they are pages of."""
    known = known_as(talk.session, album)
    for file in sheet.entry(code).unsorted:
        if known is not None and file.id in known.files:
            sheet.sort_evidence(code, file.id, item, talk.by)


def _said(talk: Talk, words: str) -> Paper:
    """What a caption says of the document; a wrong day in it is told, and the file is kept."""
    try:
        return read_typed(words) or Paper()
    except NotADate as error:
        talk.say(refusals.words(error, talk.zone))
        return Paper()


def _known(talk: Talk, entry: Entry, file: Evidence, wanted: str | None) -> bool:
    """Whether the same content stands under this leaf already; for another document of the leaf it has to be asked for."""
    same = [other for other in (*entry.live_evidence, *entry.held) if other.same_content(file)]
    known = next((other for other in same if wanted is None or other.item == wanted), None)
    if known:
        talk.say(one_file.already(entry.leaf.code, file.name, known, one_file.items(entry)))
    return known is not None


def _tell(talk: Talk, sheet: ScoreSheet, code: str, ids: Sequence[str]) -> None:
    """What stands in the files whose content is there; of the others it is told when they have been fetched."""
    for remark in remarks(sheet, code, ids, place_of(talk)):
        talk.say(remark.text)
        talk.offer_besides(*remark.choices)


def once_more(talk: Talk, file: Evidence, item: str | None) -> Evidence:
    """The same document for another item: nothing is sent or stored anew, and what identifies it comes along."""
    again = talk.work.documents.again(file.document, item, talk.person, talk.chat, talk.now)
    if file.address:
        again = replace(again, name=file.name, note=file.note)
    return replace(again, checked=file.checked).described(replace(file.paper, pages=""))


def cover(talk: Talk, sheet: ScoreSheet, entry: Entry, file: Evidence) -> None:
    """Files one document under every required item that is still open."""
    for item in entry.open_items:
        sheet.attach(entry.leaf.code, once_more(talk, file, item.key))


def _put_instead(talk: Talk, sheet: ScoreSheet, code: str, evidence_id: str, new: Evidence) -> str | None:
    """A document in the place of another, wherever that one stands under the leaf; the item that it takes over."""
    old = sheet.entry(code).file(evidence_id)
    if old is None:
        raise NotFiledHere(code)
    if old.same_content(new):
        talk.say(one_file.not_new(new.name))
        return old.item
    for place in [file for file in sheet.entry(code).evidence if file.document == old.document]:
        sheet.replace_evidence(code, place.id, replace(once_more(talk, new, place.item), note=new.note).described(new.paper))
    talk.say(one_file.replaced(old.name, new.name))
    _tell(talk, sheet, code, [file.id for file in sheet.entry(code).evidence if file.document == new.document][:1])
    return old.item


def _meant(entry: Entry, file: Evidence) -> str | None:
    """The document that its sender says it is, if this leaf has it."""
    return file.item if any(item.key == file.item for item in entry.leaf.evidence) else None


def _as_before(talk: Talk, album: str, files: Sequence[Evidence]) -> str | None:
    """Where the photo before this one of the same album went: pages of one document.

    Files of one visit to the upload page, which come with their content, are documents of their own.
    """
    before = talk.session.album
    return before.get("item") if album and before.get("id") == album and not all(file.sha256 for file in files) else None


def _named_item(entry: Entry, words: str) -> str | None:
    """The only open document whose name stands in a file's name or caption, if need be without "báo cáo".

    What is then left of "báo cáo năm" stands in every "quý 1 năm 2026": one word alone must be all that is said.
    """
    said = fold(re.sub(r"[-_.]", " ", words))
    names = {item.key: fold(item.name) for item in _nameable(entry)}
    for known in (names, {key: name.removeprefix("bao cao ") for key, name in names.items()}):
        named = [key for key, name in known.items() if said == name or (" " in name and f" {name} " in f" {said} ")]
        if len(named) == 1:
            return named[0]
    return None


def _told_item(entry: Entry, words: str) -> str | None:
    """The only open document that a caption can mean."""
    meant = documents_meant(words, {item.key: item.name for item in _nameable(entry)}) if words else []
    return _named_item(entry, words) or (meant[0] if len(meant) == 1 else None)


def _nameable(entry: Entry) -> Sequence[EvidenceItem]:
    """What a file may be by its name; a claim is shown by whatever it is."""
    return entry.leaf.evidence if entry.claims_nothing_to_show else entry.open_items


def _page_item(entry: Entry) -> str | None:
    """The only document still open that is a page's address."""
    pages = [item.key for item in entry.open_items if is_page(item.name)]
    return pages[0] if len(pages) == 1 else None


def _only_item(entry: Entry) -> str | None:
    """The only document missing, or the only one there is."""
    missing = entry.open_items
    if len(missing) == 1 and not entry.unsorted:
        return missing[0].key
    return entry.leaf.evidence[0].key if len(entry.leaf.evidence) == 1 else None


def asked(entry: Entry) -> bool:
    """The appraiser waits for an answer to a request."""
    return entry.request is not None and entry.request.state is RequestState.OPEN


def go_on_after_files(talk: Talk, sheet: ScoreSheet, entry: Entry) -> None:
    code = entry.leaf.code
    if entry.held:
        talk.to(questions.Held(code, file=entry.held[0].id))
    elif talk.session.album.pop("untitled", False):
        talk.to(questions.LinkTitle(code, file=talk.session.album["file"]))
    elif asked(entry):
        talk.to(questions.Answer(code))
    elif sheet.adds_to_answer(entry) and any(file.by.at == talk.now for file in entry.sent_since_asked):
        add_after_sending(talk, entry)
    elif entry.scored and entry.unsorted and entry.open_items:
        talk.to(questions.WhichItem(code))
    else:
        after_change(talk, sheet, entry)
