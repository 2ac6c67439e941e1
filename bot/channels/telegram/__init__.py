"""Telegram: the adapter between its Bot API and the application's cards and events."""

from bot.channels.kind import Kind
from bot.channels.telegram.channel import NAME, TITLE, TelegramChannel
from bot.channels.telegram.decoding import Decoded, decode
from bot.channels.telegram.polling import poll
from bot.channels.telegram.webhook import telegram_router

KIND = Kind(NAME, TITLE, called="Telegram", make=TelegramChannel.of, switch="telegram_token")

__all__ = ["KIND", "Decoded", "TelegramChannel", "decode", "poll", "telegram_router"]
