"""Every way in which Telegram says no, and what the deliveries are to do about it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.channels.base import (
    ChannelFault,
    ChatMoved,
    FetchLater,
    FetchRefused,
    MaybeSent,
    NotSendable,
    SendFault,
    Unreachable,
)
from bot.channels.telegram import TelegramChannel
from tests.channels.telegram.world import answering, connected, sample, to_lan
from tests.fakes.serving import served
from tests.fakes.telegram.bot_api import FakeTelegram
from tests.fakes.telegram.person import Person


@asynccontextmanager
async def telegram_answers(status: int, body: bytes) -> AsyncIterator[TelegramChannel]:
    """A channel that gets the same answer whatever it asks."""
    async with served(answering(status, body)) as url, connected("800000002:fake", url) as channel:
        yield channel


async def send_fault(status: int, body: bytes) -> SendFault:
    async with telegram_answers(status, body) as channel:
        with pytest.raises(SendFault) as raised:
            await channel.send(to_lan("Xin chào"))
    return raised.value


ANSWERED = {
    "api_error_403_blocked": Unreachable("Forbidden: bot was blocked by the user"),
    "api_error_403_deactivated": Unreachable("Forbidden: user is deactivated"),
    "api_error_403_never_started": Unreachable("Forbidden: bot can't initiate conversation with a user"),
    "api_error_400_chat_not_found": Unreachable("Chat not found"),
    "api_error_400_migrated": ChatMoved("-1001234567890"),
    "api_error_429": ChannelFault("Flood control exceeded. Retry in 0:00:14", timedelta(seconds=14)),
    "api_error_401": NotSendable("Unauthorized"),
    "api_error_400_too_big": NotSendable("File is too big"),
}


@pytest.mark.parametrize("name", ANSWERED)
async def test_each_refusal_has_its_consequence(name: str) -> None:
    answer = sample(name)
    assert await send_fault(answer["error_code"], json.dumps(answer).encode()) == ANSWERED[name]


async def test_a_second_bot_on_the_same_token_is_a_case_for_an_operator() -> None:
    answer = json.dumps(sample("api_error_409_conflict")).encode()
    assert isinstance(await send_fault(409, answer), NotSendable)


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_trouble_on_telegrams_side_passes(status: int) -> None:
    fault = await send_fault(status, b"<html>Bad Gateway</html>")
    assert isinstance(fault, ChannelFault)
    assert fault.after is None


async def test_more_than_telegram_takes_at_all_is_not_tried_again() -> None:
    answer = {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    assert await send_fault(413, json.dumps(answer).encode()) == NotSendable("Request Entity Too Large")


async def test_an_answer_that_nobody_can_read_leaves_open_whether_it_arrived() -> None:
    assert isinstance(await send_fault(200, b"gateway says hello"), MaybeSent)


async def test_a_message_taken_without_an_answer_may_have_arrived(
    fake: FakeTelegram, address: str, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.client.READ", 0.2)
    async with connected(fake.token, address) as impatient:
        fake.accept_then_hang()
        with pytest.raises(MaybeSent):
            await impatient.send(to_lan("Đã lưu 1.2."))
        assert [message["text"] for message in lan.received] == ["Đã lưu 1.2."]


async def test_a_change_without_an_answer_is_simply_made_again(
    fake: FakeTelegram, address: str, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.client.READ", 0.2)
    async with connected(fake.token, address) as impatient:
        sent = await impatient.send(to_lan("Đã nhận 1 tệp."))
        fake.accept_then_hang()
        with pytest.raises(ChannelFault):
            await impatient.send(to_lan("Đã nhận 2 tệp.", replaces=sent))
        assert await impatient.send(to_lan("Đã nhận 2 tệp.", replaces=sent)) == sent
        assert [message["text"] for message in lan.received] == ["Đã nhận 2 tệp."]


async def test_a_line_cut_after_the_request_may_have_let_it_through() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with connected("800000002:fake", f"http://127.0.0.1:{port}") as channel:
        with pytest.raises(MaybeSent):
            await channel.send(to_lan("Xin chào"))
        server.close()


async def test_what_never_left_is_sent_again_soon(fake: FakeTelegram, unused_tcp_port: int) -> None:
    async with connected(fake.token, f"http://127.0.0.1:{unused_tcp_port}") as channel:
        with pytest.raises(ChannelFault):
            await channel.send(to_lan("Xin chào"))


async def test_a_file_too_big_for_telegram_is_refused_for_good(
    fake: FakeTelegram, channel: TelegramChannel, lan: Person
) -> None:
    await lan.sends_file("bao_cao.pdf", b"%PDF", size=21 * 1024 * 1024)
    [update] = fake.updates.pending
    with pytest.raises(FetchRefused) as refused:
        [piece async for piece in channel.fetch(update["message"]["document"]["file_id"])]
    assert refused.value.fault == "too_large"


async def test_a_file_that_telegram_does_not_know_is_gone(channel: TelegramChannel) -> None:
    with pytest.raises(FetchRefused) as refused:
        [piece async for piece in channel.fetch("no-such-file")]
    assert refused.value.fault == "gone"


async def test_a_file_whose_link_leads_nowhere_is_gone(fake: FakeTelegram, channel: TelegramChannel, lan: Person) -> None:
    await lan.sends_file("bao_cao.pdf", b"%PDF")
    file_id = fake.updates.pending[0]["message"]["document"]["file_id"]
    fake.chats.files.lose()
    with pytest.raises(FetchRefused) as refused:
        [piece async for piece in channel.fetch(file_id)]
    assert refused.value.fault == "gone"


@pytest.mark.parametrize("status", [429, 502])
async def test_a_file_is_fetched_later_while_telegram_is_busy(status: int) -> None:
    body = json.dumps(sample("api_error_429")).encode() if status == 429 else b"<html>Bad Gateway</html>"
    async with telegram_answers(status, body) as channel:
        with pytest.raises(FetchLater) as raised:
            [piece async for piece in channel.fetch("BQACAgUAAxkBdemoDoc")]
    assert raised.value.of_channel
