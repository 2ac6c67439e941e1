"""The version of the endpoint: found out by sending, pinned for everybody, and found out anew every day."""

import pytest

from bot.channels.base import NotSendable
from bot.channels.zalo_oa import ZaloOAChannel
from bot.db.work import Store
from tests.channels.zalo_oa.world import Clock, connected, to_lan
from tests.fakes.zalo_oa.open_api import V2, V3, FakeZaloOA
from tests.fakes.zalo_oa.person import Person


@pytest.fixture
def of_an_authority(fake: FakeZaloOA) -> FakeZaloOA:
    """An account that Zalo serves on the older endpoint alone."""
    fake.knobs.without_v3, fake.knobs.without_v2 = True, False
    fake.profile["oa_type"] = 4
    return fake


def tried(fake: FakeZaloOA) -> list[str]:
    return ["v3" if path == V3 else "v2" for path, _ in fake.calls if path in (V3, V2)]


async def test_the_newer_endpoint_is_tried_first(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    await channel.send(to_lan("một"))
    assert (tried(fake), lan.sees()) == (["v3"], "một")
    assert "through v3" in (await channel.examine()).words


async def test_an_authoritys_account_moves_to_the_older_one_and_stays(
    of_an_authority: FakeZaloOA, channel: ZaloOAChannel, lan: Person
) -> None:
    for words in ("một", "hai", "ba"):
        await channel.send(to_lan(words))
    assert tried(of_an_authority) == ["v3", "v2", "v2", "v2"]
    assert [message["text"] for message in lan.received] == ["một", "hai", "ba"]


async def test_another_process_knows_what_the_first_has_found(
    of_an_authority: FakeZaloOA, channel: ZaloOAChannel, store: Store, clock: Clock, address: str, lan: Person
) -> None:
    await channel.send(to_lan("một"))
    async with connected(store, clock, address) as other:
        await other.send(to_lan("hai"))
    assert tried(of_an_authority) == ["v3", "v2", "v2"]


async def test_a_day_later_it_is_found_out_anew(
    of_an_authority: FakeZaloOA, channel: ZaloOAChannel, clock: Clock, lan: Person
) -> None:
    await channel.send(to_lan("một"))
    clock.pass_(hours=24)
    of_an_authority.knobs.without_v3 = False
    await channel.send(to_lan("hai"))
    await channel.send(to_lan("ba"))
    assert tried(of_an_authority) == ["v3", "v2", "v3", "v3"]


async def test_when_the_older_one_is_shut_down_the_newer_is_tried_again(
    of_an_authority: FakeZaloOA, channel: ZaloOAChannel, lan: Person
) -> None:
    await channel.send(to_lan("một"))
    of_an_authority.knobs.without_v3, of_an_authority.knobs.without_v2 = False, True
    await channel.send(to_lan("hai"))
    assert (tried(of_an_authority), lan.sees()) == (["v3", "v2", "v2", "v3"], "hai")


async def test_an_account_with_no_endpoint_asks_once_a_day_and_says_so(
    of_an_authority: FakeZaloOA, channel: ZaloOAChannel, clock: Clock, lan: Person
) -> None:
    of_an_authority.knobs.without_v2 = True
    for _ in range(3):
        with pytest.raises(NotSendable):
            await channel.send(to_lan("một"))
    assert tried(of_an_authority) == ["v3", "v2"]
    assert "no endpoint" in (await channel.examine()).fault
    clock.pass_(hours=24)
    of_an_authority.knobs.without_v2 = False
    await channel.send(to_lan("hai"))
    assert lan.sees() == "hai"


async def test_another_refusal_does_not_move_the_endpoint(fake: FakeZaloOA, channel: ZaloOAChannel, lan: Person) -> None:
    fake.knobs.declined = [-233]
    with pytest.raises(NotSendable):
        await channel.send(to_lan("một"))
    assert tried(fake) == ["v3"]


async def test_the_operator_is_warned_of_an_authoritys_account_before_the_first_message(
    of_an_authority: FakeZaloOA, channel: ZaloOAChannel
) -> None:
    found = await channel.examine()
    assert (found.fault, "send one message before promising" in found.words) == ("", True)


@pytest.mark.parametrize(
    ("changed", "told"), [({"oaid": "9000000000000000009"}, "9000000000000000009"), ({"is_verified": False}, "not verified")]
)
async def test_what_is_wrong_with_the_account_is_told(
    fake: FakeZaloOA, channel: ZaloOAChannel, changed: dict[str, object], told: str
) -> None:
    fake.profile.update(changed)
    assert told in (await channel.examine()).fault
