"""What a commune declares, takes back, and may not touch."""

from decimal import Decimal
from fractions import Fraction

import pytest

from knowledge.working import in_words
from scoring.criteria import Source
from scoring.declared import Judged, MeanPercent, Met, NotApplicable, NotArisen
from scoring.errors import RatioAboveHundred
from scoring.sheet.entry import Claim, Entry, Stage
from scoring.sheet.refusals import NothingToUndo, NotSuppliedByCommune, SheetLocked, UnknownLeaf
from tests.scoring.world import LATE, by, figures, file, new_sheet, ratio, submitted


def _points(entry: Entry) -> Fraction | None:
    score = entry.score(Stage.SELF)
    assert score is not None
    return score.points


def test_a_declaration_gives_points_with_the_working_and_who_said_so() -> None:
    entry = new_sheet().declare("1.2", ratio(45, 50), by())
    score = entry.score(Stage.SELF)
    assert score is not None
    assert figures(score.points, score.by) == (18, by())
    assert "45/50" in in_words(entry.working)
    assert entry.version == 1


def test_a_declaration_leaves_a_line_from_what_to_what() -> None:
    sheet = new_sheet()
    sheet.declare("1.1", Met(True), by())
    sheet.declare("1.1", Met(False), by())
    line = sheet.changes[-1]
    assert (line.what, line.leaf, line.by) == ("declare", "1.1", by())
    assert line.before == {"declared": {"met": True}, "points": "10"}
    assert line.after == {"declared": {"met": False}, "points": "0"}


def test_what_the_rule_refuses_changes_nothing() -> None:
    sheet = new_sheet()
    with pytest.raises(RatioAboveHundred):
        sheet.declare("1.2", ratio(50, 45), by())
    assert (sheet.entries, sheet.changes) == ({}, [])


def test_a_system_leaf_is_declared_by_the_commune() -> None:
    assert _points(new_sheet().declare("2.1.1", ratio(450, 900), by())) == 5


@pytest.mark.parametrize(("code", "source"), [("3.1", Source.SURVEY), ("2.2", Source.APPRAISER), ("P1", Source.APPRAISER)])
def test_survey_and_appraiser_leaves_are_not_the_communes(code: str, source: Source) -> None:
    declared = MeanPercent(Decimal(90)) if source is Source.SURVEY else Judged(Decimal(1), "tốt")
    with pytest.raises(NotSuppliedByCommune) as refused:
        new_sheet().declare(code, declared, by())
    assert (refused.value.code, refused.value.source) == (code, source)


def test_a_code_outside_the_set_is_named() -> None:
    with pytest.raises(UnknownLeaf) as refused:
        new_sheet().entry("9.9")
    assert refused.value.code == "9.9"


def test_undo_brings_back_what_was_declared_before() -> None:
    sheet = new_sheet()
    first = sheet.declare("1.2", ratio(40, 50), by())
    sheet.declare("1.2", ratio(45, 50), by())
    entry = sheet.undo("1.2", by())
    assert (entry.declared, entry.working, entry.scores) == (first.declared, first.working, first.scores)
    assert sheet.changes[-1].what == "undo"


def test_undoing_the_first_declaration_leaves_the_leaf_unscored() -> None:
    sheet = new_sheet()
    sheet.declare("1.1", Met(True), by())
    entry = sheet.undo("1.1", by())
    assert (entry.declared, entry.scored, entry.working) == (None, False, ())


def test_undo_works_once() -> None:
    sheet = new_sheet()
    sheet.declare("1.1", Met(True), by())
    sheet.undo("1.1", by())
    with pytest.raises(NothingToUndo):
        sheet.undo("1.1", by())


def test_evidence_sent_since_does_not_stand_in_the_way_of_undo() -> None:
    sheet = new_sheet()
    declared = sheet.declare("1.1", Met(True), by())
    entry = sheet.attach("1.1", file("a"))
    assert entry.version == declared.version + 1
    assert entry.undo_version == declared.version
    restored = sheet.undo("1.1", by())
    assert (restored.scored, len(restored.evidence), restored.undo_version) == (False, 1, None)


def test_not_applicable_is_a_claim_without_points() -> None:
    entry = new_sheet().declare("1.3", NotApplicable(), by())
    assert (_points(entry), entry.claim) == (None, Claim.CLAIMED)


def test_not_arisen_has_the_points_that_the_set_states() -> None:
    entry = new_sheet().declare("1.3", NotArisen(), by())
    assert figures(_points(entry), entry.claim) == (10, None)


def test_declaring_figures_instead_withdraws_the_claim_and_undo_makes_it_again() -> None:
    sheet = new_sheet()
    sheet.declare("1.3", NotApplicable(), by())
    assert sheet.declare("1.3", ratio(1, 2), by()).claim is None
    assert sheet.undo("1.3", by()).claim is Claim.CLAIMED


def test_a_submitted_sheet_is_locked_since_the_signature() -> None:
    sheet = submitted()
    with pytest.raises(SheetLocked) as refused:
        sheet.declare("1.1", Met(False), by())
    assert (refused.value.code, refused.value.since) == ("1.1", sheet.locked_at)


def test_nothing_is_undone_after_the_deadline() -> None:
    sheet = new_sheet()
    sheet.declare("1.1", Met(True), by())
    with pytest.raises(SheetLocked):
        sheet.undo("1.1", by(at=LATE))
    assert sheet.entry("1.1").scored
