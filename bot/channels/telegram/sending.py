"""One delivery as messages of the Bot API."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, TimedOut

from bot.channels.base import Capabilities, ChannelFault, OutFile, Outgoing
from bot.channels.rendering import as_html, as_plain, label, rows, split
from bot.channels.telegram.client import may_have_arrived
from bot.channels.telegram.faults import says
from handlers.cards.card import Choice, Picture

log = logging.getLogger(__name__)
Result = TypeVar("Result")

CAPTION = 1024
ALBUM = 10
PHOTO_BYTES, FILE_BYTES = 10 * 1024 * 1024, 50 * 1024 * 1024
PHOTO_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
#: A preview makes Telegram open the link, and an upload link is for its person alone.
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    def __init__(self, bot: Bot, capabilities: Capabilities) -> None:
        self._bot = bot
        self._capabilities = capabilities

    async def send(self, outgoing: Outgoing) -> str:
        """The id of the message that carries the buttons."""
        if outgoing.replaces and self._editable(outgoing) and await self._edit(outgoing, outgoing.replaces):
            return outgoing.replaces
        await self._pictures(outgoing.chat, outgoing.pictures)
        keyboard = self._keyboard(outgoing.card.choices)
        if outgoing.file is not None:
            return await self._file(outgoing.chat, outgoing.file, outgoing.card.text, keyboard)
        return await self._texts(outgoing.chat, outgoing.card.text, keyboard)

    def _editable(self, outgoing: Outgoing) -> bool:
        """Text takes the place of text; what comes with files, or in parts, stands in the order in which it is sent."""
        alone = not outgoing.pictures and outgoing.file is None
        return alone and len(in_parts(outgoing.card.text, self._capabilities.text)) == 1

    def _keyboard(self, choices: tuple[Choice, ...]) -> InlineKeyboardMarkup | None:
        width = self._capabilities.label
        laid = [
            [InlineKeyboardButton(label(choice, width), callback_data=choice.code) for choice in row]
            for row in rows(choices, self._capabilities)
        ]
        return InlineKeyboardMarkup(laid) if laid else None

    async def _edit(self, outgoing: Outgoing, message_id: str) -> bool:
        """``False`` when this message takes no change (too old, deleted, a file): the card is then sent anew."""
        try:
            await worded(outgoing.card.text, self._edition(outgoing, int(message_id)))
        except BadRequest as fault:
            return says(fault, "message is not modified")
        except TimedOut as fault:
            # Unlike a message, a change that is made twice is seen once.
            raise ChannelFault(fault.message) from fault
        return True

    def _edition(self, outgoing: Outgoing, message_id: int) -> Callable[[str, str | None], Awaitable[Message | bool]]:
        return lambda text, mode: self._bot.edit_message_text(
            text,
            outgoing.chat,
            message_id,
            parse_mode=mode,
            reply_markup=self._keyboard(outgoing.card.choices),
            link_preview_options=NO_PREVIEW,
        )

    async def _texts(self, chat: str, text: str, keyboard: InlineKeyboardMarkup | None) -> str:
        parts = in_parts(text, self._capabilities.text)
        for part in parts[:-1]:
            await self._text(chat, part, None)
        return str((await self._text(chat, parts[-1], keyboard)).message_id)

    async def _text(self, chat: str, text: str, keyboard: InlineKeyboardMarkup | None) -> Message:
        return await worded(
            text,
            lambda form, mode: self._bot.send_message(
                chat, form, parse_mode=mode, reply_markup=keyboard, link_preview_options=NO_PREVIEW
            ),
        )

    async def _file(self, chat: str, file: OutFile, text: str, keyboard: InlineKeyboardMarkup | None) -> str:
        """With the text as its caption; a text too long for that follows, so that the buttons stand last."""
        if units(as_plain(text)) > CAPTION:
            await self._bot.send_document(chat, file.content, filename=file.name)
            return await self._texts(chat, text, keyboard)
        message = await worded(
            text,
            lambda form, mode: self._bot.send_document(
                chat, file.content, caption=form, filename=file.name, parse_mode=mode, reply_markup=keyboard
            ),
        )
        return str(message.message_id)

    async def _pictures(self, chat: str, pictures: Sequence[tuple[Picture, bytes]]) -> None:
        """What no bot may send (above 50 MB) is left out: the card matters more."""
        photos = [shown for shown in pictures if _as_photo(*shown)]
        for start in range(0, len(photos), ALBUM):
            await self._photos(chat, photos[start : start + ALBUM])
        await self._documents(chat, [shown for shown in pictures if not _as_photo(*shown) and len(shown[1]) <= FILE_BYTES])

    async def _photos(self, chat: str, photos: Sequence[tuple[Picture, bytes]]) -> None:
        """Measures that Telegram takes for no photo (a long scroll of a screen) go as files, whole."""
        try:
            await self._album(chat, photos)
        except BadRequest:
            await self._documents(chat, photos)
        except TimedOut as fault:
            if not may_have_arrived(fault):
                raise
            # The card has not left yet, and must not be taken for one that may have arrived.
            log.info("Telegram: photos may not have arrived: %s", fault.message)

    async def _album(self, chat: str, photos: Sequence[tuple[Picture, bytes]]) -> None:
        if len(photos) == 1:
            [(picture, content)] = photos
            await self._bot.send_photo(chat, content, filename=picture.name)
        else:
            media = [InputMediaPhoto(content, filename=picture.name) for picture, content in photos]
            await self._bot.send_media_group(chat, media)

    async def _documents(self, chat: str, pictures: Sequence[tuple[Picture, bytes]]) -> None:
        for picture, content in pictures:
            await self._bot.send_document(chat, content, filename=picture.name)


def _as_photo(picture: Picture, content: bytes) -> bool:
    return picture.mime in PHOTO_TYPES and len(content) <= PHOTO_BYTES


async def worded(text: str, call: Callable[[str, str | None], Awaitable[Result]]) -> Result:
    """Calls with the text as HTML, and once more with plain words should Telegram not be able to read that."""
    try:
        return await call(as_html(text), ParseMode.HTML)
    except BadRequest as fault:
        if not says(fault, "can't parse entities"):
            raise
        return await call(as_plain(text), None)


def units(text: str) -> int:
    """The length as Telegram counts it: in units of UTF-16, two for a picture sign."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_parts(text: str, limit: int) -> list[str]:
    """Half as many characters where some count twice: then every part fits, whichever they are."""
    return split(text, limit if units(text) == len(text) else limit // 2)
