"""Every door by name, with the words that it is opened with: ``doors.edit("2.1")`` is the way to leaf 2.1.

A door may be gone through at any time, by a command or by a button that stays good for weeks. What happens behind it
stands in ``dialogs`` and is put to its name in ``dialogs.house``; here are the names alone, so that any card may lead
anywhere, and a door that does not exist or wants other words is found before the program runs.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, ParamSpec

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Way:
    """A door with the words that it is opened with."""

    door: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Door(Generic[P]):
    """``of_round``: what is behind it exists in every round apart. ``least``, ``most``: how many words it takes."""

    name: str
    of_round: bool
    least: int
    most: int | None

    def __call__(self, *words: P.args, **named: P.kwargs) -> Way:
        return Way(self.name, tuple(str(word) for word in (*words, *named.values())))


def _door(declared: Callable[P, None], *, of_round: bool) -> Door[P]:
    words = inspect.signature(declared).parameters.values()
    any_number = any(word.kind is word.VAR_POSITIONAL for word in words)
    least = sum(word.default is word.empty and word.kind is not word.VAR_POSITIONAL for word in words)
    return Door(declared.__name__.removesuffix("_"), of_round, least, None if any_number else len(words))


def in_round(declared: Callable[P, None]) -> Door[P]:
    """A door to something that every round has of its own: buttons carry the mark of the round."""
    return _door(declared, of_round=True)


def anywhere(declared: Callable[P, None]) -> Door[P]:
    """A door that leads to the same place whichever round one works in."""
    return _door(declared, of_round=False)


# -- anywhere ------------------------------------------------------------------------------------------------------------


@anywhere
def start() -> None:
    """The first card of a freshly linked chat: the notice once, then where to begin."""


@anywhere
def menu() -> None:
    """The first thing that this role does: score, sign, or appraise."""


@anywhere
def help_() -> None:
    """What there is to do and to type, for this role."""


@anywhere
def cancel() -> None:
    """Stops what is open; what is saved stays."""


@anywhere
def resume() -> None:
    """Back to the open question."""


@anywhere
def back() -> None:
    """To the question before this one."""


@anywhere
def me() -> None:
    """Who one is, and what one may change about it."""


@anywhere
def my_data() -> None:
    """Everything that is kept about this person, as a file."""


@anywhere
def forget_me() -> None:
    """Asks whether what is kept of the person is erased."""


@anywhere
def another_phone() -> None:
    """A code by which one's own other phone or channel joins."""


@anywhere
def unlink(chat_id: str) -> None:
    """Asks whether another chat of one's own is cut off."""


# -- people --------------------------------------------------------------------------------------------------------------


@anywhere
def office() -> None:
    """What the standing body looks after."""


@anywhere
def invite(*words: str) -> None:
    """/moi [UNIT] [NAME]: a coordinator sees the own unit; whoever manages all of them a list, or what is named."""


@anywhere
def invite_units(start: str = "0") -> None:
    """Every unit that has people, those first where somebody is missing."""


@anywhere
def invite_sheets(unit: str = "") -> None:
    """Printable invitations, with new codes, for everybody of a unit (or of all) who has not joined."""


@anywhere
def people_of(code: str, start: str = "0") -> None:
    """One unit: everybody with the channels on which he has joined."""


@anywhere
def person(person_id: str) -> None:
    """One person: where he has joined, and what can be done for him."""


@anywhere
def new_code(person_id: str) -> None:
    """A code for somebody who has a new phone, or has not come in yet. In the chats that he has he is told of it."""


@anywhere
def leave(person_id: str) -> None:
    """Asks who takes over from somebody who leaves."""


# -- rounds --------------------------------------------------------------------------------------------------------------


@anywhere
def create_round() -> None:
    """What is prepared already may be opened; otherwise straight to the proposal."""


@anywhere
def plan_round() -> None:
    """A new round proposed on one card."""


@anywhere
def open_round(code: str) -> None:
    """Asks whether a prepared round opens."""


@anywhere
def rounds(*words: str) -> None:
    """Whoever runs rounds sees all of them with what can be done; everybody else goes to another of his own."""


@anywhere
def close_round(code: str) -> None:
    """Asks whether a round is over."""


@anywhere
def reopen_round(code: str) -> None:
    """Takes the closing back; the log keeps both."""


@anywhere
def take_back_round(code: str) -> None:
    """Takes the opening back as long as nobody has entered anything."""


@anywhere
def change_round(*words: str) -> None:
    """/doidot [year or name]: the other round, the one that is named, or the choice between those there are."""


# -- the criteria --------------------------------------------------------------------------------------------------------


@in_round
def criteria(*words: str) -> None:
    """The set, a leaf by its code, or a search by words."""


@in_round
def field(code: str) -> None:
    """The leaves of one field."""


@in_round
def details(code: str) -> None:
    """The long parts of an explanation."""


@anywhere
def meaning(slug: str) -> None:
    """One term of the glossary; a term that is gone says so."""


@in_round
def appeal() -> None:
    """The ways that are open to the person; what takes effect is asked for behind the buttons."""


@in_round
def extension() -> None:
    """For whoever decides it the extending itself, for a commune the asking, for others the deadlines."""


@in_round
def reopening() -> None:
    """How a sheet comes back; nothing is asked for until the button is pressed. Who decides it chooses whose."""


@in_round
def assignment() -> None:
    """Who of the own unit scores what, and which department appraises which field."""


# -- scoring -------------------------------------------------------------------------------------------------------------


@in_round
def score(code: str = "") -> None:
    """Opens a leaf where it stands; without a code the next unfinished one of the person."""


@in_round
def question(code: str = "") -> None:
    """The question of the leaf that was named, scored or not; without a code as ``score``."""


@in_round
def edit(code: str) -> None:
    """Asks a leaf's question again although it is scored."""


@in_round
def undo(code: str, version: str) -> None:
    """Takes the last declaration back, unless the leaf was changed again since."""


@in_round
def skip(code: str = "") -> None:
    """Leaves a leaf for later and goes on with the next unfinished one."""


# -- evidence ------------------------------------------------------------------------------------------------------------


@in_round
def evidence(code: str = "") -> None:
    """What has been sent for a leaf, and room for more."""


@in_round
def explain(code: str) -> None:
    """What has been written for a leaf, with room to go on."""


@in_round
def file(code: str, evidence_id: str) -> None:
    """One file: what is known of it, and what may be done with it."""


@in_round
def describe(code: str, evidence_id: str) -> None:
    """Asks for number, date and body of a document."""


@in_round
def accept(code: str, evidence_id: str) -> None:
    """What was read in the file is right."""


@in_round
def use_anyway(code: str, evidence_id: str) -> None:
    """It is meant: it counts from now on, and what its text says of itself is what has been confirmed."""


@in_round
def not_that(code: str, evidence_id: str) -> None:
    """It is not the document that it was taken for: it stands for none, and is asked for."""


@in_round
def replace(code: str, evidence_id: str) -> None:
    """Asks for the file that takes another's place."""


@in_round
def move_file(code: str, evidence_id: str, other: str) -> None:
    """A file that stands under the wrong leaf goes to another."""


@in_round
def forget(code: str, evidence_id: str) -> None:
    """Takes a file off a leaf; pressed twice, the second press shows what is there."""


@in_round
def keep_file(code: str, evidence_id: str) -> None:
    """Somebody has looked: no number of a citizen stands there, or it has to."""


@in_round
def reuse(code: str, item: str = "") -> None:
    """The documents sent before, to count for this leaf too."""


# -- how far it is -------------------------------------------------------------------------------------------------------


@in_round
def progress(unit: str = "") -> None:
    """/tiendo [UNIT]: the own sheet; for reviewers every unit, or the one that is named."""


@in_round
def nudge(person_id: str) -> None:
    """Sends a card to one colleague, saying who asks and what is missing."""


@in_round
def who_owes() -> None:
    """Who of the commune still owes what."""


@in_round
def nudge_all() -> None:
    """Asks whether everybody else who owes something is to be nudged."""


@in_round
def look(code: str, begin: str = "") -> None:
    """A leaf of the own sheet as it stands, for whoever may see the sheet, and what he may do with it; to others its rule."""


@in_round
def states(start: str = "0") -> None:
    """Every unit of the round, those first that have not handed in; each opens with a press."""


@in_round
def not_handed_in() -> None:
    """The communes that have not handed in, with the way to remind them."""


@in_round
def nudge_units(*codes: str) -> None:
    """Asks whom to nudge: those named, or everybody who has not handed in."""


@in_round
def extend(code: str = "", until: str = "") -> None:
    """Moves the end of self-scoring of one unit, or of all: asks until when, and why."""


@in_round
def ask_extension(wanted: str = "") -> None:
    """``wanted``: what was said so far; the reason is asked for."""


@in_round
def refuse_extension(unit: str, asked_by: str) -> None:
    """The deadline stays, and who asked is told."""


@in_round
def which_reopening() -> None:
    """Whose sheet is to be handed back: those that can be, each behind a button."""


@in_round
def reopen_unit(code: str, leaf: str = "") -> None:
    """Hands a sheet back to its commune; where the commune has asked for it, its request is what is decided."""


@in_round
def deadlines() -> None:
    """The timetable and the days left."""


# -- papers and signing --------------------------------------------------------------------------------------------------


@in_round
def download(unit: str = "") -> None:
    """The score sheet as a workbook."""


@in_round
def papers(unit: str = "") -> None:
    """/hoso [UNIT]: what there is to take, and what the coordinator and the leader still put in."""


@in_round
def report(unit: str = "") -> None:
    """The self-assessment report, to be printed and signed."""


@in_round
def dossier(unit: str = "") -> None:
    """Every document in the folder of its criterion, with an index."""


@in_round
def signed(unit: str = "") -> None:
    """The pages of the signed paper."""


@in_round
def scan() -> None:
    """Opens the question for the signed paper."""


@in_round
def difficulties() -> None:
    """Asks for the part of the report on difficulties and proposals."""


@in_round
def submit() -> None:
    """/nop: what is missing, or the next step of this role."""


@in_round
def send() -> None:
    """The coordinator sends the sheet to the leader."""


@in_round
def sign() -> None:
    """The leader signs: the sheet locks, everybody concerned gets the receipt."""


@in_round
def return_() -> None:
    """The leader returns the sheet; the reason is asked for."""


@in_round
def sheet(field: str = "") -> None:
    """Every leaf of the own sheet with its points, field by field."""


@in_round
def read(code: str, begin: str = "") -> None:
    """What stands under a leaf, for whoever may see the sheet; ``begin``: how many files were shown before."""


# -- reopening -----------------------------------------------------------------------------------------------------------


@in_round
def ask_reopening(code: str = "") -> None:
    """Asks why a leaf, or the whole sheet, has to be opened again."""


@in_round
def grant(number: str) -> None:
    """Asks why a reopening is granted."""


@in_round
def refuse(number: str) -> None:
    """Asks why a reopening is refused."""


@in_round
def close_leaf(code: str) -> None:
    """The commune is done with a reopened leaf."""


# -- appraisal -----------------------------------------------------------------------------------------------------------


@in_round
def appraise(*words: str) -> None:
    """/thamdinh [UNIT [leaf]]: the queue, one commune's sheet, or one leaf of it."""


@in_round
def next_task(after_unit: str = "", after_leaf: str = "") -> None:
    """The next leaf that waits, after the one just left."""


@in_round
def by_unit() -> None:
    """The communes with what waits in each."""


@in_round
def unit(code: str, begin: str = "") -> None:
    """One commune's leaves in this reviewer's fields, those that wait first; ``begin``: how many were shown before."""


@in_round
def leaf(unit_code: str, code: str, begin: str = "") -> None:
    """One leaf: what was declared, its evidence, what deserves a second look, and the decisions."""


@in_round
def agree(unit_code: str, code: str, version: str) -> None:
    """The self score stands."""


@in_round
def change(unit_code: str, code: str, version: str) -> None:
    """Asks for other points."""


@in_round
def request(unit_code: str, code: str, version: str) -> None:
    """Asks what the commune has to explain."""


@in_round
def take_back(unit_code: str, code: str, version: str) -> None:
    """Whoever took a decision takes it back, until the sheet moves on; a commune that was told of it is told again."""


@in_round
def answer(code: str) -> None:
    """Opens the answer to a request."""


@in_round
def answer_files(code: str) -> None:
    """The same from cards that asked for documents and words apart."""


@in_round
def reply(code: str = "") -> None:
    """What reviewers ask of the commune, or the explanation that stands in the place of documents."""


@in_round
def asked(code: str) -> None:
    """Exactly the leaf that was asked about, with the ways to answer."""


@anywhere
def results() -> None:
    """What has been published; a round still running has no result to show."""


# -- criteria sets -------------------------------------------------------------------------------------------------------


@anywhere
def sets() -> None:
    """/botieuchi: the sets there are, which round uses which, and the way to bring another."""


@anywhere
def import_set() -> None:
    """Asks for the annex of a criteria set."""


@anywhere
def set_report(draft_id: str) -> None:
    """The whole report as a file."""


@anywhere
def set_yaml(draft_id: str) -> None:
    """The set as the text that can be edited and imported."""


@anywhere
def activate_set(draft_id: str) -> None:
    """Puts the set to use for new rounds; pressed again it says the same."""


@anywhere
def write_list(draft_id: str) -> None:
    """Takes a list over as it was shown; pressed again it says the same."""


@anywhere
def drop_list(draft_id: str) -> None:
    """Leaves a list as it was."""


ALL: Mapping[str, Door[Any]] = MappingProxyType(
    {value.name: value for value in list(globals().values()) if isinstance(value, Door)}
)
