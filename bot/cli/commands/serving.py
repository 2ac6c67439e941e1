"""serve, worker, db upgrade."""

import asyncio
import signal

import click
import uvicorn

from bot.app import create_app
from bot.cli.common import product
from bot.environment import logs
from bot.environment.settings import Misconfigured, Settings
from bot.product import Parts, Product
from bot.web.server import BoundedHead, Server

#: Idle streams of the web chat end at once; a turn in hand may finish.
GRACE = 5


def _ready(settings: Settings) -> Product:
    logs.set_up(settings.log_level, settings.secrets(), settings.zone)
    for fault in settings.faults():
        raise Misconfigured(fault)
    made = Product(settings)
    if made.engine.dialect.name == "sqlite":
        made.upgrade()
    return made


@click.command()
@click.option("--demo", is_flag=True, help="Nạp dữ liệu minh hoạ vào cơ sở dữ liệu trống.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Cổng.")
@click.option("--no-scheduler", is_flag=True, help="Để máy khác nhắc hạn.")
@click.option("--no-deliveries", is_flag=True, help="Để máy khác gửi tin, tải tệp.")
@click.option("--no-turns", is_flag=True, help="Để máy khác trả lời trò chuyện.")
def serve(demo: bool, host: str, port: int, no_scheduler: bool, no_deliveries: bool, no_turns: bool) -> None:
    """HTTP (webhook, chat web, gửi tệp, kiểm tra), trò chuyện, gửi tin và nhắc hạn trong một tiến trình."""
    made = _ready(Settings())
    if demo and made.load_demo():
        click.echo("Đã nạp dữ liệu minh hoạ.")
    made.check_offset()
    app = create_app(made, Parts(turns=not no_turns, deliveries=not no_deliveries, scheduler=not no_scheduler))
    click.echo(f"Trợ lý CCHC: http://{host}:{port}")
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=BoundedHead,
        ws="none",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE,
    )
    Server(config, made.news).run()


@click.command()
@click.option("--no-scheduler", is_flag=True, help="Để máy khác nhắc hạn.")
@click.option("--no-deliveries", is_flag=True, help="Để máy khác gửi tin, tải tệp.")
@click.option("--no-turns", is_flag=True, help="Để máy khác trả lời trò chuyện.")
def worker(no_scheduler: bool, no_deliveries: bool, no_turns: bool) -> None:
    """Trò chuyện, gửi tin và nhắc hạn, không có HTTP."""
    made = _ready(Settings())
    made.check_offset()
    asyncio.run(_work(made, Parts(turns=not no_turns, deliveries=not no_deliveries, scheduler=not no_scheduler)))


async def _work(made: Product, parts: Parts) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await made.start(parts)
    await stopped.wait()
    await made.stop()


@click.group()
def db() -> None:
    """Cơ sở dữ liệu."""


@db.command("upgrade")
def upgrade() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới nhất."""
    with product() as made:
        made.upgrade()
    click.echo("Cơ sở dữ liệu đã ở phiên bản mới nhất.")


COMMANDS = (serve, worker, db)
