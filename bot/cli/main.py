"""The entry: every fault in one readable line on standard error, exit 1 for data, 2 for usage, never a traceback.

What a command needs is imported when that command runs: the list of all commands is there at once.
"""

import gettext
import os
import sys
from importlib import import_module
from pathlib import Path

import click
from click.types import FuncParamType, StringParamType

#: Every command, in the order in which an operator meets them: the module that has it, and its line in the list of all.
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("serving", "Chạy tất cả: HTTP, trò chuyện, gửi tin, nhắc hạn."),
    "worker": ("serving", "Trò chuyện, gửi tin, nhắc hạn; không có HTTP."),
    "db": ("serving", "Cơ sở dữ liệu: nâng cấp."),
    "doctor": ("doctor", "Kiểm tra mọi thứ sản phẩm cần, kèm cách sửa."),
    "criteria": ("criteria", "Bộ tiêu chí: kiểm tra, nhập, xem."),
    "search": ("criteria", "Tìm tiêu chí như trong trò chuyện."),
    "units": ("rosters", "Đơn vị: nhập, xem danh sách."),
    "people": ("people", "Người: nhập, xem danh sách, thôi nhiệm vụ."),
    "invite": ("people", "Cấp mã mời, liên kết, mã QR, phiếu mời để in."),
    "chat": ("chat", "Trò chuyện với trợ lý trong cửa sổ lệnh."),
    "round": ("rounds", "Đợt chấm điểm: tạo, mở, xem, gia hạn, kết quả."),
    "reminders": ("rounds", "Ai sẽ được nhắc, vì sao; gửi ngay."),
    "sheet": ("sheets", "Phiếu chấm điểm: xem, mở lại."),
    "deliveries": ("sheets", "Tin đã gửi cho ai, tới hay chưa."),
    "audit": ("sheets", "Nhật ký: kiểm tra có bị sửa không."),
    "export": ("papers", "Giấy tờ của một đơn vị: bảng điểm, báo cáo, hồ sơ."),
}


class Commands(click.Group):
    """The commands by name; each is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        known: tuple[click.Command, ...] = import_module(f"bot.cli.commands.{COMMANDS[cmd_name][0]}").COMMANDS
        return cleaned(next(command for command in known if command.name == cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def cli() -> None:
    """Trợ lý CCHC: chấm điểm Chỉ số cải cách hành chính cấp xã bằng trò chuyện."""


def speak_vietnamese() -> None:
    """Click's own words come from a catalogue that it finds by the language of the environment."""
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


def text(typed: str) -> str:
    """What an operator types, in clean letters with single spaces; paths of files are no words and stay as they are."""
    from knowledge.text import tidy  # noqa: PLC0415 - the list of commands needs nothing of the product

    return tidy(typed)


def cleaned(command: click.Command) -> click.Command:
    """The command with every text that it takes read so."""
    for param in command.params:
        if isinstance(param.type, StringParamType):
            param.type = FuncParamType(text)
    for part in command.commands.values() if isinstance(command, click.Group) else ():
        cleaned(part)
    return command


def main() -> None:
    speak_vietnamese()
    try:
        code = cli.main(prog_name="cchc", standalone_mode=False)
    except click.UsageError as error:
        help_ = f" ({error.ctx.command_path} --help)" if error.ctx else ""
        click.echo(f"cchc: {error.format_message()}{help_}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:
        fault = import_module("bot.cli.faults").told(error)
        click.echo(f"cchc: {fault.words}", err=True)
        sys.exit(fault.code)
    sys.exit(code if isinstance(code, int) else 0)
