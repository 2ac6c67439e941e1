"""chat: the conversation in a shell."""

import sys
from collections.abc import Iterator

import click

from bot.channels.terminal.chat import LineHeldBack, NoChatHere, ShellChat, seat
from bot.cli.common import DataFault, product

HOW = "Gõ tin rồi Enter; Enter không chữ: xem tin mới; @tệp [lời]: gửi tệp; Ctrl-D: thoát."
NOBODY = "Ô chat này chưa có ai. Gõ mã mời (cấp bằng cchc invite), hoặc chạy lại: cchc chat --as MÃ."


@click.command()
@click.option("--as", "who", default="", help="Mã mời, để ngồi vào một ô chat riêng; hoặc mã của người đã có ô chat ở đây.")
def chat(who: str) -> None:
    """Trò chuyện với trợ lý ngay trong cửa sổ lệnh; nhận cả tin từ ống dẫn (printf '…' | cchc chat).

    Ô chat đi theo tên đăng nhập của máy và cũng vào bằng mã mời như mọi kênh. cchc serve có chạy hay không đều dùng được.
    """
    with product() as made:
        made.check_offset()
        try:
            with made.store.read() as work:
                taken = seat(work, who)
        except NoChatHere as error:
            raise DataFault(
                f"{who} chưa có ô chat ở đây; cấp mã (cchc invite --person {who}), rồi: cchc chat --as MÃ"
            ) from error
        here = ShellChat(taken.chat, made.store, made.turns.one, made.evidence, made.clock, made.links.file)
        asked = sys.stdin.isatty()
        standing = here.standing()
        if taken.greeting:
            _show(here.say(taken.greeting))
        elif asked:
            _show(standing or ([] if here.joined else [NOBODY]))
        if asked:
            click.echo(HOW)
        for line in _lines(asked=asked):
            try:
                _show(here.say(line) if line else here.news())
            except LineHeldBack as error:
                click.echo(f"Chưa gửi: {error}.\n")


def _lines(*, asked: bool) -> Iterator[str]:
    """What is typed, or comes through a pipe, line by line."""
    while True:
        if asked:
            click.echo("> ", nl=False)
        line = sys.stdin.readline()
        if not line:
            return
        yield line.strip()


def _show(cards: list[str]) -> None:
    for words in cards:
        click.echo(f"{words}\n")


COMMANDS = (chat,)
