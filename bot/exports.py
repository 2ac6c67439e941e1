"""The papers that can be had, by chat and on the command line: one place that makes them."""

from bot.channels.base import OutFile
from bot.db.work import SqlWork, Store
from bot.reports import my_data
from bot.reports.sheet_xlsx import MIME, sheet_xlsx
from handlers.cards import Attachment
from scoring.errors import Refusal


class NoSuchExport(Refusal):
    """An export that is not known, or of a round or unit that is not there."""


class Exports:
    def __init__(self, store: Store) -> None:
        self._store = store

    def make(self, attachment: Attachment) -> OutFile:
        """Makes the file of a card, from what the database holds now; raises ``NoSuchExport``."""
        with self._store.read() as work:
            if attachment.what == "my_data":
                return OutFile(attachment.name, my_data.MIME, my_data.my_data(work, attachment.person))
            return OutFile(attachment.name, MIME, self.sheet(work, attachment.unit, attachment.round))

    def sheet(self, work: SqlWork, unit_code: str, round_code: str) -> bytes:
        """A unit's score sheet as a workbook."""
        round_, unit = work.rounds.get(round_code), work.people.unit(unit_code)
        if round_ is None or unit is None:
            raise NoSuchExport
        return sheet_xlsx(work.sheets.read(round_, unit_code), round_, unit.name)
