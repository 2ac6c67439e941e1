"""Zalo Official Account: the adapter between its OpenAPI and the application's cards and events."""

from bot.channels.kind import Kind
from bot.channels.zalo_oa import outlet, pairs
from bot.channels.zalo_oa.channel import NAME, TITLE, ZaloOAChannel, signature_of
from bot.channels.zalo_oa.decoding import decode
from bot.channels.zalo_oa.webhook import zalo_oa_router

FACTS = {outlet.ENDPOINT: outlet.read_note, outlet.STOPPED: outlet.read_note, pairs.FACT: pairs.read_record}
KIND = Kind(NAME, TITLE, called="Zalo", make=ZaloOAChannel.of, switch="zalo_oa_access_token", facts=FACTS)

__all__ = ["KIND", "ZaloOAChannel", "decode", "signature_of", "zalo_oa_router"]
