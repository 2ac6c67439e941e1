"""A damaged row, wherever JSON is stored: everybody else is served in the same pass, and the operator finds its name."""

import json
import random
from datetime import datetime

import pytest
import sqlalchemy as sa

from bot.cli.checkup import HELD, DamagedRow, unreadable
from bot.db.tables import entries, metadata, sheets
from bot.reports.unit.sheet_csv import sheet_csv
from bot.reports.unit.sheet_json import SheetJson
from handlers.texts.common import BROKEN, UNREADABLE
from scheduler import reminders
from tests.db.damages import damage, damages, stored
from tests.db.furnished import Keys, furnish, turns
from tests.db.world import ROUND, TELEGRAM, VIETNAM, WEB, ZALO, World, event

#: Three days before the end of self-scoring, when whoever owes something is reminded.
REMINDED = datetime(2026, 4, 27, 9, 0, tzinfo=VIETNAM)
COLUMNS = sorted(str(column) for table in metadata.tables.values() for column in table.c if isinstance(column.type, sa.JSON))
#: What its readers take as it is, whatever stands there; only what is no JSON is a fault.
FREE = {"log.before", "log.after"}


@pytest.fixture
def keys(world: World) -> Keys:
    return furnish(world)


def _found(world: World) -> list[DamagedRow]:
    with world.engine.connect() as connection:
        return unreadable(connection)


def _pass(world: World, number: int) -> dict[str, list[str]]:
    """Everybody writes, and everything that waits is worked through once; the cards that left, by channel."""
    for chat, text in ((TELEGRAM, "/tiendo"), (WEB, "/tiendo"), (ZALO, "/thamdinh")):
        world.put(event(f"{number}", text, chat=chat, at=world.clock.pass_(seconds=1)))
    one = turns(world)
    while one.one() is not None:
        continue
    sent: dict[str, list[str]] = {"telegram": [], "web": [], "zalo_oa": []}
    with world.store.write() as work:
        while due := work.deliveries.due(world.now, 10):
            for delivery in due:
                work.deliveries.sent(delivery.id, "m1")
                sent[delivery.chat.channel].append(delivery.card.text)
    return sent


def _others_go_on(world: World, number: int) -> None:
    sent = _pass(world, number)
    assert all(cards and not {BROKEN, UNREADABLE} & set(cards) for cards in (sent["web"], sent["zalo_oa"])), sent
    assert sent["telegram"]
    with world.store.read() as work:
        assert work.readings.take().inbox_waiting == 0
        assert {one.unit for one in reminders.due(work, REMINDED, VIETNAM)} == {"XA01"}
        assert [task.unit for task in work.queue.tasks(ROUND, world.lan)] == ["XA02"] * 4
        for unit in ("XA01", "XA02"):
            sheet = work.sheets.read(ROUND, unit)
            assert sheet_csv(sheet)
            assert len(SheetJson(ROUND, work.people.name, VIETNAM).whole(sheet, unit)["leaves"]) == 9


def test_every_column_of_json_is_read_back_by_the_doctor_and_damaged_here(world: World, keys: Keys) -> None:
    assert sorted(str(held.column) for held in HELD) == COLUMNS
    assert sorted(keys) == COLUMNS


@pytest.mark.parametrize("place", COLUMNS)
def test_one_damaged_row_stops_nobody_else_and_is_named(world: World, keys: Keys, place: str) -> None:
    assert _found(world) == []
    table, column = place.split(".")
    key, whole = keys[place], stored(world.engine, place, keys[place])
    for number, text in enumerate(damages(whole, random.Random(place))):
        _waits_again(world, table, key)
        if not damage(world.engine, place, key, text):
            continue
        named = [(one.fault.table, one.fault.key, one.fault.column) for one in _found(world)]
        assert named == [(table, str(key), column)] or (not named and _harmless(text, whole, place)), text[:200]
        _others_go_on(world, number)
        assert damage(world.engine, place, key, json.dumps(whole, ensure_ascii=False))
    assert not {BROKEN, UNREADABLE} & set(_pass(world, 100)["telegram"])


@pytest.mark.parametrize("column", ["declared", "explained", "undo"])
def test_a_damaged_leaf_of_one_commune_leaves_the_queue_of_all_whole(world: World, keys: Keys, column: str) -> None:
    for number, text in enumerate(("[7]", '{"a": 1}', '"x"')):
        assert damage(world.engine, f"entries.{column}", _leaf_under_appraisal(world), text)
        assert [(one.fault.table, one.place) for one in _found(world)] == [("entries", "2025 · XA02 · 1.4")]
        _others_go_on(world, number)


def _waits_again(world: World, table: str, key: object) -> None:
    """A message is damaged while it waits: afterwards nobody looks at it."""
    if table in ("inbox", "outbox"):
        with world.engine.begin() as connection:
            again = sa.text(f"UPDATE {table} SET state = 'waiting', tries = 0 WHERE id = :key")
            connection.execute(again, {"key": key})


def _leaf_under_appraisal(world: World) -> object:
    leaf = sa.select(entries.c.id).join(sheets).where(sheets.c.unit == "XA02", entries.c.leaf == "1.4")
    with world.engine.connect() as connection:
        return connection.execute(leaf).scalar()


def _harmless(text: str, whole: object, place: str) -> bool:
    """What the reader may take: nothing instead of something that may be missing, a name more or one less."""
    if place in FREE:
        return True
    value = json.loads(text)
    return value is None or isinstance(value, type(whole))


def test_without_the_open_round_everybody_is_told_at_once_what_is_wrong(world: World, keys: Keys) -> None:
    assert damage(world.engine, "rounds.settings", ROUND.code, '{"ties": "of a newer release"}')
    sent = _pass(world, 1)
    assert [sent["web"], sent["zalo_oa"]] == [[UNREADABLE], [UNREADABLE]]
    with world.store.read() as work:
        given_up = work.inbox.given_up()
        assert {one.why.partition(" (")[0] for one in given_up} == {"rounds 2025: settings cannot be read"}
        assert [round_.code for round_ in work.rounds.list()] == ["2024"]
    assert damage(world.engine, "rounds.settings", ROUND.code, "{}")
    assert UNREADABLE not in _pass(world, 2)["web"]


def test_whoever_has_duties_that_cannot_be_read_is_told_and_is_in_charge_of_nothing(world: World, keys: Keys) -> None:
    assert damage(world.engine, "people.scope", world.hoa.id, '{"1": true}')
    assert _pass(world, 1)["telegram"][-1] == UNREADABLE
    with world.store.read() as work:
        (hoa,) = work.people.of_unit("XA01")
        assert (hoa.name, hoa.covers("1.1")) == ("Nguyễn Thị Hoà", False)
    with world.store.write() as work:
        work.staff.assign(hoa, world.by())
    assert stored(world.engine, "people.scope", world.hoa.id) == {"1": True}


def test_a_line_of_the_log_that_cannot_be_read_breaks_the_chain_there(world: World, keys: Keys) -> None:
    with world.store.read() as work:
        assert work.log.first_broken() is None
    assert damage(world.engine, "log.after", keys["log.after"], '"x"')
    with world.store.read() as work:
        assert work.log.first_broken() == keys["log.after"]
