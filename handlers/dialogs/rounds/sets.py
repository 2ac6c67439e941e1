"""The standing body brings its own criteria set: the annex as it was sent, a report, and one press to use it."""

from pathlib import PurePath

from handlers import doors, questions
from handlers.cards.card import Attachment, Card, Choice, Expects, Export
from handlers.dialogs.telling.faulty import told_faulty
from handlers.incoming.events import File, Incoming
from handlers.ports import DraftKind, DraftState, SetDraft
from handlers.talk import Step, Talk, door
from handlers.texts.rounds import lists
from handlers.texts.rounds import sets as t
from scoring.roles import check_running

ANNEXES = (".docx", ".xlsx", ".csv")


def sets(talk: Talk) -> None:
    """/botieuchi: the sets there are, which round uses which, and the way to bring another."""
    check_running(talk.person)
    talk.say(t.known(talk.work.set_drafts.known()), door(t.IMPORT, doors.import_set(), primary=True))


def import_set(talk: Talk) -> None:
    check_running(talk.person)
    talk.to(questions.SetFile())


class SetFile(Step[questions.SetFile]):
    """The annex, as Word or Excel."""

    def ask(self, talk: Talk) -> None:
        talk.expects = Expects.FILES
        talk.say(t.SEND_FILE, talk.answer(t.STOP, self.stop))

    def stop(self, talk: Talk) -> None:
        talk.rest()
        sets(talk)

    def receive(self, talk: Talk, incoming: Incoming) -> None:
        receive(talk, incoming)


def receive(talk: Talk, incoming: Incoming) -> None:
    """Files of whoever runs the round are annexes and lists: nobody there has evidence to send."""
    check_running(talk.person)
    taken = [file for file in incoming.files if _accepted(talk, file)]
    for file in taken:
        kept = talk.work.documents.receive(file, talk.person, talk.chat, talk.now)
        talk.work.set_drafts.receive(kept.document, file.name, talk.person, talk.now)
        talk.say(t.reading(file.name))
    if taken:
        talk.rest()
        talk.offer(door(t.SETS, doors.sets()))
    else:
        talk.to(questions.SetFile())


def _accepted(talk: Talk, file: File) -> bool:
    if told_faulty(talk, file, lists=True):
        return False
    if PurePath(file.name).suffix.lower() not in ANNEXES:
        talk.say(t.not_a_set(file.name))
        return False
    return True


def elsewhere(talk: Talk) -> None:
    """What the channel does not hand over takes the way of the upload page."""
    talk.say(lists.send_here(talk.work.documents.upload_link(talk.person, "", talk.chat, "")))
    talk.through(doors.resume())


def draft_card(draft: SetDraft) -> Card:
    """What came of a file, told to whoever sent it."""
    return Card(_words(draft), _choices(draft), kind="set")


def _words(draft: SetDraft) -> str:
    return t.draft(draft) if draft.kind is DraftKind.SET or draft.faults else lists.read(draft)


def _choices(draft: SetDraft) -> tuple[Choice, ...]:
    if draft.state is DraftState.WAITING:
        return (door(t.SETS, doors.sets()),)
    report = door(t.REPORT, doors.set_report(draft.id))
    if draft.faults:
        return (door(t.IMPORT, doors.import_set(), primary=True), report)
    if draft.kind is not DraftKind.SET:
        return _list_choices(draft)
    use = () if draft.active else (door(t.ACTIVATE, doors.activate_set(draft.id), primary=True),)
    return (*use, report, door(t.YAML, doors.set_yaml(draft.id)))


def _list_choices(draft: SetDraft) -> tuple[Choice, ...]:
    people = door(lists.PEOPLE, doors.invite(), primary=True)
    report = door(lists.REPORT, doors.set_report(draft.id))
    if draft.active or not draft.leaves:
        return (people,) if draft.active else (people, report)
    return (door(lists.WRITE, doors.write_list(draft.id), primary=True), door(lists.DROP, doors.drop_list(draft.id)), report)


def write_list(talk: Talk, draft_id: str) -> None:
    """Takes a list over as it was shown; pressed again it says the same."""
    draft = _draft(talk, draft_id)
    if draft is None or draft.kind is DraftKind.SET or draft.state is DraftState.WAITING:
        talk.say(t.GONE)
        return
    fresh = talk.work.lists.write(draft, talk.by, talk.zone)
    if fresh.active == lists.WRITTEN:
        talk.say(lists.written(fresh), *_choices(fresh))
        return
    if not draft.active:
        talk.say(lists.changed_meanwhile())
    talk.say(_words(fresh), *_choices(fresh))


def drop_list(talk: Talk, draft_id: str) -> None:
    draft = _draft(talk, draft_id)
    if draft is None or draft.kind is DraftKind.SET or draft.state is DraftState.WAITING:
        talk.say(t.GONE)
        return
    if not draft.active:
        talk.work.lists.drop(draft)
    talk.say(_words(_draft(talk, draft_id) or draft), door(lists.PEOPLE, doors.invite(), primary=True))


def set_report(talk: Talk, draft_id: str) -> None:
    """The whole report as a file."""
    _attach(talk, draft_id, Export.SET_REPORT, t.HERE_IS_THE_REPORT)


def set_yaml(talk: Talk, draft_id: str) -> None:
    """The set as the text that can be edited and imported."""
    _attach(talk, draft_id, Export.SET_YAML, t.HERE_IS_THE_YAML)


def _attach(talk: Talk, draft_id: str, what: Export, words: str) -> None:
    draft = _draft(talk, draft_id)
    if draft is None or (what is Export.SET_YAML and draft.faults):
        talk.say(t.GONE, door(t.IMPORT, doors.import_set(), primary=True))
        return
    name = PurePath(draft.file).stem
    file = t.report_file(name) if what is Export.SET_REPORT else t.yaml_file(name)
    talk.attachment = Attachment(what, talk.person.unit, "", file, draft=draft.id)
    talk.say(words, *[choice for choice in _choices(draft) if not choice.code.startswith(what)])


def activate_set(talk: Talk, draft_id: str) -> None:
    """Puts the set to use for new rounds; pressed again it says the same."""
    draft = _draft(talk, draft_id)
    if draft is None or draft.faults or draft.state is DraftState.WAITING:
        talk.say(t.GONE, door(t.IMPORT, doors.import_set(), primary=True))
        return
    set_id, version = talk.work.set_drafts.activate(draft, talk.by)
    talk.say(t.activated(set_id, version), door(t.SETS, doors.sets()))


def _draft(talk: Talk, draft_id: str) -> SetDraft | None:
    check_running(talk.person)
    return talk.work.set_drafts.get(draft_id)
