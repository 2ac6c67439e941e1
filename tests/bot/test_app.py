"""The HTTP side around the conversations: health, figures, and addresses that are not there."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from bot.app import create_app
from bot.db.tables import inbox, metadata
from bot.demo.world import FACT
from bot.environment.settings import Misconfigured
from bot.product import Parts, Product
from bot.web.channel import chat_key
from tests.bot.conftest import Makes
from tests.db.world import event

#: Nothing listens there, and nothing is sent there either.
NOBODY = "http://127.0.0.1:9"


def visitor(product: Product) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(create_app(product, Parts())), base_url="http://chat.test")


async def test_a_healthy_product_is_alive_and_ready(makes: Makes) -> None:
    async with visitor(makes()) as client:
        assert (await client.get("/healthz")).json() == {"status": "alive"}
        ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"database": True, "storage": True})


async def test_only_this_installation_can_answer_what_it_is_asked(makes: Makes) -> None:
    product = makes()
    async with visitor(product) as client:
        told = (await client.get("/healthz", params={"nonce": "7f"})).json()
        assert told == {"status": "alive", "proof": product.keys.proof("7f")}
        assert (await client.get("/healthz", params={"nonce": "7" * 65})).json() == {"status": "alive"}


@pytest.mark.parametrize("passed", ["/cchc", ""])
async def test_behind_a_proxy_under_a_path_every_door_is_there_with_the_path_and_without(makes: Makes, passed: str) -> None:
    telegram = {"telegram_token": SecretStr("1:abc"), "telegram_secret": SecretStr("s"), "telegram_api_url": NOBODY}
    bot = {"zalo_bot_token": SecretStr("1:abc"), "zalo_bot_secret": SecretStr("12345678"), "zalo_bot_api_url": NOBODY}
    async with visitor(makes(**telegram, **bot, public_url="https://may.chu/cchc")) as client:
        for path in ("/healthz", "/readyz", "/metrics", "/", "", "/huong-dan/"):
            assert (await client.get(f"{passed}{path}")).status_code == 200
        for name in ("telegram", "zalo-bot"):
            assert (await client.post(f"{passed}/webhooks/{name}", content=b"[]" * 40)).status_code == 401
        assert (await client.get(f"{passed}/khac")).status_code == 404
        assert (await client.get("/cchcx/healthz")).status_code == 404


async def test_without_its_database_it_is_alive_but_not_ready(makes: Makes) -> None:
    product = makes()
    async with visitor(product) as client:
        metadata.drop_all(product.engine)
        assert (await client.get("/healthz")).status_code == 200
        ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"database": False, "storage": True})


async def test_without_its_storage_it_is_not_ready(makes: Makes, tmp_path: Path) -> None:
    async with visitor(makes()) as client:
        (tmp_path / "evidence" / "incoming").rmdir()
        ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"database": True, "storage": False})


async def test_the_figures_tell_what_waits_and_what_was_given_up(makes: Makes) -> None:
    product = makes()
    await product.put(event("1", "chào", chat=chat_key("w1")))
    async with visitor(product) as client:
        figures = await client.get("/metrics")
    lines = figures.text.splitlines()
    assert figures.headers["content-type"].startswith("text/plain")
    assert 'cchc_rows{state="waiting",table="inbox"} 1.0' in lines
    assert 'cchc_rows{state="failed",table="outbox"} 0.0' in lines
    assert any(line.startswith("process_resident_memory_bytes ") for line in lines)


@pytest.mark.parametrize("channel", ["telegram", "zalo-oa", "zalo-bot"])
async def test_a_channel_without_its_token_has_no_webhook(makes: Makes, channel: str) -> None:
    async with visitor(makes()) as client:
        assert (await client.post(f"/webhooks/{channel}", json={})).status_code == 404


async def test_a_channel_that_is_polled_has_no_webhook_either(makes: Makes) -> None:
    token, secret = SecretStr("1:abc"), SecretStr("secret")
    telegram = {"telegram_token": token, "telegram_secret": secret, "telegram_api_url": NOBODY}
    for mode, status in (("polling", 404), ("webhook", 401)):
        async with visitor(makes(**telegram, telegram_mode=mode)) as client:
            assert (await client.post("/webhooks/telegram", json={})).status_code == status


async def test_a_clock_that_is_moved_is_for_the_demo_world_only(makes: Makes) -> None:
    product = makes()
    product.check_offset()
    moved = makes(now=event("1").at)
    with pytest.raises(Misconfigured, match="chỉ dùng được với dữ liệu minh hoạ"):
        moved.check_offset()
    with product.store.write() as work:
        work.facts.set(FACT, True)
    moved.check_offset()


async def test_its_parts_run_as_long_as_the_server_does(makes: Makes) -> None:
    product = makes()
    app = create_app(product, Parts())
    async with app.router.lifespan_context(app):
        assert not product.news.closed
        await product.put(event("1", "chào", chat=chat_key("w1")))
        with product.news.watching(chat_key("w1")) as watch:
            while waiting(product):
                await watch.wait(5)
    assert product.news.closed


async def test_old_messages_are_cleaned_up_and_young_ones_are_not(makes: Makes) -> None:
    product = makes(keep_messages_days=30)
    with product.store.write() as work:
        for key, days in (("old", 31), ("young", 29)):
            work.inbox.put(event(key), product.clock() - timedelta(days=days))
        for number in (1, 2):
            work.inbox.handled(number)
    await product.clean_up()
    with product.engine.connect() as connection:
        assert connection.execute(sa.select(inbox.c.event_key)).scalars().all() == ["young"]


def waiting(product: Product) -> int:
    with product.store.read() as work:
        return work.readings.take().inbox_waiting
