"""Zalo's place for tokens: each refresh token works once, and the access token before dies with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from tests.fakes.zalo_oa.rules import refused

LIFETIME = timedelta(seconds=90_000)


@dataclass
class FakeTokens:
    """``asked`` are the refresh tokens that came, in their order, the refused ones too."""

    clock: Callable[[], datetime]
    access: str = "ACCESS_DEMO_1"
    refresh: str = "REFRESH_DEMO_1"
    asked: list[str] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(2))
    _removed: bool = False

    def __post_init__(self) -> None:
        self._expires_at = self.clock() + LIFETIME

    def check(self, access: str | None) -> None:
        if access != self.access:
            raise refused(-216)
        if self._removed or self.clock() >= self._expires_at:
            raise refused(-220)

    def expire(self) -> None:
        """The access token is good for nothing from now on."""
        self._removed = True

    def authorise(self, access: str, refresh: str) -> None:
        """An administrator gives his consent anew; the tokens before are good for nothing any more."""
        self.access, self.refresh, self._removed = access, refresh, False
        self._expires_at = self.clock() + LIFETIME

    def revoke(self) -> None:
        """The account has withdrawn its consent: neither token is good for anything."""
        self.expire()
        self.refresh = ""

    def renew(self, refresh: str) -> dict[str, str]:
        self.asked.append(refresh)
        if not self.refresh or refresh != self.refresh:
            raise refused(-118)
        number = next(self._numbers)
        self.authorise(f"ACCESS_DEMO_{number}", f"REFRESH_DEMO_{number}")
        seconds = str(int(LIFETIME.total_seconds()))
        return {"access_token": self.access, "refresh_token": self.refresh, "expires_in": seconds}

    def asked_twice(self) -> list[str]:
        return [token for token in dict.fromkeys(self.asked) if self.asked.count(token) > 1]
