"""What a conversation shows: cards with choices, in a neutral form that every channel's renderer understands."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from handlers.stored import read_stored, write_stored
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


class Export(StrEnum):
    """A paper that can be had by chat."""

    #: A commune's score sheet as a workbook.
    SHEET = "sheet"
    #: The same as a plain table.
    SHEET_CSV = "sheet_csv"
    #: A commune's report on its own scores, to be signed.
    REPORT = "report"
    #: What was asked of a commune about its scores, and what it answered.
    EXPLANATIONS = "explanations"
    #: All documents of a commune, in the folders of their criteria.
    DOSSIER = "dossier"
    #: What is kept of one person.
    MY_DATA = "my_data"
    #: The pages of a batch of invitations.
    INVITATIONS = "invitations"
    #: How a file was read as a criteria set, line by line.
    SET_REPORT = "set_report"
    #: The set that was read, as text that can be edited.
    SET_YAML = "set_yaml"
    #: One that a newer release makes.
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> "Export | None":
        return cls.UNKNOWN if isinstance(value, str) else None


class Expects(StrEnum):
    """What a person may type as the answer to a card."""

    #: Nothing that would keep a number or a letter from being a choice of the card.
    NOTHING = ""
    #: A number.
    NUMBER = "number"
    #: The letter of one of several answers.
    LETTER = "letter"
    #: Words of his own.
    TEXT = "text"
    #: Files, or a link to them.
    FILES = "files"
    #: One of the card's choices in words.
    CHOICE = "choice"

    @classmethod
    def _missing_(cls, value: object) -> "Expects | None":
        """It only helps to answer: what a newer release expects beyond that is passed over."""
        return cls.NOTHING if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent out with a card: made on delivery, so that a card stays small.

    ``person`` and ``draft`` (of a criteria set) say whose or which, where it is not a unit's.
    """

    what: Export
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
    ``expects``: what the person may type now, for keyboards and hints.
    ``settle``: the card may wait a moment for more of the same slot (an album arrives photo by photo).
    ``upload``: the page that takes files for what the card asks, for channels that carry none.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    slot: str = ""
    expects: Expects = Expects.NOTHING
    pictures: tuple[Picture, ...] = ()
    attachment: Attachment | None = None
    settle: bool = False
    kind: str = "reply"
    upload: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"v": VERSION, **write_stored(self)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return read_stored(cls, data)
