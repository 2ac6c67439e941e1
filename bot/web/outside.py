"""Whether the public address leads to this very installation, looked at as everybody else comes: through the proxy."""

import secrets
import ssl
from hmac import compare_digest
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from bot.channels.trust import trust
from bot.links.keys import Keys

TIMEOUT = 10.0
HINT = "→ xem docs/van-hanh.md, “Sau proxy”"


class Outside:
    def __init__(self, public_url: str, keys: Keys, transport: httpx.BaseTransport | None = None) -> None:
        self._public_url = public_url
        self._parts = urlsplit(public_url)
        self._keys = keys
        self._client = httpx.Client(transport=transport, verify=trust(), timeout=TIMEOUT)

    def fault(self) -> str:
        """What is to be mended, in one line; "" when all is well."""
        with self._client:
            try:
                return self._fault()
            except httpx.TransportError as error:
                return _unreachable(self._public_url, error)

    def _fault(self) -> str:
        nonce = secrets.token_hex(16)
        answer = self._client.get(f"{self._public_url}/healthz", params={"nonce": nonce})
        if self._proven(answer, nonce):
            return self._plain()
        return self._elsewhere() or self._answered(answer)

    def _proven(self, answer: httpx.Response, nonce: str) -> bool:
        return compare_digest(_told(answer).get("proof", ""), self._keys.proof(nonce))

    def _plain(self) -> str:
        if self._parts.scheme == "https" or _at_home(self._parts.hostname or ""):
            return ""
        return f"{self._public_url} không có HTTPS: mã và tệp có thể bị đọc trộm trên đường, không kênh nào gọi tới {HINT}"

    def _elsewhere(self) -> str:
        """The proxy may serve the product, but under another path than the one that stands in every link."""
        if not self._parts.path:
            return ""
        site, nonce = f"{self._parts.scheme}://{self._parts.netloc}", secrets.token_hex(16)
        if not self._proven(self._client.get(f"{site}/healthz", params={"nonce": nonce}), nonce):
            return ""
        return f"đường dẫn {self._parts.path} bị mất: bản cài này trả lời ở {site} → đặt CCHC_PUBLIC_URL={site}, hoặc {HINT}"

    def _answered(self, answer: httpx.Response) -> str:
        where = f"{self._public_url}/healthz"
        if answer.is_redirect:
            target = answer.headers.get("location", "").partition("?")[0].removesuffix("/healthz")
            return (
                f"{where} chuyển hướng tới {target} → đặt CCHC_PUBLIC_URL là nơi cuối cùng; không kênh nào đi theo chuyển hướng"
            )
        if _told(answer).get("status") == "alive":
            return f"{where} là của một bản cài khác (khoá khác): sai máy, sai cổng hoặc sai thư mục dữ liệu {HINT}"
        if answer.status_code in {502, 503, 504}:
            return f"{where} trả lời {answer.status_code}: proxy chạy nhưng sản phẩm phía sau thì không → cchc serve {HINT}"
        return f"{where} trả lời {answer.status_code}, nhưng không phải sản phẩm này: proxy chuyển đi nơi khác {HINT}"


def _told(answer: httpx.Response) -> dict[str, str]:
    """The health page as this product writes it; empty for any other."""
    try:
        read = answer.json()
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in read.items()} if isinstance(read, dict) else {}


def _unreachable(public_url: str, error: httpx.TransportError) -> str:
    if _of_certificate(error):
        return (
            f"{public_url}: chứng chỉ không được tin cậy ({error}) → gia hạn, hoặc bổ sung phần còn thiếu của chuỗi chứng chỉ"
        )
    return f"{public_url} không gọi được từ máy này ({error or type(error).__name__}) {HINT}"


def _of_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _at_home(host: str) -> bool:
    """This machine itself: nothing travels over a line."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
