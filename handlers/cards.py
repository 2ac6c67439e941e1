"""What a conversation shows: cards with choices, in a neutral form that every channel's renderer understands."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from handlers.stored import read_stored
from scoring.errors import Refusal

#: It grows when what stands under a name means something else; a name that is new is passed over by older readers.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to press. ``code`` is the whole meaning of the press (see ``buttons``), at most 64 ASCII bytes."""

    label: str
    code: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture shown with a card, by the content address of the stored file; ``preview`` is that of a small one.

    ``aside``: it only adorns a list, so it is left out where it would be a message of its own.
    """

    sha256: str
    name: str
    mime: str
    preview: str = ""
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent out with a card: made on delivery, so that a card stays small.

    ``what`` names the export; ``person`` and ``draft`` (of a criteria set) say whose or which, where it is not a unit's.
    """

    what: str
    unit: str
    round: str
    name: str
    person: str = ""
    draft: str = ""


class NoSuchExport(Refusal):
    """An attachment that cannot be made any more: its round, its unit or its invitations are not there."""


@dataclass(frozen=True, slots=True)
class Card:
    """One message to a person.

    ``text``: plain words in which ``**…**`` is bold; lines are separated by a line feed.
    ``slot``: a card with the same slot replaces the one before it while that is still the last card shown.
    ``expects``: what the person may type now ("number", "letter", "text", "files", ""), for keyboards and hints.
    ``settle``: the card may wait a moment for more of the same slot (an album arrives photo by photo).
    ``upload``: the page that takes files for what the card asks, for channels that carry none.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    slot: str = ""
    expects: str = ""
    pictures: tuple[Picture, ...] = ()
    attachment: Attachment | None = None
    settle: bool = False
    kind: str = "reply"
    upload: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"v": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return read_stored(cls, data)
