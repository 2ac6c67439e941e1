"""Evidence: photos and files find their leaf and their required document, with as few questions as may be."""

from handlers.dialogs.declaring import after_change, declare, editable, skip
from handlers.dialogs.faulty import told_faulty
from handlers.dialogs.filed import offer_files
from handlers.dialogs.filing import asked, cover, file_under, go_on_after_files
from handlers.dialogs.reusing import sent_before
from handlers.dialogs.shortform import Short, read_short
from handlers.events import File, Incoming
from handlers.talk import Talk, door
from handlers.texts import common, refusals
from handlers.texts import evidence as t
from handlers.texts import filed as filed_texts
from handlers.texts import score as score_texts
from scoring.criteria import EvidenceItem
from scoring.entry import Entry, Evidence
from scoring.roles import Act, can

OFFERED_ITEMS = 4


class Files:
    """What is still missing for one leaf; files may simply be sent. ``item``: the document asked for by its button."""

    def ask(self, talk: Talk) -> None:
        code, wanted = talk.session.data["leaf"], talk.session.data.get("item")
        entry = talk.own_sheet(Act.DECLARE, code).entry(code)
        talk.session.last_leaf, talk.expects = code, "files"
        if wanted:
            talk.say(t.want(entry.leaf, _item(entry, wanted)))
        else:
            talk.say(score_texts.send_these(entry))
        _offer(talk, entry, wanted)

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        code = talk.session.data["leaf"]
        match action:
            case "want":
                talk.to("files", leaf=code, item=args[0])
            case "same_file":
                _share(talk, code)
            case "explain":
                talk.to("write", leaf=code)
            case _:
                skip(talk, code)


def _offer(talk: Talk, entry: Entry, wanted: str | None) -> None:
    missing = entry.missing_items
    if len(missing) > 1 and not wanted:
        for item in missing[:OFFERED_ITEMS]:
            talk.offer(talk.answer(f"{t.SEND} {score_texts.short_item(item)}", "want", item.key))
    talk.offer(talk.answer(t.EXPLAIN_INSTEAD, "explain"))
    if entry.live_evidence:
        talk.offer(talk.answer(t.SAME_FILE, "same_file"))
    if sent_before(talk.own_sheet(Act.DECLARE), entry):
        talk.offer(door(filed_texts.REUSE, "reuse", entry.leaf.code, *([wanted] if wanted else [])))
    talk.offer(talk.answer(score_texts.LATER, "later"))


def _item(entry: Entry, key: str) -> EvidenceItem:
    return next(item for item in entry.leaf.evidence if item.key == key)


def _share(talk: Talk, code: str) -> None:
    """The newest file already sent covers what is still missing; nothing is sent or stored anew."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    entry = sheet.entry(code)
    cover(talk, sheet, entry, entry.live_evidence[-1])
    talk.work.sheets.save(sheet)
    after_change(talk, sheet, sheet.entry(code))


def look(talk: Talk, code: str = "") -> None:
    """What has been sent for a leaf, and room for more."""
    code = code or talk.session.last_leaf
    if not code:
        skip(talk)
        return
    sheet = talk.own_sheet(Act.DECLARE, code)
    entry = sheet.entry(code)
    if entry.leaf.source.declared_by_commune:
        talk.say(filed_texts.listing(entry))
    if asked(entry):
        talk.to("answer_files", leaf=code)
        return
    editable(talk, sheet, code)
    if entry.evidence:
        offer_files(talk, entry)
    talk.to("files", leaf=code) if entry.missing_items else _add_more(talk, entry)


def _add_more(talk: Talk, entry: Entry) -> None:
    talk.rest()
    talk.session.last_leaf, talk.expects = entry.leaf.code, "files"
    only = entry.evidence[0].id if len(entry.evidence) == 1 else ""
    talk.session.album = {"more": entry.leaf.code, "leaf": entry.leaf.code, "file": only}
    talk.say(t.MORE_WELCOME, door(score_texts.NEXT, "skip", entry.leaf.code, primary=True))


# -- files coming in -----------------------------------------------------------------------------------------------------


def receive(talk: Talk, incoming: Incoming) -> None:
    """Files of one event: refused with the reason, or filed where they belong."""
    short = read_short(talk, incoming.text)
    leaf = short.code if short else _leaf_for(talk, incoming)
    files = [file for file in incoming.files if _accepted(talk, file, leaf)]
    if incoming.album:
        talk.slot, talk.settle = f"album:{incoming.album}", True
    if not files:
        talk.through("resume")
        return
    kept = [talk.work.documents.receive(file, talk.person, talk.chat, talk.now) for file in files]
    if leaf:
        _file_and_go_on(talk, leaf, kept, incoming, short)
    else:
        before = talk.session.data["waiting"] if talk.session.step == "which_leaf" else []
        waiting = [*before, *(one.document for one in kept if one.document not in before)]
        talk.to("which_leaf", waiting=waiting, name=kept[0].name, album=incoming.album)


def elsewhere(talk: Talk, incoming: Incoming) -> None:
    """The channel tells that something was sent, not what: a file takes the way of the upload page."""
    if can(talk.person, Act.DECLARE):
        leaf = _leaf_for(talk, incoming) or talk.session.last_leaf
        talk.say(t.send_elsewhere(talk.work.documents.upload_link(talk.person, leaf, talk.chat)))
    else:
        talk.say(common.UNSUPPORTED)
    talk.through("resume")


def _accepted(talk: Talk, file: File, leaf: str) -> bool:
    if told_faulty(talk, file, leaf or talk.session.last_leaf):
        return False
    if not file.opens:
        talk.say(t.doubtful(file.name))
    return True


def _leaf_for(talk: Talk, incoming: Incoming) -> str:
    """The leaf that a file without a code belongs to; "" when it has to be asked."""
    session = talk.session
    if incoming.album and session.album.get("id") == incoming.album:
        return str(session.album["leaf"])
    if session.step in ("files", "which_item", "write", "answer", "answer_files", "describe", "new_file", "reuse"):
        return str(session.data["leaf"])
    if session.step == "value":
        # Right after a leaf was finished a file may still belong to it: then it is asked, never guessed.
        return "" if session.album.get("leaf") not in (None, session.data["leaf"]) else str(session.data["leaf"])
    return str(session.album.get("more", "")) or (session.last_leaf if not session.step else "")


def _file_and_go_on(talk: Talk, code: str, kept: list[Evidence], incoming: Incoming, short: Short | None) -> None:
    wanted = talk.session.data.get("item") if talk.session.data.get("leaf") == code else None
    words = incoming.text if short is None else short.rest if short.words else ""
    replaces = talk.session.data.get("replaces", "") if talk.session.data.get("leaf") == code else ""
    file_under(talk, code, kept, wanted, incoming.album, words, replaces=replaces)
    if short and short.error and not short.words:
        talk.say(refusals.words(short.error, talk.zone))
    if short and short.declared is not None:
        declare(talk, code, short.declared)
        return
    sheet = talk.own_sheet(Act.DECLARE)
    go_on_after_files(talk, sheet, sheet.entry(code))
