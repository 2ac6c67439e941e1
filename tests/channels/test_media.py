"""Files are fetched from where the channel keeps them, and from nowhere else."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.channels.base import FetchLater, FetchRefused
from bot.channels.media import Hosts, Media
from tests.fakes.serving import served

LARGEST = 1000
ZALO = Hosts.of(".zdn.vn, .zadn.vn,127.0.0.1:9000,[::1]:9000")

ALLOWED = [
    ("https://photo-stal-1.zdn.vn/a.jpg", True),
    ("https://PHOTO.ZADN.VN/a.jpg", True),
    ("http://photo-stal-1.zdn.vn/a.jpg", False),
    ("https://photo.zdn.vn:8443/a.jpg", False),
    ("https://evil.vn/a.jpg", False),
    ("https://evilzdn.vn/a.jpg", False),
    ("https://photo.zdn.vn.evil.vn/a.jpg", False),
    ("https://photo.zdn.vn@evil.vn/a.jpg", False),
    ("https://evil.vn/?photo.zdn.vn", False),
    ("http://127.0.0.1:9000/a.jpg", True),
    ("https://127.0.0.1:9000/a.jpg", True),
    ("http://[::1]:9000/a.jpg", True),
    ("http://127.0.0.1:9001/a.jpg", False),
    ("http://127.0.0.1/a.jpg", False),
    ("ftp://127.0.0.1:9000/a.jpg", False),
    ("file:///etc/passwd", False),
    ("/a.jpg", False),
]


@pytest.mark.parametrize(("link", "allowed"), ALLOWED)
def test_only_listed_hosts_are_asked(link: str, allowed: bool) -> None:
    assert ZALO.allows(httpx.URL(link)) is allowed


async def whole(media: Media, link: str) -> bytes:
    return b"".join([piece async for piece in media.fetch(link)])


async def refused(media: Media, link: str) -> str:
    with pytest.raises(FetchRefused) as raised:
        await whole(media, link)
    return raised.value.fault


def answer(make: Callable[[], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def given(_: Request) -> Response:
        return make()

    return given


async def dribble(sizes: Sequence[int]) -> AsyncIterator[bytes]:
    for size in sizes:
        yield b"x" * size


def to(place: str) -> Callable[[Request], Awaitable[Response]]:
    return answer(lambda: RedirectResponse(place))


ROUTES: dict[str, Callable[[Request], Awaitable[Response]]] = {
    "/photo.jpg": answer(lambda: PlainTextResponse("a photo")),
    "/just.jpg": answer(lambda: Response(b"x" * LARGEST)),
    "/announced.jpg": answer(lambda: Response(b"x" * (LARGEST + 1))),
    "/growing.jpg": answer(lambda: StreamingResponse(dribble([600, 600]))),
    "/moved.jpg": to("/photo.jpg"),
    "/away.jpg": to("https://evil.vn/photo.jpg"),
    "/inside.jpg": to("http://127.0.0.1:22/photo.jpg"),
    "/loop.jpg": to("/loop.jpg"),
    "/nonsense.jpg": to("https://[nonsense/"),
    "/busy.jpg": answer(lambda: Response(status_code=503)),
    "/expired.jpg": answer(lambda: Response(status_code=403)),
}


@pytest.fixture
async def place() -> AsyncIterator[str]:
    """A host that is trusted with its port."""
    async with served(Starlette(routes=[Route(path, endpoint) for path, endpoint in ROUTES.items()])) as url:
        yield url


@asynccontextmanager
async def fetching(hosts: str, **rest: Any) -> AsyncIterator[Media]:
    media = Media(hosts, LARGEST, **rest)
    try:
        yield media
    finally:
        await media.close()


@pytest.fixture
async def media(place: str) -> AsyncIterator[Media]:
    async with fetching(place.removeprefix("http://")) as made:
        yield made


@pytest.mark.parametrize(("path", "size"), [("/photo.jpg", 7), ("/moved.jpg", 7), ("/just.jpg", LARGEST)])
async def test_a_file_arrives_whole(media: Media, place: str, path: str, size: int) -> None:
    assert len(await whole(media, place + path)) == size


@pytest.mark.parametrize("path", ["/announced.jpg", "/growing.jpg"])
async def test_a_file_that_is_too_large_is_not_read_to_its_end(media: Media, place: str, path: str) -> None:
    assert await refused(media, place + path) == "too_large"


@pytest.mark.parametrize("path", ["/away.jpg", "/inside.jpg", "/loop.jpg", "/nonsense.jpg", "/expired.jpg", "/missing.jpg"])
async def test_what_leads_elsewhere_or_nowhere_is_not_had(media: Media, place: str, path: str) -> None:
    assert await refused(media, place + path) == "gone"


async def test_a_host_that_is_busy_is_asked_later(media: Media, place: str) -> None:
    with pytest.raises(FetchLater):
        await whole(media, f"{place}/busy.jpg")


async def test_a_host_that_does_not_answer_is_asked_later(unused_tcp_port: int) -> None:
    async with fetching(f"127.0.0.1:{unused_tcp_port}") as media:
        with pytest.raises(FetchLater):
            await whole(media, f"http://127.0.0.1:{unused_tcp_port}/photo.jpg")


async def test_a_file_that_trickles_in_is_given_up(media: Media, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.media.ALL", -1.0)
    with pytest.raises(FetchLater):
        await whole(media, f"{place}/photo.jpg")


PRIVATE = ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "100.64.0.1", "::1", "fe80::1%eth0", "::ffff:10.0.0.8"]


@pytest.mark.parametrize("address", PRIVATE)
async def test_a_listed_name_that_leads_into_our_own_network_is_refused(address: str) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["203.162.1.1", address]

    async with fetching(".zdn.vn", resolve=resolve) as media:
        assert await refused(media, "https://photo.zdn.vn/a.jpg") == "gone"


async def test_a_name_that_cannot_be_resolved_just_now_is_asked_later() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        raise OSError

    async with fetching(".zdn.vn", resolve=resolve) as media:
        with pytest.raises(FetchLater):
            await whole(media, "https://photo.zdn.vn/a.jpg")


async def test_the_address_that_was_checked_is_the_one_asked_under_the_hosts_own_name(unused_tcp_port: int) -> None:
    asked = []

    async def host(request: Request) -> Response:
        asked.append(request.headers["host"])
        return PlainTextResponse("a photo")

    async def resolve(name: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    entry = f"photos.example.vn:{unused_tcp_port}"
    async with served(Starlette(routes=[Route("/a.jpg", host)]), unused_tcp_port), fetching(entry, resolve=resolve) as media:
        assert await whole(media, f"http://{entry}/a.jpg") == b"a photo"
    assert asked == [entry]
