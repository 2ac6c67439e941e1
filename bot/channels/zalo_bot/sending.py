"""One delivery as messages of the platform: words, lists and links, as it takes neither buttons nor files."""

import logging
import unicodedata
from collections.abc import Callable, Sequence

from bot.channels.base import Capabilities, Outgoing
from bot.channels.menus import listed_text, menu
from bot.channels.rendering import as_plain, chosen_by_typing, split
from bot.channels.zalo_bot.client import Client, NotSent, Refused, Unanswered
from handlers.cards import Attachment, Card, Picture
from handlers.texts.common import FILES_GO_HERE, OPENS_FOR_A_DAY

log = logging.getLogger(__name__)

FileLink = Callable[[Picture | Attachment], str]
PHOTO_TYPES = frozenset({"image/jpeg", "image/png"})
#: What refuses one photo; anything else would refuse the card as well.
PHOTO_REFUSED = frozenset({400, 408})


class Sender:
    """``link`` makes the address under which a file of ours is had."""

    def __init__(self, client: Client, capabilities: Capabilities, link: FileLink) -> None:
        self._client = client
        self._capabilities = capabilities
        self._link = link

    async def send(self, outgoing: Outgoing) -> str:
        """The id of the last message. Raises a ``CallFault``."""
        card = outgoing.card
        unseen = [picture for picture in card.pictures if not await self._shown(outgoing.chat, picture)]
        sent = ""
        for part in split(self._words(card, unseen), self._capabilities.text):
            if part.strip():
                sent = (await self._client.call("sendMessage", chat_id=outgoing.chat, text=part)).get("message_id", "")
        return str(sent)

    async def _shown(self, chat: str, picture: Picture) -> bool:
        """Whether the photo stands in the chat. One that is not taken is linked, as the card matters more."""
        if picture.mime not in PHOTO_TYPES:
            return False
        try:
            await self._client.call("sendPhoto", chat_id=chat, photo=self._link(picture), caption=picture.name)
        except Refused as fault:
            if fault.code not in PHOTO_REFUSED:
                raise
            log.info("Zalo Bot: a photo was not taken: %s", fault.why)
            return False
        except (NotSent, Unanswered) as fault:
            # The card has not left yet, and must not be taken for one that may have arrived.
            log.info("Zalo Bot: a photo may not have arrived: %s", fault.why)
            return False
        return True

    def _words(self, card: Card, unseen: Sequence[Picture]) -> str:
        files: list[Picture | Attachment] = [*unseen, *([card.attachment] if card.attachment else [])]
        links = "\n".join([OPENS_FOR_A_DAY, *(f"{file.name}: {self._link(file)}" for file in files)]) if files else ""
        upload = f"{FILES_GO_HERE} {card.upload}" if card.upload else ""
        parts = (chosen_by_typing(as_plain(card.text)), links, upload, listed_text(menu(card, self._capabilities)))
        # Length counts in composed letters.
        return unicodedata.normalize("NFC", "\n\n".join(part for part in parts if part))
