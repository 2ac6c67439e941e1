"""What the product is measured against: the least that answers, with the same two libraries and no database."""

import os
import sys

import uvicorn
from fastapi import FastAPI, Request
from telegram import Bot, Update


def echo(token: str, api_url: str) -> FastAPI:
    app, bot = FastAPI(), Bot(token, base_url=f"{api_url}/bot")

    @app.get("/readyz")
    async def readyz() -> dict[str, bool]:
        return {"echo": True}

    @app.post("/webhooks/telegram")
    async def receive(request: Request) -> dict[str, bool]:
        update = Update.de_json(await request.json(), bot)
        if update.effective_chat and update.effective_message:
            await bot.send_message(update.effective_chat.id, update.effective_message.text or "…")
        return {"ok": True}

    return app


if __name__ == "__main__":
    made = echo(os.environ["CCHC_TELEGRAM_TOKEN"], os.environ["CCHC_TELEGRAM_API_URL"])
    uvicorn.run(made, port=int(sys.argv[1]), log_level="warning", access_log=False)
