"""The real product as its own process on a demo data folder; it can be killed, and started again where it was."""

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bot.links.keys import Keys, Upload

START = "from bot.cli import main; main()"
SECRET = "a secret of the tests"


class Installed:
    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self._environment = {
            **os.environ,
            "CCHC_DATA_DIR": str(self.data),
            "CCHC_DATABASE_URL": "",
            "CCHC_SECRET_KEY": SECRET,
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> "Installed":
        command = [sys.executable, "-c", START, "serve", "--demo", "--port", str(self.port)]
        self._process = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        _wait_until_served(self._process)
        return self

    def kill(self) -> None:
        """As a power cut would."""
        self._end("kill")

    def stop(self) -> None:
        self._end("terminate")

    def _end(self, how: str) -> None:
        if self._process is not None:
            getattr(self._process, how)()
            self._process.communicate(timeout=30)
            self._process = None

    def run(self, *words: str) -> str:
        """One call of the command, on the same data."""
        command = [sys.executable, "-c", START, *words]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=True).stdout

    def upload_link(self, leaf: str) -> str:
        """A link for the person who has joined; there is but one."""
        with closing(sqlite3.connect(self.data / "cchc.sqlite3")) as database, database:
            [(person, chat)] = database.execute("select person, id from chats where person is not null").fetchall()
        return f"{self.address}/u/{Keys(SECRET).upload_token(Upload(person, leaf, chat))}"


def _wait_until_served(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if "Uvicorn running" in line:
            return
    raise AssertionError("the product does not start:\n" + "".join(said))
