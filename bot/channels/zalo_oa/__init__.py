"""Zalo Official Account: the adapter between its OpenAPI and the application's cards and events."""

from bot.channels.zalo_oa.channel import Surroundings, ZaloOAChannel, signature_of
from bot.channels.zalo_oa.decoding import MalformedEvent, decode
from bot.channels.zalo_oa.webhook import zalo_oa_router

__all__ = ["MalformedEvent", "Surroundings", "ZaloOAChannel", "decode", "signature_of", "zalo_oa_router"]
