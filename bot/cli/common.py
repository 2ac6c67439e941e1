"""What the commands share: opening the product, printing JSON, reading and showing times, writing files."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import click

from bot.db.work import SqlWork
from bot.environment.settings import Settings
from bot.product import Product
from handlers.texts.rounds.managing import ROUND_STATES
from scoring.rounds.round import Round

as_json = click.option("--json", "json_", is_flag=True, help="In JSON.")


class DataFault(Exception):
    """A fault in the data or in what was asked for, in one line."""


@contextmanager
def product() -> Iterator[Product]:
    """The product opened for one command. An embedded database is brought up to date first, as ``serve`` does."""
    made = Product(Settings())
    if made.engine.dialect.name == "sqlite":
        made.upgrade()
    try:
        yield made
    finally:
        made.executor.shutdown()
        made.engine.dispose()


def echo_json(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def read_time(text: str, made: Product) -> datetime:
    """An ISO 8601 time; one without an offset is meant in the product's zone."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} không phải thời điểm ISO 8601; ví dụ 2027-01-07T08:00") from error
    return at if at.tzinfo else at.replace(tzinfo=made.settings.zone)


def show_time(at: datetime, zone: tzinfo) -> str:
    """As the office's clock and calendar show it."""
    return f"{at.astimezone(zone):%H:%M %d/%m/%Y}"


def iso_time(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file that is there as a whole or not at all: what stands in the draft when the block ends gets the name.

    Opened around a transaction it waits for the commit. A folder that cannot be written ends it before anything is done.
    """
    draft = path.with_name(f".{path.stem}.part{path.suffix}")
    draft.touch()
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def find_round(work: SqlWork, code: str | None, unit: str | None = None) -> Round:
    """The round with this code; without one the only one that is open, or the only one of those that the unit is in."""
    if code:
        found = work.rounds.get(code)
        if found is None:
            raise DataFault(f"không có đợt {code}")
        return found
    alive = work.rounds.alive()
    alive = [round_ for round_ in alive if unit and round_.unit(unit)] or alive
    if not alive:
        raise DataFault("chưa có đợt nào đang mở (cchc round open MÃ)")
    if len(alive) > 1:
        named = ", ".join(f"{round_.code} ({round_.name})" for round_ in alive)
        raise DataFault(f"đang mở {len(alive)} đợt: {named}; ghi rõ MÃ đợt, hoặc --round MÃ")
    return alive[0]


def find_open_round(work: SqlWork, code: str | None, unit: str | None = None) -> Round:
    """The same for what changes something: nothing moves in a round that is not open."""
    found = find_round(work, code, unit)
    if not found.alive:
        raise DataFault(
            f"đợt {found.code} {ROUND_STATES[found.state]} nên không sửa được; mở lại: cchc round reopen {found.code}"
        )
    return found


def member(round_: Round, unit: str) -> str:
    """The unit's code, if it takes part."""
    if round_.unit(unit) is None:
        raise DataFault(f"đơn vị {unit} không có trong đợt {round_.code}: {', '.join(one.unit for one in round_.units)}")
    return unit
