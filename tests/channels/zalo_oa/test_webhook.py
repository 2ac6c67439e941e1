"""The door for events: who may come in, and what is kept of it."""

import json
import logging
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.channels.zalo_oa import signature_of, zalo_oa_router
from bot.channels.zalo_oa.signature import Signature, mac
from tests.channels.telegram.world import Shelf
from tests.channels.zalo_oa.world import sample, settings
from tests.fakes.zalo_oa.open_api import APP_ID, APP_SECRET, OA_ID, OA_SECRET, FakeZaloOA
from tests.fakes.zalo_oa.person import Person

HEADER = "X-ZEvent-Signature"
PATH = "/webhooks/zalo-oa"
VECTOR = sample("signed_vector")
STAMP = "1790000002000"
TEXT = json.dumps(sample("user_send_text"), ensure_ascii=False).encode()


def signed(body: bytes, stamp: str = STAMP, identity: str = APP_ID, secret: str = OA_SECRET) -> dict[str, str]:
    return {HEADER: f"mac={sha256(identity.encode() + body + stamp.encode() + secret.encode()).hexdigest()}"}


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


async def nobody(_: object) -> None:
    """No message of the account is waited for here."""


def door_of(shelf: Shelf, **changed: Any) -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(zalo_oa_router(OA_ID, signature_of(settings("http://zalo", **changed)), shelf.put, nobody))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://bot")


@pytest.fixture
async def door(shelf: Shelf) -> AsyncIterator[httpx.AsyncClient]:
    async with door_of(shelf) as client:
        yield client


def test_the_recorded_signature_fits() -> None:
    signature = Signature("app_id", {"app_id": VECTOR["app_id"]}, VECTOR["oa_secret_key"], {})
    body = VECTOR["raw_body_utf8"].encode()
    assert signature.fits(VECTOR["header_value"], body)
    assert signature.fits(VECTOR["header_value"].removeprefix("mac="), body)
    assert not signature.fits(VECTOR["header_value"], body + b" ")


def test_the_formula_is_the_one_that_others_have_seen() -> None:
    known = VECTOR["also_known_vector"]
    assert mac(known["app_id"], known["raw_body"].encode(), known["timestamp"], known["oa_secret_key"]) == known["sha256_hex"]


def test_an_empty_secret_is_a_closed_door() -> None:
    body = b'{"timestamp": "1"}'
    assert not Signature("app_id", {"app_id": APP_ID}, "", {}).fits(mac(APP_ID, body, "1", ""), body)


async def test_a_signed_event_is_kept(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, content=TEXT, headers=signed(TEXT))
    assert (answer.status_code, answer.content) == (200, b"")
    assert shelf.texts == ["Xã mình có tiếp dân thứ Bảy không?"]


@pytest.mark.parametrize("given", ["mac=sai", "sai", "mac=" + "0" * 64, "mác"])
async def test_a_wrong_signature_leaves_nothing(door: httpx.AsyncClient, shelf: Shelf, given: str) -> None:
    answer = await door.post(PATH, content=TEXT, headers={HEADER.encode(): given.encode()})
    assert (answer.status_code, shelf.kept) == (401, {})


async def test_a_body_changed_on_its_way_leaves_nothing(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, content=TEXT.replace(b"?", b"."), headers=signed(TEXT))
    assert (answer.status_code, shelf.kept) == (401, {})


@pytest.mark.parametrize(("body", "headers"), [(TEXT, {}), (TEXT, {HEADER: ""}), (b"", signed(b"")), (b"", {})])
async def test_the_consoles_test_is_answered_and_dropped(
    door: httpx.AsyncClient, shelf: Shelf, body: bytes, headers: dict[str, str]
) -> None:
    answer = await door.post(PATH, content=body, headers=headers)
    assert (answer.status_code, shelf.kept) == (200, {})


@pytest.mark.parametrize(
    ("body", "stamp"), [(b'{"timestamp":"1790000002000",', STAMP), (b"[]", ""), (b"\xff", ""), (b"[" * 50_000, "")]
)
async def test_what_is_signed_but_no_event_is_refused(door: httpx.AsyncClient, shelf: Shelf, body: bytes, stamp: str) -> None:
    answer = await door.post(PATH, content=body, headers=signed(body, stamp))
    assert (answer.status_code, shelf.kept) == (400, {})


@pytest.mark.parametrize(
    "stamp",
    [
        '"\\ud800"',
        '"1\\udfff\\ud800"',
        '"\\u0000"',
        "[" * 900 + "]" * 900,
        '{"a":' * 300 + "1" + "}" * 300,
        "null",
        "NaN",
        "9" * 4000,
    ],
)
async def test_a_time_that_nobody_signs_is_refused_before_anything_is_read(
    door: httpx.AsyncClient, shelf: Shelf, stamp: str
) -> None:
    body = TEXT.replace(f'"{STAMP}"'.encode(), stamp.encode())
    assert body != TEXT
    answer = await door.post(PATH, content=body, headers={HEADER: "mac=" + "0" * 64})
    assert (answer.status_code, shelf.kept) == (401, {})


@pytest.mark.parametrize("name", ["oa_send_text_api_echo", "user_send_text", "follow"])
@pytest.mark.parametrize("id_", ["\\ud800", "a\\udfff", "\\u0000", "3\\n", "x" * 201, ""])
async def test_an_id_that_no_column_holds_is_refused(door: httpx.AsyncClient, shelf: Shelf, name: str, id_: str) -> None:
    body = json.dumps(sample(name) | {"timestamp": STAMP}).replace("3000000000000000003", id_).encode()
    answer = await door.post(PATH, content=body, headers=signed(body))
    assert (answer.status_code, shelf.kept) == (400, {})


async def test_a_body_that_no_event_can_have_is_not_read_to_its_end(door: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await door.post(PATH, content=b" " * (1024 * 1024 + 1), headers={HEADER: "mac=1"})
    assert (answer.status_code, shelf.kept) == (413, {})


async def test_a_time_that_is_a_number_is_signed_as_it_stands(door: httpx.AsyncClient, shelf: Shelf) -> None:
    body = json.dumps(sample("user_send_text") | {"timestamp": int(STAMP)}).encode()
    assert (await door.post(PATH, content=body, headers=signed(body))).status_code == 200
    assert len(shelf.kept) == 1


@pytest.mark.parametrize(
    ("identity", "secret", "told"),
    [
        (OA_ID, OA_SECRET, "oa_id with CCHC_ZALO_OA_SECRET"),
        (APP_ID, APP_SECRET, "app_id with CCHC_ZALO_OA_APP_SECRET"),
    ],
)
async def test_the_operator_is_told_what_else_would_fit_but_it_opens_nothing(
    door: httpx.AsyncClient, shelf: Shelf, caplog: pytest.LogCaptureFixture, identity: str, secret: str, told: str
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await door.post(PATH, content=TEXT, headers=signed(TEXT, identity=identity, secret=secret))
    assert (answer.status_code, shelf.kept) == (401, {})
    assert told in caplog.text
    assert secret not in caplog.text


async def test_the_identity_can_be_set_to_what_a_live_account_signs_with(shelf: Shelf) -> None:
    async with door_of(shelf, zalo_oa_signed_with="oa_id") as door:
        assert (await door.post(PATH, content=TEXT, headers=signed(TEXT))).status_code == 401
        assert (await door.post(PATH, content=TEXT, headers=signed(TEXT, identity=OA_ID))).status_code == 200


async def test_what_could_not_be_kept_is_not_acknowledged(door: httpx.AsyncClient, shelf: Shelf) -> None:
    shelf.failures = 1
    assert (await door.post(PATH, content=TEXT, headers=signed(TEXT))).status_code == 500


async def test_what_zalo_sends_twice_is_kept_once(fake: FakeZaloOA, door: httpx.AsyncClient, shelf: Shelf, lan: Person) -> None:
    async def post(body: bytes, headers: dict[str, str]) -> int:
        return (await door.post(PATH, content=body, headers=headers)).status_code

    fake.webhook.post, fake.webhook.twice = post, True
    assert [await lan.says("1.2 45/50"), await lan.follows()] == [200, 200]
    assert [(incoming.kind, incoming.text) for incoming in shelf.kept.values()] == [("message", "1.2 45/50"), ("back", "")]
