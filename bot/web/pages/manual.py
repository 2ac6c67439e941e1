"""The officials' manual as a page: one Markdown text, the same that stands among the documents of the project."""

import asyncio
import re
from functools import cache
from importlib.resources import files

from fastapi import Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from bot.web.deps import WebDeps
from bot.web.pages.rendering import ENVIRONMENT
from knowledge.text import fold

#: ``docs/`` itself: in the source tree by a link, in an installed product as a copy.
DOCS = files("bot.web.pages") / "docs"
FOR_AN_HOUR = {"Cache-Control": "public, max-age=3600"}
PICTURE = re.compile(r"[a-z0-9-]{1,60}\.png")


class Manual:
    def __init__(self, deps: WebDeps) -> None:
        self._root = deps.root

    async def page(self) -> Response:
        return HTMLResponse(await asyncio.to_thread(_page, self._root), headers=FOR_AN_HOUR)


async def picture(name: str) -> Response:
    """A picture of the manual."""
    content = await asyncio.to_thread(_read_picture, name) if PICTURE.fullmatch(name) else None
    if content is None:
        return PlainTextResponse("404", 404)
    return Response(content, media_type="image/png", headers=FOR_AN_HOUR)


def _read_picture(name: str) -> bytes | None:
    found = DOCS / "pictures" / name
    return found.read_bytes() if found.is_file() else None


@cache
def _page(root: str) -> str:
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = markdown.parse((DOCS / "huong-dan-can-bo.md").read_text())
    chapters = [_anchored(tokens, place) for place, token in enumerate(tokens) if token.type == "heading_open"]
    body = markdown.renderer.render(tokens, markdown.options, {})
    shown = body.replace('src="pictures/', f'loading="lazy" src="{root}/huong-dan/pictures/').replace(
        "<table>", '<div class="wide" tabindex="0"><table>'
    )
    text = Markup(shown.replace("</table>", "</table></div>"))
    return ENVIRONMENT.get_template("manual.html").render(chapters=chapters[1:], text=text, root=root)


def _anchored(tokens: list[Token], place: int) -> tuple[str, str]:
    """(anchor, title) of a chapter, which gets the anchor as its id: its words without number and marks."""
    title = tokens[place + 1].content
    anchor = "-".join(re.findall(r"[a-z]+", fold(title)))
    tokens[place].attrSet("id", anchor)
    return anchor, title
