"""A card where everything is words: choices are typed, files are links."""

import unicodedata
from collections.abc import Sequence

from bot.channels.base import Capabilities, FileLink
from bot.channels.menus import listed_text, menu
from bot.channels.rendering import as_plain, chosen_by_typing
from handlers.cards.card import Attachment, Card, Picture
from handlers.texts.common import FILES_GO_HERE, OPENS_FOR_A_DAY


def written(card: Card, pictures: Sequence[Picture], capabilities: Capabilities, link: FileLink) -> str:
    """The card with links to its file, to these of its ``pictures``, and to the page that takes files."""
    files: list[Picture | Attachment] = [*pictures, *([card.attachment] if card.attachment else [])]
    links = "\n".join([OPENS_FOR_A_DAY, *(f"{file.name}: {link(file)}" for file in files)]) if files else ""
    upload = f"{FILES_GO_HERE} {card.upload}" if card.upload else ""
    parts = (chosen_by_typing(as_plain(card.text)), links, upload, listed_text(menu(card, capabilities)))
    # Length counts in composed letters.
    return unicodedata.normalize("NFC", "\n\n".join(part for part in parts if part))
