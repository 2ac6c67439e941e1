"""invite."""

from datetime import timedelta
from pathlib import Path

import click
import segno

from bot.cli.common import Fault, product
from bot.links import deep_links
from bot.product import TELEGRAM_NAME, ZALO_BOT_NAME
from bot.rosters.scope import assignable
from scoring.people import Role


@click.command()
@click.option("--unit", required=True, help="The unit's code.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--fields", default="", help="Fields or single leaves, such as 1,3,7.5; the narrower wins.")
@click.option("--name", default="", help="How the person is called in the chat.")
@click.option("--expires", default=14, show_default=True, type=click.IntRange(1, 365), help="Days.")
@click.option("--png", type=click.Path(dir_okay=False, path_type=Path), help="Write the first link as a QR code.")
def invite(unit: str, role: str, fields: str, name: str, expires: int, png: Path | None) -> None:
    """Invite a person: a one-time code, its deep links and a QR code."""
    scope = tuple(part.strip() for part in fields.split(",") if part.strip())
    with product() as made, made.store.write() as work:
        if work.people.unit(unit) is None:
            raise Fault(f"không có đơn vị {unit}")
        current = work.rounds.current()
        unknown = [part for part in scope if part not in assignable(work.rounds.criteria(current))] if current else []
        if unknown:
            raise Fault(f"không có lĩnh vực hay tiêu chí: {', '.join(unknown)}")
        now = made.clock()
        person = work.staff.add_person(unit, Role(role), now, name=name or Role(role).value, scope=scope)
        code = work.staff.invite(person.id, now + timedelta(days=expires))
        links = deep_links(made.settings, code, work.facts.get(TELEGRAM_NAME), work.facts.get(ZALO_BOT_NAME))
    _print(code, links, png)


def _print(code: str, links: list[tuple[str, str]], png: Path | None) -> None:
    click.echo(f"Mã mời: {code}")
    for channel, link in links:
        click.echo(f"{channel}: {link}")
    qr = segno.make(links[0][1], error="m")
    if png:
        qr.save(str(png), scale=8)
        click.echo(f"Mã QR: {png}")
    else:
        qr.terminal(compact=True)


COMMANDS = (invite,)
