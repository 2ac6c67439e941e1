"""No secret reaches the log, wherever a library has put it."""

import io
import logging
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from bot.environment import logs

TOKEN = "123456789:AAF-demo_Token"
SECRET = "signs-every-webhook"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What stands in the log, set up as in service; the loggers are as before afterwards."""
    text = io.StringIO()
    monkeypatch.setattr("sys.stderr", text)
    root, httpx = logging.getLogger(), logging.getLogger("httpx")
    before = root.handlers[:], root.level, httpx.level
    root.handlers = []
    logs.set_up("info", [SECRET, ""], ZoneInfo("Asia/Ho_Chi_Minh"))
    yield text
    root.handlers, level, httpx_level = before
    root.setLevel(level)
    httpx.setLevel(httpx_level)


def test_a_token_in_an_address_is_masked_even_when_nobody_named_it(written: io.StringIO) -> None:
    logging.getLogger("bot").warning("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    assert "https://api.telegram.org/bot***/sendMessage" in written.getvalue()
    assert "AAF" not in written.getvalue()


def test_a_secret_is_masked_wherever_it_stands(written: io.StringIO) -> None:
    logging.getLogger("uvicorn").error("refused %s for %d", SECRET, 7)
    assert "refused *** for 7" in written.getvalue()


def test_a_secret_in_a_trace_is_masked_as_well(written: io.StringIO) -> None:
    try:
        raise ConnectionError(f"https://api.telegram.org/bot{TOKEN}/getMe with {SECRET}")
    except ConnectionError:
        logging.getLogger("bot").exception("deliveries stumbled")
    text = written.getvalue()
    assert "Traceback" in text
    assert "ConnectionError: https://api.telegram.org/bot***/getMe with ***" in text
    assert "AAF" not in text
    assert SECRET not in text


def test_libraries_that_print_addresses_speak_only_when_something_is_wrong(written: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://f6.zdn.vn/a")
    logging.getLogger("bot").info("ours")
    assert written.getvalue().splitlines()[0].endswith("INFO bot: ours")


def test_a_line_carries_the_office_s_time(written: io.StringIO) -> None:
    record = logging.makeLogRecord(
        {"name": "bot", "msg": "awake", "levelno": 20, "levelname": "INFO", "created": 1_800_000_000.25}
    )
    logging.getLogger("bot").handle(record)
    assert written.getvalue() == "2027-01-15 15:00:00.250+07:00 INFO bot: awake\n"
