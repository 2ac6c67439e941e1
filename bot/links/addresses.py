"""Links of ours: to the first card of an invited person, to an upload page, to one file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.links.keys import Keys, Upload
from handlers.cards.card import Attachment, Picture
from handlers.ports import Entrance
from scoring.people import Person


def name_fact(channel: str) -> str:
    """The fact that holds a bot's name, once its channel has been told it: invitations name it."""
    return f"{channel}_name"


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


class Addressed(Protocol):
    """A channel as far as it is asked where its chat is."""

    def address(self, known_as: str, code: str = "") -> Entrance | None: ...


@dataclass(frozen=True, slots=True)
class Doorway:
    """How the invited come in: their codes, and the ways to the chats of the ``channels`` that are on.

    ``called``: how people call each channel.
    """

    keys: Keys
    channels: Mapping[str, Addressed]
    called: Mapping[str, str]

    def code(self, batch: str, person_id: str) -> str:
        """The code that a batch of invitations has for a person; it is kept nowhere, and comes out the same each time."""
        return self.keys.invite_code(batch, person_id)

    def entrances(self, code: str, fact: Callable[[str], str]) -> tuple[Entrance, ...]:
        """The ways in with a code, in the order of the channels. ``fact`` reads the bots' names."""
        found = (channel.address(fact(name_fact(name)), code) for name, channel in self.channels.items())
        return tuple(entrance for entrance in found if entrance is not None)

    def url(self, channel: str, fact: Callable[[str], str]) -> str:
        """Where a phone opens the chat of a channel; "" where that cannot be told."""
        entrance = self.channels[channel].address(fact(name_fact(channel))) if channel in self.channels else None
        return entrance.url if entrance else ""
