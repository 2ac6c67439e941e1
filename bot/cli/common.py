"""What the commands share: opening the product, printing JSON, reading times."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from bot.db.work import SqlWork
from bot.product import Product
from bot.settings import Settings
from scoring.rounds import Round

as_json = click.option("--json", "json_", is_flag=True, help="Print JSON.")


class Fault(Exception):
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
        raise click.BadParameter(f"{text!r} is no ISO 8601 time; for example 2027-01-07T08:00") from error
    return at if at.tzinfo else at.replace(tzinfo=made.settings.zone)


def find_round(work: SqlWork, code: str | None) -> Round:
    """The round with this code, or the open one."""
    found = work.rounds.get(code) if code else work.rounds.current()
    if found is None:
        raise Fault(f"không có đợt {code}" if code else "chưa có đợt nào đang mở (cchc round open MÃ)")
    return found


def member(round_: Round, unit: str) -> str:
    """The unit's code, if it takes part."""
    if round_.unit(unit) is None:
        raise Fault(f"đơn vị {unit} không có trong đợt {round_.code}: {', '.join(one.unit for one in round_.units)}")
    return unit
