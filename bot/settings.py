"""Settings from the environment or a ``.env`` file; ``cchc doctor`` prints them with secrets masked."""

import re
import secrets
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Misconfigured(Exception):
    """Settings with which the product must not start, in one line with the way to mend them."""


class Settings(BaseSettings):
    """Every setting has a working default; a channel without its token is off."""

    model_config = SettingsConfigDict(env_prefix="CCHC_", env_file=".env", extra="ignore")

    database_url: str = ""
    data_dir: Path = Path("data")
    evidence_url: str = ""
    public_url: str = "http://127.0.0.1:8000"
    secret_key: SecretStr | None = None
    timezone: str = "Asia/Ho_Chi_Minh"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    keep_messages_days: int = Field(default=400, ge=30, description="how long chat messages are kept; a round takes a year")
    now_offset: int = Field(default=0, description="seconds added to the clock, in the demo world only")

    telegram_token: SecretStr | None = None
    telegram_secret: SecretStr | None = None
    telegram_mode: Literal["webhook", "polling"] = "webhook"
    telegram_api_url: str = "https://api.telegram.org"

    zalo_oa_id: str = ""
    zalo_oa_app_id: str = ""
    zalo_oa_app_secret: SecretStr | None = None
    zalo_oa_secret: SecretStr | None = Field(default=None, description="signs webhooks; not the application's secret")
    zalo_oa_access_token: SecretStr | None = Field(default=None, description="of the first pair; later ones are renewed")
    zalo_oa_refresh_token: SecretStr | None = None
    zalo_oa_api_url: str = "https://openapi.zalo.me"
    zalo_oauth_url: str = "https://oauth.zaloapp.com"
    zalo_oa_signed_with: Literal["app_id", "oa_id"] = "app_id"
    zalo_oa_buttons: Literal["hide", "show", "none"] = Field(default="hide", description="whether a press is seen as a text")
    zalo_oa_paid: bool = Field(default=False, description="also write to people silent for 48 hours, which is billed")
    zalo_oa_takeover_minutes: int = Field(default=30, ge=0, description="silence after a colleague wrote by hand")

    zalo_bot_token: SecretStr | None = None
    zalo_bot_secret: SecretStr | None = None
    zalo_bot_mode: Literal["webhook", "polling"] = "webhook"
    zalo_bot_api_url: str = "https://bot-api.zaloplatforms.com"

    zalo_media_hosts: str = ".zdn.vn,.zadn.vn"

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, value: str) -> str:
        return value.lower()

    @field_validator("timezone")
    @classmethod
    def _known(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except ZoneInfoNotFoundError as error:
            raise ValueError(f"{value} không phải múi giờ; ví dụ Asia/Ho_Chi_Minh") from error
        return value

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
        known = (
            self.secret_key,
            self.telegram_token,
            self.telegram_secret,
            self.zalo_oa_app_secret,
            self.zalo_oa_secret,
            self.zalo_oa_access_token,
            self.zalo_oa_refresh_token,
            self.zalo_bot_token,
            self.zalo_bot_secret,
        )
        return [one.get_secret_value() for one in known if one is not None]

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
