"""Zalo Bot: the adapter between the Zalo Bot Platform and the application's cards and events."""

from bot.channels.zalo_bot.channel import ZaloBotChannel
from bot.channels.zalo_bot.decoding import MalformedEvent, decode
from bot.channels.zalo_bot.polling import poll
from bot.channels.zalo_bot.registration import Standing
from bot.channels.zalo_bot.webhook import zalo_bot_router

__all__ = [
    "MalformedEvent",
    "Standing",
    "ZaloBotChannel",
    "decode",
    "poll",
    "zalo_bot_router",
]
