"""What stands around a channel or a store of nobody's: the web chat as the only way in, a name that nobody keeps."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot import registry
from bot.channels.base import Channel
from bot.channels.kind import Surroundings
from bot.db.rounds.sets import Library
from bot.db.sheet.documents import UploadLink
from bot.db.work import Store
from bot.environment.clock import SystemClock
from bot.environment.settings import Settings
from bot.links.addresses import Doorway
from bot.links.keys import Keys
from bot.web.channel import NAME, TITLE
from bot.workers.turns import Turns
from handlers.ports import Entrance

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Page:
    """The web chat as far as invitations ask."""

    def address(self, _: str, code: str = "") -> Entrance:
        return Entrance(NAME, TITLE, f"http://127.0.0.1:8000/?start={code}")


def doorway(**channels: Any) -> Doorway:
    return Doorway(Keys(secrets.token_hex()), {NAME: Page(), **channels}, registry.CALLED)


def store_on(
    engine: sa.Engine,
    clock: Callable[[], datetime] | None = None,
    *,
    upload_link: UploadLink = lambda *_: "",
    library: Library | None = None,
) -> Store:
    """A store whose cards lead to no page; ``library``: sets that are read once for copies of one database."""
    return Store(
        engine,
        doorway=doorway(),
        upload_link=upload_link,
        clock=clock or SystemClock(0),
        library=library or Library(),
    )


def turns_on(
    store: Store,
    clock: Callable[[], datetime],
    zone: tzinfo = VIETNAM,
    channels: Mapping[str, Channel] | None = None,
    manual: str = "",
) -> Turns:
    """Turns of a product that has no channels, and no manual that could be opened."""
    return Turns(store, clock, zone, channels or {}, manual)


def quiet() -> None:
    """Nobody waits to be woken: the story says when somebody works."""


async def nobody_learns(*told: str) -> None:
    """Of a bot's name nobody keeps a note."""


def around(settings: Settings, **given: Any) -> Surroundings:
    """As much of the application as a channel of the story asks for."""
    return cast("Surroundings", SimpleNamespace(settings=settings, **{"learn": nobody_learns, "link": None} | given))
