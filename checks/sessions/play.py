"""One run of a session on one site: as it comes, twice and out of order, or with the product killed again and again."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.demo.cast import CAST
from checks.sessions.outcome import Records
from checks.sessions.senders import FIRST_CHAT, Page, Phone, Sender
from checks.sessions.session import PEOPLE, Actor, Input
from checks.sessions.sites import Site
from tests.fakes.serving import served
from tests.fakes.telegram.bot_api import FakeTelegram

NAMES = {member.code: member.name for member in CAST if member.code}
AGAIN = 0.03
#: Seconds: a life of the product between two kills; its start; how long it was down, once for a while and at the end.
LIFE, START, PAST_DELIVERIES, PAST_EVERYTHING = 0.12, 2.0, 61, 400
PATIENCE = 240


@dataclass
class Stuck(Exception):
    """What had to happen did not happen in time."""

    what: str


@dataclass
class Tally:
    """``starting``: kills before the product was ready; ``resent``: inputs that were not acknowledged at once."""

    kills: int = 0
    starting: int = 0
    resent: int = 0


class Gate:
    """Lets the inputs of a session pass, up to a place in it."""

    def __init__(self) -> None:
        self._released = 0
        self._moved = asyncio.Condition()

    async def release(self, place: int) -> None:
        async with self._moved:
            self._released = place
            self._moved.notify_all()

    async def passed(self, given: Input) -> None:
        async with self._moved:
            await self._moved.wait_for(lambda: given.number < self._released)


@dataclass
class Play:
    site: Site
    records: Records
    fake: FakeTelegram
    api: str
    senders: dict[str, Sender]
    tally: Tally = field(default_factory=Tally)
    _gate: Gate = field(default_factory=Gate)
    _offset: int = 0

    # -- as it comes -------------------------------------------------------------------------------------------------

    async def record(self, number: int, seed: int) -> list[Input]:
        """Makes up the session, each input upon the reply to the one before."""
        await self._start(0)
        actors = {code: Actor(code, random.Random(f"{seed} {code}")) for code in PEOPLE}
        made = [actor.join(place) for place, actor in enumerate(actors.values())]
        for given in made:
            await self._until_sent(given)
        chance = random.Random(seed)
        for place in range(len(made), number):
            await self.until(self._all_handled, "turns")
            code = list(PEOPLE)[place - len(PEOPLE)] if place < 2 * len(PEOPLE) else chance.choice(list(PEOPLE))
            made.append(self._upon_card(actors[code], code, place))
            await self._until_sent(made[-1])
        await self.until(self._quiet, "turns and files")
        return made

    def _upon_card(self, actor: Actor, code: str, place: int) -> Input:
        """The first card is confirmed, or nothing else happens."""
        offered = self.records.offered(NAMES[code])
        return Input(place, code, choice=offered[0].code) if place < 2 * len(PEOPLE) else actor.act(place, offered)

    # -- twice and out of order --------------------------------------------------------------------------------------

    async def twice(self, session: Sequence[Input]) -> None:
        await self._start(0)
        for given in swapped(session):
            await asyncio.gather(self._until_sent(given), self._until_sent(given))
        await self.until(self._quiet, "turns and files")

    # -- killed ------------------------------------------------------------------------------------------------------

    async def killed(self, session: Sequence[Input], kills: int, seed: int) -> None:
        chance = random.Random(seed)
        moments = sorted(chance.randrange(len(session) + 1) for _ in range(kills - 1))
        people = [asyncio.create_task(self._person(code, session)) for code in PEOPLE]
        for released in moments:
            await self._life(released, chance)
        await self._start(PAST_DELIVERIES)
        await self._gate.release(len(session))
        await asyncio.wait_for(asyncio.gather(*people), PATIENCE)
        self._kill()
        await self._start(PAST_EVERYTHING)
        await self.until(self._done, "replies")

    async def _life(self, released: int, chance: random.Random) -> None:
        """Some inputs come in, and the product is killed in the middle of whatever it does then."""
        if chance.random() < 1 / 6:
            self._begin(PAST_DELIVERIES)
            self.tally.starting += 1
            await asyncio.sleep(chance.uniform(0, START))
        else:
            await self._start(PAST_DELIVERIES)
            await self._gate.release(released)
            await asyncio.sleep(chance.uniform(0, LIFE))
        self._kill()

    async def _person(self, code: str, session: Sequence[Input]) -> None:
        for given in (one for one in session if one.code == code):
            await self._gate.passed(given)
            await self._until_sent(given)

    def _kill(self) -> None:
        self.site.kill()
        self.tally.kills += 1

    # -- the parts of all of them ------------------------------------------------------------------------------------

    def _begin(self, later: int) -> None:
        self._offset += later
        self.site.start(self.api, self._offset)

    async def _start(self, later: int) -> None:
        self._begin(later)
        await self.site.ready()

    async def _until_sent(self, given: Input) -> None:
        sender, tries = self.senders[given.code], 0
        while not await sender.send(given):
            tries += 1
            await asyncio.sleep(AGAIN)
        self.tally.resent += bool(tries)

    async def until(self, reached: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + PATIENCE
        while not reached():
            if time.monotonic() > until:
                raise Stuck(f"{what}: {self.records.reading()}")
            await asyncio.sleep(0.01)

    def _all_handled(self) -> bool:
        return not self.records.reading().inbox_waiting

    def _quiet(self) -> bool:
        reading = self.records.reading()
        return not (reading.inbox_waiting or reading.documents_pending)

    def _done(self) -> bool:
        return self._quiet() and not self.records.reading().outbox_waiting


def swapped(session: Sequence[Input]) -> Iterable[Input]:
    """Neighbours of different people change places; nobody's own inputs do."""
    for first, *rest in (session[place : place + 2] for place in range(0, len(session), 2)):
        yield from (*rest, first) if rest and rest[0].code != first.code else (first, *rest)


@asynccontextmanager
async def playing(site: Site) -> AsyncIterator[Play]:
    fake, records = FakeTelegram(), Records(site)
    async with served(fake) as api:
        senders: dict[str, Sender] = {
            code: Page(site.address) if channel == "web" else Phone(site.address, fake, FIRST_CHAT + number)
            for number, (code, channel) in enumerate(PEOPLE.items())
        }
        try:
            yield Play(site, records, fake, api, senders)
        finally:
            site.kill()
            for sender in senders.values():
                await sender.close()
            records.close()
