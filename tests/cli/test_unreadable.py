"""Rows that cannot be read, as the operator meets them: named with what to do, never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.db.engine import open_engine
from bot.environment.settings import Settings
from bot.product import Parts, Product
from handlers.incoming.events import ChatKey, Incoming
from tests.cli.conftest import Cchc
from tests.doorway import turns_on

CHAT = ChatKey("web", "", "w1")
Damage = Callable[[str], None]


@pytest.fixture
def damage(demo: Path) -> Damage:
    """Changes the demo's database by hand."""

    def change(statement: str) -> None:
        engine = open_engine(Settings(data_dir=demo / "data", database_url="").database)
        with engine.begin() as connection:
            assert connection.execute(sa.text(statement)).rowcount == 1
        engine.dispose()

    return change


OPEN = "SELECT sheets.id FROM sheets JOIN rounds ON rounds.code = round WHERE rounds.state = 'open' AND unit = 'XA03'"


def test_a_whole_database_is_told_to_be_whole(cchc: Cchc, demo: Path) -> None:
    assert "ok các dòng đã lưu: đọc được hết" in cchc("doctor").out


def test_a_damaged_leaf_is_named_and_the_sheet_is_shown(cchc: Cchc, damage: Damage) -> None:
    damage(f"UPDATE entries SET declared = '[7' WHERE leaf = '1.1' AND sheet = ({OPEN})")
    checked = cchc("doctor")
    (line,) = [line for line in checked.out.splitlines() if line.startswith("!! entries")]
    assert "· XA03 · 1.1): không đọc được declared: no JSON" in line
    assert "cchc sheet reopen" in line
    assert checked.code == 1
    shown = cchc("sheet", "show", "--unit", "XA03")
    assert shown.out.count("không đọc lại được") == 1
    first = cchc("sheet", "show", "--unit", "XA03", "--json").json["leaves"][0]
    assert (first["code"], first["declared"], first["unreadable"]) == ("1.1", None, ["declared"])
    for unit in ("XA01", "XA03"):
        assert cchc("export", "sheet", "--unit", unit, "--format", "xlsx", "--out", f"{unit}.xlsx").code == 0


def test_a_damaged_round_is_one_line_and_not_a_traceback(cchc: Cchc, damage: Damage) -> None:
    damage("UPDATE rounds SET settings = '[]' WHERE state = 'open'")
    for words in (("round", "show"), ("sheet", "show", "--unit", "XA01"), ("reminders",)):
        ran = cchc(*words)
        assert ran.code == 1
        assert ran.err.count("\n") == 1
        assert "không đọc được settings" in ran.err
        assert "cchc doctor" in ran.err
    assert "khôi phục dòng này từ bản sao lưu" in cchc("doctor").out


def test_what_came_in_and_cannot_be_read_stands_with_what_failed(cchc: Cchc, demo: Path, damage: Damage) -> None:
    made = Product(Settings(data_dir=demo / "data", database_url=""))
    with made.store.write() as work:
        work.chats.link(work.chats.ensure(CHAT), work.people.of_unit("XA01")[0].id, made.clock())
        work.inbox.put(Incoming(CHAT, "1", made.clock(), text="1.1 có"), made.clock())
    damage("UPDATE inbox SET event = '[]'")
    assert turns_on(made.store, made.clock, made.settings.zone).one() is not None
    made.executor.shutdown()
    made.engine.dispose()
    (came,) = [one for one in cchc("deliveries", "--failed", "--json").json if one["direction"] == "in"]
    assert (came["kind"], came["state"], came["unit"], came["channel"]) == ("event", "failed", "XA01", "web")
    assert "event cannot be read" in came["why"]
    assert "\tfailed\tevent\t" in cchc("deliveries", "--failed").out
    assert {one["direction"] for one in cchc("deliveries", "--json").json} == {"out"}
    assert "-- inbox 1 (web · XA01" in cchc("doctor").out


async def test_the_product_starts_with_a_round_that_cannot_be_read(demo: Path, damage: Damage) -> None:
    damage("UPDATE rounds SET ends = '{\"self_scoring\": \"ngày mai\"}' WHERE state = 'open'")
    made = Product(Settings(data_dir=demo / "data", database_url=""))
    await made.start(Parts(turns=True, deliveries=False, scheduler=True))
    await made.stop()
