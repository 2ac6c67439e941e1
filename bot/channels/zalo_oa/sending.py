"""One delivery as messages of an Official Account."""

import asyncio
import json
import logging
import unicodedata
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Literal

import httpx

from bot.channels.base import Capabilities, FileLink, OutFile, Outgoing
from bot.channels.menus import listed_text, menu
from bot.channels.rendering import as_plain, label, split
from bot.channels.zalo_oa.client import Client, Data
from bot.channels.zalo_oa.decoding import PRESS
from bot.channels.zalo_oa.faults import NOT_YET_SENT, TOO_MANY, Declined, ForeignAnswer
from bot.channels.zalo_oa.outlet import Outlet
from bot.channels.zalo_oa.pictures import fitted
from handlers.cards.card import Attachment, Card, Choice, Picture

log = logging.getLogger(__name__)

#: The account's own messages have this source among those of a conversation.
CONVERSATION, LAST_MESSAGES, FROM_US = "/v2.0/oa/conversation", 10, 0
#: So much Zalo's clock and ours may differ.
APART = timedelta(seconds=2)
UPLOAD_IMAGE, UPLOAD_FILE = "/v2.0/oa/upload/image", "/v2.0/oa/upload/file"
FILE_BYTES = 5 * 1024 * 1024
#: By the ending of the name, which Zalo goes by too: without one it answers well, and keeps nothing.
FILE_TYPES = frozenset({".pdf", ".doc", ".docx"})
#: What an upload may be refused for: the file then goes as a link.
NOT_UPLOADABLE = frozenset({-201, -210, -100})
OPEN_WITHIN_A_DAY = "Tệp (mở được trong 24 giờ):"

Pressing = Literal["hide", "show", "none"]


class NotTaken(Exception):
    """The upload did not lead to anything that a message could carry."""


class Sender:
    """``link`` makes the address under which a person opens what the account cannot carry."""

    def __init__(self, client: Client, outlet: Outlet, capabilities: Capabilities, link: FileLink, pressing: Pressing) -> None:
        self._client = client
        self._outlet = outlet
        self._capabilities = capabilities
        self._link = link
        self._pressing = pressing

    async def send(self, outgoing: Outgoing) -> str:
        """The id of the message that carries the buttons, which stands last."""
        links = [await self._picture(outgoing.chat, *shown) for shown in outgoing.pictures]
        links.append(await self._file(outgoing.chat, outgoing.file, outgoing.card.attachment))
        text = self._text(outgoing.card, [link for link in links if link])
        *before, last = split(text, self._capabilities.text)
        for part in before:
            await self._message(outgoing.chat, {"text": part})
        return await self._message(outgoing.chat, {"text": last} | self._buttons(outgoing.card))

    async def stands(self, outgoing: Outgoing, since: datetime) -> str:
        """The id under which a card stands in its chat since then; "" where it does not, or the account may not look."""
        asked = json.dumps({"user_id": outgoing.chat, "offset": 0, "count": LAST_MESSAGES})
        try:
            said = await self._client.listed(CONVERSATION, data=asked)
        except Declined as fault:
            if fault.code == TOO_MANY:
                raise
            log.info("Zalo OA: the account may not look at its own messages: %s", fault.why)
            return ""
        begins = (since - APART).timestamp() * 1000
        ours = [one for one in said if one.get("src") == FROM_US and int(one.get("time", 0)) >= begins]
        text = (unicodedata.normalize("NFC", str(one.get("message", ""))) for one in ours)
        found = (one for one, words in zip(ours, text, strict=True) if self.shows(outgoing.card, words))
        return next((str(one["message_id"]) for one in found), "")

    def shows(self, card: Card, text: str) -> bool:
        """Whether a message of these words is the one that stands last of a card; its links differ from time to time."""
        if card.pictures or card.attachment:
            return text.startswith(unicodedata.normalize("NFC", as_plain(card.text)))
        return text == split(self._text(card, []), self._capabilities.text)[-1]

    async def _message(self, chat: str, message: Data) -> str:
        return await self._outlet.send({"recipient": {"user_id": chat}, "message": message})

    def _text(self, card: Card, links: list[str]) -> str:
        """What Zalo counts is the composed form."""
        parts = [as_plain(card.text), *([OPEN_WITHIN_A_DAY, *links] if links else [])]
        text = "\n\n".join(["\n".join(parts), *filter(None, [listed_text(menu(card, self._capabilities))])])
        return unicodedata.normalize("NFC", text)

    def _buttons(self, card: Card) -> Data:
        shown = [self._button(choice) for choice in menu(card, self._capabilities).buttons]
        return {"attachment": {"type": "template", "payload": {"buttons": shown}}} if shown else {}

    def _button(self, choice: Choice) -> Data:
        title = label(choice, self._capabilities.label)
        return {"title": title, "type": f"oa.query.{self._pressing}", "payload": PRESS + choice.code}

    # -- files -------------------------------------------------------------------------------------------------------

    async def _picture(self, chat: str, picture: Picture, content: bytes) -> str:
        """Sends a picture; a link to it where it cannot be sent. The card matters more than what stands above it."""
        fit = await asyncio.to_thread(fitted, content, picture.mime) if picture.mime.startswith("image/") else None
        try:
            if fit is not None:
                await self._image(chat, fit, "image/png" if fit is content and picture.mime == "image/png" else "image/jpeg")
            elif not await self._document(chat, picture.name, picture.mime, content):
                return self._link(picture)
        except NotTaken:
            return self._link(picture)
        return ""

    async def _image(self, chat: str, content: bytes, mime: str) -> None:
        name = "anh.png" if mime == "image/png" else "anh.jpg"
        uploaded = await self._uploaded(UPLOAD_IMAGE, "attachment_id", name, content, mime)
        element = {"media_type": "image", "attachment_id": uploaded}
        payload = {"template_type": "media", "elements": [element]}
        await self._above(chat, {"attachment": {"type": "template", "payload": payload}})

    async def _file(self, chat: str, file: OutFile | None, attachment: Attachment | None) -> str:
        if file is None or attachment is None:
            return ""
        try:
            return "" if await self._document(chat, file.name, file.mime, file.content) else self._link(attachment)
        except NotTaken:
            return self._link(attachment)

    async def _document(self, chat: str, name: str, mime: str, content: bytes) -> bool:
        """``False`` for a file of a kind or size that no account may send."""
        if PurePath(name).suffix.lower() not in FILE_TYPES or len(content) > FILE_BYTES:
            return False
        token = await self._uploaded(UPLOAD_FILE, "token", name, content, mime)
        await self._above(chat, {"attachment": {"type": "file", "payload": {"token": token}}})
        return True

    async def _uploaded(self, path: str, wanted: str, name: str, content: bytes, mime: str) -> str:
        """What a message refers to the upload by; an answer without it means that nothing was kept."""
        try:
            found = (await self._client.upload(path, name, content, mime)).get(wanted)
        except Declined as fault:
            if fault.code not in NOT_UPLOADABLE:
                raise
            raise NotTaken from fault
        except (httpx.TransportError, ForeignAnswer) as fault:
            # Nobody has seen an upload: whether it arrived is all one.
            raise NotTaken from fault
        if not found:
            raise NotTaken
        return str(found)

    async def _above(self, chat: str, message: Data) -> None:
        """The card has not left yet, and must not be taken for one that may have arrived."""
        try:
            await self._message(chat, message)
        except httpx.TransportError as fault:
            if isinstance(fault, NOT_YET_SENT):
                raise
            log.info("Zalo OA: a file may not have arrived: %s", type(fault).__name__)
