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


def deep_links(settings: Settings, code: str, telegram_name: str | None) -> list[tuple[str, str]]:
    """(channel, link) pairs; the web chat comes first, as it works everywhere."""
    links = [("Web", f"{settings.public_url}/?start={code}")]
    if settings.telegram_token and telegram_name:
        links.append(("Telegram", f"https://t.me/{telegram_name}?start={code}"))
    return links
