"""export."""

from pathlib import Path

import click

from bot.cli.common import find_round, member, product


@click.group()
def export() -> None:
    """The official papers."""


@export.command()
@click.option("--format", "format_", default="xlsx", type=click.Choice(["xlsx"]), show_default=True)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--unit", required=True)
@click.option("--round", "code")
def sheet(format_: str, out: Path, unit: str, code: str | None) -> None:
    """A unit's score sheet, for re-keying into a portal."""
    with product() as made, made.store.read() as work:
        found = find_round(work, code)
        content = made.exports.sheet(work, member(found, unit), found.code)
    out.write_bytes(content)
    click.echo(f"Đã ghi {out} ({format_}).")


COMMANDS = (export,)
