"""Settings from the environment or a ``.env`` file; ``cchc doctor`` prints them with secrets masked."""

import re
import secrets
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

#: A path of "." or ".." means another one, and what must be escaped is written in two ways.
ADDRESS = re.compile(r"(https?://[^\s/?#@\\]+)((?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*)", re.IGNORECASE)


class Misconfigured(Exception):
    """Settings with which the product must not start, in one line with the way to mend them."""


class Settings(BaseSettings):
    """Every setting has a working default; a channel without its token is off."""

    model_config = SettingsConfigDict(env_prefix="CCHC_", env_file=".env", env_ignore_empty=True, extra="ignore")

    database_url: str = Field(
        default="", description="PostgreSQL: postgresql://user@máy/tên; bỏ trống là một tệp SQLite trong CCHC_DATA_DIR"
    )
    data_dir: Path = Field(default=Path("data"), description="thư mục dữ liệu: cơ sở dữ liệu SQLite, tài liệu, khoá")
    evidence_url: str = Field(default="", description="thư mục chứa tài liệu; bỏ trống là evidence trong CCHC_DATA_DIR")
    public_url: str = Field(
        default="http://127.0.0.1:8000", description="địa chỉ mà điện thoại mở được, cho liên kết và webhook"
    )
    secret_key: SecretStr | None = Field(
        default=None,
        description="khoá ký liên kết, cookie, token; bỏ trống thì tự tạo trong CCHC_DATA_DIR; nhiều máy dùng chung một",
    )
    timezone: str = Field(default="Asia/Ho_Chi_Minh", description="múi giờ của cơ quan, cho hạn và giờ in ra")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="nhật ký chạy ghi chi tiết tới đâu"
    )
    keep_messages_days: int = Field(default=400, ge=30, description="số ngày giữ tin nhắn đã xử lý; một đợt kéo dài cả năm")
    now_offset: int = Field(default=0, description="số giây cộng vào đồng hồ, chỉ khi dùng dữ liệu minh hoạ")

    telegram_token: SecretStr | None = Field(default=None, description="token của BotFather; bỏ trống là tắt Telegram")
    telegram_secret: SecretStr | None = Field(default=None, description="mật khẩu của webhook, tự đặt: chữ, số, _ và -")
    telegram_mode: Literal["webhook", "polling"] = Field(
        default="webhook", description="cách nhận tin; polling dùng được sau tường lửa"
    )
    telegram_api_url: str = Field(default="https://api.telegram.org", description="địa chỉ Bot API")

    zalo_oa_id: str = Field(default="", description="mã của Official Account")
    zalo_oa_app_id: str = Field(default="", description="mã của ứng dụng")
    zalo_oa_app_secret: SecretStr | None = Field(default=None, description="khoá của ứng dụng, để làm mới token")
    zalo_oa_secret: SecretStr | None = Field(default=None, description="khoá ký webhook, khác khoá của ứng dụng")
    zalo_oa_access_token: SecretStr | None = Field(
        default=None, description="access token của cặp đầu tiên, các cặp sau tự làm mới; bỏ trống là tắt Zalo OA"
    )
    zalo_oa_refresh_token: SecretStr | None = Field(default=None, description="refresh token của cặp đầu tiên")
    zalo_oa_api_url: str = Field(default="https://openapi.zalo.me", description="địa chỉ OpenAPI")
    zalo_oauth_url: str = Field(default="https://oauth.zaloapp.com", description="địa chỉ cấp token")
    zalo_oa_signed_with: Literal["app_id", "oa_id"] = Field(default="app_id", description="webhook được ký kèm mã nào")
    zalo_oa_buttons: Literal["hide", "show", "none"] = Field(
        default="hide", description="lần bấm nút hiện ra thành tin nhắn (show), không hiện (hide), hay không dùng nút (none)"
    )
    zalo_oa_paid: bool = Field(default=False, description="nhắn cả người im lặng quá 48 giờ; Zalo tính tiền")
    zalo_oa_takeover_minutes: int = Field(default=30, ge=0, description="số phút bot im lặng sau khi cán bộ nhắn tay")

    zalo_bot_token: SecretStr | None = Field(default=None, description="token của Zalo Bot Creator; bỏ trống là tắt Zalo Bot")
    zalo_bot_secret: SecretStr | None = Field(default=None, description="mật khẩu của webhook, tự đặt, 8 đến 256 ký tự")
    zalo_bot_mode: Literal["webhook", "polling"] = Field(
        default="webhook", description="cách nhận tin; polling chỉ để dùng thử"
    )
    zalo_bot_api_url: str = Field(default="https://bot-api.zaloplatforms.com", description="địa chỉ API")

    zalo_media_hosts: str = Field(default=".zdn.vn,.zadn.vn", description="các máy chủ được tải ảnh, tệp về")

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, value: str) -> str:
        return value.lower()

    @field_validator("public_url")
    @classmethod
    def _address(cls, value: str) -> str:
        """As browsers write it, and without the slash at its end: every address of ours begins with it."""
        told = ADDRESS.fullmatch(value.strip().rstrip("/"))
        if told is None or not _has_host(told[1]):
            raise ValueError(f"{value} không phải địa chỉ trang; ví dụ https://cchc.example.vn hoặc https://example.vn/cchc")
        return told[1].lower() + told[2]

    @field_validator("timezone")
    @classmethod
    def _known(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except ZoneInfoNotFoundError as error:
            raise ValueError(f"{value} không phải múi giờ; ví dụ Asia/Ho_Chi_Minh") from error
        return value

    @property
    def public_path(self) -> str:
        """Under which path the proxy in front serves the product: "/cchc"; "" where it has a host of its own."""
        return urlsplit(self.public_url).path

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'cchc.sqlite3'}"

    @property
    def evidence_dir(self) -> Path:
        return Path(self.evidence_url.removeprefix("file://")) if self.evidence_url else self.data_dir / "evidence"

    @property
    def uploads_dir(self) -> Path:
        """What has come of files on their way in; shared by all processes that serve HTTP."""
        return self.data_dir / "uploads"

    @cached_property
    def secret(self) -> str:
        """The key that signs links and cookies; made once and kept in the data folder when none is set."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        kept = self.data_dir / "secret_key"
        if not kept.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            # As a whole or not at all: a key cut short by a crash would sign like a real one.
            draft = kept.with_suffix(".new")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(32))
            draft.rename(kept)
        return kept.read_text().strip()

    def secrets(self) -> list[str]:
        """Every secret value, so that the log can mask it."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]

    def faults(self) -> Iterator[str]:
        """What keeps the product from starting: a webhook that anybody could post to is worse than none."""
        if self.telegram_token and self.telegram_mode == "webhook" and not self.telegram_secret:
            yield "cần CCHC_TELEGRAM_SECRET khi nhận tin bằng webhook (hoặc đặt CCHC_TELEGRAM_MODE=polling)"
        if self.zalo_oa_access_token and not self.zalo_oa_secret:
            yield "cần CCHC_ZALO_OA_SECRET kèm CCHC_ZALO_OA_ACCESS_TOKEN: webhook được ký bằng khoá này"
        if self.zalo_oa_access_token and not (self.zalo_oa_id and self.zalo_oa_app_id):
            yield "cần CCHC_ZALO_OA_ID và CCHC_ZALO_OA_APP_ID kèm CCHC_ZALO_OA_ACCESS_TOKEN"
        if self.zalo_bot_token and self.zalo_bot_mode == "webhook" and not self.zalo_bot_secret:
            yield "cần CCHC_ZALO_BOT_SECRET khi nhận tin bằng webhook (hoặc đặt CCHC_ZALO_BOT_MODE=polling)"

    def masked(self, mask: str) -> dict[str, str]:
        """Every setting in words, secrets hidden, a password in an address too."""
        shown = {name: self._shown(name, mask) for name in type(self).model_fields}
        return shown | {"database_url": re.sub(r"(?<=:)[^:@/]+(?=@)", mask, self.database)}

    def _shown(self, name: str, mask: str) -> str:
        value = getattr(self, name)
        return mask if isinstance(value, SecretStr) else str(value) if value not in (None, "") else "–"


def _has_host(address: str) -> bool:
    """Brackets that are no IPv6 address and ports that are no number raise on being asked."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
