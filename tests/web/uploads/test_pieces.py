"""The wire of a large upload: tus 1.0, spoken by a client that knows nothing of our page."""

import base64
import hashlib
from datetime import timedelta

import httpx
import pytest

from bot.links.keys import Upload
from bot.web.deps import Recipient
from handlers.incoming.events import ChatKey
from tests.web.conftest import browser
from tests.web.world import WebWorld

CHAT = ChatKey("telegram", "1", "77")
CONTENT = b"%PDF-1 " + bytes(range(256)) * 40


@pytest.fixture
def link(world: WebWorld) -> str:
    world.recipients["p1"] = Recipient(CHAT, "")
    return f"/u/{world.keys.upload_token(Upload('p1', '1.2'))}"


def coded(**words: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in words.items())


async def announce(client: httpx.AsyncClient, link: str, size: int = len(CONTENT), **words: str) -> httpx.Response:
    said = {"filename": "báo cáo.pdf"} | words
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(size), "Upload-Metadata": coded(**said)}
    return await client.post(f"{link}/files", headers=headers)


async def add(client: httpx.AsyncClient, where: str, offset: int, piece: bytes, checksum: str | None = None) -> httpx.Response:
    summed = "sha256 " + base64.b64encode(hashlib.sha256(piece).digest()).decode()
    headers = {
        "Tus-Resumable": "1.0.0",
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": str(offset),
        "Upload-Checksum": checksum or summed,
    }
    return await client.patch(where, headers=headers, content=piece)


async def stands(client: httpx.AsyncClient, where: str) -> int:
    return int((await client.head(where, headers={"Tus-Resumable": "1.0.0"})).headers["upload-offset"])


async def test_the_server_says_what_it_can(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        told = await client.options(f"{link}/files")
    assert told.headers["tus-version"] == "1.0.0"
    assert told.headers["tus-extension"] == "creation,checksum,expiration,termination"
    assert told.headers["tus-max-size"] == str(100 * 1024 * 1024)


async def test_piece_by_piece_the_file_reaches_the_chat_once(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        where = (await announce(client, link, item="1.2.b", visit="v1")).headers["location"]
        assert (await add(client, where, 0, CONTENT[:4000])).headers["upload-offset"] == "4000"
        assert world.events == []
        assert (await add(client, where, 4000, CONTENT[4000:])).status_code == 204
        # The answer was lost: the sender tries everything again.
        assert (await announce(client, link)).headers["upload-offset"] == str(len(CONTENT))
        assert (await add(client, where, 4000, CONTENT[4000:])).status_code == 204
        told = await client.get(where)
    [event] = world.events
    [file] = event.files
    assert (event.chat, event.text, event.album) == (CHAT, "1.2", "v1")
    assert (file.name, file.item, world.contents[file.fingerprint]) == ("báo cáo.pdf", "1.2.b", CONTENT)
    assert told.text == "✔ Đã nhận “báo cáo.pdf”."


async def test_a_piece_out_of_order_is_refused_with_the_right_offset(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        where = (await announce(client, link)).headers["location"]
        await add(client, where, 0, CONTENT[:4000])
        for wrong in (0, 8000):
            refused = await add(client, where, wrong, CONTENT[wrong : wrong + 500])
            assert (refused.status_code, refused.headers["upload-offset"]) == (409, "4000")
        assert await stands(client, where) == 4000


async def test_bytes_that_changed_on_the_way_are_not_kept(world: WebWorld, link: str) -> None:
    wrong = "sha256 " + base64.b64encode(hashlib.sha256(b"else").digest()).decode()
    async with browser(world) as client:
        where = (await announce(client, link)).headers["location"]
        assert (await add(client, where, 0, CONTENT, wrong)).status_code == 460
        assert await stands(client, where) == 0
    assert world.events == []


@pytest.mark.parametrize(
    ("size", "name", "status", "words"),
    [
        (100 * 1024 * 1024 + 1, "a.pdf", 413, "lớn hơn 100 MB"),
        (0, "a.pdf", 415, "rỗng"),
        (10, "cai-dat.exe", 415, "là chương trình"),
        (10, "anh.zip", 415, "Tệp nén"),
    ],
)
async def test_what_is_never_taken_is_told_before_its_first_byte(
    world: WebWorld, link: str, size: int, name: str, status: int, words: str
) -> None:
    async with browser(world) as client:
        answer = await announce(client, link, size, filename=name)
    assert answer.status_code == status
    assert words in answer.text


async def test_a_disguised_program_is_refused_when_it_has_come_and_the_page_says_so(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        world.refuses = "executable"
        where = (await announce(client, link)).headers["location"]
        await add(client, where, 0, CONTENT)
        told = await client.get(where)
        page = await client.get(link)
    assert told.headers["upload-fault"] == "executable"
    assert "“báo cáo.pdf”: Tệp này là chương trình" in told.text
    assert "Tệp này là chương trình" in page.text


async def test_the_page_opened_anew_knows_what_is_half_there(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        where = (await announce(client, link)).headers["location"]
        await add(client, where, 0, CONTENT[: len(CONTENT) // 2])
        assert "<b>báo cáo.pdf</b>: đã nhận 49%" in (await client.get(link)).text
        assert (await announce(client, link)).headers["location"] == where


async def test_after_a_day_the_half_is_gone(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        where = (await announce(client, link)).headers["location"]
        await add(client, where, 0, CONTENT[:4000])
        world.now += timedelta(hours=24)
        assert (await client.head(where, headers={"Tus-Resumable": "1.0.0"})).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Tus-Resumable": "0.2.0", "Upload-Length": "5"},
        {"Tus-Resumable": "1.0.0", "Upload-Length": "-5"},
        {"Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Metadata": "filename ~~~"},
    ],
)
async def test_what_is_not_the_protocol_changes_nothing(world: WebWorld, link: str, headers: dict[str, str]) -> None:
    async with browser(world) as client:
        answer = await client.post(f"{link}/files", headers=headers)
    assert answer.status_code in (400, 412)
    assert world.partials.of("p1", "1.2", world.now) == []


async def test_a_forged_link_uploads_nothing(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        assert (await announce(client, f"{link[:-3]}abc")).status_code == 404


async def test_a_line_that_lets_only_post_pass_says_the_method_in_a_header(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        where = (await announce(client, link)).headers["location"]

        async def post(method: str, content: bytes = b"", **more: str) -> httpx.Response:
            said = {"Tus-Resumable": "1.0.0", "X-HTTP-Method-Override": method} | more
            return await client.post(where, headers=said, content=content)

        piece = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
        assert (await post("PATCH", CONTENT[:4000], **piece)).headers["upload-offset"] == "4000"
        assert (await post("head")).headers["upload-offset"] == "4000"
        assert (await post("PUT")).status_code == 405
        assert (await client.post(where, headers={"Tus-Resumable": "1.0.0"})).status_code == 405
        assert (await post("DELETE")).status_code == 204
        assert (await post("HEAD")).status_code == 404


async def test_an_upload_that_is_no_longer_wanted_goes_and_may_begin_anew(world: WebWorld, link: str) -> None:
    async with browser(world) as client:
        where = (await announce(client, link)).headers["location"]
        await add(client, where, 0, CONTENT[:4000])
        assert (await client.delete(where, headers={"Tus-Resumable": "1.0.0"})).status_code == 204
        assert (await client.delete(where, headers={"Tus-Resumable": "1.0.0"})).status_code == 404
        assert (await announce(client, link)).headers["upload-offset"] == "0"
