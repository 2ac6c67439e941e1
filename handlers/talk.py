"""One turn as a step sees it: who speaks, where the chat is, what may be read and written, and the card in the making."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import cache, cached_property
from inspect import getmembers, isfunction
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, TypeVarTuple, final, runtime_checkable

from handlers.asked import Owes, asked_of, rounds_of
from handlers.cards.buttons import encode
from handlers.cards.card import Attachment, Card, Choice, Expects, Picture
from handlers.doors import Door, Way
from handlers.incoming.events import ChatKey, Incoming
from handlers.incoming.refusals import NoOpenRound, RoundUnclear, StaleChoice
from handlers.ports import UnknownUnit, Work
from handlers.questions import Question
from handlers.session import Session
from handlers.stamps import marked, named, of_mark, stamped
from handlers.texts.common import unit_in_sentence
from scoring.people import Person
from scoring.roles import Act, NotAllowed, check, check_act
from scoring.rounds.round import Round, RoundOver
from scoring.sheet.entry import Authorship
from scoring.sheet.score_sheet import ScoreSheet

BACK_STEPS = 10

Q = TypeVar("Q", bound=Question)
Words = TypeVarTuple("Words")
P = ParamSpec("P")
Option = TypeVar("Option")


class Step(ABC, Generic[Q]):
    """How one question (``at``) is shown and answered. Its other public methods are the choices that its card offers.

    What it needs to know stands in ``at``; nothing else survives between two turns. A choice takes words (``str``) after
    the turn. Its name is what buttons on phones carry: renamed, they are stale; the line under a name that Python has
    taken ("all_") does not count.
    """

    def __init__(self, at: Q) -> None:
        self.at = at

    @abstractmethod
    def ask(self, talk: "Talk") -> None:
        """Shows the question, also when it has to be asked again."""

    def take(self, talk: "Talk", text: str) -> bool:
        """Takes a typed answer; ``False`` when the text is none, so that it may be a question or a short form."""
        return False

    @final
    def press(self, talk: "Talk", action: str, *words: str) -> None:
        """Follows a choice that the card has offered; what an older release has offered may be gone."""
        chosen = choices_of(type(self)).get(action)
        if chosen is None:
            raise StaleChoice
        chosen(self, talk, *words)


@runtime_checkable
class TakesFiles(Protocol):
    """A step that is answered by files of its own; elsewhere a file is evidence."""

    def receive(self, talk: "Talk", incoming: Incoming) -> None: ...


#: What a step does besides following its choices.
NO_CHOICES = frozenset({"ask", "take", "press", "receive"})


@cache
def choices_of(step: type[Step[Any]]) -> Mapping[str, Callable[..., None]]:
    """What the choices of a step do, by the names that its buttons carry."""
    public = {name: method for name, method in getmembers(step, isfunction) if not name.startswith("_")}
    return {carried(method): method for name, method in public.items() if name not in NO_CHOICES}


def carried(choice: Callable[..., None]) -> str:
    """The name of a choice as its button carries it."""
    return choice.__name__.removesuffix("_")


@dataclass
class Talk:
    """A turn answers with one card: what was said, paragraph by paragraph, and everything that may be pressed."""

    person: Person
    session: Session
    work: Work
    chat: ChatKey
    now: datetime
    zone: tzinfo
    steps: Mapping[str, Callable[[Any], Step[Any]]]
    doors: Mapping[str, "Opened"]
    #: Takes an event once more, after what it had to wait for.
    replay: Callable[["Talk", Incoming], None]
    manual: str = ""
    paragraphs: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    asides: list[Choice] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    attachment: Attachment | None = None
    slot: str = ""
    expects: Expects = Expects.NOTHING
    settle: bool = False
    upload: str = ""
    replaying: bool = False
    #: Where the person works, once it has been found out in this turn; and whether the card is about it.
    _settled: bool = False
    _here: Round | None = None
    _left: Round | None = None
    _told_of_round: bool = False

    # -- the card ----------------------------------------------------------------------------------------------------

    def called(self, chat: ChatKey) -> str:
        """How people call the channel of a chat."""
        return self.work.channels.get(chat.channel, chat.channel)

    def say(self, text: str, *choices: Choice) -> None:
        self.paragraphs.append(text)
        self.choices.extend(choices)

    def offer(self, *choices: Choice) -> None:
        self.choices.extend(choices)

    def add(self, line: str) -> None:
        """A line more of what was said last."""
        self.paragraphs[-1:] = ["\n".join([*self.paragraphs[-1:], line])]

    def offer_besides(self, *choices: Choice) -> None:
        """What may be done about what is done already: it stands below whatever comes next."""
        self.asides.extend(choices)

    def card(self) -> Card:
        here = self.settled
        text = "\n\n".join(self.paragraphs)
        choices = [*self.choices, *self.asides]
        if here is not None:
            choices = [stamped(choice, here) for choice in choices]
            text = named(text, here) if self._told_of_round and len(self.rounds) > 1 else text
        return Card(
            text=text,
            choices=_one_primary({choice.code: choice for choice in choices}.values()),
            slot=self.slot,
            expects=self.expects,
            pictures=tuple(self.pictures),
            attachment=self.attachment,
            settle=self.settle,
            upload=self.upload,
        )

    def answer(self, label: str, chosen: "Callable[[Talk, *Words], None]", *words: *Words, primary: bool = False) -> Choice:
        """A choice of the step whose question is asked in this turn: pressing it calls its method with these words."""
        code = encode(carried(chosen), *map(str, words), turn=self.session.turn)
        self.session.offered.append(code)
        return Choice(label, code, primary)

    def takes_files(self, code: str) -> None:
        """The card asks for files of this leaf: where the chat carries none, a page takes them."""
        self.upload = self.work.documents.upload_link(self.person, code, self.chat, self.round.code)

    # -- the cursor --------------------------------------------------------------------------------------------------

    def to(self, question: Question) -> None:
        """Moves the cursor to a question and asks it; older questions become stale."""
        session = self.session
        before = session.question
        if before is not None and (before.key, session.leaf) != (question.key, getattr(question, "leaf", "") or ""):
            session.back = [*session.back, before][-BACK_STEPS:]
        session.question = question
        session.case = None
        self.again()

    def again(self) -> None:
        """Asks the open question once more."""
        step = self.step
        if step is None:
            return
        self.session.turn += 1
        self.session.offered = []
        step.ask(self)
        if code := self.session.leaf:
            self.session.asks_about(code)

    @property
    def step(self) -> Step[Any] | None:
        """The step of the open question."""
        return None if self.session.question is None else self.step_of(self.session.question)

    def step_of(self, question: Question) -> Step[Any]:
        return self.steps[question.key](question)

    def remembers(self, question: Question) -> None:
        """The open question has learnt something while it was shown or answered; it stays the same question."""
        self.session.question = question

    def named(self, code: str) -> None:
        """The person speaks of this leaf now: the next file is for it."""
        self.session.named(code, self.now)

    def through(self, way: Way) -> None:
        """Goes through a door, as if the person had pressed it."""
        self.doors[way.door].go(self, way.words)

    def rest(self) -> None:
        """No question is open."""
        self.session.goes_on_with(None)
        self.session.back = []
        self.session.turn += 1

    # -- the business ------------------------------------------------------------------------------------------------

    @property
    def by(self) -> Authorship:
        return Authorship.of(self.person, self.now, self.chat.channel)

    def unit_name(self, code: str) -> str:
        """The name of a unit as it stands in a sentence; the code where it is not known."""
        known = self.work.people.unit(code)
        return unit_in_sentence(known.name) if known else code

    def name(self, person_id: str) -> str:
        """The display name of somebody else; the id where he has been erased."""
        known = self.work.people.get(person_id)
        return known.name if known else person_id

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds that are open to this person, the oldest first."""
        return rounds_of(self.person, self._alive)

    @cached_property
    def _alive(self) -> Sequence[Round]:
        return self.work.rounds.alive()

    @property
    def round(self) -> Round:
        """The round in which the person works; raises ``RoundUnclear`` where he has to say it first."""
        here = self.settled
        if here is None:
            raise RoundUnclear(self._left) if self.rounds else NoOpenRound
        self._told_of_round = True
        return here

    @property
    def settled(self) -> Round | None:
        """The same where it can be told without asking.

        It is the only one that asks something of him, or the one that he chose, till that one asks nothing more; an open
        question is of the round in which it was asked.
        """
        if not self._settled:
            self._settled = True
            self._here = self._settle()
        return self._here

    def _settle(self) -> Round | None:
        session = self.session
        rounds = self.rounds
        if len(rounds) < 2:
            for round_ in rounds:
                session.enter(round_.code)
            return rounds[0] if rounds else None
        asked_here = session.question is not None and session.question.of_round
        if asked_here and not session.round:
            # A question from before rounds ran side by side: only the oldest was there.
            session.round = rounds[0].code
        here = next((round_ for round_ in rounds if round_.code == session.round), None)
        if here is not None and (asked_here or self._stays(here)):
            return here
        self._left = here if session.chosen else None
        asking = [round_ for round_ in rounds if self.owed(round_)]
        if len(asking) != 1 or self._left is not None:
            return None
        session.enter(asking[0].code)
        return asking[0]

    def _stays(self, here: Round) -> bool:
        """Whether the person still works in the round that he chose: it asks for something, or never has, or no other does."""
        if not self.session.chosen:
            return False
        asks = bool(self.owed(here))
        self.session.asked = self.session.asked or asks
        return asks or not self.session.asked or not any(self.owed(round_) for round_ in self.rounds)

    def owed(self, round_: Round) -> tuple[Owes, ...]:
        """What a round asks of this person."""
        return asked_of(self.work, self.person, round_, self.now)

    def marked_by(self, mark: str) -> Round:
        """The round whose button was pressed; raises ``RoundOver`` where nobody works in it now."""
        found = of_mark(mark, self.rounds)
        if found is not None:
            return found
        known = of_mark(mark, self.work.rounds.list())
        raise RoundOver(known.code, known.name, known.state) if known else StaleChoice

    def work_in(self, code: str) -> Round:
        """Goes to a round because the person wants it, and stays there; raises ``RoundOver`` where nobody works now."""
        here = next((round_ for round_ in self.rounds if round_.code == code), None)
        if here is None:
            known = self.work.rounds.get(code)
            raise RoundOver(code, known.name, known.state) if known else StaleChoice
        self.session.enter(code)
        self.session.chosen = len(self.rounds) > 1
        self._settled = True
        self._here = here
        self._told_of_round = True
        return here

    def offered_rounds(self) -> tuple[tuple[Round, tuple[Owes, ...]], ...]:
        """The person's rounds with what each asks of him, those first that ask for something."""
        return tuple(sorted(((round_, self.owed(round_)) for round_ in self.rounds), key=lambda pair: not pair[1]))

    def tell(self, person_id: str, card: Card, *, key: str) -> bool:
        """Queues a card about this round to somebody else."""
        whom = self.work.people.get(person_id)
        alive = rounds_of(whom, self._alive) if whom else ()
        return self.work.cards.notify(person_id, marked(card, self.round, alive), key=key)

    @cached_property
    def colleagues(self) -> Sequence[Person]:
        """Everybody of the person's own unit."""
        return self.work.people.of_unit(self.person.unit)

    def own_sheet(self, act: Act = Act.SEE_SHEET, leaf: str | None = None) -> ScoreSheet:
        """The sheet of the person's own unit, to be changed; refused when the role may not do this there.

        Reviewing staff have none: what they asked for is a commune's to do.
        """
        if not self.person.role.of_commune:
            raise NotAllowed(self.person.role, act)
        return self.sheet_of(self.person.unit, act, leaf)

    def sheet_of(self, unit: str, act: Act, leaf: str | None = None) -> ScoreSheet:
        """A unit's sheet to be changed, after the one check of who may do what; raises ``UnknownUnit`` besides.

        What has no sheet in this round (a department) gets none by being asked about.
        """
        check_act(self.person, act)
        if self.round.unit(unit) is None:
            raise UnknownUnit(unit)
        sheet = self.work.sheets.open(self.round, unit)
        if leaf is not None:
            sheet.entry(leaf)
        check(self.person, act, unit=unit, state=sheet.state, leaf=leaf, colleagues=self.colleagues)
        return sheet


def _one_primary(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """A card has one thing that comes next: the first one offered as such."""
    offered = tuple(choices)
    first = next((choice for choice in offered if choice.primary), None)
    return tuple(replace(choice, primary=choice is first) for choice in offered)


@dataclass(frozen=True, slots=True)
class Opened:
    """A door with what happens behind it."""

    door: Door[Any]
    behind: Callable[..., None]

    def go(self, talk: Talk, words: Sequence[str]) -> None:
        """Goes through with as many words as it takes; further words of a command are of no account."""
        if len(words) < self.door.least:
            raise StaleChoice
        self.behind(talk, *(words if self.door.most is None else words[: self.door.most]))


def opened(door_: Door[P], behind: Callable[Concatenate[Talk, P], None]) -> Opened:
    """Puts what happens behind a door to its name; both take the same words."""
    return Opened(door_, behind)


def door(label: str, way: Way, *, primary: bool = False) -> Choice:
    """A choice that may be pressed at any time."""
    return Choice(label, encode(way.door, *way.words), primary)


def picked(options: Sequence[Option], number: str) -> Option:
    """The option with this number; a number that was never offered is stale."""
    if not number.isdigit() or int(number) >= len(options):
        raise StaleChoice
    return options[int(number)]
