"""Many hands at once: nothing is lost, nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import TypeVar

from scoring.declared import Count, Declared, Met, Ratio
from tests.db.world import ROUND, TELEGRAM, WEB, World, event

HANDS = 4
Result = TypeVar("Result")


def _at_once(act: Callable[[int], Result], hands: int = HANDS) -> list[Result]:
    start = Barrier(hands)

    def begin(number: int) -> Result:
        start.wait()
        return act(number)

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(begin, range(hands)))


def test_changes_of_two_leaves_of_one_sheet_both_survive(world: World) -> None:
    said: list[tuple[str, Declared]] = [("1.1", Met(True)), ("2.1", Count(2)), ("1.4", Ratio(Decimal(1), Decimal(3)))]

    def declare(number: int) -> None:
        with world.store.write() as work:
            sheet = work.sheets.open(ROUND, "XA01")
            sheet.declare(*said[number], world.by())
            work.sheets.save(sheet)

    _at_once(declare, len(said))
    assert {leaf: entry.declared for leaf, entry in world.sheet().entries.items()} == dict(said)
    with world.store.read() as work:
        assert (work.log.first_broken(), len(list(work.log.lines()))) == (None, 3)


def test_one_machine_wins_a_firing(world: World) -> None:
    def claim(_: int) -> bool:
        with world.store.write() as work:
            return work.occurrences.claim("nhắc hạn", world.now)

    assert sorted(_at_once(claim)) == [False, False, False, True]


def test_a_pace_is_shared(world: World) -> None:
    def take(_: int) -> int:
        with world.store.write() as work:
            return round((work.paces.take("telegram", 10, world.now) - world.now).total_seconds() * 10)

    assert sorted(_at_once(take)) == [0, 1, 2, 3]


def test_an_event_sent_four_times_at_once_is_taken_once(world: World) -> None:
    assert sorted(_at_once(lambda _: world.put(event("1", "một"))[0])) == [False, False, False, True]
    assert [world.take(), world.take()] == ["một", None]


def test_every_event_is_taken_once_and_in_the_order_of_its_chat(world: World) -> None:
    for number in range(12):
        world.put(event(f"a{number}", f"a{number:02}"), event(f"b{number}", f"b{number:02}", chat=WEB))
    taken: list[str] = []

    def work_through(_: int) -> None:
        while len(taken) < 24:
            with world.store.write() as work:
                claimed = world.opened(work)
                if claimed:
                    taken.append(claimed.event.text)
                    work.inbox.handled(claimed.id)

    _at_once(work_through)
    assert [text for text in taken if text[0] == "a"] == [f"a{number:02}" for number in range(12)]
    assert [text for text in taken if text[0] == "b"] == [f"b{number:02}" for number in range(12)]


def test_every_card_is_taken_by_one_sender(world: World) -> None:
    chats = [world.chat(TELEGRAM, world.hoa), world.chat(WEB, world.nam)]
    for chat in chats:
        world.reply(chat, f"chào {chat}")
    sent = [text for texts in _at_once(lambda _: world.send()) for text in texts]
    assert sorted(sent) == [f"chào {chat}" for chat in chats]
