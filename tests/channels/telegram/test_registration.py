"""What the bot tells Telegram when it starts, and what an operator hears when that goes wrong."""

import logging

import pytest
from pydantic import SecretStr

from bot.channels.base import Health, Mark, NotReady
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.registration import DESCRIPTIONS
from bot.channels.webhooks import WebhookTarget
from bot.environment.logs import Masking
from bot.environment.settings import Settings
from handlers.incoming.commands import COMMANDS
from tests.channels.telegram.world import connected, to_lan
from tests.doorway import around
from tests.fakes.telegram.bot_api import TOKEN, FakeTelegram

HOOK = WebhookTarget("https://cchc.example.gov.vn/webhooks/telegram", "bi_mat-2026")


def configured(**given: object) -> TelegramChannel | None:
    return TelegramChannel.of(around(Settings(_env_file=None, **given)))  # type: ignore[arg-type]


async def test_with_a_webhook_telegram_learns_where_to_post(fake: FakeTelegram, address: str) -> None:
    async with connected(fake.token, address, HOOK) as channel:
        await channel.start_up()
        told = fake.updates.webhook
        assert (told["url"], told["secret_token"]) == (HOOK.url, HOOK.secret)
        assert told["allowed_updates"] == '["message", "edited_message", "callback_query", "my_chat_member"]'
        assert (await channel.check()).mark is Mark.WELL


async def test_for_polling_the_webhook_goes(fake: FakeTelegram, channel: TelegramChannel) -> None:
    fake.updates.webhook = {"url": "https://old.example.gov.vn/hook"}
    assert "old.example.gov.vn" in (await channel.check()).words
    await channel.start_up()
    assert (fake.updates.webhook, (await channel.check()).mark) == ({}, Mark.WELL)


async def test_the_menu_has_every_command_in_vietnamese(fake: FakeTelegram, channel: TelegramChannel) -> None:
    await channel.start_up()
    shown = {command["command"]: command["description"] for command in fake.methods.commands}
    assert shown["chamdiem"] == "Chấm điểm từng tiêu chí"
    assert set(shown) == {names[0] for names in COMMANDS.values()} <= set(DESCRIPTIONS)


async def test_a_refused_webhook_is_tried_again_and_does_not_stop_the_menu(fake: FakeTelegram, address: str) -> None:
    async with connected(fake.token, address, WebhookTarget("http://cchc.example.gov.vn/hook", "s")) as channel:
        with pytest.raises(NotReady, match="an https url must be provided"):
            await channel.start_up()
        assert fake.methods.commands
        assert "cần là http://cchc.example.gov.vn/hook" in (await channel.check()).words


async def test_a_wrong_token_is_told_in_the_check_up(address: str) -> None:
    async with connected("800000002:another", address) as channel:
        await channel.start_up()
        assert await channel.check() == Health(Mark.TO_MEND, "Unauthorized")
        assert (await channel.examine()).name == ""


async def test_what_telegram_complains_about_is_passed_on(fake: FakeTelegram, address: str) -> None:
    async with connected(fake.token, address, HOOK) as channel:
        await channel.start_up()
        fake.updates.last_error = "Wrong response from the webhook: 502 Bad Gateway"
        assert (await channel.check()).words == "Wrong response from the webhook: 502 Bad Gateway"


async def test_the_name_for_invitations_comes_from_telegram(channel: TelegramChannel) -> None:
    assert (await channel.examine()).name == "troly_xa_demo_bot"


def test_without_a_token_the_channel_is_off() -> None:
    assert configured() is None


async def test_the_settings_say_where_updates_come_in(fake: FakeTelegram, address: str) -> None:
    channel = configured(
        telegram_token=SecretStr(TOKEN),
        telegram_secret=SecretStr("s"),
        telegram_api_url=address,
        public_url="https://may.chu/cchc/",
    )
    assert channel is not None
    await channel.start_up()
    assert (channel.account, fake.updates.webhook["url"]) == ("800000002", "https://may.chu/cchc/webhooks/telegram")
    await channel.close()


async def test_the_token_stands_in_no_log(
    fake: FakeTelegram, channel: TelegramChannel, caplog: pytest.LogCaptureFixture, unused_tcp_port: int
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="httpx")
    caplog.handler.addFilter(Masking([fake.token]))
    async with connected(fake.token, f"http://127.0.0.1:{unused_tcp_port}") as nowhere:
        await nowhere.start_up()
        await channel.start_up()
        await channel.send(to_lan("Xin chào"))
        assert "/bot***/sendMessage" in caplog.text
        assert fake.token not in caplog.text
