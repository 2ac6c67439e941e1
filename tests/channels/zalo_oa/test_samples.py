"""Every recorded request is taken by the stand-in over HTTP, and every recorded answer is understood by the product."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.channels.zalo_oa import ZaloOAChannel
from bot.channels.zalo_oa.client import connect
from bot.channels.zalo_oa.faults import AuthorisationGone
from bot.channels.zalo_oa.pairs import Pair
from bot.channels.zalo_oa.tokens import App, Authority
from bot.db.work import Store
from tests.channels.shapes import shape
from tests.channels.telegram.world import answering
from tests.channels.zalo_oa.world import LAN, Clock, connected, jpeg, sample, to_lan
from tests.fakes.serving import served
from tests.fakes.zalo_oa.aside import BY_PHONE, BY_USER, DETAIL, QUOTA
from tests.fakes.zalo_oa.open_api import APP_ID, APP_SECRET, TOKENS, UPLOADS, V2, V3, FakeZaloOA
from tests.fakes.zalo_oa.person import Person

GETOA = "/v2.0/oa/getoa"
SENT = "resp_send_ok_reply_quota_no_remain"
#: Request by request: where it goes, and whose answer it gets; "" where no answer to it was recorded.
REQUESTS = {
    "req_text": (V3, SENT),
    "req_text_quote": (V3, SENT),
    "req_buttons": (V3, SENT),
    "req_image_url": (V3, SENT),
    "req_request_user_info": (V3, SENT),
    "req_react": (V2, ""),
    "req_anonymous_text": (V2, ""),
    "req_template_by_uid": (BY_USER, ""),
    "req_template_by_phone": (BY_PHONE, ""),
    "req_quota": (QUOTA, "resp_quota"),
}
ACCESS = {"access_token": "ACCESS_DEMO_1"}


async def asked(address: str, path: str, **given: Any) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=address, headers=ACCESS) as client:
        answer: dict[str, Any] = (await client.post(path, **given)).json()
    return answer


@pytest.mark.parametrize("name", REQUESTS)
async def test_each_recorded_request_is_taken(address: str, lan: Person, name: str) -> None:
    path, answered = REQUESTS[name]
    answer = await asked(address, path, json=sample(name))
    assert answer["error"] == 0
    assert not answered or shape(answer) == shape(sample(answered))


UPLOADED = {
    "req_image_attachment_id": ("image", "so-do.jpg", jpeg(), "resp_upload_image_ok"),
    "req_file": ("file", "don.pdf", b"%PDF", "resp_upload_file_ok"),
}


@pytest.mark.parametrize("name", UPLOADED)
async def test_what_was_uploaded_is_sent_in_the_recorded_form(address: str, lan: Person, name: str) -> None:
    kind, file, content, answered = UPLOADED[name]
    uploaded = await asked(address, UPLOADS + kind, files={"file": (file, content)})
    assert shape(uploaded) == shape(sample(answered))
    recorded, new = (next(iter(one["data"].values())) for one in (sample(answered), uploaded))
    body = json.loads(json.dumps(sample(name)).replace(recorded, new))
    assert shape(await asked(address, V3, json=body)) == shape(sample(SENT))
    assert lan.received[-1] == body["message"]


async def test_profiles_people_and_tokens_come_as_recorded(fake: FakeZaloOA, address: str, lan: Person) -> None:
    async with httpx.AsyncClient(base_url=address, headers=ACCESS) as client:
        profile = (await client.get(GETOA)).json()
        person = (await client.get(DETAIL, params={"data": json.dumps({"user_id": LAN})})).json()
        form = {"refresh_token": "REFRESH_DEMO_1", "app_id": APP_ID, "grant_type": "refresh_token"}
        tokens = (await client.post(TOKENS, data=form, headers={"secret_key": APP_SECRET})).json()
    assert shape(profile) == shape(sample("resp_getoa"))
    assert shape(person) == shape(sample("resp_user_detail"))
    assert shape(tokens) == shape(sample("resp_oauth_token_ok"))


async def test_after_two_days_a_message_is_taken_off_the_package_and_then_billed(
    fake: FakeZaloOA, clock: Clock, address: str, lan: Person
) -> None:
    fake.knobs.package = 1
    fake.screens.spoke_at[LAN] = clock() - timedelta(hours=48, seconds=1)
    packaged = await asked(address, V3, json=sample("req_text"))
    assert (shape(packaged), fake.billed) == (shape(sample("resp_send_ok_sub_quota")), 0)
    billed = await asked(address, V3, json=sample("req_text"))
    assert ("quota" in billed["data"], fake.billed) == (False, 1)


WRONG: dict[str, tuple[str, dict[str, Any], int]] = {
    "a reaction without its message": (V2, {"sender_action": {"react_icon": "/-heart"}}, -201),
    "a reaction to nobody who follows": (V2, {"recipient": {"user_id": "9"}}, -213),
    "a template without what it says": (BY_USER, {"template_data": {}}, -201),
    "a template for somebody else": (BY_USER, {"user_id": "9"}, -213),
    "a number as it is dialled at home": (BY_PHONE, {"phone": "0900000000"}, -201),
    "a mark of more than 48 letters": (BY_PHONE, {"tracking_id": "x" * 49}, -201),
    "the quota of somebody else": (QUOTA, {"user_id": "9"}, -213),
}
RIGHT = {V2: "req_react", BY_USER: "req_template_by_uid", BY_PHONE: "req_template_by_phone", QUOTA: "req_quota"}


@pytest.mark.parametrize("what", WRONG)
async def test_what_differs_from_the_recorded_request_is_refused(address: str, lan: Person, what: str) -> None:
    path, changed, error = WRONG[what]
    answer = await asked(address, path, json=sample(RIGHT[path]) | changed)
    assert answer["error"] == error


# -- what the product makes of the recorded answers -----------------------------------------------------------------------


@asynccontextmanager
async def zalo_answers(store: Store, clock: Clock, name: str) -> AsyncIterator[ZaloOAChannel]:
    body = json.dumps(sample(name)).encode()
    async with served(answering(200, body)) as url, connected(store, clock, url) as channel:
        yield channel


@pytest.mark.parametrize("name", ["resp_send_ok_reply_quota", SENT, "resp_send_ok_sub_quota"])
async def test_a_message_is_sent_whatever_it_costs(store: Store, clock: Clock, name: str) -> None:
    async with zalo_answers(store, clock, name) as channel:
        assert await channel.send(to_lan("Xin chào")) == sample(name)["data"]["message_id"]


async def test_the_operator_learns_what_the_account_is(store: Store, clock: Clock) -> None:
    async with zalo_answers(store, clock, "resp_getoa") as channel:
        report = await channel.examine()
    assert report.fault == ""
    assert report.words.startswith("UBND xã Demo, Growth, an authority's account")


@pytest.mark.parametrize("spelt", ["oaid", "oa_id"])
async def test_a_token_of_another_account_is_told_however_its_number_is_called(store: Store, clock: Clock, spelt: str) -> None:
    answer = sample("resp_getoa")
    answer["data"][spelt] = answer["data"].pop("oaid").replace("2", "7")
    async with served(answering(200, json.dumps(answer).encode())) as url, connected(store, clock, url) as channel:
        assert "the token belongs to the account 7" in (await channel.examine()).fault


async def renewed(name: str) -> tuple[Pair, timedelta]:
    async with served(answering(200, json.dumps(sample(name)).encode())) as url, connect() as http:
        return await Authority(http, url, App(APP_ID, APP_SECRET)).renew("REFRESH_DEMO_1")


async def test_the_next_pair_and_its_life_are_read_from_the_authoritys_answer() -> None:
    assert await renewed("resp_oauth_token_ok") == (Pair("ACCESS_DEMO", "REFRESH_DEMO_2"), timedelta(hours=25))


@pytest.mark.parametrize("name", ["resp_oauth_bad_redirect", "resp_error_118"])
async def test_a_refusal_of_the_authority_is_a_case_for_an_administrator(name: str) -> None:
    with pytest.raises(AuthorisationGone) as raised:
        await renewed(name)
    assert str(sample(name)["error"]) in raised.value.why
