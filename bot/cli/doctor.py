"""doctor: settings, database, storage, each channel's credentials and webhook, clock; one line each, with the fix."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

import click
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.checkup import unreadable
from bot.cli.outside import Outside
from bot.db.engine import is_newest, open_engine
from bot.db.work import Store
from bot.keys import Keys
from bot.product import Product
from bot.settings import Settings
from bot.storage import EvidenceStore
from bot.whys import in_words

State = Literal["ok", "--", "!!"]
Line = tuple[State, str, str]
MASK = "***"
#: Of the rows that cannot be read so many are named one by one.
MOST_ROWS = 50


@click.command()
def doctor() -> None:
    """Kiểm tra mọi thứ sản phẩm cần; có chỗ phải sửa thì mã thoát 1."""
    settings = Settings()
    house = (_database(settings), *_rows(settings), *_holds(settings), _storage(settings), _clock(settings))
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
        yield "!!", "cài đặt", fault


def _database(settings: Settings) -> Line:
    name = "cơ sở dữ liệu"
    try:
        with _opened(settings) as engine:
            newest = is_newest(engine)
    except (SQLAlchemyError, OSError) as error:
        return "!!", name, f"{str(error).splitlines()[0]} → xem lại CCHC_DATABASE_URL và máy chủ có đang chạy không"
    return ("ok", name, "kết nối được, phiên bản mới nhất") if newest else ("!!", name, "phiên bản cũ → cchc db upgrade")


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    engine = open_engine(settings.database)
    try:
        yield engine
    finally:
        engine.dispose()


def _rows(settings: Settings) -> Iterator[Line]:
    """Whatever cannot be read is named; what goes on without it is only told."""
    try:
        with _opened(settings) as engine:
            if not is_newest(engine):
                return
            with engine.connect() as connection:
                found = unreadable(connection)
    except (SQLAlchemyError, OSError):
        return
    if not found:
        yield "ok", "các dòng đã lưu", "đọc được hết"
    for one in sorted(found, key=lambda one: one.mends)[:MOST_ROWS]:
        name = f"{one.fault.table} {one.fault.key}" + (f" ({one.place})" if one.place else "")
        yield "--" if one.mends else "!!", name, f"không đọc được {one.fault.column}: {one.fault.why} → {one.remedy}"
    if len(found) > MOST_ROWS:
        yield "!!", "các dòng đã lưu", f"còn {len(found) - MOST_ROWS} dòng không đọc được → sửa những dòng này trước"


def _holds(settings: Settings) -> Iterator[Line]:
    """A channel that stumbles mends itself; who asks why nothing arrives reads it here."""
    try:
        engine = open_engine(settings.database)
        if not is_newest(engine):
            return
        with Store(engine, upload_link=lambda *_: "").read() as work:
            held = work.holds.list()
    except (SQLAlchemyError, OSError):
        return
    for one in held:
        since = one.since.astimezone(settings.zone)
        yield (
            "--",
            one.name,
            f"trục trặc từ {since:%H:%M:%S %d/%m} ({in_words(one.why)}): đang thử lại liên tục, không mất tin nào",
        )


def _storage(settings: Settings) -> Line:
    try:
        writable = EvidenceStore(settings.evidence_dir).writable()
    except OSError:
        writable = False
    if writable:
        return "ok", "kho tài liệu", f"{settings.evidence_dir} ghi được"
    return "!!", "kho tài liệu", f"{settings.evidence_dir} không ghi được → xem quyền của thư mục và chỗ trống trên đĩa"


def _channels(settings: Settings) -> Iterator[Line]:
    yield _public(settings)
    if not settings.telegram_token:
        yield "--", "Telegram", "tắt → đặt CCHC_TELEGRAM_TOKEN để bật"
    else:
        yield asyncio.run(_telegram(settings))
    if not settings.zalo_oa_access_token:
        yield "--", "Zalo OA", "tắt → đặt CCHC_ZALO_OA_ACCESS_TOKEN để bật"
    else:
        yield asyncio.run(_zalo_oa(settings))
    if not settings.zalo_bot_token:
        yield "--", "Zalo Bot", "tắt → đặt CCHC_ZALO_BOT_TOKEN để bật"
    else:
        yield asyncio.run(_zalo_bot(settings))


def _public(settings: Settings) -> Line:
    """The way by which everybody comes in: through whatever stands in front of the product."""
    if "public_url" not in settings.model_fields_set:
        return "--", "chat web", f"{settings.public_url}, chỉ mở được trên máy này → đặt CCHC_PUBLIC_URL để người khác vào"
    fault = Outside(settings.public_url, Keys(settings.secret)).fault()
    return ("!!", "chat web", fault) if fault else ("ok", "chat web", f"{settings.public_url} dẫn tới đúng bản cài này")


async def _telegram(settings: Settings) -> Line:
    made = Product(settings)
    if made.telegram is None:
        return "--", "Telegram", "tắt"
    fault = await made.telegram.check_up()
    await made.stop()
    return ("!!", "Telegram", fault) if fault else ("ok", "Telegram", f"{settings.telegram_mode}, mã truy cập được chấp nhận")


async def _zalo_oa(settings: Settings) -> Line:
    made = Product(settings)
    if made.zalo_oa is None:
        return "--", "Zalo OA", "tắt"
    try:
        found = await made.zalo_oa.examine()
    except SQLAlchemyError:
        return "!!", "Zalo OA", "token nằm trong cơ sở dữ liệu, hiện không đọc được → xem dòng cơ sở dữ liệu"
    finally:
        await made.stop()
    return ("!!", "Zalo OA", found.fault) if found.fault else ("ok", "Zalo OA", f"token được chấp nhận: {found.words}")


async def _zalo_bot(settings: Settings) -> Line:
    made = Product(settings)
    if made.zalo_bot is None:
        return "--", "Zalo Bot", "tắt"
    fault = await made.zalo_bot.check_up()
    await made.stop()
    return ("!!", "Zalo Bot", fault) if fault else ("ok", "Zalo Bot", f"{settings.zalo_bot_mode}, mã truy cập được chấp nhận")


def _clock(settings: Settings) -> Line:
    now = datetime.now(UTC).astimezone(settings.zone)
    shifted = f", lệch {settings.now_offset} giây (chỉ khi minh hoạ)" if settings.now_offset else ""
    return "ok", "đồng hồ", f"{now:%H:%M %d/%m/%Y} {settings.timezone}{shifted}"


COMMANDS = (doctor,)
