"""One delivery as messages of the platform: words, lists and links, as it takes neither buttons nor files."""

import logging

from bot.channels.base import Capabilities, FileLink, Outgoing
from bot.channels.rendering import split
from bot.channels.written import written
from bot.channels.zalo_bot.client import Client, NotSent, Refused, Unanswered
from handlers.cards.card import Picture

log = logging.getLogger(__name__)

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
        for part in split(written(card, unseen, self._capabilities, self._link), self._capabilities.text):
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
