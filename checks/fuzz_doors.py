"""Spoilt requests at every door: each is answered with what it deserves, never with a 500 and never with a traceback, holds
nobody up, and what was written down of it is taken as well.

python -m checks.fuzz_doors --bodies 20000 --seed 1 [--database postgresql://…]
"""

import argparse
import asyncio
import base64
import hashlib
import json
import logging
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from fastapi import APIRouter, FastAPI
from pydantic import SecretStr

from bot.app import create_app
from bot.channels.base import Capabilities, Channel, Outgoing, Put
from bot.channels.zalo_oa.signature import mac, timestamp_of
from bot.db.record.readings import Backlog
from bot.db.tables import inbox
from bot.environment.settings import Settings
from bot.links.keys import Upload
from bot.product import Parts, Product
from bot.web.chat.visitors import COOKIE
from checks import bodies
from checks.asking import Answer, Ask, asked
from checks.bodies import maybe
from handlers.cards.card import Attachment, Export, Picture
from handlers.ports import Entrance

SAMPLES = Path(__file__).parents[1] / "tests" / "channels"
SECRET = "a-secret-of-the-check"
#: Nothing listens there.
NOBODY = "http://127.0.0.1:9"
#: What is written there waits for no disk.
MEMORY = Path("/dev/shm")
OA, APP = "2000000000000000002", "1000000000000000001"
#: After so many requests everything that was written down has to be taken.
BATCH = 100
#: Seconds: of the processor, as what takes longer has held everybody else up; and how long a batch may take to be taken.
LONGEST, TAKEN = 2.0, 120.0
#: One chat of each channel a person; "" is nobody of the office.
PEOPLE = {
    "telegram": {"700000001": "demo-tuphap", "700000002": "demo-noivu", "700000003": ""},
    "zalo_oa": {"3000000000000000003": "demo-vanphong", "3000000000000000004": ""},
    "zalo_bot": {"0f1e2d3c4b5a69788796": "demo-thamdinh", "0f1e2d3c4b5a69788797": ""},
    "web": {"fuzz-one": "demo-vanphong-2", "fuzz-two": "demo-chutich", "fuzz-three": "demo-taichinh", "fuzz-four": ""},
}


@dataclass
class Deaf:
    """A channel on which every card arrives, and of which every file is had; it remembers what may be pressed.

    The doors are those of the real one; what that would say of itself to services that are not there only takes time.
    """

    name: str
    account: str
    capabilities: Capabilities
    real: Channel
    offered: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    async def send(self, outgoing: Outgoing) -> str:
        self.offered[outgoing.chat] = [choice.code for choice in outgoing.card.choices]
        return outgoing.replaces or "1"

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        yield b"%PDF-1.4 " + ref.encode("utf-8", "replace")

    async def start(self, put: Put, stop: asyncio.Event) -> None:
        """Nobody is told anything."""

    def routes(self, put: Put) -> Sequence[APIRouter]:
        return self.real.routes(put)

    def address(self, known_as: str, code: str = "") -> Entrance | None:
        return self.real.address(known_as, code)

    async def close(self) -> None:
        await self.real.close()


@dataclass
class Tally:
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0
    turns: int = 0
    slow: str = ""


class Heard(logging.Handler):
    """Every traceback that reaches the log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.traces: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.traces.append(f"{record.getMessage()}\n{logging.Formatter().formatException(record.exc_info)}")


class Doors:
    """What is asked, at every door in turn of chance."""

    def __init__(self, product: Product, channels: Mapping[str, Deaf]) -> None:
        self._product = product
        self._channels = channels
        self._events = {name: _samples(name) for name in ("telegram", "zalo_oa", "zalo_bot")}
        self._kinds: tuple[Callable[[random.Random, int], Ask], ...] = (
            *(self._telegram, self._zalo_oa, self._zalo_bot) * 3,
            *(self._message,) * 5,
            *(self._pieces,) * 3,
            self._upload,
            self._stream,
            self._download,
            self._page,
        )

    def ask(self, chance: random.Random, number: int) -> Ask:
        ask = chance.choice(self._kinds)(chance, number)
        headers = bodies.spoilt_headers(ask.headers, chance, chance.choice((0,) * 8 + (1, 2)))
        return replace(ask, headers=headers, cut=maybe(chance, 0.02))

    # -- webhooks ------------------------------------------------------------------------------------------------------

    def joining(self) -> list[Ask]:
        """Everybody comes in by his code first."""
        said = [(channel, chat, code) for channel, chats in PEOPLE.items() for chat, code in chats.items() if code]
        return [self._says(channel, chat, f"/start {code}", n) for n, (channel, chat, code) in enumerate(said, -len(said))]

    def _says(self, channel: str, chat: str, text: str, number: int) -> Ask:
        now = datetime.now(UTC)
        match channel:
            case "telegram":
                update = json.loads((SAMPLES / "telegram/samples/message_text.json").read_text())
                _telegram_by(update, chat, number, now)
                update["message"]["text"] = text
                return _telegram_ask(json.dumps(update).encode())
            case "zalo_oa":
                event = json.loads((SAMPLES / "zalo_oa/samples/user_send_text.json").read_text())
                _zalo_oa_by(event, chat, number, now)
                event["message"]["text"] = text
                return _zalo_oa_ask(json.dumps(event).encode())
            case "zalo_bot":
                event = json.loads((SAMPLES / "zalo_bot/samples/message_text_received.json").read_text())
                _zalo_bot_by(event, chat, number, now)
                event["message"]["text"] = text
                return _zalo_bot_ask(json.dumps(event).encode())
            case _:
                kind, body = bodies.multipart(
                    [("key", None, b"k" * 8 + str(-number).encode()), ("text", None, text.encode())], random.Random(0), 0
                )
                return Ask("POST", "/chat/messages", headers=[(b"content-type", kind), self._cookie(chat)], body=body)

    def _telegram(self, chance: random.Random, number: int) -> Ask:
        update = chance.choice(self._events["telegram"])()
        chat = chance.choice(list(PEOPLE["telegram"]))
        _telegram_by(update, chat, number, datetime.now(UTC))
        if "text" in update.get("message", {}):
            update["message"]["text"] = chance.choice(bodies.WORDS)
        if "callback_query" in update:
            update["callback_query"]["data"] = self._code(chance, "telegram", chat)
        ask = _telegram_ask(bodies.spoilt_json(update, chance, _times(chance)))
        return replace(ask, headers=[]) if maybe(chance, 0.05) else ask

    def _zalo_oa(self, chance: random.Random, number: int) -> Ask:
        event = chance.choice(self._events["zalo_oa"])()
        chat = chance.choice(list(PEOPLE["zalo_oa"]))
        _zalo_oa_by(event, chat, number, datetime.now(UTC))
        if event["event_name"] == "user_send_text":
            event["message"]["text"] = chance.choice((chance.choice(bodies.WORDS), f"#{self._code(chance, 'zalo_oa', chat)}"))
        ask = _zalo_oa_ask(bodies.spoilt_json(event, chance, _times(chance)))
        return replace(ask, headers=[(b"x-zevent-signature", b"mac=" + b"0" * 64)]) if maybe(chance, 0.1) else ask

    def _zalo_bot(self, chance: random.Random, number: int) -> Ask:
        event = chance.choice(self._events["zalo_bot"])()
        if "message" in event:
            _zalo_bot_by(event, chance.choice(list(PEOPLE["zalo_bot"])), number, datetime.now(UTC))
            if "text" in event["message"]:
                event["message"]["text"] = chance.choice((*bodies.WORDS, "a", "b", "1", "2", "3"))
        ask = _zalo_bot_ask(bodies.spoilt_json(event, chance, _times(chance)))
        return replace(ask, headers=[]) if maybe(chance, 0.05) else ask

    def _code(self, chance: random.Random, channel: str, chat: str) -> str:
        offered = self._channels[channel].offered[chat]
        return chance.choice(offered) if offered and maybe(chance, 0.7) else chance.choice(bodies.CODES)

    # -- the web chat --------------------------------------------------------------------------------------------------

    def _cookie(self, chat: str) -> tuple[bytes, bytes]:
        return b"cookie", f"{COOKIE}={self._product.keys.chat_cookie(chat)}".encode()

    def _message(self, chance: random.Random, number: int) -> Ask:
        chat = chance.choice(list(PEOPLE["web"]))
        said: list[bodies.Part] = [("key", None, b"fuzz%08d" % number)]
        match chance.randrange(3):
            case 0:
                said.append(("text", None, _bytes(chance.choice(bodies.WORDS))))
            case 1:
                said += [("choice", None, _bytes(self._code(chance, "web", chat))), ("label", None, b"x")]
            case _:
                content = (
                    chance.choice((b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"MZ", b"", b"GIF89a", b"\xff\xd8\xff"))
                    + b"%d" % number
                )
                said += [("text", None, b"2.3"), ("files", chance.choice(bodies.FILE_NAMES), content)]
        kind, body = _form(said, chance)
        return Ask("POST", "/chat/messages", headers=[(b"content-type", kind), self._cookie(chat)], body=body)

    def _stream(self, chance: random.Random, _: int) -> Ask:
        query = b"after=" + chance.choice((b"0", b"%d" % (time.time() * 10**6), *bodies.HEADERS)).replace(b" ", b"+")
        headers = [self._cookie(chance.choice(list(PEOPLE["web"]))), (b"accept", b"text/event-stream")]
        if maybe(chance, 0.5):
            headers.append((b"last-event-id", chance.choice(bodies.HEADERS)))
        return Ask("GET", "/chat/events", query, headers, streams=True)

    def _link(self, chance: random.Random) -> str:
        with self._product.store.read() as work:
            everybody = work.people.everybody()
            people = [one.id for one in everybody if work.chats.of_person(one.id)] * 5 + [everybody[0].id, "nobody"]
        leaf = chance.choice(("2.3", "1.1", "", "9.9.9", "x" * 60))
        upload = Upload(chance.choice(people), leaf, chance.choice((None, 1, 2, 10**6)))
        return _spoilt_path("/u/" + self._product.keys.upload_token(upload), chance)

    def _upload(self, chance: random.Random, number: int) -> Ask:
        if maybe(chance, 0.3):
            return Ask("GET", self._link(chance))
        kind, body = _form([("key", None, b"fuzz%08d" % number), ("files", "a.pdf", b"%%PDF-1.4 %d" % number)], chance)
        return Ask("POST", self._link(chance), headers=[(b"content-type", kind)], body=body)

    def _pieces(self, chance: random.Random, number: int) -> Ask:
        """An announcement, or a piece of what somebody has announced."""
        link, name, content = self._link(chance), b"a%d.pdf" % (number // 8), b"%PDF-1.4 of the check"
        headers = [(b"tus-resumable", b"1.0.0"), (b"upload-length", b"%d" % len(content))]
        headers.append((b"upload-metadata", b"filename " + base64.b64encode(name)))
        if maybe(chance, 0.4):
            return Ask("POST", f"{link}/files", headers=headers)
        offset = chance.choice((0, 0, 0, 5, len(content)))
        said = [*headers[:1], (b"content-type", b"application/offset+octet-stream"), (b"upload-offset", b"%d" % offset)]
        if maybe(chance, 0.5):
            said.append((b"upload-checksum", b"sha256 " + base64.b64encode(hashlib.sha256(content[offset:]).digest())))
        method = chance.choice(("PATCH", "PATCH", "HEAD", "DELETE", "POST", "GET", "PUT"))
        if method == "POST":
            said.append((b"x-http-method-override", chance.choice((b"PATCH", b"HEAD", b"DELETE", b"", b"x"))))
        file = chance.choice(("0" * 32, "..", "%00", "x" * 3000))
        if known := sorted(self._product.settings.uploads_dir.glob("*.json")):
            begun = chance.choice(known[-20:])
            told = json.loads(begun.read_text())["file"]
            link, file = f"/u/{self._product.keys.upload_token(Upload(told['person'], told['leaf']))}", begun.stem
        body = content[offset:] if maybe(chance, 0.7) else bodies.spoilt_bytes(content, chance)
        return Ask(method, f"{link}/files/{file}", headers=said, body=body if method in {"PATCH", "POST"} else b"")

    def _download(self, chance: random.Random, number: int) -> Ask:
        keys, cookie = self._product.keys, self._cookie(chance.choice(list(PEOPLE["web"])))
        sha256 = chance.choice((*self._product.evidence.addresses(), hashlib.sha256(b"%d" % number).hexdigest()))
        with self._product.store.read() as work:
            alive = work.rounds.alive()
        rounds = (*(one.code for one in alive), "", "2026")
        what = chance.choice((Export.SHEET, Export.DOSSIER, Export.UNKNOWN))
        made = [
            keys.file_token(Picture(sha256, "ả\r\nb.png", "image/png")),
            keys.file_token(Attachment(what, "XA01", chance.choice(rounds), "a.xlsx")),
        ]
        card = f"c{chance.randrange(2000):012}"
        paths = (f"/chat/files/{sha256}", f"/chat/export/{card}", f"/chat/export/{sha256}", *(f"/f/{token}" for token in made))
        return Ask(chance.choice(("GET", "GET", "HEAD")), _spoilt_path(chance.choice(paths), chance), headers=[cookie])

    def _page(self, chance: random.Random, _: int) -> Ask:
        path = chance.choice(
            (
                "/",
                "/huong-dan",
                "/huong-dan/pictures/chat-score.png",
                "/static/chat.css",
                "/healthz",
                "/readyz",
                "/webhooks/telegram",
                "//",
                "/%2e%2e",
            )
        )
        query = chance.choice((b"start", b"nonce", b"v", b"x")) + b"=" + chance.choice(bodies.HEADERS).replace(b" ", b"+")
        headers = [self._cookie(chance.choice(list(PEOPLE["web"]))), (b"accept", b"text/html")]
        return Ask(
            chance.choice(("GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS")), _spoilt_path(path, chance), query, headers
        )


# -- how the channels ask ----------------------------------------------------------------------------------------------


def _samples(channel: str) -> list[Callable[[], Any]]:
    """Every recorded event, each time anew."""
    paths = sorted((SAMPLES / channel / "samples").glob("*.json"))
    texts = [path.read_text() for path in paths if not path.name.startswith(("api_", "req_", "resp_", "signed_"))]
    return [lambda text=text: json.loads(text) for text in texts]  # type: ignore[misc]


def _telegram_by(update: Any, chat: str, number: int, now: datetime) -> None:
    update["update_id"] = 600_000_000 + number
    for part in (update.get("message"), update.get("my_chat_member"), update.get("callback_query")):
        if part:
            part.get("from", {})["id"] = int(chat)
            (part.get("message") or part)["chat"]["id"] = int(chat)
            (part.get("message") or part)["date"] = int(now.timestamp())


def _telegram_ask(body: bytes) -> Ask:
    return Ask("POST", "/webhooks/telegram", headers=[(b"x-telegram-bot-api-secret-token", SECRET.encode())], body=body)


def _zalo_oa_by(event: Any, chat: str, number: int, now: datetime) -> None:
    for part in ("sender", "recipient", "follower"):
        if event.get(part, {}).get("id") not in (None, OA):
            event[part]["id"] = chat
    if "msg_id" in event.get("message", {}):
        event["message"]["msg_id"] = f"msg{number}"
    event["timestamp"] = str(round(now.timestamp() * 1000))


def _zalo_oa_ask(body: bytes) -> Ask:
    try:
        signed = mac(APP, body, timestamp_of(body), SECRET)
    except UnicodeError:
        signed = "0" * 64
    return Ask("POST", "/webhooks/zalo-oa", headers=[(b"x-zevent-signature", f"mac={signed}".encode())], body=body)


def _zalo_bot_by(event: Any, chat: str, number: int, now: datetime) -> None:
    message = event["message"]
    message["message_id"], message["date"] = f"{number:020}", round(now.timestamp() * 1000)
    message["chat"]["id"] = message["from"]["id"] = chat


def _zalo_bot_ask(body: bytes) -> Ask:
    return Ask("POST", "/webhooks/zalo-bot", headers=[(b"x-bot-api-secret-token", SECRET.encode())], body=body)


def _times(chance: random.Random) -> int:
    return chance.choice((0, 1, 1, 1, 2, 4))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _form(parts: list[bodies.Part], chance: random.Random) -> tuple[bytes, bytes]:
    if maybe(chance, 0.3) and not any(file is not None for _, file, _ in parts):
        pairs = b"&".join(name.encode() + b"=" + content for name, _, content in parts)
        return b"application/x-www-form-urlencoded", bodies.spoilt_bytes(pairs, chance) if maybe(chance, 0.5) else pairs
    return bodies.multipart(parts, chance, _times(chance))


def _spoilt_path(path: str, chance: random.Random) -> str:
    if maybe(chance, 0.85):
        return path
    place = chance.randrange(1, len(path) + 1)
    return (
        path[:place]
        + chance.choice(("%00", "%ff", "/", "..", "%2f", "%ed%a0%80", "x" * 3000, ""))
        + path[place + chance.choice((0, 1, 9)) :]
    )


# -- the run -----------------------------------------------------------------------------------------------------------


def _settings(folder: Path, database: str) -> Settings:
    secret = SecretStr(SECRET)
    return Settings(
        _env_file=None,
        data_dir=folder,
        database_url=database,
        public_url="http://chat.test",
        telegram_token=SecretStr("1:check"),
        telegram_secret=secret,
        telegram_api_url=NOBODY,
        zalo_oa_id=OA,
        zalo_oa_app_id=APP,
        zalo_oa_secret=secret,
        zalo_oa_access_token=secret,
        zalo_oa_refresh_token=secret,
        zalo_oa_api_url=NOBODY,
        zalo_oauth_url=NOBODY,
        zalo_bot_token=SecretStr("1:check"),
        zalo_bot_secret=secret,
        zalo_bot_api_url=NOBODY,
    )


class Run:
    """``heard``: what was logged with a traceback since it was last looked at."""

    def __init__(self, product: Product, app: FastAPI, doors: Doors, heard: Heard) -> None:
        self._product = product
        self._app = app
        self._doors = doors
        self._heard = heard
        self.tally = Tally()

    async def all(self, count: int, seed: int) -> None:
        for ask in self._doors.joining():
            await self._one(ask, "joining")
            await self._taken([("joining", ask)])
        batch: list[tuple[str, Ask]] = []
        for number in range(seed * 1_000_000, seed * 1_000_000 + count):
            chance = random.Random(number)
            ask = self._doors.ask(chance, number)
            batch.append((str(number), ask))
            await self._one(ask, str(number))
            if len(batch) == BATCH:
                await self._taken(batch)
                batch = []
        if batch:
            await self._taken(batch)
        self.tally.turns = await self._product.run(self._events)

    async def _one(self, ask: Ask, name: str) -> None:
        began = time.process_time()
        try:
            answer = await asked(self._app, ask)
            trouble = _trouble(ask, answer)
        except Exception as error:
            answer, trouble = Answer(), f"raised {error!r:.300}"
        seconds = time.process_time() - began
        if seconds > self.tally.slowest:
            self.tally.slowest, self.tally.slow = seconds, name
        self.tally.statuses[_door(ask), answer.status] += 1
        if seconds > LONGEST:
            trouble = trouble or f"{seconds:.1f} s"
        self._told(trouble, name, [ask])

    async def _taken(self, batch: list[tuple[str, Ask]]) -> None:
        """Nothing of what was written down waits any more, and nothing was given up."""
        until = time.monotonic() + TAKEN
        before = self._failed
        while (now := await self._product.run(self._reading)).inbox_waiting or now.outbox_waiting or now.documents_pending:
            if time.monotonic() > until:
                self._told(f"not taken: {now}", batch[-1][0], [ask for _, ask in batch[-5:]])
                break
            await asyncio.sleep(0.005)
        self._failed = now.inbox_failed + now.outbox_failed
        trouble = f"{self._failed - before} given up" if self._failed > before else ""
        self._told(trouble, f"{batch[0][0]} to {batch[-1][0]}", [])

    _failed = 0

    def _reading(self) -> Backlog:
        with self._product.store.read() as work:
            return work.readings.take()

    def _events(self) -> int:
        with self._product.engine.connect() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(inbox)).scalar_one()

    def _told(self, trouble: str, name: str, asks: list[Ask]) -> None:
        traces, self._heard.traces = self._heard.traces, []
        if trouble or traces:
            self.tally.failures.append("\n  ".join([f"{name}: {trouble}", *(ask.told() for ask in asks), *traces]))


def _door(ask: Ask) -> str:
    """The address without what changes in it."""
    return "/".join(ask.path.split("/")[:3] if ask.path.startswith(("/webhooks", "/chat")) else ask.path.split("/")[:2])


def _trouble(ask: Ask, answer: Answer) -> str:
    if answer.status >= 500:
        return f"answered {answer.status}: {answer.body[:200]!r}"
    left = ask.cut or ask.streams
    return "" if answer.status or left else "no answer at all"


async def run(count: int, seed: int, folder: Path, database: str = "") -> Tally:
    product = Product(_settings(folder, database))
    product.upgrade()
    product.load_demo()
    deaf = {
        name: Deaf(name, one.account, replace(one.capabilities, per_second=0, per_chat_second=0), one)
        for name, one in product.channels.items()
    }
    product.channels.update(cast("dict[str, Channel]", deaf))
    heard = Heard()
    logging.getLogger().addHandler(heard)
    app = create_app(product, Parts(scheduler=False))
    try:
        async with app.router.lifespan_context(app):
            going = Run(product, app, Doors(product, deaf), heard)
            await going.all(count, seed)
    finally:
        logging.getLogger().removeHandler(heard)
    return going.tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="", help="an empty PostgreSQL database; without it, SQLite")
    chosen = parser.parse_args()
    # Only tracebacks count, and those are listened for.
    logging.basicConfig(level=logging.WARNING, handlers=[logging.NullHandler()])
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.exists() else None) as folder:
        tally = asyncio.run(run(chosen.bodies, chosen.seed, Path(folder), chosen.database))
    seconds = time.monotonic() - began
    print(
        f"{chosen.bodies} bodies in {seconds:.0f} s, slowest {tally.slowest:.2f} s ({tally.slow}), {tally.turns} events taken"
    )
    for (door, status), count in sorted(tally.statuses.items()):
        if count >= chosen.bodies // 500:
            print(f"  {door} {status or 'cut'}: {count}")
    print(f"failures {len(tally.failures)}")
    for line in tally.failures[:30]:
        print(f"  {line}")
    sys.exit(bool(tally.failures))


if __name__ == "__main__":
    main()
