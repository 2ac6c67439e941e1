"""round create | open | take-back | close | reopen | show | extend | results; reminders."""

from pathlib import Path
from typing import Any

import click

from bot.cli.common import DataFault, as_json, echo_json, find_open_round, find_round, member, product, read_time, show_time
from bot.cli.round_dialog import RoundDialog
from bot.cli.round_files import read_round
from bot.product import Product
from bot.reports.round_json import reminder_json, results_json, round_json
from handlers.acts.rounds import close_round, open_round, reopen_round, running, take_back, unfinished
from handlers.acts.rounds import known as known_for_rounds
from handlers.dialogs.appraisal.results import standings
from handlers.texts.common import MILESTONES, STATES
from handlers.texts.progress import deadlines_heading
from knowledge.hearing.reasons import reason_in
from scheduler import reminders as due_reminders
from scoring.rounds.round import RoundNotIn, RoundState
from scoring.sheet.entry import Authorship
from scoring.states import State

#: Who the log names when an operator acts on the command line.
OPERATOR = "operator"


def _by(made: Product) -> Authorship:
    return Authorship(OPERATOR, made.clock(), "cli")


@click.group("round")
def round_() -> None:
    """Các đợt chấm điểm."""


@round_.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def create(file: Path | None) -> None:
    """Tạo đợt từ tệp YAML (mẫu trong docs/van-hanh.md), hoặc trả lời lần lượt từng câu hỏi."""
    if file is None:
        _create_by_dialog()
    else:
        _create_from(file)


def _create_by_dialog() -> None:
    with product() as made:
        with made.store.read() as work:
            known = known_for_rounds(work)
        # Nobody else is kept waiting while somebody thinks about a date.
        agreed = RoundDialog(known, made.clock(), made.settings.zone).run()
        if agreed is None:
            click.echo("Không tạo đợt.")
            return
        with made.store.write() as work:
            work.timetable.create(agreed, _by(made))
        click.echo(f"Đã tạo đợt {agreed.code}.")
        if click.confirm("Mở đợt ngay?", default=False):
            _open(made, agreed.code, beside=False)
        else:
            click.echo(f"Mở đợt: cchc round open {agreed.code}")


def _create_from(file: Path) -> None:
    with product() as made, made.store.write() as work:
        made_round, faults = read_round(file.read_text(encoding="utf-8"), made.settings.zone, work)
        if made_round is None:
            for fault in faults:
                click.echo(fault, err=True)
            raise DataFault(f"không tạo đợt: {len(faults)} lỗi")
        work.timetable.create(made_round, _by(made))
    click.echo(f"Đã tạo đợt {made_round.code}. Mở đợt: cchc round open {made_round.code}")


@round_.command("open")
@click.argument("code")
@click.option("--beside", is_flag=True, help="Mở dù đang có đợt khác mở; hai đợt chạy song song.")
def open_(code: str, beside: bool) -> None:
    """Mở đợt: từ lúc này các xã chấm điểm. Đang có đợt khác mở thì kể tên đợt ấy và việc còn dở trước."""
    with product() as made:
        _open(made, code, beside=beside)


def _open(made: Product, code: str, *, beside: bool) -> None:
    with made.store.write() as work:
        found = find_round(work, code)
        if found.state is not RoundState.PREPARED:
            raise RoundNotIn(code, found.state)
        others = running(work, found)
        if others and not beside:
            told = "; ".join(f"{other.code} ({other.name}): {open_ or 'mọi phiếu đã xong'}" for other, open_ in others)
            raise DataFault(
                f"chưa mở {code}, vì đang mở {told}. Chạy song song: cchc round open {code} --beside; "
                f"đóng đợt kia trước: cchc round close {others[0][0].code}"
            )
        open_round(work, found, _by(made), made.settings.zone)
    click.echo(f"Đã mở đợt {code}. Mở nhầm: cchc round take-back {code}")


@round_.command("take-back")
@click.argument("code")
def take_back_(code: str) -> None:
    """Rút lại việc mở đợt, khi chưa ai nhập gì trong đợt."""
    with product() as made, made.store.write() as work:
        take_back(work, find_round(work, code), _by(made))
    click.echo(f"Đã rút lại: đợt {code} chưa mở.")


@round_.command()
@click.argument("code")
@click.option("--reason", default="", help="Lý do; phải có khi đợt còn việc dở.")
def close(code: str, reason: str) -> None:
    """Đóng đợt: mọi thứ vẫn xem được, không sửa được nữa."""
    with product() as made, made.store.write() as work:
        found = find_round(work, code)
        open_ = unfinished(work, found) if found.alive else ""
        if open_ and not reason.strip():
            raise DataFault(f"đợt {code} còn dở: {open_}. Vẫn đóng thì ghi lý do: cchc round close {code} --reason '…'")
        told = close_round(work, found, reason, _by(made))
    click.echo(f"Đã đóng đợt {code}, báo tin {told} người. Mở lại: cchc round reopen {code} --reason '…'")


@round_.command()
@click.argument("code")
@click.option("--reason", required=True, help="Lý do.")
def reopen(code: str, reason: str) -> None:
    """Mở lại đợt đã đóng: làm tiếp từ chỗ đang dở."""
    with product() as made, made.store.write() as work:
        told = reopen_round(work, find_round(work, code), reason, _by(made))
    click.echo(f"Đã mở lại đợt {code}, báo tin {told} người.")


@round_.command()
@click.argument("code", required=False)
@as_json
def show(code: str | None, json_: bool) -> None:
    """Một đợt: mốc thời gian và phiếu của từng đơn vị đang ở bước nào."""
    with product() as made, made.store.read() as work:
        found = find_round(work, code)
        data = round_json(found, dict(work.queue.units(found)), made.settings.zone)
    if json_:
        echo_json(data)
        return
    click.echo(deadlines_heading(found).replace("**", ""))
    for milestone, end in found.ends.items():
        click.echo(f"  {MILESTONES[milestone]}: {show_time(end, made.settings.zone)}")
    for unit, member_ in zip(data["units"], found.units, strict=True):
        until = f", gia hạn đến {show_time(member_.extended_to, made.settings.zone)}" if member_.extended_to else ""
        click.echo(f"  {unit['code']} ({unit['group']}): {STATES[State(unit['state'])]}{until}")


@round_.command()
@click.option("--until", required=True, help="Thời điểm ISO 8601, như 2027-01-12T17:00.")
@click.option("--unit", help="Một đơn vị; bỏ trống là tất cả.")
@click.option("--reason", required=True, help="Lý do.")
@click.option("--round", "code", help="Mã đợt; bỏ trống là đợt đang mở.")
def extend(until: str, unit: str | None, reason: str, code: str | None) -> None:
    """Dời hạn tự chấm điểm."""
    with product() as made, made.store.write() as work:
        found, to, why = find_open_round(work, code, unit), read_time(until, made), reason_in(reason)
        if to <= made.clock():
            raise DataFault("hạn mới phải ở sau hiện tại")
        work.timetable.extend(found, to, _by(made), unit=member(found, unit) if unit else None, reason=why)
    click.echo(f"Đã gia hạn {unit or 'tất cả đơn vị'} đến {show_time(to, made.settings.zone)}.")


@round_.command()
@click.argument("code", required=False)
@as_json
def results(code: str | None, json_: bool) -> None:
    """Đơn vị, khối, chỉ số, thứ hạng và xếp loại của các đơn vị đã đủ điểm."""
    with product() as made, made.store.read() as work:
        found = find_round(work, code)
        lines = results_json(found, standings(work, found), work.rounds.criteria(found).rounding)
    if json_:
        echo_json(lines)
        return
    for line in lines:
        click.echo(f"{line['rank']}\t{line['unit']}\t{line['group']}\t{line['index']} %\t{line['class'] or line['because']}")


@click.command()
@click.option("--at", "at", help="Thời điểm ISO 8601; bỏ trống là lúc này.")
@click.option("--send", is_flag=True, help="Xếp vào hàng gửi; không gửi hai lần.")
@as_json
def reminders(at: str | None, send: bool, json_: bool) -> None:
    """Lúc đó ai sẽ được nhắc, và vì sao."""
    with product() as made, made.store.write() as work:
        moment = read_time(at, made) if at else made.clock()
        found = due_reminders.due(work, moment, made.settings.zone)
        queued = due_reminders.queue(work, found) if send else 0
    lines: list[dict[str, Any]] = [reminder_json(reminder, made.settings.zone) for reminder in found]
    if json_:
        echo_json(lines)
        return
    for line in lines:
        click.echo(f"{line['unit']} {line['to']}: {line['why']}")
    if send:
        click.echo(f"Đã xếp {queued} tin vào hàng gửi.")


COMMANDS = (round_, reminders)
