"""What no page of ours sends: refused as soon as it is seen, whoever sends it, and before anything is held for it."""

import logging
import socket
import time
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest

from bot.links.keys import Upload
from bot.web.application import LONGEST_HEAD
from bot.web.deps import Recipient
from handlers.incoming.events import Incoming
from tests.web.conftest import browser
from tests.web.served import served
from tests.web.world import WebWorld

FORM = "multipart/form-data; boundary=b"
END = b"--b--\r\n"


def field(name: str, value: bytes, more: str = "") -> bytes:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"


async def posted(visitor: httpx.AsyncClient, body: bytes, kind: str = FORM) -> int:
    return (await visitor.post("/chat/messages", content=body, headers={"content-type": kind.encode("latin-1")})).status_code


@pytest.mark.parametrize("charset", ["punycode", "idna", "utf-16", "utf-7", "unicode_escape", "latin-1", "zip", "\xff"])
@pytest.mark.parametrize("kind", [FORM, "application/x-www-form-urlencoded"])
async def test_a_form_in_another_charset_is_refused_at_once(
    world: WebWorld, visitor: httpx.AsyncClient, charset: str, kind: str
) -> None:
    began = time.process_time()
    assert await posted(visitor, field("text", b"a-" + b"9" * 900_000) + END, f"{kind}; charset={charset}") == 400
    assert time.process_time() - began < 1
    assert world.events == []


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
async def test_the_one_charset_may_be_named(world: WebWorld, visitor: httpx.AsyncClient, charset: str) -> None:
    assert await posted(visitor, field("text", "chào".encode()) + END, f"{FORM}; charset={charset}") == 204
    assert world.events[0].text == "chào"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (field("text", b"\xff\xfe"), 400),
        (field("text", "chào".encode("cp1258")), 400),
        (field("files", b"%PDF-1", '; filename="b?o.pdf"').replace(b"?", b"\xe1"), 400),
        (field("text", b"a") + field("x", b"1") * 9, 204),
        (field("text", b"a") + field("x", b"1") * 10, 400),
        (field("x", b"1" * 1_000_000) * 300, 413),
        (field("text", "ệ".encode() * 5_000), 413),
        (field("text", b"1" * 64 * 1024), 413),
        (b"--b\r\n" + b"X: " + b"y" * 9_000 + b"\r\n\r\n", 400),
        (b"--b\r\n" + b"X: y\r\n" * 100 + b"\r\n", 400),
    ],
    ids=str,
)
async def test_a_form_in_parts_keeps_to_its_measure(visitor: httpx.AsyncClient, body: bytes, status: int) -> None:
    assert await posted(visitor, body + END) == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"text=" + b"%F0%9F%99%82" * 4_000, 204),
        (b"text=" + b"a" * 70_000, 400),
        (b"text=a" + b"&x=1" * 9, 204),
        (b"text=a" + b"&x=1" * 10, 400),
        (b"text=%ff%00%", 204),
        (b"=&=&text", 422),
    ],
    ids=str,
)
async def test_a_plain_form_keeps_to_its_measure(visitor: httpx.AsyncClient, body: bytes, status: int) -> None:
    assert await posted(visitor, body, "application/x-www-form-urlencoded") == status


@pytest.mark.parametrize(
    "kind", ["", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xff"]
)
async def test_a_form_that_says_nothing_of_its_parts_is_refused(visitor: httpx.AsyncClient, kind: str) -> None:
    assert await posted(visitor, field("text", b"a") + END, kind) in {400, 422}


@pytest.mark.parametrize(
    "origin",
    ["http://[::1", "http://[", "https://a:b:c", "//", "", " ", "http://\u2168.vn", "http://\uff0e", "http://chat.test:x"],
)
async def test_an_origin_that_is_no_address_is_a_foreign_one(world: WebWorld, visitor: httpx.AsyncClient, origin: str) -> None:
    headers = {"origin": origin.encode()}
    answer = await visitor.post("/chat/messages", data={"text": "a"}, headers=headers)
    assert (answer.status_code, world.events) == (403, [])


async def test_the_port_that_goes_without_saying_may_be_said() -> None:
    world = WebWorld(public_url="https://may.chu:443/cchc")
    async with browser(world) as client:
        cookie = (await client.get("/")).headers["set-cookie"].partition(";")[0]
        headers = {"origin": "https://may.chu", "cookie": cookie}
        assert (await client.post("/chat/messages", data={"text": "a"}, headers=headers)).status_code == 204


@pytest.mark.parametrize("said", ["9" * 5_000, "9" * 17, "-1", "1e9", "NaN", "²", "٣", " ", "1.5", "0x1"])
@pytest.mark.parametrize("where", ["query", "header"])
async def test_only_a_number_of_ours_says_where_a_stream_goes_on(visitor: httpx.AsyncClient, said: str, where: str) -> None:
    query, headers = ({"after": said}, {}) if where == "query" else ({}, {"last-event-id": said.encode()})
    assert (await visitor.get("/chat/events", params=query, headers=headers)).status_code == 400


async def test_a_head_without_end_is_refused(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/", headers={"x": "y" * LONGEST_HEAD})).status_code == 431
    assert (await visitor.get("/", params={"start": "y" * LONGEST_HEAD})).status_code == 431
    assert (await visitor.get("/", headers=[("x", "y")] * 101)).status_code == 431
    assert (await visitor.get("/", headers=[("x", "y")] * 50)).status_code == 200


def test_a_line_that_never_ends_is_cut_before_it_fills_the_memory(world: WebWorld) -> None:
    with served(world) as address, socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) as line:
        line.settimeout(10)
        line.sendall(b"GET / HTTP/1.1\r\nX: ")
        with pytest.raises(ConnectionError):
            line.sendall(b"y" * (50 << 20))


# -- the guard above all -----------------------------------------------------------------------------------------------


@pytest.fixture
async def broken(world: WebWorld, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """The store behind the doors is away."""

    async def away(_: Incoming) -> bool:
        raise RuntimeError("the password of the database is hunter2")

    monkeypatch.setattr(world, "put", away)
    async with browser(world) as client:
        await client.get("/")
        yield client


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
async def test_a_fault_is_answered_with_a_number_that_the_log_knows(
    broken: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, accept: str
) -> None:
    answer = await broken.post("/chat/messages", data={"text": "a"}, headers={"accept": accept})
    fault = answer.headers["x-fault"]
    assert answer.status_code == 500
    assert f"mã lỗi {fault}" in answer.text
    assert "hunter2" not in answer.text
    [record] = [one for one in caplog.records if fault in one.getMessage()]
    assert record.exc_info is not None
    assert record.getMessage() == f"fault {fault}: POST /chat/messages"


async def test_the_log_of_a_fault_holds_no_link(
    world: WebWorld, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: Upload) -> Recipient | None:
        raise RuntimeError

    monkeypatch.setattr(world, "recipient", away)
    token = world.keys.upload_token(Upload("p1", "1.2"))
    async with browser(world) as client:
        assert (await client.get(f"/u/{token}")).status_code == 500
    assert "GET /u/{token}" in caplog.text
    assert token not in caplog.text


def test_whoever_leaves_in_the_middle_leaves_no_fault(world: WebWorld, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with served(world) as address:
        cookie = httpx.get(address).headers["set-cookie"].partition(";")[0]
        with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) as line:
            head = (
                "POST /chat/messages HTTP/1.1",
                "Host: x",
                f"Cookie: {cookie}",
                f"Content-Type: {FORM}",
                "Content-Length: 9999",
            )
            line.sendall("\r\n".join([*head, "", ""]).encode() + field("text", b"a"))
        while "cut: POST /chat/messages" not in caplog.text:
            time.sleep(0.01)
    assert [record for record in caplog.records if record.exc_info] == []
    assert world.events == []
