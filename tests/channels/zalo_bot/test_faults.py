"""Every way in which the platform says no, and what the deliveries are to do about it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.channels.base import ChannelFault, MaybeSent, NotSendable, SendFault, Unreachable
from bot.channels.zalo_bot import ZaloBotChannel
from handlers.cards.card import Card, Picture
from tests.channels.telegram.world import answering
from tests.channels.zalo_bot.world import Outgoing, connected, sample, to
from tests.fakes.serving import served
from tests.fakes.zalo_bot.person import Person
from tests.fakes.zalo_bot.platform import FakeZaloBot

HELLO = Outgoing("0f1e2d3c4b5a69788796", Card("Xin chào"))


@asynccontextmanager
async def platform_answers(status: int, body: bytes) -> AsyncIterator[ZaloBotChannel]:
    """A channel that gets the same answer whatever it asks."""
    async with served(answering(status, body)) as url, connected("900000001:fake", url) as channel:
        yield channel


async def send_fault(status: int, body: bytes) -> SendFault:
    async with platform_answers(status, body) as channel:
        with pytest.raises(SendFault) as raised:
            await channel.send(HELLO)
    return raised.value


ANSWERED = {
    "resp_error_400": NotSendable("Bad request"),
    "resp_error_401": NotSendable("Unauthorized"),
    "resp_error_403": Unreachable("Forbidden"),
    "resp_error_404": Unreachable("Not found"),
    "resp_error_429": ChannelFault("Quota exceeded"),
}


@pytest.mark.parametrize("name", ANSWERED)
@pytest.mark.parametrize("spelt", ["error_code", "errorCode"])
@pytest.mark.parametrize("carried_by", ["HTTP", "the body alone"])
async def test_each_refusal_has_its_consequence(name: str, spelt: str, carried_by: str) -> None:
    answer = sample(name)
    code = answer.pop("error_code")
    body = json.dumps(answer | {spelt: code}).encode()
    assert await send_fault(code if carried_by == "HTTP" else 200, body) == ANSWERED[name]


async def test_the_limit_of_a_day_holds_the_whole_channel_for_an_hour() -> None:
    answer = {"ok": False, "error_code": 426, "description": "Daily limit"}
    assert await send_fault(426, json.dumps(answer).encode()) == ChannelFault("Daily limit", timedelta(hours=1))


@pytest.mark.parametrize("status", [408, 500, 502, 504])
async def test_trouble_on_the_platforms_side_passes(status: int) -> None:
    fault = await send_fault(status, b"<html>Bad Gateway</html>")
    assert isinstance(fault, ChannelFault)
    assert fault.after is None


@pytest.mark.parametrize("body", [b"gateway says hello", b"[]", b""])
async def test_an_answer_that_nobody_can_read_leaves_open_whether_it_arrived(body: bytes) -> None:
    assert isinstance(await send_fault(200, body), MaybeSent)


async def test_a_message_taken_without_an_answer_may_have_arrived(
    fake: FakeZaloBot, channel: ZaloBotChannel, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.zalo_bot.client.READ", 0.2)
    fake.knobs.hanging = 1
    with pytest.raises(MaybeSent):
        await channel.send(to(lan, "Đã lưu 1.2."))
    assert lan.sees() == "Đã lưu 1.2."


async def test_a_photo_taken_without_an_answer_does_not_hold_back_its_card(
    fake: FakeZaloBot, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.zalo_bot.client.READ", 0.2)
    fake.knobs.hanging = 1
    async with connected(fake.token, fake.address, pictures=fake.host(b"\xff\xd8")) as channel:
        await channel.send(to(lan, "2.1 của XA01", pictures=(Picture("a" * 64, "anh.jpg", "image/jpeg"),)))
    assert lan.sees().startswith("2.1 của XA01")


async def test_what_never_left_is_sent_again_soon(unused_tcp_port: int) -> None:
    async with connected("900000001:fake", f"http://127.0.0.1:{unused_tcp_port}") as channel:
        with pytest.raises(ChannelFault):
            await channel.send(HELLO)


async def test_somebody_who_blocked_the_bot_is_not_reached(fake: FakeZaloBot, channel: ZaloBotChannel, lan: Person) -> None:
    fake.knobs.blocked.add(lan.chat.id)
    with pytest.raises(Unreachable):
        await channel.send(to(lan, "Xin chào"))


async def test_no_fault_tells_the_token(unused_tcp_port: int) -> None:
    async with connected("900000001:geheim", f"http://127.0.0.1:{unused_tcp_port}") as channel:
        with pytest.raises(SendFault) as raised:
            await channel.send(HELLO)
    causes = [raised.value, raised.value.__cause__]
    assert not any("geheim" in repr(one) + str(one) for one in causes)
