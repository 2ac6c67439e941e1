"""The firings of the timetable: the first to claim one does its work, on however many machines it fires."""

from datetime import datetime

from bot.db.tables import occurrences
from bot.db.transaction import Transaction


class Occurrences:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def claim(self, job: str, at: datetime) -> bool:
        """Whether this work is the one that does the job; ``at`` is the scheduled time, not the time of firing."""
        return self._transaction.add(occurrences, job=job, at=at)
