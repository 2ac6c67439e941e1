"""export."""

import shutil
from pathlib import Path

import click

from bot.cli.common import DataFault, find_round, member, product, whole_file
from bot.reports.exports import LARGE, NotMade
from handlers.cards.card import Attachment, Export

#: The papers and the forms each can be had in, with what makes them.
FORMS: dict[str, dict[str, Export]] = {
    "sheet": {"xlsx": Export.SHEET, "docx": Export.REPORT, "csv": Export.SHEET_CSV},
    "explanations": {"xlsx": Export.EXPLANATIONS},
    "dossier": {"zip": Export.DOSSIER},
}


@click.command()
@click.argument("paper", type=click.Choice(list(FORMS)))
@click.option("--format", "form", help="Dạng tệp; bỏ trống là dạng đầu tiên của giấy tờ đó.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Tệp được ghi ra.")
@click.option("--unit", required=True, help="Mã đơn vị.")
@click.option("--round", "code", help="Mã đợt; bỏ trống là đợt đang mở.")
def export(paper: str, form: str | None, out: Path, unit: str, code: str | None) -> None:
    """Giấy tờ của một đơn vị: bảng chấm điểm và báo cáo tự đánh giá, giải trình, cả hồ sơ."""
    what = _form(paper, form)
    with product() as made, whole_file(out) as draft:
        with made.store.read() as work:
            found = find_round(work, code, unit)
            attachment = Attachment(what, member(found, unit), found.code, out.name)
        try:
            file = made.exports.make(attachment)
        except NotMade as error:
            raise DataFault(f"không làm được {error.name} vì lỗi của phần mềm: {error.__cause__!r}") from error
        if what in LARGE and file.path is not None:
            shutil.move(file.path, draft)
        else:
            draft.write_bytes(file.content)
    click.echo(f"Đã ghi {out}.")


def _form(paper: str, form: str | None) -> Export:
    forms = FORMS[paper]
    if form is not None and form not in forms:
        raise click.UsageError(f"{paper} chỉ có dạng {', '.join(forms)}, không có {form}")
    return forms[form] if form else next(iter(forms.values()))


COMMANDS = (export,)
