"""Links of ours: to the first card of an invited person, to an upload page, to one file."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.keys import Keys, Upload
from bot.settings import Settings
from handlers.cards import Attachment, Picture
from handlers.ports import Entrance
from scoring.people import Person

#: The facts that hold a bot's name, once its channel has told it: invitations name it.
TELEGRAM_NAME = "telegram_name"
ZALO_BOT_NAME = "zalo_bot_name"


@dataclass(frozen=True, slots=True)
class Links:
    """Links that open without any further credentials, for a day."""

    public_url: str
    keys: Keys

    @property
    def manual(self) -> str:
        return f"{self.public_url}/huong-dan"

    def upload(self, person: Person, leaf: str, chat: int, round_: str) -> str:
        """Where files go that a channel cannot carry."""
        return f"{self.public_url}/u/{self.keys.upload_token(Upload(person.id, leaf, chat, round_))}"

    def file(self, file: Picture | Attachment) -> str:
        """Where a file is had that a channel cannot carry."""
        return f"{self.public_url}/f/{self.keys.file_token(file)}"


@dataclass(frozen=True, slots=True)
class Doorway:
    """How the invited come in: their codes, and the ways to the chats of the channels that are on."""

    settings: Settings
    keys: Keys

    def code(self, batch: str, person_id: str) -> str:
        """The code that a batch of invitations has for a person; it is kept nowhere, and comes out the same each time."""
        return self.keys.invite_code(batch, person_id)

    def entrances(self, code: str, names: Mapping[str, str | None]) -> tuple[Entrance, ...]:
        """The web chat comes first, as it works everywhere. ``names``: the bots' names by the facts that hold them."""
        settings = self.settings
        found = [Entrance("web", f"{settings.public_url}/?start={code}")]
        telegram, zalo_bot = names.get(TELEGRAM_NAME), names.get(ZALO_BOT_NAME)
        if settings.telegram_token and telegram:
            found.append(Entrance("telegram", f"https://t.me/{telegram}?start={code}"))
        if settings.zalo_oa_access_token:
            # Zalo hands no word of a link on to the account, so the code has to be typed.
            found.append(Entrance("zalo_oa", f"https://zalo.me/{settings.zalo_oa_id}", typed=f"/start {code}"))
        if settings.zalo_bot_token and zalo_bot:
            # A Zalo bot has no address: it is found by its name.
            found.append(Entrance("zalo_bot", "", name=zalo_bot, typed=f"/start {code}"))
        return tuple(found)
