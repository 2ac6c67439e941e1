"""A commune asks for a leaf to be reopened; the reviewing side decides once."""

from tests.db.world import ROUND, TELEGRAM, World


def test_a_request_waits_until_it_is_decided(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        asked = work.reopenings.ask(sheet, "1.4", "nhầm số", world.hoa, world.now)
        assert work.reopenings.waiting(ROUND) == [asked]
        assert work.reopenings.get(asked.id) == asked
        work.reopenings.decide(asked, granted=False, reason="đã khoá", person=world.lan, now=world.now)
    with world.store.read() as work:
        decided = work.reopenings.get(asked.id)
        assert work.reopenings.waiting(ROUND) == []
    assert decided is not None
    assert (decided.state, decided.leaf, decided.unit, decided.asked_by) == ("refused", "1.4", "XA01", world.hoa.id)


def test_the_request_and_the_decision_stand_in_the_log_with_their_channel(world: World) -> None:
    world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        asked = work.reopenings.ask(work.sheets.open(ROUND, "XA01"), None, "nhầm số", world.hoa, world.now)
        work.reopenings.decide(asked, granted=True, reason="", person=world.lan, now=world.now)
    with world.store.read() as work:
        lines = [(line.what, line.where, line.channel, line.after) for line in work.log.lines()]
    assert lines == [
        ("ask_reopening", "2025/XA01", "telegram", "nhầm số"),
        ("decide_reopening", "2025/XA01", "", {"state": "granted", "why": ""}),
    ]


def test_a_number_that_nobody_gave_out_is_no_request(world: World) -> None:
    with world.store.read() as work:
        assert work.reopenings.get(404) is None
