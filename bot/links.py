"""Links of ours: to the first card of an invited person, to an upload page, to one file."""

from dataclasses import dataclass
from datetime import datetime

from bot.keys import Keys, Upload
from bot.settings import Settings
from handlers.cards import Attachment, Picture
from scoring.people import Person


@dataclass(frozen=True, slots=True)
class Links:
    """Links that open without any further credentials, for a day."""

    public_url: str
    keys: Keys

    def upload(self, person: Person, leaf: str, _: datetime) -> str:
        """Where files go that a channel cannot carry."""
        return f"{self.public_url}/u/{self.keys.upload_token(Upload(person.id, leaf))}"

    def file(self, file: Picture | Attachment) -> str:
        """Where a file is had that a channel cannot carry."""
        return f"{self.public_url}/f/{self.keys.file_token(file)}"


def deep_links(settings: Settings, code: str, telegram_name: str | None, zalo_bot_name: str | None) -> list[tuple[str, str]]:
    """(channel, link) pairs; the web chat comes first, as it works everywhere. A Zalo bot is found by its name."""
    links = [("Web", f"{settings.public_url}/?start={code}")]
    if settings.telegram_token and telegram_name:
        links.append(("Telegram", f"https://t.me/{telegram_name}?start={code}"))
    if settings.zalo_oa_access_token:
        # Zalo hands no word of a link on to the account, so the code has to be typed.
        links.append(("Zalo OA", f"https://zalo.me/{settings.zalo_oa_id} rồi gõ: /start {code}"))
    if settings.zalo_bot_token and zalo_bot_name:
        links.append(("Zalo Bot", f"tìm {zalo_bot_name} trong Zalo rồi gõ: /start {code}"))
    return links
