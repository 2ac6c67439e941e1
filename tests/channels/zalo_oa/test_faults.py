"""Every number with which Zalo says no, and what the deliveries are to do about it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.channels.base import ChannelFault, MaybeSent, NotSendable, SendFault, TryLater, Unreachable
from bot.channels.zalo_oa import ZaloOAChannel
from bot.db.work import Store
from tests.channels.telegram.world import answering
from tests.channels.zalo_oa.world import SAMPLES, Clock, connected, sample, to_lan
from tests.fakes.serving import served
from tests.fakes.zalo_oa.open_api import V3, FakeZaloOA
from tests.fakes.zalo_oa.person import Person

SOON = timedelta(0)


@asynccontextmanager
async def zalo_answers(store: Store, clock: Clock, status: int, body: bytes) -> AsyncIterator[ZaloOAChannel]:
    """A channel that gets the same answer whatever it asks."""
    async with served(answering(status, body)) as url, connected(store, clock, url) as channel:
        yield channel


async def fault_of(channel: ZaloOAChannel, text: str = "Xin chào") -> SendFault:
    with pytest.raises(SendFault) as raised:
        await channel.send(to_lan(text))
    return raised.value


#: Nine in the morning in Greenwich is four in the afternoon in Việt Nam: six o'clock is fourteen hours away.
LATER = {
    -32: ChannelFault(""),
    -200: TryLater(SOON, ""),
    -234: TryLater(timedelta(hours=14), ""),
}
UNREACHABLE = {-211, -213, -227, -230, -232, -244, -320, -321}
ERRORS = sorted(int(file.stem.removeprefix("resp_error_")) for file in SAMPLES.glob("resp_error_*.json"))


@pytest.mark.parametrize("number", ERRORS)
async def test_each_recorded_refusal_has_its_consequence(store: Store, clock: Clock, number: int) -> None:
    answer = sample(f"resp_error_{number}")
    async with zalo_answers(store, clock, 200, json.dumps(answer).encode()) as channel:
        fault = await fault_of(channel)
    if -number in LATER:
        LATER[-number].why = f"-{number}: {answer['message']}"
        assert fault == LATER[-number]
    else:
        assert type(fault) is (Unreachable if -number in UNREACHABLE else NotSendable)


@pytest.mark.parametrize("code", [-217, -219, -204, -205, -212, -249, -218])
async def test_numbers_that_nobody_has_recorded_are_known_as_well(
    fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person, code: int
) -> None:
    fake.knobs.declined = [code]
    fault = await fault_of(channel)
    expected = {-217: Unreachable, -218: TryLater}.get(code, NotSendable)
    assert isinstance(fault, expected)
    assert lan.received == []


async def test_a_person_who_has_had_enough_for_today_is_left_in_peace(
    fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person
) -> None:
    fake.knobs.declined = [-218]
    assert await fault_of(channel) == TryLater(timedelta(hours=24), "-218: on demand")


@pytest.mark.parametrize("code", [-209, -223, -248])
async def test_when_somebody_has_to_look_nothing_more_is_sent_for_an_hour(
    fake: FakeZaloOA, channel: ZaloOAChannel, clock: Clock, lan: Person, code: int
) -> None:
    fake.knobs.declined = [code]
    await fault_of(channel)
    assert isinstance(await fault_of(channel), NotSendable)
    assert len(fake.called(V3)) == 1
    assert str(code) in (await channel.examine()).fault
    clock.pass_(hours=1)
    await channel.send(to_lan("Xin chào"))
    assert lan.sees() == "Xin chào"


async def test_a_burst_too_fast_for_zalo_holds_everybody_up(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    fake.knobs.declined = [-32, -32]
    faults = [await fault_of(channel), await fault_of(channel)]
    assert faults == [ChannelFault("-32: on demand")] * 2
    await channel.send(to_lan("Xin chào"))
    assert len(lan.received) == 1


@pytest.mark.parametrize("status", [500, 502, 504, 429])
async def test_trouble_on_zalos_side_passes(store: Store, clock: Clock, status: int) -> None:
    async with zalo_answers(store, clock, status, b"<html>Bad Gateway</html>") as channel:
        assert await fault_of(channel) == ChannelFault(f"HTTP {status}")


@pytest.mark.parametrize("body", [b"gateway says hello", b"[]", b"{}", b'{"error": "many"}'])
async def test_an_answer_that_nobody_can_read_leaves_open_whether_it_arrived(store: Store, clock: Clock, body: bytes) -> None:
    async with zalo_answers(store, clock, 200, body) as channel:
        assert isinstance(await fault_of(channel), MaybeSent)


async def test_a_message_taken_without_an_answer_may_have_arrived(
    fake: FakeZaloOA, address: str, store: Store, clock: Clock, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.zalo_oa.client.READ", 0.2)
    async with connected(store, clock, address) as impatient:
        fake.knobs.hanging = 1
        assert isinstance(await fault_of(impatient, "Đã lưu 1.2."), MaybeSent)
        assert lan.sees() == "Đã lưu 1.2."


async def test_what_never_left_is_sent_again_soon(store: Store, clock: Clock, unused_tcp_port: int) -> None:
    async with connected(store, clock, f"http://127.0.0.1:{unused_tcp_port}") as channel:
        assert await fault_of(channel) == ChannelFault("ConnectError")


async def test_who_does_not_follow_cannot_be_written_to(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    await lan.unfollows()
    assert isinstance(await fault_of(channel), Unreachable)
    await lan.follows()
    await channel.send(to_lan("Xin chào"))
    assert lan.sees() == "Xin chào"
