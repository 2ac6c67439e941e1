"""The papers of a submission: what the commune says of its year in words, and the scan of the signed paper."""

from dataclasses import replace

from scoring.sheet.entry import Evidence, Signature
from scoring.sheet.record import Change, Scan, SheetRecord
from scoring.sheet.refusals import ScanMissing, ScanNotNow, SheetLocked
from scoring.states import State

#: The paper is printed from what was sent to the leader; once appraisal has begun it is part of the record.
SCAN_TAKEN_IN = frozenset({State.INTERNAL_REVIEW, State.SUBMITTED})
HELD_BY_COMMUNE = frozenset({State.DRAFT, State.INTERNAL_REVIEW})


class Papers(SheetRecord):
    """What goes with the scores to the reviewing authority."""

    @property
    def scan_pages(self) -> tuple[Evidence, ...]:
        """The pages of the signed paper that count now; a page that could not be fetched is none."""
        return tuple(one.file for one in self.scans if one.current and one.file.live)

    def write_difficulties(self, text: str, signed: Signature) -> None:
        """Adds to "khó khăn, kiến nghị" of the self-assessment report."""
        self._put_difficulties("\n".join(part for part in (self.difficulties, text.strip()) if part), signed)

    def clear_difficulties(self, signed: Signature) -> None:
        self._put_difficulties("", signed)

    def _put_difficulties(self, text: str, signed: Signature) -> None:
        if self.state not in HELD_BY_COMMUNE:
            raise SheetLocked(None, self.locked_at)
        self.changes.append(Change("difficulties", None, self.difficulties, text, signed))
        self.difficulties = text

    def file_scan(self, file: Evidence) -> None:
        """Files a page, or the whole, of the signed paper; the same one a second time changes nothing."""
        self.check_scan_taken_in()
        if any(page.document == file.document for page in self.scan_pages):
            return
        before = self._pages()
        self.scans = (*self.scans, Scan(file))
        self.changes.append(Change("file_scan", None, before, self._pages(), file.signed))

    def replace_scan(self, signed: Signature) -> None:
        """Begins the signed paper anew; the pages filed before are kept as replaced."""
        self.check_scan_taken_in()
        before = self._pages()
        self.drop_scans()
        self.changes.append(Change("replace_scan", None, before, self._pages(), signed))

    def check_scan_taken_in(self) -> None:
        """Raises ``ScanNotNow`` before the sheet is sent to the leader, and once appraisal has begun."""
        if self.state not in SCAN_TAKEN_IN:
            raise ScanNotNow(self.state)

    def _pages(self) -> list[str]:
        return [page.document for page in self.scan_pages]

    def need_scan(self) -> None:
        """Where the round makes the signed scan compulsory, the sheet is not submitted without it."""
        if self.scan_required and not self.scan_pages:
            raise ScanMissing

    def drop_scans(self) -> None:
        """A sheet handed back will be printed and signed anew; what was signed before stays in the record."""
        self.scans = tuple(replace(one, current=False) for one in self.scans)
