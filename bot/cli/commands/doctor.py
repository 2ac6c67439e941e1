"""doctor: settings, database, storage, each channel's credentials and webhook, clock; one line each, with the fix."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import click
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base import Mark
from bot.cli.checkup import unreadable
from bot.cli.whys import why_in_words
from bot.db.engine import is_newest
from bot.environment.settings import Settings
from bot.product import Product
from bot.registry import KINDS

Line = tuple[Mark, str, str]
MASK = "***"
#: Of the rows that cannot be read so many are named one by one.
MOST_ROWS = 50


@click.command()
def doctor() -> None:
    """Kiểm tra mọi thứ sản phẩm cần; có chỗ phải sửa thì mã thoát 1."""
    settings = Settings()
    lines = [*_settings(settings), *_faults(settings), *asyncio.run(_looked_at(settings))]
    for mark, name, text in lines:
        click.echo(f"{mark:<2} {name}: {text}")
    if any(mark is Mark.TO_MEND for mark, _, _ in lines):
        raise SystemExit(1)


async def _looked_at(settings: Settings) -> list[Line]:
    """The product opened once, never started, and closed again."""
    try:
        made = Product(settings)
    except OSError as error:
        where = error.filename or settings.data_dir
        return [(Mark.TO_MEND, "thư mục dữ liệu", f"{where} không ghi được → xem quyền của thư mục và chỗ trống trên đĩa")]
    try:
        house = [_database(made), *_rows(made), *_holds(made), *_troubles(made), _storage(made), _clock(settings)]
        return [*house, *[line async for line in _channels(made)]]
    finally:
        await made.stop()


def _settings(settings: Settings) -> Iterator[Line]:
    for name, value in settings.masked(MASK).items():
        yield Mark.WELL, f"CCHC_{name.upper()}", value


def _faults(settings: Settings) -> Iterator[Line]:
    for fault in settings.faults():
        yield Mark.TO_MEND, "cài đặt", fault


def _database(made: Product) -> Line:
    name = "cơ sở dữ liệu"
    try:
        newest = is_newest(made.engine)
    except (SQLAlchemyError, OSError) as error:
        why = str(error).splitlines()[0]
        return Mark.TO_MEND, name, f"{why} → xem lại CCHC_DATABASE_URL và máy chủ có đang chạy không"
    if newest:
        return Mark.WELL, name, "kết nối được, phiên bản mới nhất"
    return Mark.TO_MEND, name, "phiên bản cũ → cchc db upgrade"


def _readable(made: Product) -> bool:
    """Whether the rows of the database are of this version; what keeps them from it has a line of its own."""
    try:
        return is_newest(made.engine)
    except (SQLAlchemyError, OSError):
        return False


def _rows(made: Product) -> Iterator[Line]:
    """Whatever cannot be read is named; what goes on without it is only told."""
    if not _readable(made):
        return
    with made.engine.connect() as connection:
        found = unreadable(connection)
    if not found:
        yield Mark.WELL, "các dòng đã lưu", "đọc được hết"
    for row in sorted(found, key=lambda damaged: damaged.mends)[:MOST_ROWS]:
        name = f"{row.fault.table} {row.fault.key}" + (f" ({row.place})" if row.place else "")
        mark = Mark.ASIDE if row.mends else Mark.TO_MEND
        yield mark, name, f"không đọc được {row.fault.column}: {row.fault.why} → {row.remedy}"
    if len(found) > MOST_ROWS:
        yield Mark.TO_MEND, "các dòng đã lưu", f"còn {len(found) - MOST_ROWS} dòng không đọc được → sửa những dòng này trước"


def _holds(made: Product) -> Iterator[Line]:
    """A channel that stumbles mends itself; who asks why nothing arrives reads it here."""
    if not _readable(made):
        return
    with made.store.read() as work:
        held = work.holds.list()
    for hold in held:
        since = hold.since.astimezone(made.settings.zone)
        told = f"trục trặc từ {since:%H:%M:%S %d/%m} ({why_in_words(hold.why)}): đang thử lại liên tục, không mất tin nào"
        yield Mark.ASIDE, hold.name, told


def _troubles(made: Product) -> Iterator[Line]:
    """What breaks off in the processes that run now."""
    if not _readable(made):
        return
    with made.store.read() as work:
        troubles = work.processes.troubles()
    for trouble in troubles:
        since = trouble.since.astimezone(made.settings.zone)
        told = f"hỏng từ {since:%H:%M:%S %d/%m} ({trouble.why}), đang tự chạy lại → xem nhật ký của cchc serve, cchc worker"
        yield Mark.TO_MEND, trouble.part, told


def _storage(made: Product) -> Line:
    folder = made.evidence.folder
    if made.evidence.writable():
        return Mark.WELL, "kho tài liệu", f"{folder} ghi được"
    return Mark.TO_MEND, "kho tài liệu", f"{folder} không ghi được → xem quyền của thư mục và chỗ trống trên đĩa"


async def _channels(made: Product) -> AsyncIterator[Line]:
    """Every channel that could be on; those that are, asked how they do."""
    for kind in KINDS:
        channel = made.channels.get(kind.name)
        if channel is None:
            yield Mark.ASIDE, kind.title, f"tắt → đặt CCHC_{kind.switch.upper()} để bật"
        else:
            health = await channel.check()
            yield health.mark, kind.title, health.words


def _clock(settings: Settings) -> Line:
    now = datetime.now(UTC).astimezone(settings.zone)
    shifted = f", lệch {settings.now_offset} giây (chỉ khi minh hoạ)" if settings.now_offset else ""
    return Mark.WELL, "đồng hồ", f"{now:%H:%M %d/%m/%Y} {settings.timezone}{shifted}"


COMMANDS = (doctor,)
