"""What came of an annex, as it is kept and told in a chat."""

import tempfile
from pathlib import Path

from bot.db.rounds.set_drafts import DraftOutcome
from bot.reports.sets.annex_text import annotated, place, report
from bot.reports.unit.dossier import safe_name
from knowledge.annex import AnnexReading, read_annex
from knowledge.checking.faults import Fault
from scoring.written.numbers import show


def outcome_of(content: Path, name: str) -> DraftOutcome:
    """Reads an annex that is stored without its name, which tells Word from Excel and makes the set's id."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (safe_name(Path(name).stem, 100) + Path(name).suffix)
        # The data folder may be given relative to where the product was started.
        file.symlink_to(content.absolute())
        return _outcome(read_annex(file))


def _outcome(reading: AnnexReading) -> DraftOutcome:
    chosen = reading.set
    if chosen is None:
        faults = tuple(_fault(fault) for fault in reading.faults)
        return DraftOutcome("\n".join(faults), faults=faults)
    doubts = tuple(f"{leaf.code} {chosen.leaf(leaf.code).name} ({place(leaf)}): {leaf.why}" for leaf in reading.uncertain)
    leaves = len(chosen.leaves) - len(chosen.extras)
    return DraftOutcome(report(reading, every=True), annotated(reading), leaves, show(chosen.max), uncertain=doubts)


def _fault(fault: Fault) -> str:
    where = f"trang tính {fault.sheet}, " if fault.sheet else f"bảng {fault.table}, " if fault.table else ""
    return f"{where}dòng {fault.row}, cột {fault.column}: {fault.message}"
