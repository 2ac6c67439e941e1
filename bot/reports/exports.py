"""The papers that can be had, by chat and on the command line: one place that makes them."""

import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base import OutFile
from bot.db.work import SqlWork, Store
from bot.files.storage import EvidenceStore
from bot.reports import invitations, my_data
from bot.reports.forms import word
from bot.reports.unit import dossier, explanations, sheet_csv, sheet_xlsx
from bot.reports.unit.dossier import Dossier, dossier_of, write_dossier
from bot.reports.unit.self_report import SelfReport, self_report_docx
from handlers.cards.card import Attachment, Export, NoSuchExport
from handlers.texts.submission import papers as t
from scoring.errors import Refusal
from scoring.people import Unit
from scoring.rounds.round import Round

log = logging.getLogger(__name__)

#: What passes by itself: the disk or the database is away for a while.
PASSING = (OSError, SQLAlchemyError)


@dataclass
class NotMade(Exception):
    """A paper that our own maker broke off over: making it again would end the same way."""

    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Whose papers, of which round."""

    work: SqlWork
    round: Round
    unit: Unit

    def report(self) -> SelfReport:
        work, round_, unit = self.work, self.round, self.unit
        before = work.rounds.before(round_.year)
        last = work.sheets.read(before, unit.code) if before and before.unit(unit.code) else None
        authority = work.people.unit(round_.authority) or Unit(round_.authority, round_.authority)
        return SelfReport(work.sheets.read(round_, unit.code), round_, unit, authority, work.people.of_unit(unit.code), last)


def _workbook(place: Place) -> bytes:
    return sheet_xlsx.sheet_xlsx(place.work.sheets.read(place.round, place.unit.code), place.round, place.unit.name)


def _table(place: Place) -> bytes:
    return sheet_csv.sheet_csv(place.work.sheets.read(place.round, place.unit.code))


def _report(place: Place) -> bytes:
    return self_report_docx(place.report())


def _explanations(place: Place) -> bytes:
    return explanations.explanations_xlsx(place.work.sheets.read(place.round, place.unit.code), place.round, place.unit.name)


#: What stands behind an attachment's name: its type, and how it is made.
MAKERS: dict[Export, tuple[str, Callable[[Place], bytes]]] = {
    Export.SHEET: (sheet_xlsx.MIME, _workbook),
    Export.SHEET_CSV: (sheet_csv.MIME, _table),
    Export.REPORT: (word.MIME, _report),
    Export.EXPLANATIONS: (sheet_xlsx.MIME, _explanations),
}
#: Too large for most chats: it is fetched by a link, and never held in memory.
LARGE = frozenset({Export.DOSSIER})


class Exports:
    def __init__(self, store: Store, evidence: EvidenceStore, zone: tzinfo) -> None:
        self._store = store
        self._evidence = evidence
        self._zone = zone

    def make(self, attachment: Attachment) -> OutFile:
        """Makes the file of a card, from what the database holds now; raises ``NoSuchExport`` or ``NotMade``."""
        try:
            return self._made(attachment)
        except (Refusal, *PASSING):
            raise
        except Exception as fault:
            place = " ".join(part for part in (attachment.what, attachment.unit, attachment.round) if part)
            log.exception("the paper %s cannot be made; whoever asked for it is told so", place)
            raise NotMade(attachment.name) from fault

    def _made(self, attachment: Attachment) -> OutFile:
        if attachment.what in LARGE:
            return OutFile(attachment.name, dossier.MIME, path=self.dossier(attachment.unit, attachment.round))
        with self._store.read() as work:
            if attachment.what is Export.MY_DATA:
                return OutFile(attachment.name, my_data.MIME, my_data.my_data(work, attachment.person))
            if attachment.what is Export.INVITATIONS:
                sheets = self.invitations(work, attachment.unit, attachment.round)
                return OutFile(attachment.name, invitations.MIME, sheets)
            if attachment.draft:
                return OutFile(attachment.name, "text/plain; charset=utf-8", _set_text(work, attachment))
            if attachment.what not in MAKERS:
                raise NoSuchExport
            mime, maker = MAKERS[attachment.what]
            return OutFile(attachment.name, mime, maker(_place(work, attachment.unit, attachment.round)))

    def invitations(self, work: SqlWork, unit: str, batch: str) -> bytes:
        """The printable invitations of a batch that still let somebody in; ``unit`` "" is every unit."""
        made = invitations.of_batch(work, unit, batch, self._zone)
        if made is None:
            raise NoSuchExport
        return made

    def dossier(self, unit: str, round_code: str) -> Path:
        """The archive in a file of its own; whoever asked for it removes it."""
        with self._store.read() as work:
            listed = _dossier(_place(work, unit, round_code))
        handle, name = tempfile.mkstemp(suffix=".zip")
        os.close(handle)
        write_dossier(listed, self._evidence, Path(name))
        return Path(name)


def _set_text(work: SqlWork, attachment: Attachment) -> bytes:
    texts = work.set_drafts.texts(attachment.draft)
    if texts is None:
        raise NoSuchExport
    report, data = texts
    return (report if attachment.what is Export.SET_REPORT else data).encode()


def _place(work: SqlWork, unit_code: str, round_code: str) -> Place:
    round_, unit = work.rounds.get(round_code), work.people.unit(unit_code)
    if round_ is None or unit is None:
        raise NoSuchExport
    return Place(work, round_, unit)


def _dossier(place: Place) -> Dossier:
    code, year = place.unit.code, place.round.year
    papers = ((t.report_file(code, year), _report(place)), (t.sheet_file(code, year), _workbook(place)))
    title = f"Hồ sơ Chỉ số CCHC năm {year} · {place.unit.name}"
    return dossier_of(place.work.sheets.read(place.round, code), title, papers)
