"""The main job on Zalo, from the webhook to the message that comes back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.db.work import Store
from tests.channels.zalo_oa.house import House, opened
from tests.channels.zalo_oa.world import Clock, connected, jpeg
from tests.fakes.zalo_oa.open_api import FakeZaloOA
from tests.fakes.zalo_oa.person import Person


@pytest.fixture
async def official(house: House, lan: Person) -> Person:
    """The judicial officer of the first commune, joined and told what to expect."""
    await lan.follows()
    await house.works()
    assert "mã" in lan.sees()
    await lan.says("/start demo-tuphap")
    await house.works()
    await lan.presses(lan.buttons()[0])
    await house.works()
    return lan


async def test_an_official_scores_and_sends_a_photo(house: House, fake: FakeZaloOA, official: Person) -> None:
    fake.webhook.twice = True
    assert await official.says("/chamdiem 2.1") == 200
    await house.works()
    assert "2.1" in official.sees()
    await official.sends_photo(jpeg(400, 300), caption="2.1")
    await house.works()
    [evidence] = house.leaf("2.1")["evidence"]
    assert (evidence["status"], evidence["mime"]) == ("stored", "image/jpeg")


async def test_a_press_and_a_typed_letter_do_the_same_as_everywhere(house: House, official: Person) -> None:
    await official.says("2.3 a")
    await house.works()
    assert house.leaf("2.3")["self"] is not None
    await official.says("/trogiup")
    await house.works()
    assert "Trợ lý CCHC" in official.sees()


async def test_a_press_with_a_forged_code_changes_nothing(house: House, official: Person) -> None:
    await official.says("#1f!pick:a")
    await house.works()
    assert "Lựa chọn này thuộc bước trước" in official.sees()


async def test_a_sticker_is_answered_with_what_can_be_sent(house: House, official: Person) -> None:
    await official.sends_sticker()
    await house.works()
    assert "chữ, ảnh và tệp" in official.sees()


# -- the windows ---------------------------------------------------------------------------------------------------------


async def test_within_two_days_a_reminder_arrives_free_of_charge(
    house: House, fake: FakeZaloOA, clock: Clock, official: Person
) -> None:
    clock.pass_(hours=47)
    house.notify(house.owner(official.user) or "", "Còn 3 ngày", "hạn-3")
    await house.works()
    assert (official.sees(), fake.billed) == ("Còn 3 ngày", 0)


@pytest.mark.parametrize("hours", [49, 24 * 7 + 1])
async def test_later_nothing_is_sent_and_staff_see_who_was_not_reached(
    house: House, fake: FakeZaloOA, clock: Clock, official: Person, hours: int
) -> None:
    clock.pass_(hours=hours)
    before = len(fake.calls)
    house.notify(house.owner(official.user) or "", "Còn 3 ngày", "hạn-3")
    await house.works()
    assert (len(fake.calls), house.deliveries()[0][0]) == (before, "unreached")


@pytest.mark.parametrize(("hours", "shown", "billed"), [(49, "Còn 3 ngày", 1), (24 * 7 + 1, None, 0)])
async def test_an_office_that_pays_reaches_people_for_a_week(
    demo_store: Store, fake: FakeZaloOA, clock: Clock, address: str, tmp_path: Path, hours: int, shown: str | None, billed: int
) -> None:
    lan = fake.person()
    async with (
        connected(demo_store, clock, address, zalo_oa_paid=True) as paying,
        opened(demo_store, clock, fake, paying, tmp_path / "evidence") as house,
    ):
        await lan.says("/start demo-tuphap")
        await house.works()
        clock.pass_(hours=hours)
        house.notify(house.owner(lan.user) or "", "Còn 3 ngày", "hạn-3")
        await house.works()
    assert (lan.sees() == shown, fake.billed) == (shown is not None, billed)


async def test_what_could_not_be_sent_arrives_when_the_person_writes_again(
    house: House, clock: Clock, official: Person
) -> None:
    clock.pass_(hours=49)
    house.notify(house.owner(official.user) or "", "Còn 3 ngày", "hạn-3")
    await house.works()
    await official.says("/tiendo")
    await house.works()
    assert "Còn 3 ngày" in [message.get("text") for message in official.received]


# -- a colleague writes by hand --------------------------------------------------------------------------------------------


async def test_while_a_colleague_writes_by_hand_the_bot_keeps_silent(house: House, clock: Clock, official: Person) -> None:
    await official.is_written_to_by_hand("Chào chị, tôi ở văn phòng đây")
    await house.works()
    shown = len(official.received)
    await official.says("cho hỏi hạn nộp")
    await house.works()
    house.notify(house.owner(official.user) or "", "Còn 3 ngày", "hạn-3")
    await house.works()
    assert len(official.received) == shown
    clock.pass_(minutes=31)
    await house.works()
    assert official.sees() == "Còn 3 ngày"


async def test_after_half_an_hour_the_bot_answers_again(house: House, clock: Clock, official: Person) -> None:
    await official.is_written_to_by_hand("Chào chị")
    await house.works()
    clock.pass_(minutes=31)
    await official.says("/trogiup")
    await house.works()
    assert "Trợ lý CCHC" in official.sees()


async def test_whoever_turns_to_the_bot_is_answered_at_once(house: House, official: Person) -> None:
    await official.is_written_to_by_hand("Chị bấm giúp nút Chấm điểm")
    await house.works()
    house.notify(house.owner(official.user) or "", "Còn 3 ngày", "hạn-3")
    await house.works()
    await official.sends_photo(jpeg(400, 300), caption="2.1")
    await house.works()
    assert len(house.leaf("2.1")["evidence"]) == 1
    assert "Còn 3 ngày" in [message.get("text") for message in official.received]
    assert "2.1" in official.sees()


async def test_our_own_messages_are_no_colleague(house: House, official: Person, fake: FakeZaloOA) -> None:
    echo = {"sender": {"id": fake.webhook.oa_id}, "recipient": {"id": official.user}, "message": {"msg_id": "m1"}}
    assert await fake.webhook.tell("oa_send_text", **echo) == 200
    await official.says("/trogiup")
    await house.works()
    assert "Trợ lý CCHC" in official.sees()


# -- a message whose answer got lost ---------------------------------------------------------------------------------------


@pytest.fixture
async def impatient(
    demo_store: Store, fake: FakeZaloOA, clock: Clock, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    """The product behind a line so slow that Zalo's answers do not come in time."""
    monkeypatch.setattr("bot.channels.zalo_oa.client.READ", 0.3)
    folder = tmp_path / "evidence"
    async with connected(demo_store, clock, address) as channel, opened(demo_store, clock, fake, channel, folder) as made:
        yield made


async def asks(house: House, fake: FakeZaloOA) -> Person:
    """Somebody whose answer arrives, though nobody is told."""
    lan = fake.person()
    fake.knobs.hanging = 1
    await lan.says("/start demo-tuphap")
    await house.works()
    return lan


async def test_an_echo_tells_that_the_message_has_arrived(impatient: House, fake: FakeZaloOA) -> None:
    fake.knobs.echoing = True
    lan = await asks(impatient, fake)
    assert (impatient.deliveries(), len(lan.received)) == ([("sent", "")], 1)


async def test_an_echo_that_comes_late_settles_what_was_unknown(impatient: House, fake: FakeZaloOA) -> None:
    lan = await asks(impatient, fake)
    assert impatient.deliveries() == [("waiting", "may have arrived, sent once more: ReadTimeout")]
    assert await fake.webhook.echo(lan.user, "out0001", lan.sees()) == 200
    assert await fake.webhook.echo(lan.user, "out0001", lan.sees()) == 200
    await impatient.works()
    assert (impatient.deliveries(), len(lan.received)) == ([("sent", "")], 1)


async def test_another_message_settles_nothing(impatient: House, fake: FakeZaloOA) -> None:
    lan = await asks(impatient, fake)
    await fake.webhook.echo(lan.user, "out0009", "Xin chào bác")
    await fake.webhook.echo(fake.person().user, "out0010", lan.sees())
    await lan.is_written_to_by_hand(lan.sees())
    assert impatient.deliveries() == [("waiting", "may have arrived, sent once more: ReadTimeout")]


async def test_who_asks_again_meanwhile_is_answered_with_the_newer_card(impatient: House, fake: FakeZaloOA) -> None:
    lan = await asks(impatient, fake)
    fake.knobs.echoing = True
    await lan.says("/start demo-tuphap")
    await impatient.works()
    await impatient.works()
    assert [state for state, _ in impatient.deliveries()] == ["sent", "superseded"]
    assert len(lan.received) == 2


# -- coming and going --------------------------------------------------------------------------------------------------------


async def test_who_withdraws_is_erased_and_not_answered(house: House, official: Person) -> None:
    person, shown = house.owner(official.user) or "", len(official.received)
    await official.withdraws()
    await house.works()
    with house.store.read() as work:
        assert (work.people.get(person), house.owner(official.user)) == (None, None)
    assert len(official.received) == shown


async def test_who_unfollows_is_not_written_to_until_he_is_back(house: House, fake: FakeZaloOA, official: Person) -> None:
    await official.unfollows()
    await house.works()
    before = len(fake.calls)
    house.notify(house.owner(official.user) or "", "Còn 3 ngày", "hạn-3")
    await house.works()
    assert (len(fake.calls), house.deliveries()[0][0]) == (before, "unreached")
    await official.follows()
    await house.works()
    assert official.sees() == "Còn 3 ngày"
