"""The public address, looked at from outside: what is wrong is said in words."""

from collections.abc import Callable

import httpx
import pytest

from bot.links.keys import Keys
from bot.web.outside import Outside

KEYS = Keys("the key of this installation")
Answer = Callable[[httpx.Request], httpx.Response]


def healthy(request: httpx.Request, keys: Keys = KEYS) -> httpx.Response:
    return httpx.Response(200, json={"status": "alive", "proof": keys.proof(request.url.params["nonce"])})


def under(path: str) -> Answer:
    """A proxy that serves the product under this path only."""

    def answer(request: httpx.Request) -> httpx.Response:
        return healthy(request) if request.url.path == f"{path}/healthz" else httpx.Response(404)

    return answer


def refusing(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("Connection refused")


def fault(public_url: str, answer: Answer) -> str:
    return Outside(public_url, KEYS, httpx.MockTransport(answer)).fault()


def test_this_very_installation_is_known_by_its_proof() -> None:
    assert fault("https://may.chu/cchc", under("/cchc")) == ""
    assert fault("http://127.0.0.1:8000", under("")) == ""


@pytest.mark.parametrize(
    ("public_url", "answer", "said"),
    [
        ("https://may.chu/cchc", under(""), "đường dẫn /cchc bị mất: bản cài này trả lời ở https://may.chu"),
        ("https://may.chu/cchc", lambda request: healthy(request, Keys("another")), "của một bản cài khác"),
        ("https://may.chu", lambda _: httpx.Response(200, text="<h1>Welcome to nginx!</h1>"), "chuyển đi nơi khác"),
        ("https://may.chu", lambda _: httpx.Response(200, json=["alive"]), "chuyển đi nơi khác"),
        ("https://may.chu", lambda _: httpx.Response(502), "cchc serve"),
        (
            "http://may.chu",
            lambda _: httpx.Response(301, headers={"location": "https://may.chu/healthz?nonce=1"}),
            "chuyển hướng tới https://may.chu → đặt CCHC_PUBLIC_URL",
        ),
        ("http://10.0.0.5:8000", under(""), "không có HTTPS"),
        ("https://may.chu", refusing, "không gọi được từ máy này (Connection refused)"),
    ],
)
def test_what_is_wrong_is_said_in_words(public_url: str, answer: Answer, said: str) -> None:
    assert said in fault(public_url, answer)
