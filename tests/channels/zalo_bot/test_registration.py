"""What the bot tells the platform when it starts, and what an operator hears when that goes wrong."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from bot.channels.base import Health, Mark, NotReady
from bot.channels.webhooks import WebhookTarget
from bot.channels.zalo_bot import ZaloBotChannel, zalo_bot_router
from bot.environment.settings import Settings
from tests.channels.telegram.world import Shelf
from tests.channels.zalo_bot.world import connected, link
from tests.doorway import around
from tests.fakes.serving import served
from tests.fakes.zalo_bot.platform import TOKEN, FakeZaloBot

SECRET = "demo-secret-token-16"
PATH = "/webhooks/zalo-bot"


@pytest.fixture
async def hooked(fake: FakeZaloBot, shelf: Shelf) -> AsyncIterator[ZaloBotChannel]:
    app = FastAPI()
    async with served(app) as url, connected(fake.token, fake.address, WebhookTarget(url + PATH, SECRET)) as channel:
        app.include_router(zalo_bot_router(channel.account, SECRET, shelf.put))
        yield channel


async def test_with_a_webhook_the_platform_learns_where_to_post(hooked: ZaloBotChannel, fake: FakeZaloBot) -> None:
    await hooked.start_up()
    assert fake.webhook["url"].endswith(PATH)
    assert fake.webhook["secret_token"] == SECRET
    assert (await hooked.check()).mark is Mark.WELL


async def test_a_server_that_does_not_listen_yet_is_looked_at_again(hooked: ZaloBotChannel, fake: FakeZaloBot) -> None:
    fake.knobs.unseen = 2
    for _ in range(2):
        with pytest.raises(NotReady, match="check that the server is public"):
            await hooked.start_up()
    await hooked.start_up()
    assert (await hooked.check()).mark is Mark.WELL


async def test_for_polling_the_webhook_goes(fake: FakeZaloBot, channel: ZaloBotChannel) -> None:
    fake.webhook = {"url": "https://old.example.gov.vn/hook", "secret_token": "bi mat cu"}
    assert "old.example.gov.vn" in (await channel.check()).words
    await channel.start_up()
    assert (fake.webhook, (await channel.check()).mark) == ({}, Mark.WELL)


async def test_the_bots_name_is_asked_for(channel: ZaloBotChannel) -> None:
    assert (await channel.examine()).name == "bot.demoxa"


async def test_a_wrong_token_is_told_and_stands_nowhere(fake: FakeZaloBot, caplog: pytest.LogCaptureFixture) -> None:
    hook = WebhookTarget("https://cchc.example.gov.vn/webhooks/zalo-bot", SECRET)
    async with connected("900000001:another", fake.address, hook) as channel:
        with pytest.raises(NotReady, match="401 Unauthorized"):
            await channel.start_up()
        assert await channel.check() == Health(Mark.TO_MEND, "401 Unauthorized")
    assert "another" not in caplog.text


def test_without_a_token_the_channel_is_off() -> None:
    assert ZaloBotChannel.of(around(Settings(_env_file=None), link=link)) is None


@pytest.mark.parametrize(
    ("mode", "secret", "starts"), [("webhook", None, False), ("webhook", SECRET, True), ("polling", None, True)]
)
def test_a_webhook_without_its_secret_keeps_the_product_from_starting(mode: str, secret: str | None, starts: bool) -> None:
    given = {"zalo_bot_token": SecretStr(TOKEN), "zalo_bot_mode": mode, "zalo_bot_secret": secret and SecretStr(secret)}
    faults = list(Settings(_env_file=None, **given).faults())  # type: ignore[arg-type]
    assert (not faults) is starts
    assert starts or "CCHC_ZALO_BOT_SECRET" in faults[0]


def test_token_and_secret_are_masked_everywhere() -> None:
    settings = Settings(_env_file=None, zalo_bot_token=SecretStr(TOKEN), zalo_bot_secret=SecretStr(SECRET))
    assert {TOKEN, SECRET} <= set(settings.secrets())
    assert settings.masked("***")["zalo_bot_token"] == settings.masked("***")["zalo_bot_secret"] == "***"
