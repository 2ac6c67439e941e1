"""The one list of channels: a folder each, and a line here."""

from collections.abc import Mapping

from bot.channels import telegram, terminal, zalo_bot, zalo_oa
from bot.channels.base import Channel
from bot.channels.kind import Kind
from bot.web import as_channel as web
from bot.web.surroundings import WebSurroundings

#: In the order in which invitations name them; the web chat comes first, as it works everywhere.
KINDS: tuple[Kind[WebSurroundings], ...] = (web.KIND, telegram.KIND, zalo_oa.KIND, zalo_bot.KIND, terminal.KIND)

#: How people call each channel.
CALLED: Mapping[str, str] = {kind.name: kind.called for kind in KINDS}


def made(surroundings: WebSurroundings) -> dict[str, Channel]:
    """The channels that the settings have on, by name."""
    channels = [kind.make(surroundings) for kind in KINDS]
    return {channel.name: channel for channel in channels if channel is not None}
