"""One coordinator's chat over the small set, with the rules that the sample does not use."""

from dataclasses import replace

from handlers.cards.card import Card
from handlers.incoming.events import Incoming
from scoring.criteria import CriteriaSet, Field
from scoring.rules import Branch, Formula, Variable
from tests.db import world as small
from tests.db.world import TELEGRAM, VIETNAM, World
from tests.doorway import turns_on

FORMULA = Formula(
    (Variable("a", "số hoàn thành"), Variable("b", "tổng số")), (Branch("một", "a / b"), Branch("hai", "2 * a / b"))
)


class Chat:
    """The coordinator of XA01 on the small world, whose notice is confirmed."""

    def __init__(self, world: World) -> None:
        self._world, self._key = world, 0
        self._turns = turns_on(world.store, world.clock, VIETNAM)
        self.id = world.chat(TELEGRAM, world.hoa)
        with world.store.write() as work:
            work.people.confirm_notice(world.hoa.id, world.now)

    def says(self, text: str = "", choice: str = "") -> str:
        self._key += 1
        self._world.put(Incoming(TELEGRAM, str(self._key), self._world.clock.pass_(seconds=1), text=text, choice=choice))
        assert self._turns.one() is not None
        return self.card.text

    def presses(self, label: str) -> str:
        return self.says(choice=next(one.code for one in self.card.choices if label in one.label))

    @property
    def card(self) -> Card:
        with self._world.store.read() as work:
            return next(item.card for item in reversed(work.transcripts.read(self.id)) if item.card is not None)


def with_formula(criteria: CriteriaSet) -> CriteriaSet:
    """The small set with a formula of two branches at 2.3, as a version of its own."""
    first, second = criteria.fields
    leaves = tuple(replace(leaf, rule=FORMULA) if leaf.code == "2.3" else leaf for leaf in second.leaves)
    return replace(criteria, fields=(first, Field(second.code, second.name, second.max, leaves)))


def points(chat: Chat, code: str) -> str | None:
    with chat._world.store.read() as work:
        entry = work.sheets.read(small.ROUND, "XA01").entry(code)
    own = dict(entry.scores)
    return str(next(iter(own.values())).points) if own else None
