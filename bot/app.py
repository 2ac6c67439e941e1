"""The HTTP side of the product: webhooks, web chat, uploads, health."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from bot.metrics import metrics_text
from bot.product import Parts, Product
from bot.web.application import application

LONGEST_NONCE = 64


def create_app(product: Product, parts: Parts) -> FastAPI:
    """The application over a product; its parts run as long as the server does."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await product.start(parts)
        try:
            yield
        finally:
            await product.stop()

    routes = [route for channel in product.channels.values() for route in channel.routes(product.put)]
    return application([*routes, _health(product)], product.settings.public_path, lifespan)


def _health(product: Product) -> APIRouter:
    router = APIRouter()

    @router.get("/healthz")
    async def healthz(nonce: str = "") -> dict[str, str]:
        """Whoever has the same key knows by the proof that it is this installation that answers."""
        proof = {"proof": product.keys.proof(nonce)} if 0 < len(nonce) <= LONGEST_NONCE else {}
        return {"status": "alive"} | proof

    @router.get("/readyz")
    async def readyz(response: Response) -> dict[str, bool]:
        """Database and storage reachable, and what this process does runs; a part that does not is named besides.

        A channel whose platform is away leaves the others to be served.
        """
        database, storage = await product.run(_database_answers, product), await product.run(product.evidence.writable)
        response.status_code = 200 if database and storage and product.supervisor.able else 503
        broken = {trouble.part: False for trouble in product.supervisor.troubles}
        return {"database": database, "storage": storage} | broken

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(await product.run(metrics_text, product), media_type=CONTENT_TYPE_LATEST)

    return router


def _database_answers(product: Product) -> bool:
    try:
        with product.store.read() as work:
            work.facts.get("demo")
    except SQLAlchemyError:
        return False
    return True
