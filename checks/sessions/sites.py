"""Where the product runs: a folder with SQLite, or a fresh schema of a PostgreSQL database; and the process itself."""

import asyncio
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import sqlalchemy as sa

from bot.db.engine import open_engine
from checks.sessions.senders import SECRET
from tests.fakes.telegram.bot_api import TOKEN

ROOT = Path(__file__).parents[2]
CCHC = (sys.executable, "-c", "from bot.cli import main; main()")
SECONDS_TO_START = 60
POSTGRES = os.environ.get("CCHC_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


class NotStarted(Exception):
    """The product ended by itself, or was never ready."""


@dataclass
class Site:
    """``port`` stays the same over all lives of the product, as an address does."""

    name: str
    folder: Path
    database: str
    port: int
    _process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def evidence(self) -> Path:
        return self.folder / "evidence"

    def settings(self) -> Mapping[str, str]:
        known = {"CCHC_DATA_DIR": str(self.folder), "CCHC_DATABASE_URL": self.database, "CCHC_LOG_LEVEL": "error"}
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **known}

    def run(self, *words: str) -> int:
        """Runs a command of the product to its end; its exit code."""
        return subprocess.run(
            [*CCHC, *words], cwd=self.folder, env=self.settings(), stdout=subprocess.DEVNULL, check=False
        ).returncode

    def start(self, api: str, offset: int) -> None:
        """``offset``: seconds that the product's clock is ahead, as if it had been down for so long."""
        telegram = {"CCHC_TELEGRAM_TOKEN": TOKEN, "CCHC_TELEGRAM_SECRET": SECRET, "CCHC_TELEGRAM_API_URL": api}
        settings = {**self.settings(), **telegram, "CCHC_PUBLIC_URL": self.address, "CCHC_NOW_OFFSET": str(offset)}
        command = [*CCHC, "serve", "--demo", "--port", str(self.port)]
        self._process = subprocess.Popen(command, cwd=self.folder, env=settings, stdout=subprocess.DEVNULL)

    async def ready(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        async with httpx.AsyncClient(timeout=5) as client:
            while not await self._answers(client):
                if self._process is None or self._process.poll() is not None or time.monotonic() > until:
                    raise NotStarted
                await asyncio.sleep(0.02)

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(f"{self.address}/readyz")).is_success
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """Like a power cut: nothing is told, nothing is finished."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


Engine = Callable[[], AbstractContextManager[Site]]


@contextmanager
def sqlite_site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        site = Site("SQLite", Path(folder), f"sqlite:///{folder}/cchc.sqlite3", _free_port())
        try:
            yield site
        finally:
            site.kill()


@contextmanager
def postgres_site(url: str) -> Iterator[Site]:
    """In a schema of its own, which is gone afterwards."""
    server, schema = open_engine(url), f"cchc_kill_{secrets.token_hex(6)}"
    with server.begin() as connection:
        connection.execute(sa.schema.CreateSchema(schema))
    database = sa.make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    try:
        with tempfile.TemporaryDirectory() as folder:
            site = Site("PostgreSQL", Path(folder), database.render_as_string(hide_password=False), _free_port())
            site.run("db", "upgrade")
            yield site
    finally:
        site.kill()
        with server.begin() as connection:
            connection.execute(sa.schema.DropSchema(schema, cascade=True))
        server.dispose()


def postgres_answers(url: str) -> bool:
    server = open_engine(url)
    try:
        server.connect().close()
    except sa.exc.OperationalError:
        return False
    finally:
        server.dispose()
    return True
