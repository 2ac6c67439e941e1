"""What ends a command, in one line for the operator."""

import errno
import logging
import os
import traceback
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from bot.cli.common import DataFault
from bot.cli.validation import fault_in_words
from bot.db.engine import LostReference, UnknownLabels, UnsupportedDatabase
from bot.db.rounds.sets import SetAlreadyThere, SetMissing, SetNotKept
from bot.environment.settings import Misconfigured, Settings
from bot.links.sealing import SealBroken
from handlers.stored import UnreadableRow
from handlers.texts.refusals import words
from scoring.errors import Refusal

log = logging.getLogger(__name__)

DATA, USAGE = 1, 2
SYSTEM = {
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EISDIR: "đây là thư mục",
    errno.ENOTDIR: "đây không phải thư mục",
    errno.EEXIST: "đã có sẵn",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EADDRINUSE: "cổng đang có chương trình khác dùng",
}


@dataclass(frozen=True, slots=True)
class ToldFault:
    words: str
    code: int = DATA


def told(error: Exception) -> ToldFault:
    """The line for the operator; of what nobody has foreseen at least what it is, and where the whole of it is shown."""
    return ToldFault(_words(error) or _unforeseen(error), USAGE if isinstance(error, ValidationError | Misconfigured) else DATA)


def _words(error: Exception) -> str | None:
    said: str | None = None
    match error:
        case DataFault() | Misconfigured():
            said = str(error)
        case Refusal():
            said = words(error, _zone())
        case ValidationError():
            said = "; ".join(
                f"CCHC_{'_'.join(map(str, detail['loc'])).upper()}: {fault_in_words(detail)}" for detail in error.errors()
            )
        case DBAPIError():
            why = next(iter(str(error.orig).splitlines()), type(error.orig).__name__)
            said = f"không dùng được cơ sở dữ liệu: {why} (cchc db upgrade, cchc doctor)"
        case UnsupportedDatabase() | UnknownLabels() | LostReference():
            said = _of_the_database(error)
        case SetAlreadyThere(set_id, version):
            said = f"bộ tiêu chí {set_id} phiên bản {version} đã có với nội dung khác; bản sửa phải mang phiên bản mới"
        case SetMissing(set_id, version):
            said = f"không có bộ tiêu chí {set_id} phiên bản {version} (cchc criteria list)"
        case SetNotKept(set_id, version):
            said = f"bộ tiêu chí {set_id} phiên bản {version} ghi ra rồi đọc lại không còn như cũ, nên không lưu"
        case UnreadableRow(table, key, column):
            said = f"{table} {key}: không đọc được {column} trong cơ sở dữ liệu (cchc doctor)"
        case SealBroken():
            said = "không mở được dữ liệu đã niêm phong: CCHC_SECRET_KEY không phải khoá đã dùng trước đây"
        case UnicodeDecodeError():
            said = "tệp không phải chữ UTF-8; lưu lại theo UTF-8 rồi thử lại"
        case OSError():
            why = SYSTEM.get(error.errno or 0, error.strerror or str(error))
            said = f"{error.filename}: {why}" if error.filename else why
    return said


def _of_the_database(error: UnsupportedDatabase | UnknownLabels | LostReference) -> str:
    match error:
        case UnsupportedDatabase(name):
            return f"CCHC_DATABASE_URL: {name} chưa dùng được; chỉ dùng SQLite hoặc PostgreSQL (postgresql://…)"
        case UnknownLabels(table, column, found):
            return f"{table}.{column} có giá trị lạ: {', '.join(found)}; sửa lại rồi chạy cchc db upgrade, dữ liệu vẫn như cũ"
        case LostReference(table, parent):
            return f"nâng cấp thì {table} trỏ tới {parent} không có, nên dữ liệu giữ như cũ; báo cho người phát triển"


def _unforeseen(error: Exception) -> str:
    if logging.root.handlers:
        log.error("a command ended", exc_info=error)
    elif os.environ.get("CCHC_LOG_LEVEL", "").lower() == "debug":
        traceback.print_exception(error)
    why = " ".join(str(error).split())[:200]
    return f"lỗi chưa lường trước, {type(error).__name__}: {why} (chạy lại với CCHC_LOG_LEVEL=debug để xem chi tiết)"


def _zone() -> ZoneInfo:
    """The office's; where the settings cannot be read, that of the setting that is left out."""
    try:
        return Settings().zone
    except ValidationError:
        return ZoneInfo(Settings.model_fields["timezone"].default)
