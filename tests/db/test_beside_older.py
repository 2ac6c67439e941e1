"""A release beside an older one on one database: what either has stored is read by the other."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.checkup import unreadable
from scoring.declared import Met
from scoring.sheet.entry import Paper
from tests.db.damages import damage, stored
from tests.db.furnished import BEFORE, PAPER, Keys, furnish, turns
from tests.db.world import ROUND, World, event

#: As the release before has written them: without a version, and with nothing that has been added since.
OLDER: dict[str, Any] = json.loads((Path(__file__).parent / "stored" / "older.json").read_text(encoding="utf-8"))
LATER = {"of": ["a newer", {"release": 2}]}


def _newer(value: Any) -> Any:
    """The same as a newer release may write it: a name more in every object, and a version that is one higher."""
    match value:
        case dict():
            inner = {name: _newer(part) for name, part in value.items() if name != "v"}
            return inner | {"added_later": LATER, "v": value.get("v", 0) + 1}
        case list():
            return [_newer(part) for part in value]
        case _:
            return value


def _store(world: World, keys: Keys, values: dict[str, Any]) -> None:
    assert values.keys() == keys.keys()
    for place, key in keys.items():
        assert damage(world.engine, place, key, json.dumps(values[place], ensure_ascii=False))
    with world.engine.connect() as connection:
        assert unreadable(connection) == []


def _says_the_same(world: World) -> None:
    """What the office cares about, whoever has written it."""
    with world.store.read() as work:
        entry = work.sheets.read(ROUND, "XA01").entry("1.1")
        assert (entry.declared, entry.explained, entry.lost) == (Met(False), {"a", "b"}, frozenset())
        assert entry.undo is not None
        assert entry.undo.declared == Met(True)
        assert entry.evidence[0].read == Paper(**PAPER)
        assert work.rounds.get(BEFORE.code) == BEFORE
        assert work.people.sender(world.hoa.id) == world.hoa
        assert work.facts.text("telegram_name") == "cchc_bot"


@pytest.fixture
def keys(world: World) -> Keys:
    return furnish(world)


def test_what_the_release_before_has_stored_is_read_and_its_conversation_goes_on(world: World, keys: Keys) -> None:
    _store(world, keys, OLDER)
    _says_the_same(world)
    assert turns(world).one() is not None
    question, answer = world.send()[0], world.send()[0]
    assert question == OLDER["outbox.card"]["text"]
    assert "1.2: **1/2**" in answer


def test_what_a_newer_release_has_stored_is_read_as_far_as_it_is_known(world: World, keys: Keys) -> None:
    present = {place: stored(world.engine, place, key) for place, key in keys.items()}
    # The log is sealed: nobody adds to its lines.
    _store(world, keys, {place: value if place.startswith("log.") else _newer(value) for place, value in present.items()})
    _says_the_same(world)
    assert turns(world).one() is not None
    assert len([card for _ in range(2) for card in world.send()]) == 2
    with world.store.read() as work:
        assert (work.readings.take().inbox_failed, work.readings.take().outbox_failed) == (0, 0)


def test_what_a_newer_release_has_added_outlives_a_change_of_something_else(world: World, keys: Keys) -> None:
    places = ("entries.declared", "entries.undo", "rounds.ends", "rounds.settings")
    newer = {place: _newer(stored(world.engine, place, keys[place])) for place in places}
    for place, value in newer.items():
        assert damage(world.engine, place, keys[place], json.dumps(value))
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.drop_explanation("1.1", world.by())
        work.sheets.save(sheet)
        work.timetable.save(BEFORE, world.now)
        work.timetable.extend(BEFORE, world.now + timedelta(days=90), world.by(), reason="lũ")
    after = {place: stored(world.engine, place, keys[place]) for place in places}
    assert after["rounds.ends"].pop("self_scoring") != newer["rounds.ends"].pop("self_scoring")
    assert after == newer


def test_what_could_not_be_read_stays_until_it_is_declared_anew(world: World, keys: Keys) -> None:
    key = keys["entries.declared"]
    assert damage(world.engine, "entries.declared", key, '{"of": "a newer release"}')
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        assert sheet.entry("1.1").unreadable
        assert not sheet.entry("1.1").complete
        sheet.explain("1.1", "bản ký ở huyện", world.by())
        work.sheets.save(sheet)
    assert stored(world.engine, "entries.declared", key) == {"of": "a newer release"}
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), world.by())
        work.sheets.save(sheet)
    (entry,) = [one for one in world.sheet() if one.leaf.code == "1.1"]
    assert (entry.declared, entry.undo, entry.lost) == (Met(True), None, frozenset())


def test_whoever_comes_back_to_an_unreadable_leaf_is_asked_it_again(world: World, keys: Keys) -> None:
    assert damage(world.engine, "entries.declared", keys["entries.declared"], "[]")
    assert turns(world).one() is not None
    world.put(event("lại", "/chamdiem 1.1", at=world.clock.pass_(seconds=1)))
    assert turns(world).one() is not None
    *_, card = [text for _ in range(4) for text in world.send()]
    assert "không đọc lại được" in card
    assert "Xã ở mức nào?" in card
