"""doctor: settings, database, storage, each channel's credentials and webhook, clock; one line each, with the fix."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.checkup import unreadable
from bot.cli.outside import Outside
from bot.db.engine import is_newest, open_engine
from bot.keys import Keys
from bot.product import Product
from bot.settings import Settings
from bot.storage import EvidenceStore

State = Literal["ok", "--", "!!"]
Line = tuple[State, str, str]
MASK = "***"
#: Of the rows that cannot be read so many are named one by one.
MOST_ROWS = 50


@click.command()
def doctor() -> None:
    """Check everything the product needs; exit 1 if something has to be mended."""
    settings = Settings()
    house = (_database(settings), *_rows(settings), _storage(settings), _clock(settings))
    lines = [*_settings(settings), *_faults(settings), *house, *_channels(settings)]
    for state, name, text in lines:
        click.echo(f"{state:<2} {name}: {text}")
    if any(state == "!!" for state, _, _ in lines):
        raise SystemExit(1)


def _settings(settings: Settings) -> Iterator[Line]:
    for name, value in settings.masked(MASK).items():
        yield "ok", f"CCHC_{name.upper()}", value


def _faults(settings: Settings) -> Iterator[Line]:
    for fault in settings.faults():
        yield "!!", "settings", fault


def _database(settings: Settings) -> Line:
    try:
        newest = is_newest(open_engine(settings.database))
    except (SQLAlchemyError, OSError) as error:
        return "!!", "database", f"{str(error).splitlines()[0]} → check CCHC_DATABASE_URL and that the server runs"
    return ("ok", "database", "reachable, newest schema") if newest else ("!!", "database", "old schema → cchc db upgrade")


def _rows(settings: Settings) -> Iterator[Line]:
    """Whatever cannot be read is named; what goes on without it is only told."""
    try:
        engine = open_engine(settings.database)
        if not is_newest(engine):
            return
        with engine.connect() as connection:
            found = unreadable(connection)
    except (SQLAlchemyError, OSError):
        return
    if not found:
        yield "ok", "stored rows", "all can be read"
    for one in sorted(found, key=lambda one: one.mends)[:MOST_ROWS]:
        name = f"{one.fault.table} {one.fault.key}" + (f" ({one.place})" if one.place else "")
        yield "--" if one.mends else "!!", name, f"{one.fault.column} cannot be read: {one.fault.why} → {one.remedy}"
    if len(found) > MOST_ROWS:
        yield "!!", "stored rows", f"{len(found) - MOST_ROWS} more cannot be read → mend these first"


def _storage(settings: Settings) -> Line:
    try:
        writable = EvidenceStore(settings.evidence_dir).writable()
    except OSError:
        writable = False
    if writable:
        return "ok", "evidence", f"{settings.evidence_dir} can be written"
    return "!!", "evidence", f"{settings.evidence_dir} cannot be written → check its rights and the free space"


def _channels(settings: Settings) -> Iterator[Line]:
    yield _public(settings)
    if not settings.telegram_token:
        yield "--", "Telegram", "off → set CCHC_TELEGRAM_TOKEN to switch it on"
    else:
        yield asyncio.run(_telegram(settings))
    if not settings.zalo_oa_access_token:
        yield "--", "Zalo OA", "off → set CCHC_ZALO_OA_ACCESS_TOKEN to switch it on"
    else:
        yield asyncio.run(_zalo_oa(settings))
    if not settings.zalo_bot_token:
        yield "--", "Zalo Bot", "off → set CCHC_ZALO_BOT_TOKEN to switch it on"
    else:
        yield asyncio.run(_zalo_bot(settings))


def _public(settings: Settings) -> Line:
    """The way by which everybody comes in: through whatever stands in front of the product."""
    if "public_url" not in settings.model_fields_set:
        return "--", "web chat", f"{settings.public_url}, on this machine only → set CCHC_PUBLIC_URL to open it to others"
    fault = Outside(settings.public_url, Keys(settings.secret)).fault()
    return ("!!", "web chat", fault) if fault else ("ok", "web chat", f"{settings.public_url} leads to this installation")


async def _telegram(settings: Settings) -> Line:
    made = Product(settings)
    if made.telegram is None:
        return "--", "Telegram", "off"
    fault = await made.telegram.check_up()
    await made.telegram.close()
    return ("!!", "Telegram", fault) if fault else ("ok", "Telegram", f"{settings.telegram_mode}, credentials accepted")


async def _zalo_oa(settings: Settings) -> Line:
    made = Product(settings)
    if made.zalo_oa is None:
        return "--", "Zalo OA", "off"
    try:
        found = await made.zalo_oa.examine()
    except SQLAlchemyError:
        return "!!", "Zalo OA", "its tokens stand in the database, which cannot be read → see database"
    finally:
        await made.zalo_oa.close()
    return ("!!", "Zalo OA", found.fault) if found.fault else ("ok", "Zalo OA", f"credentials accepted: {found.words}")


async def _zalo_bot(settings: Settings) -> Line:
    made = Product(settings)
    if made.zalo_bot is None:
        return "--", "Zalo Bot", "off"
    fault = await made.zalo_bot.check_up()
    await made.zalo_bot.close()
    return ("!!", "Zalo Bot", fault) if fault else ("ok", "Zalo Bot", f"{settings.zalo_bot_mode}, credentials accepted")


def _clock(settings: Settings) -> Line:
    now = datetime.now(UTC).astimezone(settings.zone)
    shifted = f", shifted by {settings.now_offset} s (demo only)" if settings.now_offset else ""
    return "ok", "clock", f"{now:%H:%M %d/%m/%Y} {settings.timezone}{shifted}"


COMMANDS = (doctor,)
