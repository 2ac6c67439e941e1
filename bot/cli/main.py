"""The entry: every fault in one readable line on standard error, exit 1 for data, 2 for usage, never a traceback."""

import sys
from datetime import UTC

import click
from click.types import FuncParamType, StringParamType
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.cli import criteria, doctor, papers, people, rosters, rounds, serving, sheets
from bot.cli.common import Fault
from bot.db.engine import UnsupportedDatabase
from bot.db.sets import SetAlreadyThere
from bot.settings import Misconfigured
from handlers.stored import UnreadableRow
from handlers.texts.refusals import words
from knowledge.text import tidy
from scoring.errors import Refusal


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def cli() -> None:
    """Trợ lý CCHC: chấm điểm Chỉ số cải cách hành chính cấp xã bằng trò chuyện."""


def text(typed: str) -> str:
    """What an operator types, in clean letters with single spaces; paths of files are no words and stay as they are."""
    return tidy(typed)


def cleaned(command: click.Command) -> click.Command:
    """The command with every text that it takes read so."""
    for param in command.params:
        if isinstance(param.type, StringParamType):
            param.type = FuncParamType(text)
    for part in command.commands.values() if isinstance(command, click.Group) else ():
        cleaned(part)
    return command


for part in (serving, criteria, rosters, people, rounds, sheets, papers, doctor):
    for command in part.COMMANDS:
        cli.add_command(cleaned(command))


FAULTS = (
    Fault,
    Refusal,
    ValidationError,
    Misconfigured,
    OperationalError,
    ProgrammingError,
    UnsupportedDatabase,
    SetAlreadyThere,
    UnreadableRow,
    OSError,
)


def main() -> None:
    try:
        code = cli.main(standalone_mode=False)
    except click.UsageError as error:
        help_ = f" ({error.ctx.command_path} --help)" if error.ctx else ""
        click.echo(f"cchc: {error.format_message()}{help_}", err=True)
        sys.exit(2)
    except FAULTS as error:
        click.echo(f"cchc: {_line(error)}", err=True)
        sys.exit(2 if isinstance(error, ValidationError | Misconfigured) else 1)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


def _line(error: Exception) -> str:
    match error:
        case Refusal():
            return words(error, UTC)
        case ValidationError():
            return "; ".join(f"CCHC_{'_'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in error.errors())
        case OperationalError() | ProgrammingError():
            return f"the database cannot be used: {str(error.orig).splitlines()[0]} (cchc db upgrade, cchc doctor)"
        case UnreadableRow():
            return f"{error} → cchc doctor"
        case SetAlreadyThere(set_id, version):
            return f"bộ tiêu chí {set_id} phiên bản {version} đã có với nội dung khác; bản sửa phải mang phiên bản mới"
        case _:
            return str(error)
