"""The product as ``cchc serve`` starts it, but for a channel that lets a thousand times as much pass.

The pace is asked for and written down for every message as always; only that nobody waits for it.
"""

import sys
from dataclasses import replace

import uvicorn

from bot import logs
from bot.app import create_app
from bot.channels.telegram import TelegramChannel
from bot.product import Parts, Product
from bot.settings import Settings
from bot.web.server import Server

ANY = 30_000.0


def unpaced(settings: Settings) -> Product:
    product = Product(settings)
    telegram = product.channels.get("telegram")
    if isinstance(telegram, TelegramChannel):
        telegram.capabilities = replace(telegram.capabilities, per_second=ANY, per_chat_second=ANY)
    return product


if __name__ == "__main__":
    made = unpaced(Settings())
    logs.set_up("warning", made.settings.secrets())
    config = uvicorn.Config(create_app(made, Parts()), port=int(sys.argv[1]), log_config=None, access_log=False)
    Server(config, made.news).run()
