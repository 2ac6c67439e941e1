"""Settings: every one has a working default, secrets are made once and shown to nobody, and half of a pair is refused."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.environment.settings import Settings


def given(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


def test_without_a_word_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = given(data_dir=tmp_path, database_url="")
    assert settings.database == f"sqlite:///{tmp_path}/cchc.sqlite3"
    assert settings.evidence_dir == tmp_path / "evidence"
    assert given(evidence_url="file:///srv/minh-chung").evidence_dir == Path("/srv/minh-chung")
    assert str(settings.zone) == "Asia/Ho_Chi_Minh"
    assert list(settings.faults()) == []


def test_the_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    first, second = given(data_dir=tmp_path / "data").secret, given(data_dir=tmp_path / "data").secret
    assert first == second
    assert len(first) >= 32
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0
    assert given(data_dir=tmp_path, secret_key="own").secret == "own"


@pytest.mark.parametrize(
    ("halves", "missing"),
    [
        ({"telegram_token": "1:a"}, "CCHC_TELEGRAM_SECRET"),
        ({"zalo_bot_token": "1:a"}, "CCHC_ZALO_BOT_SECRET"),
        ({"zalo_oa_access_token": "a", "zalo_oa_id": "1", "zalo_oa_app_id": "2"}, "CCHC_ZALO_OA_SECRET"),
        ({"zalo_oa_access_token": "a", "zalo_oa_secret": "s", "zalo_oa_id": "1"}, "CCHC_ZALO_OA_APP_ID"),
    ],
)
def test_half_of_a_channel_is_refused_with_the_name_of_the_other_half(halves: dict[str, str], missing: str) -> None:
    (fault,) = given(**halves).faults()
    assert missing in fault


@pytest.mark.parametrize("channel", ["telegram", "zalo_bot"])
def test_a_channel_that_is_polled_needs_no_webhook_secret(channel: str) -> None:
    assert list(given(**{f"{channel}_token": "1:a", f"{channel}_mode": "polling"}).faults()) == []


def test_no_secret_is_shown_not_even_inside_an_address() -> None:
    settings = given(database_url="postgresql://cchc:mat-khau@db/cchc", telegram_token="1:abc", zalo_oa_app_secret="kin")
    shown = settings.masked("***")
    assert shown["database_url"] == "postgresql://cchc:***@db/cchc"
    assert (shown["telegram_token"], shown["zalo_oa_app_secret"], shown["zalo_bot_token"]) == ("***", "***", "–")
    assert set(settings.secrets()) == {"1:abc", "kin"}


@pytest.mark.parametrize(("name", "value"), [("timezone", "Asia/Ha_Noi"), ("log_level", "loud"), ("keep_messages_days", 3)])
def test_what_makes_no_sense_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        given(**{name: value})


def test_a_level_may_be_written_in_capitals() -> None:
    assert given(log_level="INFO").log_level == "info"


@pytest.mark.parametrize(
    ("written", "meant", "path"),
    [
        ("https://cchc.example.vn/", "https://cchc.example.vn", ""),
        (" HTTPS://May.Chu:8443/cchc/ ", "https://may.chu:8443/cchc", "/cchc"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", ""),
        ("https://[2001:db8::1]/so-noi-vu/CCHC_2026", "https://[2001:db8::1]/so-noi-vu/CCHC_2026", "/so-noi-vu/CCHC_2026"),
    ],
)
def test_the_public_address_is_kept_as_browsers_write_it(written: str, meant: str, path: str) -> None:
    settings = given(public_url=written)
    assert (settings.public_url, settings.public_path) == (meant, path)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "may.chu/cchc",
        "ftp://may.chu",
        "https://",
        "https:///cchc",
        "https://[::1",
        "https://may.chu:cong",
        "https://may.chu:99999",
        "https://ai:mk@may.chu",
        "https://may.chu/cchc?a=1",
        "https://may.chu/cchc#a",
        "https://may.chu//cchc",
        "https://may.chu/cải-cách",
        "https://may.chu/a b",
        "https://may.chu/../cchc",
        "https://may.chu/{cchc}",
    ],
)
def test_what_is_no_address_of_a_site_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValidationError, match=r"ví dụ https://cchc\.example\.vn hoặc https://example\.vn/cchc"):
        given(public_url=written)
