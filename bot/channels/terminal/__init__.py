"""A chat in a shell: an operator tries the assistant where he works, with the rights of whoever's code he was given."""

from bot.channels.kind import Kind
from bot.channels.terminal.channel import NAME, TITLE, TerminalChannel

KIND = Kind(NAME, TITLE, called="cửa sổ lệnh", make=TerminalChannel.of)

__all__ = ["KIND", "TerminalChannel"]
