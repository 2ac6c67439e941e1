"""sheet show | reopen; deliveries; audit verify."""

import click

from bot.cli import whys
from bot.cli.commands.rounds import OPERATOR
from bot.cli.common import DataFault, as_json, echo_json, find_open_round, find_round, iso_time, member, product, show_time
from bot.reports.unit.sheet_json import SheetJson
from handlers.texts.common import STATES
from handlers.texts.evidence.one_file import items, line
from knowledge.hearing.reasons import reason_in
from knowledge.working import in_words
from scoring.results.totals import self_totals
from scoring.sheet.entry import Authorship
from scoring.written.numbers import show as show_number


@click.group()
def sheet() -> None:
    """Phiếu chấm điểm."""


@sheet.command()
@click.option("--unit", required=True, help="Mã đơn vị.")
@click.option("--round", "code", help="Mã đợt; bỏ trống là đợt đang mở.")
@as_json
def show(unit: str, code: str | None, json_: bool) -> None:
    """Cả phiếu chấm điểm."""
    with product() as made, made.store.read() as work:
        found = find_round(work, code, unit)
        kept = work.sheets.read(found, member(found, unit))
        known = work.people.unit(unit)
        if json_:
            echo_json(SheetJson(found, work.people.name, made.settings.zone).whole(kept, known.name if known else unit))
            return
        names = {former.ended.person: work.people.name(former.ended.person) for entry in kept for former in entry.former}
    totals = self_totals(kept)
    click.echo(f"{unit} {STATES[kept.state]}: {show_number(totals.points)}/{show_number(totals.max)}")
    for entry in kept.declared_entries():
        click.echo(f"  {entry.leaf.code} {'✔' if entry.complete else '✘'} {in_words(entry.working)}")
        for name in sorted(entry.lost):
            click.echo(f"      !! {name}: không đọc lại được từ cơ sở dữ liệu → cchc doctor")
        for file in entry.live_evidence:
            click.echo(f"      {line(file, items(entry))}")
        for gone in entry.former:
            how = "đã thay" if gone.replaced_by else "đã bỏ"
            when, who = show_time(gone.ended.at, made.settings.zone), names[gone.ended.person]
            click.echo(f"      [{how} {when}, {who}] {line(gone.file, items(entry))}")


@sheet.command()
@click.option("--unit", required=True, help="Mã đơn vị.")
@click.option("--leaf", help="Mã tiêu chí; bỏ trống là cả phiếu.")
@click.option("--round", "code", help="Mã đợt; bỏ trống là đợt đang mở.")
@click.option("--reason", required=True, help="Lý do.")
def reopen(unit: str, leaf: str | None, code: str | None, reason: str) -> None:
    """Mở lại phiếu, hoặc một tiêu chí."""
    with product() as made, made.store.write() as work:
        found, why = find_open_round(work, code, unit), reason_in(reason)
        kept = work.sheets.open(found, member(found, unit))
        by = Authorship(OPERATOR, made.clock(), "cli")
        if leaf:
            kept.reopen_leaf(leaf, why, by)
        else:
            kept.reopen(why, by)
        work.sheets.save(kept)
    click.echo(f"Đã mở lại {'tiêu chí ' + leaf if leaf else 'phiếu'} của {unit}.")


@click.command()
@click.option("--failed", is_flag=True, help="Chỉ tin chưa chắc đã tới.")
@as_json
def deliveries(failed: bool, json_: bool) -> None:
    """Tin đã gửi cho ai, tới hay chưa; với --failed cả tin đến mà không nhận được."""
    with product() as made, made.store.read() as work:
        rows = [*work.deliveries.list(failed=failed), *(work.inbox.given_up() if failed else ())]
        if failed:
            rows.sort(key=lambda delivery: delivery.at, reverse=True)
    if json_:
        names = ("id", "direction", "to", "unit", "channel", "kind", "state", "why")
        echo_json(
            [
                {name: getattr(delivery, name) for name in names} | {"at": iso_time(delivery.at, made.settings.zone)}
                for delivery in rows
            ]
        )
        return
    for delivery in rows:
        when = show_time(delivery.at, made.settings.zone)
        click.echo(
            "\t".join(
                [
                    str(delivery.id),
                    when,
                    delivery.channel,
                    delivery.state,
                    delivery.kind,
                    delivery.to,
                    whys.why_in_words(delivery.why),
                ]
            )
        )


@click.group()
def audit() -> None:
    """Nhật ký nối chuỗi."""


@audit.command()
def verify() -> None:
    """Tính lại cả chuỗi; mã thoát 1 và nêu dòng hỏng đầu tiên."""
    with product() as made, made.store.read() as work:
        broken = work.log.first_broken()
    if broken is not None:
        raise DataFault(f"nhật ký bị đứt hoặc bị sửa ở dòng {broken}")
    click.echo("Nhật ký nguyên vẹn.")


COMMANDS = (sheet, deliveries, audit)
