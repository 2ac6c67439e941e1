"""people leave, beside what a list of people does; invite."""

from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta, tzinfo
from pathlib import Path

import click
import segno

from bot.cli.commands.rosters import people
from bot.cli.common import DataFault, product, whole_file
from bot.db.work import SqlWork
from bot.rosters.people import described
from bot.rosters.report import last_seen
from bot.rosters.scope import assignable, read_scope
from handlers.acts.duties import change_duties
from handlers.acts.handover import hand_over, replace_by, see_out
from handlers.ports import Invitation
from handlers.texts.people import inviting as t
from knowledge.text import sounded
from scoring.people import Person, Role
from scoring.sheet.entry import Authorship

PATH = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--unit", help="Mã đơn vị.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="Vai trò.")
@click.option("--fields", default="", help="Lĩnh vực hoặc từng tiêu chí, như 1,3,7.5; giao hẹp hơn thì người đó phụ trách.")
@click.option("--name", default="", help="Tên gọi trong trò chuyện; người cùng tên, cùng vai trò không bị thêm hai lần.")
@click.option("--person", "person_id", help="Mã của người đã có trong danh sách (cchc people list).")
@click.option("--new", is_flag=True, help="Người mới, dù đơn vị đã có người trùng tên.")
@click.option("--all", "all_", is_flag=True, help="Mọi người chưa vào: của đơn vị, hoặc của tất cả.")
@click.option("--expires", default=14, show_default=True, type=click.IntRange(1, 365), help="Số ngày mã có hiệu lực.")
@click.option("--png", type=PATH, help="Ghi liên kết đầu tiên thành ảnh mã QR.")
@click.option("--pdf", type=PATH, help="Ghi phiếu mời để in: mỗi đơn vị một trang, mỗi người một mã và mã QR từng kênh.")
def invite(
    unit: str | None,
    role: str | None,
    fields: str,
    name: str,
    person_id: str | None,
    new: bool,
    all_: bool,
    expires: int,
    png: Path | None,
    pdf: Path | None,
) -> None:
    """Mời một người, một đơn vị hoặc mọi người: mã dùng một lần, liên kết và mã QR."""
    if sum((all_, person_id is not None, role is not None)) != 1:
        raise click.UsageError("chọn một trong: --role (kèm --unit), --person, --all")
    if role is not None and unit is None:
        raise click.UsageError("--role cần kèm --unit")
    if png and all_:
        raise click.UsageError("--png chỉ dùng cho một người; với --all hãy dùng --pdf")
    with product() as made, whole_file(pdf) if pdf else nullcontext() as sheets, made.store.write() as work:
        by, zone = Authorship("operator", made.clock(), "cli"), made.settings.zone
        unit = unit.upper() if unit else None
        if unit is not None and work.people.unit(unit) is None:
            raise DataFault(f"không có đơn vị {unit}")
        if all_:
            chosen = _not_joined(work, unit)
        else:
            asked = Invitee(unit or "", role or "", fields, name, new=new)
            chosen = [_again(work, person_id, fields, by, zone) if person_id else _newcomer(work, asked, by, zone)]
        batch = work.invitations.batch(chosen, by.at + timedelta(days=expires))
        if sheets:
            sheets.write_bytes(made.exports.invitations(work, "", batch))
        given = work.invitations.of_batch(batch, chosen, made.clock())
    if pdf:
        click.echo(f"Phiếu mời: {pdf}")
    for person in chosen:
        _print(person if all_ else None, given[person.id])
    if not all_:
        _qr(given[chosen[0].id], png, shown=pdf is None)


def _not_joined(work: SqlWork, unit: str | None) -> list[Person]:
    people_ = work.people.of_unit(unit) if unit else work.people.everybody()
    found = [person for person in people_ if not work.chats.linked(person.id)]
    if not found:
        raise DataFault("mọi người đã vào, hoặc chưa có ai (cchc people list)")
    return found


def _known(work: SqlWork, person_id: str) -> Person:
    found = work.people.active(person_id)
    if found is None:
        raise DataFault(f"không có người {person_id} (cchc people list)")
    return found


@dataclass(frozen=True, slots=True)
class Invitee:
    """Who is to be invited, in the words of the command line."""

    unit: str
    role: str
    fields: str
    name: str
    new: bool


def _again(work: SqlWork, person_id: str, fields: str, by: Authorship, zone: tzinfo) -> Person:
    """Somebody who is known; with ``fields`` in charge of these from now on."""
    known = _known(work, person_id)
    if not fields:
        return known
    after = replace(known, scope=_scope(work, fields))
    change_duties(work, known, after, by, zone)
    return after


def _newcomer(work: SqlWork, asked: Invitee, by: Authorship, zone: tzinfo) -> Person:
    """The one person of this name, role and fields in the unit, or somebody new. Raises ``DataFault`` in doubt."""
    scope, named = _scope(work, asked.fields), sounded(asked.name)
    people_ = work.people.of_unit(asked.unit)
    known = [person for person in people_ if named and sounded(person.name) == named and person.role == asked.role]
    if asked.new or not known:
        return work.staff.add_person(asked.unit, Role(asked.role), by.at, name=asked.name or asked.role, scope=scope)
    if len(known) == 1 and (not asked.fields or known[0].scope == scope):
        return known[0]
    listed = "; ".join(described(person, last_seen(work, person, zone)) for person in known)
    raise DataFault(
        f"{asked.unit} đã có {known[0].name}: {listed}. Mời lại người đó: cchc invite --person MÃ [--fields …];"
        " người khác cùng tên: thêm --new"
    )


def _scope(work: SqlWork, fields: str) -> frozenset[str]:
    scope, alive = read_scope(fields), work.rounds.alive()
    known = frozenset(code for round_ in alive for code in assignable(work.rounds.criteria(round_)))
    unknown = sorted(scope - known) if alive else []
    if unknown:
        raise DataFault(f"không có lĩnh vực hay tiêu chí: {', '.join(unknown)}")
    return scope


def _print(person: Person | None, given: Invitation) -> None:
    click.echo(f"{person.unit}\t{person.name}\t{given.code}" if person else f"Mã mời: {given.code}")
    if person is None:
        for entrance in given.entrances:
            click.echo(f"{entrance.title}: {t.way(entrance)}")


def _qr(given: Invitation, png: Path | None, *, shown: bool) -> None:
    qr = segno.make(given.entrances[0].url, error="m")
    if png:
        with whole_file(png) as draft:
            qr.save(str(draft), scale=8, kind="png")
        click.echo(f"Mã QR: {png}")
    elif shown:
        qr.terminal(compact=True)


@people.command()
@click.argument("person_id", metavar="PERSON")
@click.option("--to", "successor", help="Mã của đồng nghiệp nhận bàn giao (cchc people list).")
@click.option("--to-name", "name", help="Họ tên người mới nhận bàn giao; người đó được cấp mã.")
def leave(person_id: str, successor: str | None, name: str | None) -> None:
    """Cho một người thôi nhiệm vụ: người kế nhiệm nhận việc, ô chat của người thôi việc được báo và cắt."""
    if successor and name:
        raise click.UsageError("chỉ dùng một trong hai: --to hoặc --to-name")
    heir, given = None, None
    with product() as made, made.store.write() as work:
        leaver, by = _known(work, person_id), Authorship("operator", made.clock(), "cli")
        if successor:
            heir = hand_over(work, leaver, _known(work, successor), by)
        elif name:
            heir = replace_by(work, leaver, name, by)
            given = work.invitations.issue(heir, made.clock() + timedelta(days=14))
        else:
            see_out(work, leaver, None, by)
    if heir is None:
        click.echo(f"{leaver.name} đã thôi nhiệm vụ; việc chưa ai nhận thuộc về đầu mối.")
    else:
        click.echo(t.handed_over(leaver.name, heir.name))
    if given:
        _print(None, given)


COMMANDS = (people, invite)
