"""Zalo Bot as the operator sees it: what keeps it from starting, how it does, where invited people find it."""

import pytest

from bot.environment.settings import Settings
from bot.links.addresses import name_fact
from bot.product import Product
from tests.cli.conftest import Cchc

TOKEN = "900000001:fake-Token_of-the-demo"


@pytest.fixture
def with_token(cchc: Cchc, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int) -> Cchc:
    """The command with a bot's token set, and a platform that does not answer."""
    monkeypatch.setenv("CCHC_ZALO_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("CCHC_ZALO_BOT_API_URL", f"http://127.0.0.1:{unused_tcp_port}")
    return cchc


def test_a_webhook_without_its_secret_does_not_start(with_token: Cchc) -> None:
    ran = with_token("serve")
    assert (ran.code, len(ran.err.strip().splitlines())) == (2, 1)
    assert "CCHC_ZALO_BOT_SECRET" in ran.err


def test_the_doctor_says_that_the_platform_does_not_answer_and_never_the_token(with_token: Cchc) -> None:
    ran = with_token("doctor")
    assert ran.code == 1
    assert "!! Zalo Bot: " in ran.out
    assert "fake-Token" not in ran.out + ran.err


def test_without_a_token_the_doctor_says_how_to_switch_it_on(cchc: Cchc) -> None:
    assert "Zalo Bot: tắt → đặt CCHC_ZALO_BOT_TOKEN" in cchc("doctor").out


def test_an_invitation_names_the_bot_once_it_is_known(demo: object, with_token: Cchc) -> None:
    product = Product(Settings())
    with product.store.write() as work:
        work.facts.set(name_fact("zalo_bot"), "bot.demoxa")
    product.executor.shutdown()
    product.engine.dispose()
    ran = with_token("invite", "--unit", "XA01", "--role", "official", "--fields", "2", "--name", "Chị Lan")
    assert ran.code == 0, ran.err
    assert "Zalo Bot: tìm bot.demoxa trong Zalo rồi gõ: /start " in ran.out
