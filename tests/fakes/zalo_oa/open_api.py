"""A strict Official Account API of one's own: its place for tokens, its store of media, and the people who use it.

fake = FakeZaloOA()
async with served(fake) as address:
    fake.address = address
    lan = fake.person()
    await lan.says("/start demo-tuphap")
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from tests.fakes.zalo_oa.aside import Aside
from tests.fakes.zalo_oa.person import Person, Screens, Webhook
from tests.fakes.zalo_oa.rules import Refused, check_document, check_image, check_message, invalid, refused
from tests.fakes.zalo_oa.tokens import FakeTokens

V3, V2, TOKENS = "/v3.0/oa/message/cs", "/v2.0/oa/message", "/v4/oa/access_token"
UPLOADS, MEDIA = "/v2.0/oa/upload/", "/media/"
APP_ID, APP_SECRET = "1000000000000000001", "app-secret-for-tests"
OA_ID, OA_SECRET = "2000000000000000002", "oa-secret-key-for-tests"
HARD, FREE = timedelta(days=7), timedelta(hours=48)
PROFILE: dict[str, Any] = {
    "name": "UBND xã Demo",
    "description": "",
    "oa_alias": "",
    "is_verified": True,
    "oa_type": 2,
    "cate_name": "Cơ quan nhà nước",
    "num_follower": 120,
    "avatar": "https://f6.photo.talk.zdn.vn/demo/a.jpg",
    "cover": "https://f6.photo.talk.zdn.vn/demo/c.jpg",
    "package_name": "Growth",
    "package_valid_through_date": "31/12/2026",
    "package_auto_renew_date": "",
    "linked_zca": "",
}
PACKAGE = 500


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Knobs:
    """What goes wrong on demand: ``declined`` and ``broken`` are used up one by one; ``hanging`` messages arrive.

    ``echoing``: the webhook is told of everything that the account sends. ``package``: messages paid for in advance.
    """

    without_v3: bool = False
    without_v2: bool = True
    declined: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    hanging: int = 0
    tokens_hanging: int = 0
    tokens_broken: int = 0
    echoing: bool = False
    package: int = 0
    redirects: dict[str, str] = field(default_factory=dict)


class FakeZaloOA:
    """An ASGI application. ``calls`` are (path, body) of everything asked, in order, the refused ones too."""

    def __init__(self, clock: Callable[[], datetime] = utc_now) -> None:
        self.clock = clock
        self.address = ""
        self.knobs = Knobs()
        self.tokens = FakeTokens(clock)
        self.screens = Screens()
        self.webhook = Webhook(APP_ID, OA_ID, OA_SECRET, clock)
        self.profile = PROFILE | {"oaid": OA_ID}
        self.calls: list[tuple[str, Any]] = []
        self.billed = 0
        self._uploads: dict[str, datetime] = {}
        self._people, self._numbers = count(3000000000000000003), count(1)
        self._aside = Aside(self.screens, clock, self._next_id)

    def person(self, user: str | None = None) -> Person:
        return Person(self.webhook, self.screens, user or str(next(self._people)), lambda: self.address)

    def called(self, path: str) -> list[Any]:
        return [given for asked, given in self.calls if asked.startswith(path)]

    # -- the server ----------------------------------------------------------------------------------------------------

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = request.url.path
        if path.startswith(MEDIA):
            return self._download(path)
        try:
            return await (self._renew(request) if path == TOKENS else self._call(request, path))
        except Refused as fault:
            return JSONResponse(fault.answer)

    def _download(self, path: str) -> Response:
        if path in self.knobs.redirects:
            return RedirectResponse(self.knobs.redirects[path])
        content = self.screens.media.get(path)
        return Response(content) if content is not None else Response(status_code=404)

    async def _renew(self, request: Request) -> Response:
        if request.headers.get("secret_key") != APP_SECRET:
            raise Refused(-14002, "Invalid secret key")
        if request.headers.get("content-type") != "application/x-www-form-urlencoded":
            raise Refused(-14003, "Invalid content type")
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        if (form.get("app_id"), form.get("grant_type")) != (APP_ID, "refresh_token"):
            raise Refused(-14003, "Invalid parameter")
        if self.knobs.tokens_broken:
            self.knobs.tokens_broken -= 1
            return Response("<html>Bad Gateway</html>", 502)
        answer = self.tokens.renew(form.get("refresh_token", ""))
        if self.knobs.tokens_hanging:
            self.knobs.tokens_hanging -= 1
            await _until_gone(request)
        return JSONResponse(answer)

    async def _call(self, request: Request, path: str) -> Response:
        given = await _read(request)
        self.calls.append((path, given))
        if self.knobs.broken:
            return Response("<html>Bad Gateway</html>", self.knobs.broken.pop(0))
        self.tokens.check(request.headers.get("access_token"))
        if path == "/v2.0/oa/getoa":
            return _success(self.profile)
        if path.startswith(UPLOADS) and request.method == "POST":
            return self._upload(path.removeprefix(UPLOADS), given)
        if (found := self._aside.answer(path, given)) is not None:
            return _success(found)
        if path in (V3, V2) and request.method == "POST":
            return await self._message(request, path, given)
        return Response(status_code=404)

    def _upload(self, kind: str, given: Any) -> Response:
        name, content = given
        if kind == "image":
            check_image(content)
            return _success({"attachment_id": self._keep("att")})
        if kind != "file":
            raise invalid("type")
        return _success({"token": self._keep("file-token")} if check_document(name, content) else {})

    def _keep(self, kind: str) -> str:
        number = f"{kind}-{next(self._numbers)}"
        self._uploads[number] = self.clock()
        return number

    async def _message(self, request: Request, path: str, given: Any) -> Response:
        if path == V3 and self.knobs.without_v3:
            raise refused(-235)
        if path == V2 and self.knobs.without_v2:
            raise refused(-240)
        if self.knobs.declined:
            raise Refused(self.knobs.declined.pop(0), "on demand")
        user = self._addressee(given)
        check_message(given["message"])
        self._check_uploads(given["message"])
        number = self._next_id()
        await self.screens.show(user, given["message"])
        self._aside.said(user, number, given["message"].get("text", ""))
        if self.knobs.echoing:
            await self.webhook.echo(user, number, given["message"].get("text", ""))
        if self.knobs.hanging:
            self.knobs.hanging -= 1
            await _until_gone(request)
        sent_at = str(int(self.clock().timestamp() * 1000))
        return _success({"message_id": number, "user_id": user, "sent_time": sent_at} | self._quota(user))

    def _next_id(self) -> str:
        return f"out{next(self._numbers):04}"

    def _addressee(self, given: Any) -> str:
        if not isinstance(given, dict) or given.keys() != {"recipient", "message"} or given["recipient"].keys() != {"user_id"}:
            raise invalid("recipient")
        user: str = given["recipient"]["user_id"]
        if user not in self.screens.followers:
            raise refused(-213)
        if self.clock() - self.screens.spoke_at[user] > HARD:
            raise refused(-230)
        return user

    def _check_uploads(self, message: dict[str, Any]) -> None:
        payload = message.get("attachment", {}).get("payload", {})
        elements = payload.get("elements", [{}])
        named = payload.get("token") or elements[0].get("attachment_id")
        if named and self._uploads.get(named, datetime.min.replace(tzinfo=UTC)) < self.clock() - HARD:
            raise refused(-100)

    def _quota(self, user: str) -> dict[str, Any]:
        """Past the free window nothing is refused, but taken off the package, or billed."""
        if self.clock() - self.screens.spoke_at[user] <= FREE:
            return {"quota": {"quota_type": "reply"}}
        if self.knobs.package:
            self.knobs.package -= 1
            return {"quota": _packaged(self.knobs.package)}
        self.billed += 1
        return {}


def _packaged(remain: int) -> dict[str, str]:
    owner = {"owner_type": "OA", "owner_id": OA_ID}
    return {
        "quota_type": "sub_quota",
        "remain": str(remain),
        "total": str(PACKAGE),
        "expired_date": "23:59:59 30/11/2026",
    } | owner


async def _read(request: Request) -> Any:
    """The JSON of a call, the parameters of its address, or the name and content of its file."""
    if request.method == "GET":
        return dict(request.query_params)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return json.loads(await request.body() or "{}")
    async with request.form() as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise invalid("file")
        return file.filename or "", await file.read()


def _success(data: Any) -> Response:
    return JSONResponse({"error": 0, "message": "Success", "data": data})


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        continue
