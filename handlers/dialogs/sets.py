"""The standing body brings its own criteria set: the annex as it was sent, a report, and one press to use it."""

from pathlib import PurePath

from handlers.cards import Attachment, Card, Choice
from handlers.events import File, Incoming
from handlers.files import fault_of
from handlers.ports import SetDraft
from handlers.talk import Talk, door
from handlers.texts import evidence as evidence_texts
from handlers.texts import sets as t
from scoring.roles import check_running

ANNEXES = (".docx", ".xlsx")


def sets(talk: Talk) -> None:
    """/botieuchi: the sets there are, which round uses which, and the way to bring another."""
    check_running(talk.person)
    talk.say(t.known(talk.work.set_drafts.known()), door(t.IMPORT, "import_set", primary=True))


def import_set(talk: Talk) -> None:
    check_running(talk.person)
    talk.to("set_file")


class SetFile:
    """The annex, as Word or Excel."""

    def ask(self, talk: Talk) -> None:
        talk.expects = "files"
        talk.say(t.SEND_FILE, talk.answer(t.STOP, "stop"))

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        talk.rest()
        sets(talk)

    def receive(self, talk: Talk, incoming: Incoming) -> None:
        receive(talk, incoming)


def receive(talk: Talk, incoming: Incoming) -> None:
    """Files of whoever runs the round are annexes: nobody there has evidence to send."""
    check_running(talk.person)
    taken = [file for file in incoming.files if _accepted(talk, file)]
    for file in taken:
        kept = talk.work.documents.receive(file, talk.person, talk.chat, talk.now)
        talk.work.set_drafts.receive(kept.document, file.name, talk.person, talk.now)
        talk.say(t.reading(file.name))
    if taken:
        talk.rest()
        talk.offer(door(t.SETS, "sets"))
    else:
        talk.to("set_file")


def _accepted(talk: Talk, file: File) -> bool:
    fault = fault_of(file)
    if fault:
        talk.say(evidence_texts.refused(file.name, fault))
    elif PurePath(file.name).suffix.lower() not in ANNEXES:
        talk.say(t.not_a_set(file.name))
        return False
    return fault is None


def draft_card(draft: SetDraft) -> Card:
    """What came of a file, told to whoever sent it."""
    return Card(t.draft(draft), _choices(draft), kind="set")


def _choices(draft: SetDraft) -> tuple[Choice, ...]:
    if draft.state == "waiting":
        return (door(t.SETS, "sets"),)
    report = door(t.REPORT, "set_report", draft.id)
    if draft.faults:
        return (door(t.IMPORT, "import_set", primary=True), report)
    use = () if draft.active else (door(t.ACTIVATE, "activate_set", draft.id, primary=True),)
    return (*use, report, door(t.YAML, "set_yaml", draft.id))


def set_report(talk: Talk, draft_id: str) -> None:
    """The whole report as a file."""
    _attach(talk, draft_id, "set_report", t.HERE_IS_THE_REPORT)


def set_yaml(talk: Talk, draft_id: str) -> None:
    """The set as the text that can be edited and imported."""
    _attach(talk, draft_id, "set_yaml", t.HERE_IS_THE_YAML)


def _attach(talk: Talk, draft_id: str, what: str, words: str) -> None:
    draft = _draft(talk, draft_id)
    if draft is None or (what == "set_yaml" and draft.faults):
        talk.say(t.GONE, door(t.IMPORT, "import_set", primary=True))
        return
    name = PurePath(draft.file).stem
    file = t.report_file(name) if what == "set_report" else t.yaml_file(name)
    talk.attachment = Attachment(what, talk.person.unit, "", file, draft=draft.id)
    talk.say(words, *[choice for choice in _choices(draft) if not choice.code.startswith(what)])


def activate_set(talk: Talk, draft_id: str) -> None:
    """Puts the set to use for new rounds; pressed again it says the same."""
    draft = _draft(talk, draft_id)
    if draft is None or draft.faults or draft.state == "waiting":
        talk.say(t.GONE, door(t.IMPORT, "import_set", primary=True))
        return
    set_id, version = talk.work.set_drafts.activate(draft, talk.signed)
    talk.say(t.activated(set_id, version), door(t.SETS, "sets"))


def _draft(talk: Talk, draft_id: str) -> SetDraft | None:
    check_running(talk.person)
    return talk.work.set_drafts.get(draft_id)
