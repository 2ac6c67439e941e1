"""Cards to others: once each, to the chat used last, and never news that is none any more."""

from datetime import timedelta

from handlers.cards.card import Card
from handlers.ports import Work
from tests.db.world import TELEGRAM, WEB
from tests.handlers.contract.places import Place


def reminder(text: str) -> Card:
    return Card(text, kind="reminder")


def test_channels_bear_the_names_that_people_use(place: Place) -> None:
    with place.read() as work:
        found: Work = work
        assert [found.channels[one] for one in ("web", "telegram", "zalo_oa", "zalo_bot")] == [
            "trang web",
            "Telegram",
            "Zalo",
            "Zalo Bot",
        ]


def test_a_card_goes_once_to_the_chat_used_last(anywhere: Place) -> None:
    anywhere.joins(anywhere.hoa, TELEGRAM)
    anywhere.joins(anywhere.hoa, WEB)
    with anywhere.write() as work:
        told = [work.cards.notify(anywhere.hoa.id, reminder("còn 3 ngày"), key="hạn-3") for _ in range(2)]
    assert told == [True, False]
    assert anywhere.arrived() == [("web", "còn 3 ngày")]
    assert anywhere.arrived() == []


def test_a_key_is_told_once_whoever_it_was_for(place: Place) -> None:
    with place.write() as work:
        first = work.cards.notify(place.hoa.id, reminder("còn 3 ngày"), key="hạn-3")
        second = work.cards.notify(place.nam.id, reminder("còn 3 ngày"), key="hạn-3")
    assert (first, second) == (True, False)


def test_a_card_waits_for_its_hour(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    with place.write() as work:
        work.cards.notify(place.hoa.id, reminder("sáng mai"), key="mai", not_before=place.now + timedelta(hours=12))
    assert place.arrived() == []
    place.clock.pass_(hours=12)
    assert place.arrived() == [("telegram", "sáng mai")]


def test_a_chat_that_somebody_has_left_gets_nothing_while_another_is_there(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    place.joins(place.hoa, WEB)
    place.left(WEB)
    with place.write() as work:
        work.cards.notify(place.hoa.id, reminder("còn 3 ngày"), key="hạn-3")
    assert place.arrived() == [("telegram", "còn 3 ngày")]


def test_older_news_that_has_reached_nobody_is_overtaken(anywhere: Place) -> None:
    with anywhere.write() as work:
        for text, key in (("còn 3 ngày", "hạn_:3"), ("việc khác", "hạnx:7")):
            work.cards.notify(anywhere.hoa.id, reminder(text), key=key)
        work.cards.notify(anywhere.nam.id, reminder("của người khác"), key="hạn_:n")
        work.cards.notify(anywhere.hoa.id, reminder("còn 1 ngày"), key="hạn_:1", replaces="hạn_:")
        assert not work.cards.notify(anywhere.hoa.id, reminder("còn 3 ngày"), key="hạn_:3"), "told is told"
    anywhere.joins(anywhere.hoa, TELEGRAM)
    anywhere.joins(anywhere.nam, WEB)
    assert sorted(anywhere.arrived()) == [
        ("telegram", "còn 1 ngày"),
        ("telegram", "việc khác"),
        ("web", "của người khác"),
    ]


def test_whether_a_kind_of_card_was_queued_lately(place: Place) -> None:
    begun = place.now
    place.clock.pass_(minutes=5)
    with place.write() as work:
        work.cards.notify(place.hoa.id, reminder("còn 3 ngày"), key="hạn-3")
    with place.read() as work:
        assert work.cards.queued_since(place.hoa.id, "reminder", begun)
        assert not work.cards.queued_since(place.hoa.id, "reminder", place.now), "not after the moment itself"
        assert not work.cards.queued_since(place.hoa.id, "nudge", begun)
        assert not work.cards.queued_since(place.nam.id, "reminder", begun)
