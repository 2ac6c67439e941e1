"""The product as ``cchc serve`` starts it, but for a channel that lets a thousand times as much pass.

The pace is asked for and written down for every message as always; only that nobody waits for it. ``STATEMENTS`` tells how
many statements the database has been given so far.
"""

import sys
from dataclasses import replace

import sqlalchemy as sa
import uvicorn
from fastapi import FastAPI

from bot.app import create_app
from bot.channels.telegram import TelegramChannel
from bot.environment import logs
from bot.environment.settings import Settings
from bot.product import Parts, Product
from bot.web.server import Server

ANY = 30_000.0
STATEMENTS = "/statements"


def unpaced(settings: Settings) -> Product:
    product = Product(settings)
    telegram = product.channels.get("telegram")
    if isinstance(telegram, TelegramChannel):
        telegram.capabilities = replace(telegram.capabilities, per_second=ANY, per_chat_second=ANY)
    return product


def counted(app: FastAPI, engine: sa.Engine) -> FastAPI:
    given = 0

    def count(*_: object) -> None:
        nonlocal given
        given += 1

    sa.event.listen(engine, "before_cursor_execute", count)
    app.add_api_route(STATEMENTS, lambda: given)
    return app


if __name__ == "__main__":
    made = unpaced(Settings())
    logs.set_up("warning", made.settings.secrets(), made.settings.zone)
    config = uvicorn.Config(
        counted(create_app(made, Parts()), made.engine), port=int(sys.argv[1]), log_config=None, access_log=False
    )
    Server(config, made.news).run()
