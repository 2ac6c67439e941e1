"""Files that people sent, fetched from Zalo's own places and from nowhere else."""

import json
import os

import pytest

from bot.channels.base import FetchRefused
from bot.channels.zalo_oa import ZaloOAChannel, decode
from bot.db.work import Store
from tests.channels.zalo_oa.world import Clock, connected
from tests.fakes.zalo_oa.open_api import OA_ID, FakeZaloOA
from tests.fakes.zalo_oa.person import Person


async def fetched(channel: ZaloOAChannel, link: str) -> bytes:
    return b"".join([piece async for piece in channel.fetch(link)])


async def refusal(channel: ZaloOAChannel, link: str) -> str:
    with pytest.raises(FetchRefused) as refused:
        await fetched(channel, link)
    return refused.value.fault


async def link_of(fake: FakeZaloOA, lan: Person, name: str, content: bytes) -> str:
    """The link under which a file that somebody sent was announced."""
    told: list[bytes] = []

    async def post(body: bytes, _: dict[str, str]) -> int:
        told.append(body)
        return 200

    fake.webhook.post = post
    await lan.sends_file(name, content)
    incoming = decode(json.loads(told[0]), told[0], OA_ID)
    assert incoming is not None
    return incoming.files[0].ref


async def test_a_file_arrives_as_it_was_sent(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    content = os.urandom(3000)
    assert await fetched(channel, await link_of(fake, lan, "Kế hoạch số 15.pdf", content)) == content


async def test_a_link_that_leads_into_a_private_network_is_not_followed(
    fake: FakeZaloOA, channel: ZaloOAChannel, address: str
) -> None:
    fake.knobs.redirects["/media/1/a.jpg"] = "http://169.254.169.254/latest/meta-data"
    assert await refusal(channel, f"{address}/media/1/a.jpg") == "gone"


@pytest.mark.parametrize(
    "link",
    ["https://example.com/a.jpg", "http://f6.photo.talk.zdn.vn/a.jpg", "https://zdn.vn.example.com/a", "file:///etc/passwd"],
)
async def test_other_places_are_not_asked(channel: ZaloOAChannel, link: str) -> None:
    assert await refusal(channel, link) == "gone"


async def test_a_host_of_this_machine_is_asked_only_if_an_operator_named_it(
    fake: FakeZaloOA, store: Store, clock: Clock, address: str, lan: Person
) -> None:
    link = await link_of(fake, lan, "a.pdf", b"%PDF")
    async with connected(store, clock, address, zalo_media_hosts=".zdn.vn,.zadn.vn") as strict:
        assert await refusal(strict, link) == "gone"


async def test_a_file_that_is_not_there_any_more_is_gone(channel: ZaloOAChannel, address: str) -> None:
    assert await refusal(channel, f"{address}/media/9/a.pdf") == "gone"
