"""Everybody presses everything, on every channel: ``python -m checks.walk [--channel telegram] [--beside] [--most 500]``.

Each person of the demo world goes every way from every kind of card, each time from where it stood, and then sends what
the buttons of all others carry. Nothing may change that is not his, no card may show another commune's draft, and every
card must have a way on and fit its channel. ``--beside``: a second round has been opened beside the demo's.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.db.engine import open_engine, upgrade
from bot.demo import world as demo
from bot.files.storage import EvidenceStore
from tests.db.world import Clock
from tests.doorway import store_on
from tests.stories.telling.databases import checkpoint, copied
from tests.stories.telling.filling import joined
from tests.stories.telling.planted import PEOPLE, SECRETS, plant, plant_beside, who
from tests.stories.telling.rendered import CAPABLE, CHANNELS
from tests.stories.telling.world import START, ZONE, World
from tests.stories.whole.walking import Found, Walker

EVERY_WAY = 1_000_000


def planted(folder: Path, *, beside: bool) -> Path:
    file = folder / "planted.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    store = store_on(engine, Clock(START))
    demo.load(store, EvidenceStore(folder / "evidence"), START, ZONE)
    plant(World(engine))
    if beside:
        plant_beside(World(engine))
    checkpoint(engine)
    return file


@contextmanager
def walker(file: Path, channel: str, code: str) -> Iterator[Walker]:
    with copied(file, file.with_name("walked.db")) as engine:
        world = World(engine, channel, channels=CAPABLE)
        member = joined(world, code)
        yield Walker(world, member, who(world, member), SECRETS)


def walked(file: Path, channel: str, code: str, most: int) -> Found:
    with walker(file, channel, code) as somebody:
        return somebody.walks(most, random.Random(0))


def forged(file: Path, channel: str, code: str, codes: Iterable[str]) -> Found:
    with walker(file, channel, code) as somebody:
        return somebody.forges(codes)


def checked(file: Path, channel: str, most: int) -> int:
    """How many faults there are on one channel."""
    begun = time.monotonic()
    walks = [walked(file, channel, code, most) for code in PEOPLE]
    codes = sorted({code for one in walks for code in one.codes})
    found = [*walks, *(forged(file, channel, code, codes) for code in PEOPLE)]
    faults = sorted({fault for one in found for fault in one.faults})
    ways, sent = sum(one.ways for one in walks), len(codes) * len(PEOPLE)
    print(f"{channel}: {len(PEOPLE)} people, {ways} ways gone, {sent} codes forged, {time.monotonic() - begun:.0f} s:", end=" ")
    print(f"{len(faults)} faults" if faults else "no fault", *faults, sep="\n  ", flush=True)
    return len(faults)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m checks.walk", description=__doc__)
    parser.add_argument("--channel", choices=list(CHANNELS), action="append")
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--most", type=int, default=EVERY_WAY, help="ways a person")
    given = parser.parse_args()
    chosen: Sequence[str] = given.channel or list(CHANNELS)
    with tempfile.TemporaryDirectory() as folder:
        file = planted(Path(folder), beside=given.beside)
        sys.exit(min(1, sum(checked(file, channel, given.most) for channel in chosen)))


if __name__ == "__main__":
    main()
