"""Links and cookies of this installation: good for a day, and not to be forged."""

from datetime import datetime, timedelta

import pytest
from itsdangerous import TimestampSigner

from bot.links.addresses import Links, name_fact
from bot.links.keys import Keys, LinkExpired, LinkForged, Upload
from handlers.cards.card import Attachment, Export, Picture
from scoring.people import Person, Role
from tests.bot.conftest import Makes
from tests.db.world import START

OURS, THEIRS = Keys("secret of this installation"), Keys("another")
UPLOAD = Upload("p-hoa", "1.1", 7, "CCHC2026")
PICTURE = Picture("ab" * 32, "anh.jpg", "image/jpeg")
PAPER = Attachment(Export.SHEET, "XA01", "2025", "bang.xlsx")


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(moment.timestamp()))


def test_a_link_carries_what_it_was_made_for() -> None:
    assert OURS.read_upload(OURS.upload_token(UPLOAD)) == UPLOAD
    assert [OURS.read_file(OURS.file_token(file)) for file in (PICTURE, PAPER)] == [PICTURE, PAPER]
    assert OURS.read_cookie(OURS.chat_cookie("w1")) == "w1"


def test_a_link_is_good_for_a_day_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, START)
    upload, file = OURS.upload_token(UPLOAD), OURS.file_token(PICTURE)
    at(monkeypatch, START + timedelta(days=1))
    assert (OURS.read_upload(upload), OURS.read_file(file)) == (UPLOAD, PICTURE)
    at(monkeypatch, START + timedelta(days=1, seconds=1))
    with pytest.raises(LinkExpired):
        OURS.read_upload(upload)
    with pytest.raises(LinkExpired):
        OURS.read_file(file)


# The tokens carry the time, so that they cannot name their tests: two workers would call them differently.
@pytest.mark.parametrize(
    "token",
    [THEIRS.upload_token(UPLOAD), OURS.file_token(PICTURE), OURS.chat_cookie("w1"), "", "a.b.c"],
    ids=["another office's", "a file's", "a cookie", "nothing", "no token"],
)
def test_nothing_but_our_own_upload_link_opens_an_upload(token: str) -> None:
    with pytest.raises(LinkForged):
        OURS.read_upload(token)


@pytest.mark.parametrize("more", ["\ufffd", "%", " ", "=", "ệ", "\n"])
def test_a_link_is_written_in_one_way_only(more: str) -> None:
    token = OURS.upload_token(UPLOAD)
    for place in (len(token) - 2, len(token)):
        with pytest.raises(LinkForged):
            OURS.read_upload(token[:place] + more + token[place:])


def test_a_changed_link_opens_nothing() -> None:
    with pytest.raises(LinkForged):
        OURS.read_file("A" + OURS.file_token(PICTURE))


@pytest.mark.parametrize(
    "cookie",
    [THEIRS.chat_cookie("w1"), OURS.upload_token(UPLOAD), "w1", ""],
    ids=["another office's", "an upload's", "a bare chat", "nothing"],
)
def test_a_cookie_of_somebody_else_is_no_chat(cookie: str) -> None:
    assert OURS.read_cookie(cookie) is None


def test_links_lead_back_to_what_they_are_for() -> None:
    links, hoa = Links("https://cchc.example.gov.vn", OURS), Person("p-hoa", "Hoa", "XA01", Role.OFFICIAL)
    address, _, token = links.upload(hoa, "1.1", 7, "CCHC2026").rpartition("/")
    assert (address, OURS.read_upload(token)) == ("https://cchc.example.gov.vn/u", UPLOAD)
    address, _, token = links.file(PAPER).rpartition("/")
    assert (address, OURS.read_file(token)) == ("https://cchc.example.gov.vn/f", PAPER)


def invitations(makes: Makes, telegram: str = "", zalo_bot: str = "", **tokens: str) -> list[str]:
    names = {name_fact("telegram"): telegram, name_fact("zalo_bot"): zalo_bot}
    found = makes(**tokens).doorway.entrances("k7d2", lambda fact: names.get(fact, ""))
    return [one.title for one in found]


async def test_an_invitation_names_the_channels_that_are_on(makes: Makes) -> None:
    assert invitations(makes, telegram="cchc_bot", zalo_bot="bot.demo") == ["Trang web"]
    assert invitations(makes, telegram_token="1:a", zalo_bot_token="2:b", zalo_oa_access_token="x") == ["Trang web", "Zalo OA"]
    on = invitations(makes, "cchc_bot", "bot.demo", telegram_token="1:a", zalo_bot_token="2:b")
    assert on == ["Trang web", "Telegram", "Zalo Bot"]
