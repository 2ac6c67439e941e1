"""All addresses of the web chat."""

from fastapi import APIRouter

from bot.web.chat.downloads import DownloadRoutes
from bot.web.chat.page import Chat
from bot.web.deps import WebDeps
from bot.web.guard import guarding
from bot.web.pages.assets import asset
from bot.web.pages.manual import Manual, picture
from bot.web.uploads.page import Uploads
from bot.web.uploads.pieces import Pieces


def web_router(deps: WebDeps) -> APIRouter:
    """The chat, its files, the upload page and what these pages are made of."""
    router = APIRouter(route_class=guarding(deps.root), include_in_schema=False)
    chat, downloads, uploads, pieces = Chat(deps), DownloadRoutes(deps), Uploads(deps), Pieces(deps)
    router.add_api_route("/", chat.page, methods=["GET", "HEAD"])
    router.add_api_route("/chat/messages", chat.take, methods=["POST"])
    router.add_api_route("/chat/events", chat.events, methods=["GET"])
    router.add_api_route("/chat/files/{sha256}", downloads.picture, methods=["GET"])
    router.add_api_route("/chat/export/{card}", downloads.export, methods=["GET"])
    router.add_api_route("/u/{token}", uploads.page, methods=["GET"])
    router.add_api_route("/u/{token}", uploads.take, methods=["POST"])
    router.add_api_route("/u/{token}/files", pieces.abilities, methods=["OPTIONS"])
    router.add_api_route("/u/{token}/files", pieces.announce, methods=["POST"])
    router.add_api_route("/u/{token}/files/{file}", pieces.standing, methods=["HEAD"])
    router.add_api_route("/u/{token}/files/{file}", pieces.take, methods=["PATCH"])
    router.add_api_route("/u/{token}/files/{file}", pieces.drop, methods=["DELETE"])
    router.add_api_route("/u/{token}/files/{file}", pieces.overridden, methods=["POST"])
    router.add_api_route("/u/{token}/files/{file}", pieces.outcome, methods=["GET"])
    router.add_api_route("/f/{token}", downloads.linked, methods=["GET", "HEAD"])
    router.add_api_route("/huong-dan", Manual(deps).page, methods=["GET", "HEAD"])
    router.add_api_route("/huong-dan/pictures/{name}", picture, methods=["GET"])
    router.add_api_route("/static/{name}", asset, methods=["GET"])
    return router
