"""Tokens: sealed in the database, renewed in time, and no refresh token used twice."""

import asyncio

import httpx
import pytest
import sqlalchemy as sa

from bot.channels.base import ChannelFault, NotSendable
from bot.channels.zalo_oa import ZaloOAChannel
from bot.db.work import Store
from checks.tokens import renewals
from tests.channels.zalo_oa.world import Clock, connected, pairs_on, to_lan
from tests.fakes.serving import served
from tests.fakes.zalo_oa.open_api import APP_ID, APP_SECRET, TOKENS, FakeZaloOA
from tests.fakes.zalo_oa.person import Person

#: Two hundred are for ``python -m checks.tokens``.
EXPIRIES = 8


def stored(store: Store) -> str:
    with store.read() as work:
        return str(work.facts.get("zalo_oa_tokens:2000000000000000002"))


async def test_tokens_are_kept_sealed_before_they_are_used(
    fake: FakeZaloOA, channel: ZaloOAChannel, store: Store, lan: Person
) -> None:
    fake.tokens.expire()
    await channel.send(to_lan("Xin chào"))
    assert lan.sees() == "Xin chào"
    kept = stored(store)
    assert not any(token in kept for token in ("ACCESS_DEMO", "REFRESH_DEMO"))


async def test_a_token_is_renewed_after_twenty_hours(fake: FakeZaloOA, channel: ZaloOAChannel, clock: Clock) -> None:
    await channel.keep_fresh()
    clock.pass_(hours=19)
    await channel.keep_fresh()
    assert fake.tokens.asked == []
    clock.pass_(hours=1)
    await channel.keep_fresh()
    assert (fake.tokens.asked, fake.tokens.access) == (["REFRESH_DEMO_1"], "ACCESS_DEMO_2")


async def test_an_account_that_sends_nothing_for_months_stays_authorised(
    fake: FakeZaloOA, channel: ZaloOAChannel, clock: Clock, lan: Person
) -> None:
    await channel.keep_fresh()
    for _ in range(12):
        clock.pass_(hours=20)
        await channel.keep_fresh()
    await lan.says("Chào")
    await channel.send(to_lan("Xin chào"))
    assert (len(fake.tokens.asked), fake.tokens.asked_twice()) == (12, [])


async def test_a_token_refused_is_renewed_once_and_the_message_arrives_once(
    fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person
) -> None:
    fake.tokens.expire()
    await channel.send(to_lan("Xin chào"))
    assert ([message["text"] for message in lan.received], fake.tokens.asked) == (["Xin chào"], ["REFRESH_DEMO_1"])


async def test_many_messages_at_once_renew_the_token_once(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    fake.tokens.expire()
    await asyncio.gather(*(channel.send(to_lan(f"Tin {number}")) for number in range(8)))
    assert (len(lan.received), fake.tokens.asked) == (8, ["REFRESH_DEMO_1"])


async def test_a_withdrawn_consent_ends_the_sending_and_is_told(
    fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person, caplog: pytest.LogCaptureFixture
) -> None:
    fake.tokens.revoke()
    for _ in range(3):
        with pytest.raises(NotSendable) as refused:
            await channel.send(to_lan("Xin chào"))
        assert refused.value.why == "-118: Refresh token is invalid"
    assert fake.tokens.asked == ["REFRESH_DEMO_1"]
    assert (await channel.examine()).fault == "-118: Refresh token is invalid"
    assert "authorise the application again" in caplog.text


async def test_a_new_pair_in_the_settings_brings_the_account_back(
    fake: FakeZaloOA, channel: ZaloOAChannel, store: Store, clock: Clock, address: str, lan: Person
) -> None:
    fake.tokens.revoke()
    with pytest.raises(NotSendable):
        await channel.send(to_lan("Xin chào"))
    fake.tokens.authorise("ACCESS_NEW", "REFRESH_NEW")
    renewed = {"zalo_oa_access_token": "ACCESS_NEW", "zalo_oa_refresh_token": "REFRESH_NEW"}
    async with connected(store, clock, address, **renewed) as mended:
        await mended.send(to_lan("Đã kết nối lại"))
    assert lan.sees() == "Đã kết nối lại"


async def test_a_machine_with_old_settings_does_not_bring_the_old_pair_back(
    fake: FakeZaloOA, channel: ZaloOAChannel, store: Store, clock: Clock, address: str, lan: Person
) -> None:
    await channel.keep_fresh()
    renewed = {"zalo_oa_access_token": "ACCESS_NEW", "zalo_oa_refresh_token": "REFRESH_NEW"}
    fake.tokens.authorise("ACCESS_NEW", "REFRESH_NEW")
    async with connected(store, clock, address, **renewed) as mended:
        await mended.send(to_lan("một"))
    await channel.send(to_lan("hai"))
    assert ([message["text"] for message in lan.received], fake.tokens.asked) == (["một", "hai"], [])


async def test_a_request_without_an_answer_is_made_once_more_and_then_given_up(
    fake: FakeZaloOA, address: str, store: Store, clock: Clock, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.zalo_oa.client.READ", 0.2)
    fake.tokens.expire()
    fake.knobs.tokens_hanging = 1
    async with connected(store, clock, address) as channel:
        with pytest.raises(NotSendable):
            await channel.send(to_lan("Xin chào"))
    # The first request was taken, so that its refresh token was spent when it came again.
    assert (fake.tokens.asked, lan.received) == (["REFRESH_DEMO_1"] * 2, [])


async def test_an_authority_that_never_answers_is_not_asked_for_ever(
    store: Store, clock: Clock, address: str, fake: FakeZaloOA, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.zalo_oa.client.READ", 0.2)
    fake.tokens.expire()
    asked: list[object] = []

    async def silent(scope: object, receive: object, send: object) -> None:
        asked.append(scope)
        await asyncio.Event().wait()

    async with served(silent) as url, connected(store, clock, address, zalo_oauth_url=url) as channel:
        for _ in range(3):
            with pytest.raises(NotSendable) as refused:
                await channel.send(to_lan("Xin chào"))
    assert (len(asked), "authorise the application again" in refused.value.why) == (2, True)


async def test_an_authority_in_trouble_is_asked_again_later_with_the_same_token(
    fake: FakeZaloOA, channel: ZaloOAChannel, clock: Clock, lan: Person
) -> None:
    fake.tokens.expire()
    fake.knobs.tokens_broken = 1
    with pytest.raises(ChannelFault):
        await channel.send(to_lan("Xin chào"))
    clock.pass_(seconds=1)
    await channel.send(to_lan("Xin chào"))
    assert lan.sees() == "Xin chào"


async def test_while_the_old_token_is_good_trouble_with_the_new_one_holds_nobody_up(
    fake: FakeZaloOA, channel: ZaloOAChannel, clock: Clock, lan: Person
) -> None:
    await channel.keep_fresh()
    clock.pass_(hours=21)
    fake.knobs.tokens_broken = 1
    await channel.send(to_lan("Xin chào"))
    assert (lan.sees(), fake.tokens.asked) == ("Xin chào", [])


async def test_a_crash_in_the_middle_of_renewing_keeps_the_others_waiting_for_a_while_only(
    fake: FakeZaloOA, channel: ZaloOAChannel, store: Store, clock: Clock, lan: Person
) -> None:
    crashed = pairs_on(store, clock)
    fake.tokens.expire()
    assert crashed.claim("ACCESS_DEMO_1") is not None
    assert crashed.claim("ACCESS_DEMO_1") is None
    clock.pass_(seconds=91)
    await channel.send(to_lan("Xin chào"))
    assert lan.sees() == "Xin chào"


async def test_another_key_cannot_read_the_tokens_and_says_so(
    fake: FakeZaloOA, channel: ZaloOAChannel, store: Store, clock: Clock, address: str
) -> None:
    await channel.keep_fresh()
    async with connected(store, clock, address, secret_key="another") as moved:
        assert "CCHC_SECRET_KEY" in (await moved.examine()).fault


async def test_the_authority_is_asked_in_the_documented_form(fake: FakeZaloOA, address: str) -> None:
    form = {"refresh_token": "REFRESH_DEMO_1", "app_id": APP_ID, "grant_type": "refresh_token"}
    async with httpx.AsyncClient(base_url=address) as client:
        wrong = await client.post(TOKENS, data=form, headers={"secret_key": "sai"})
        right = await client.post(TOKENS, data=form, headers={"secret_key": APP_SECRET})
    assert (wrong.json()["error"], right.json()["expires_in"]) == (-14002, "90000")


async def test_several_processes_never_use_a_refresh_token_twice(engine: sa.Engine) -> None:
    found = await renewals(engine.url.render_as_string(hide_password=False), EXPIRIES)
    assert list(found.violations(EXPIRIES)) == []


@pytest.mark.parametrize("damaged", [[], {"sealed": 5}, {"sealed": "x", "minted_at": "hôm qua", "expires_at": "", "seen": []}])
async def test_a_record_that_cannot_be_read_gives_way_to_the_tokens_of_the_settings(
    channel: ZaloOAChannel, store: Store, lan: Person, damaged: object
) -> None:
    await channel.keep_fresh()
    with store.write() as work:
        for name in ("zalo_oa_tokens:2000000000000000002", "zalo_oa_endpoint", "zalo_oa_stopped"):
            work.facts.set(name, damaged)
    await channel.send(to_lan("Xin chào"))
    assert lan.sees() == "Xin chào"
    assert "'seen': [" in stored(store)


async def test_what_a_newer_release_keeps_beside_the_tokens_stays(
    channel: ZaloOAChannel, store: Store, clock: Clock, fake: FakeZaloOA
) -> None:
    await channel.keep_fresh()
    with store.write() as work:
        name = "zalo_oa_tokens:2000000000000000002"
        work.facts.set(name, work.facts.get(name) | {"added_later": 7})
    clock.pass_(hours=21)
    await channel.keep_fresh()
    assert fake.tokens.access == "ACCESS_DEMO_2"
    assert "'added_later': 7" in stored(store)
