"""Telegram: the adapter between its Bot API and the application's cards and events."""

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.decoding import Decoded, MalformedUpdate, decode
from bot.channels.telegram.polling import poll
from bot.channels.telegram.registration import Standing
from bot.channels.telegram.webhook import telegram_router

__all__ = [
    "Decoded",
    "MalformedUpdate",
    "Standing",
    "TelegramChannel",
    "decode",
    "poll",
    "telegram_router",
]
