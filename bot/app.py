"""The HTTP side of the product: webhooks, web chat, uploads, health."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.telegram import telegram_router
from bot.channels.zalo_bot import zalo_bot_router
from bot.channels.zalo_oa import signature_of, zalo_oa_router
from bot.metrics import metrics_text
from bot.product import Parts, Product
from bot.web.routes import web_router
from bot.webwork import WebWork


def create_app(product: Product, parts: Parts) -> FastAPI:
    """The application over a product; its parts run as long as the server does."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await product.start(parts)
        try:
            yield
        finally:
            await product.stop()

    app = FastAPI(title="Trợ lý CCHC", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(web_router(WebWork(product).deps()))
    _telegram(app, product)
    _zalo_oa(app, product)
    _zalo_bot(app, product)
    _health(app, product)
    return app


def _telegram(app: FastAPI, product: Product) -> None:
    settings = product.settings
    if product.telegram is not None and settings.telegram_mode == "webhook" and settings.telegram_secret is not None:
        app.include_router(telegram_router(product.telegram, settings.telegram_secret.get_secret_value(), product.put))


def _zalo_oa(app: FastAPI, product: Product) -> None:
    if product.zalo_oa is not None:
        channel, signature = product.zalo_oa, signature_of(product.settings)
        app.include_router(zalo_oa_router(channel.account, signature, product.put, channel.hear))


def _zalo_bot(app: FastAPI, product: Product) -> None:
    settings = product.settings
    if product.zalo_bot is not None and settings.zalo_bot_mode == "webhook" and settings.zalo_bot_secret is not None:
        app.include_router(zalo_bot_router(product.zalo_bot, settings.zalo_bot_secret.get_secret_value(), product.put))


def _health(app: FastAPI, product: Product) -> None:
    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    async def readyz(response: Response) -> dict[str, bool]:
        """Database and storage reachable."""
        database, storage = await product.run(_database_answers, product), await product.run(product.evidence.writable)
        parts = {"database": database, "storage": storage}
        response.status_code = 200 if all(parts.values()) else 503
        return parts

    @app.get("/metrics")
    async def metrics() -> Response:
        return Response(await product.run(metrics_text, product), media_type=CONTENT_TYPE_LATEST)


def _database_answers(product: Product) -> bool:
    try:
        with product.store.read() as work:
            work.facts.get("demo")
    except SQLAlchemyError:
        return False
    return True
