"""The demo world, loaded once and copied for every story; told on SQLite and on PostgreSQL, over two channels."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.demo import world as demo
from bot.files.storage import EvidenceStore
from scoring.rounds.round import Milestone
from tests.db import world as small
from tests.db.world import Clock
from tests.doorway import store_on
from tests.stories.telling.databases import Templates, checkpoint, copied
from tests.stories.telling.filling import fills_everything, signs
from tests.stories.telling.rendered import CAPABLE
from tests.stories.telling.small_chat import Chat, with_formula
from tests.stories.telling.world import START, ZONE, World

PLACES = [("sqlite", "web"), ("postgresql", "telegram")]
#: Where it matters that choices are typed: beside a channel that has buttons, the one that has none.
TYPED_TOO = ["telegram", "zalo_bot"]


@pytest.fixture(scope="session")
def demo_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo world in it."""
    folder = tmp_path_factory.mktemp("demo")
    with copied(migrated_file, folder / "demo.db") as engine:
        store = store_on(engine, Clock(START))
        with pytest.MonkeyPatch.context() as patched:
            # Five hundred small files need not survive a power cut.
            patched.setattr("os.fsync", lambda _: None)
            demo.load(store, EvidenceStore(folder / "evidence"), START, ZONE)
        checkpoint(engine)
    return folder / "demo.db"


@pytest.fixture(scope="session")
def complete_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, after the four of XA01 have scored every leaf and sent every document, each in the chat."""
    file = tmp_path_factory.mktemp("complete") / "complete.db"
    with copied(demo_file, file) as engine:
        fills_everything(World(engine))
        checkpoint(engine)
    return file


@pytest.fixture(scope="session")
def signed_file(complete_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, after the coordinator has sent the sheet and the leader has signed it."""
    file = tmp_path_factory.mktemp("signed") / "signed.db"
    with copied(complete_file, file) as engine:
        signs(World(engine))
        checkpoint(engine)
    return file


@pytest.fixture(scope="session")
def templates(postgres_tables: sa.Engine) -> Iterator[Templates]:
    with closing(Templates(postgres_tables)) as kept:
        yield kept


Opens = Callable[[Path], World]


@pytest.fixture(params=PLACES, ids="-".join)
def opens(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opens]:
    """Opens a copied world in the place where this story is told."""
    database, channel = request.param
    with ExitStack() as stack:

        def open_(file: Path) -> World:
            if database == "postgresql":
                return World(request.getfixturevalue("templates").poured(file), channel)
            return World(stack.enter_context(copied(file, tmp_path / "cchc.db")), channel)

        yield open_


@pytest.fixture
def world(opens: Opens, demo_file: Path) -> World:
    """The demo world on its first morning."""
    return opens(demo_file)


@pytest.fixture
def on_web(demo_file: Path, tmp_path: Path) -> Iterator[World]:
    """For what no database and no channel can change: on SQLite alone."""
    with copied(demo_file, tmp_path / "cchc.db") as engine:
        yield World(engine, "web")


@pytest.fixture
def complete_on_web(complete_file: Path, tmp_path: Path) -> Iterator[World]:
    with copied(complete_file, tmp_path / "cchc.db") as engine:
        yield World(engine, "web")


@pytest.fixture
def on_telegram(demo_file: Path, tmp_path: Path) -> Iterator[World]:
    """Where files are only announced, and fetched afterwards."""
    with copied(demo_file, tmp_path / "cchc.db") as engine:
        yield World(engine, "telegram")


@pytest.fixture
def complete(opens: Opens, complete_file: Path) -> World:
    """XA01 has scored everything and sent nothing yet."""
    return opens(complete_file)


@pytest.fixture
def signed(opens: Opens, signed_file: Path) -> World:
    """XA01 is signed and locked."""
    return opens(signed_file)


@pytest.fixture(params=TYPED_TOO)
def opens_typing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opens]:
    """Opens a copied world on Telegram, and on Zalo Bot, where every choice is typed."""
    with ExitStack() as stack:
        yield lambda file: World(stack.enter_context(copied(file, tmp_path / "cchc.db")), request.param, channels=CAPABLE)


@pytest.fixture
def either(opens_typing: Opens, demo_file: Path) -> World:
    """The demo world on its first morning, in a chat with buttons and in one where every choice is typed."""
    return opens_typing(demo_file)


@pytest.fixture
def zalo(opens_typing: Opens, signed_file: Path) -> World:
    """XA01 signed and locked, on Telegram and on Zalo Bot."""
    return opens_typing(signed_file)


@pytest.fixture
def complete_zalo(opens_typing: Opens, complete_file: Path) -> World:
    """XA01 has scored everything and sent nothing yet, on Telegram and on Zalo Bot."""
    return opens_typing(complete_file)


@pytest.fixture
def chat(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> Chat:
    monkeypatch.setattr(small, "CRITERIA", with_formula(small.CRITERIA))
    later = replace(small.ROUND, ends={Milestone.SELF_SCORING: small.ROUND.ends[Milestone.SELF_SCORING]})
    monkeypatch.setattr(small, "ROUND", later)
    return Chat(small.World(engine))
