"""The log tells every change, and no line of it can be touched unseen."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from bot.db.tables import log
from scoring.chain import LogLine
from scoring.declared import Met, Ratio
from tests.db.world import ROUND, World


def _score_two(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), world.by())
        sheet.declare("1.4", Ratio(Decimal(357), Decimal(372)), world.by())
        work.sheets.save(sheet)
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.explain("1.1", "chưa có bản ký", world.by())
        work.sheets.save(sheet)


def _break_off(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), world.by())
        work.sheets.save(sheet)
        raise ZeroDivisionError


def _lines(world: World) -> list[LogLine]:
    with world.store.read() as work:
        return list(work.log.lines())


def _broken(world: World, tampering: sa.Update | sa.Delete) -> int | None:
    with world.engine.begin() as connection:
        connection.execute(tampering)
    with world.store.read() as work:
        return work.log.first_broken()


def test_every_change_is_a_line_and_the_chain_holds(world: World) -> None:
    _score_two(world)
    lines = _lines(world)
    assert [(line.number, line.what, line.where) for line in lines] == [
        (1, "declare", "2025/XA01/1.1"),
        (2, "declare", "2025/XA01/1.4"),
        (3, "explain", "2025/XA01/1.1"),
    ]
    assert lines[1].after == {"declared": {"numerator": "357", "denominator": "372"}, "points": "357/62"}
    assert (lines[1].who, lines[1].channel) == (world.hoa.id, "telegram")
    with world.store.read() as work:
        assert work.log.first_broken() is None


def test_a_changed_line_is_named(world: World) -> None:
    _score_two(world)
    assert _broken(world, sa.update(log).where(log.c.number == 2).values(who="người khác")) == 2


def test_a_missing_line_is_named(world: World) -> None:
    _score_two(world)
    assert _broken(world, sa.delete(log).where(log.c.number == 2)) == 2


def test_a_work_that_breaks_off_leaves_no_line(world: World) -> None:
    with pytest.raises(ZeroDivisionError):
        _break_off(world)
    assert _lines(world) == []


def test_the_name_of_a_person_is_not_in_the_log(world: World) -> None:
    _score_two(world)
    with world.store.write() as work:
        work.erasing.erase(world.hoa.id)
    assert "Hoà" not in str(_lines(world))
    with world.store.read() as work:
        assert work.log.first_broken() is None
