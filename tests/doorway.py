"""What stands around a channel or a store of nobody's: the web chat as the only way in, a name that nobody keeps."""

import secrets
from types import SimpleNamespace
from typing import Any, cast

from bot import registry
from bot.channels.kind import Surroundings
from bot.environment.settings import Settings
from bot.links.addresses import Doorway
from bot.links.keys import Keys
from bot.web.channel import NAME, TITLE
from handlers.ports import Entrance


class Page:
    """The web chat as far as invitations ask."""

    def address(self, _: str, code: str = "") -> Entrance:
        return Entrance(NAME, TITLE, f"http://127.0.0.1:8000/?start={code}")


def doorway(**channels: Any) -> Doorway:
    return Doorway(Keys(secrets.token_hex()), {NAME: Page(), **channels}, registry.CALLED)


async def nobody_learns(*told: str) -> None:
    """Of a bot's name nobody keeps a note."""


def around(settings: Settings, **given: Any) -> Surroundings:
    """As much of the application as a channel of the story asks for."""
    return cast("Surroundings", SimpleNamespace(settings=settings, **{"learn": nobody_learns, "link": None} | given))
