"""Zalo Bot: the adapter between the Zalo Bot Platform and the application's cards and events."""

from bot.channels.kind import Kind
from bot.channels.zalo_bot.channel import NAME, TITLE, ZaloBotChannel
from bot.channels.zalo_bot.decoding import decode
from bot.channels.zalo_bot.polling import poll
from bot.channels.zalo_bot.webhook import zalo_bot_router

KIND = Kind(NAME, TITLE, called="Zalo Bot", make=ZaloBotChannel.of, switch="zalo_bot_token")

__all__ = ["KIND", "ZaloBotChannel", "decode", "poll", "zalo_bot_router"]
