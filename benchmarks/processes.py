"""The measured programs: each in a process of its own, on a core of its own where there are two."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import wire

ROOT = Path(__file__).parent.parent
SECONDS_TO_START = 60
RSS = re.compile(r"VmRSS:\s+([0-9]+) kB")
CORES = sorted(os.sched_getaffinity(0))


@dataclass
class NotStarted(Exception):
    """The program ended, or nobody answered in time."""

    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Running:
    pid: int
    port: int

    @property
    def busy(self) -> float:
        """Seconds of a core that the program has used so far."""
        *_, user, system = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()[:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def megabytes(self) -> float:
        """Resident memory."""
        found = RSS.search(Path(f"/proc/{self.pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


@asynccontextmanager
async def running(*command: str, port: int, settings: Mapping[str, str]) -> AsyncIterator[Running]:
    """``python …`` with the port as its last word, from when it is ready until it has ended."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}
    process = _on_core(CORES[0], [sys.executable, *command, str(port)], environment)
    try:
        await _ready(process, port, command)
        yield Running(process.pid, port)
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(process.wait)


def _on_core(core: int, command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A process inherits the cores of the one that starts it, and its threads inherit its own."""
    os.sched_setaffinity(0, {core})
    try:
        return subprocess.Popen(command, env=dict(environment), cwd=ROOT, stdout=subprocess.DEVNULL)
    finally:
        os.sched_setaffinity(0, {CORES[-1]})


async def _ready(process: subprocess.Popen[bytes], port: int, command: tuple[str, ...]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while not await answers(port):
        if process.poll() is not None or time.monotonic() > until:
            raise NotStarted(command)
        await asyncio.sleep(0.02)


async def answers(port: int) -> bool:
    """Whether a program says that it is ready."""
    try:
        return " 200 " in (await asked(port, "/readyz")).start
    except (OSError, asyncio.IncompleteReadError):
        return False


async def asked(port: int, path: str) -> wire.Message:
    """What a program answers when it is asked once."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    answered = await wire.read(reader)
    writer.close()
    return answered
