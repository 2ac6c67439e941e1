"""What a leaf becomes when the commune declares, takes it back, or explains."""

from dataclasses import replace

from scoring.declared import Declared, NotApplicable
from scoring.sheet.entry import Authorship, Claim, Entry, Score, Stage, Undo
from scoring.sheet.refusals import NothingToUndo


def scored(entry: Entry, declared: Declared, by: Authorship) -> Entry:
    """The leaf with this declaration; its rule decides the points."""
    outcome = entry.leaf.rule.score(declared, entry.leaf.max)
    before = Undo(entry.declared, entry.working, entry.claim, entry.score(Stage.SELF), entry.version + 1)
    with_answer = replace(
        entry,
        declared=declared,
        working=outcome.working,
        claim=Claim.CLAIMED if isinstance(declared, NotApplicable) else None,
        undo=None if entry.unreadable else before,
    )
    return _back_in_queue(with_answer.with_score(Stage.SELF, Score(outcome.points, by)))


def restored(entry: Entry) -> Entry:
    """The leaf as it stood before its last declaration; raises ``NothingToUndo``."""
    last = entry.undo
    if last is None:
        raise NothingToUndo(entry.leaf.code)
    # A claim comes back as one to be judged: the judgement went with the declaration that replaced it.
    claim = Claim.CLAIMED if last.claim else None
    before = replace(entry, declared=last.declared, working=last.working, claim=claim, undo=None)
    return _back_in_queue(before.with_score(Stage.SELF, last.score))


def _back_in_queue(entry: Entry) -> Entry:
    """An appraisal judged one declaration: when that changes after a reopening, it no longer holds."""
    return entry.with_score(Stage.FIRST_APPRAISAL, None)


def explained(entry: Entry, text: str) -> Entry:
    """The leaf with these words added; they stand in for every document still owed."""
    whole = "\n".join(part for part in (entry.explanation, text.strip()) if part)
    settled = entry.explained | {item.key for item in entry.open_items}
    return replace(entry, explanation=whole, explained=settled)
