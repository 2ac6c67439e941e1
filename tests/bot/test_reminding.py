"""The tick of the reminders in the running product: once a day, by whichever machine comes first."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.product import Parts, Product
from tests.bot.conftest import product_on
from tests.db.world import TELEGRAM, WEB, World

NOTHING = Parts(turns=False, deliveries=False, scheduler=False)


def morning(clock: str = "08:00:30", day: int = 27) -> datetime:
    return datetime.fromisoformat(f"2026-04-{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def machine(world: World, folder: Path, now: datetime) -> Product:
    return product_on(world.engine.url.render_as_string(hide_password=False), folder, now)


@pytest.fixture
async def machines(world: World, tmp_path: Path) -> AsyncIterator[list[Product]]:
    """Three machines that share one database; two people are to be reminded."""
    world.chat(TELEGRAM, world.hoa)
    world.chat(WEB, world.nam)
    made = [machine(world, tmp_path, morning()) for _ in range(3)]
    yield made
    for one in made:
        await one.stop()


def queued(world: World) -> list[tuple[str, str]]:
    with world.store.read() as work:
        return sorted((one.to, one.kind) for one in work.deliveries.list())


EVERYBODY = [("Nguyễn Thị Hoà", "reminder"), ("Trần Văn Nam", "reminder")]


async def test_machines_that_tick_at_once_remind_everybody_once(world: World, machines: list[Product]) -> None:
    await asyncio.gather(*(one.remind() for one in machines for _ in range(4)))
    assert queued(world) == EVERYBODY


async def test_a_machine_that_was_down_in_the_morning_makes_up_for_it_till_evening(world: World, tmp_path: Path) -> None:
    for clock, then in (("07:58:00", []), ("20:01:00", []), ("19:58:00", EVERYBODY)):
        product = machine(world, tmp_path, morning(clock))
        await product.start(Parts(turns=False, deliveries=False))
        assert queued(world) == then
        await product.stop()


async def test_the_next_day_of_the_table_is_another_firing(world: World, tmp_path: Path) -> None:
    for day in (27, 28, 29):
        product = machine(world, tmp_path, morning(day=day))
        await product.remind()
        await product.stop()
    assert queued(world) == sorted(EVERYBODY * 2)


async def test_without_the_scheduler_nobody_is_reminded(world: World, tmp_path: Path) -> None:
    product = machine(world, tmp_path, morning())
    await product.start(NOTHING)
    assert queued(world) == []
    await product.stop()


async def test_without_a_round_a_tick_is_quiet(sqlite_engine: sa.Engine, tmp_path: Path) -> None:
    product = product_on(str(sqlite_engine.url), tmp_path, morning())
    await product.remind()
    with product.store.read() as work:
        assert work.deliveries.list() == []
    await product.stop()
