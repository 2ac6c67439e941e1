"""Score sheets: what is saved is read back, what is not saved is lost."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from bot.db.sheet.repository import SheetNotOpened
from knowledge.working import in_words
from scoring.declared import Declared, Met, NotApplicable, Option
from scoring.people import Person
from scoring.rules.working import AsWritten
from scoring.sheet.entry import Claim, Entry, RequestState, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State
from tests.db.world import CRITERIA, EVERY_KIND, ROUND, TELEGRAM, file
from tests.handlers.contract.places import Place


def declares(place: Place, code: str, declared: Declared, person: Person | None = None) -> None:
    who = person or place.hoa
    with place.write() as work:
        sheet = work.sheets.open(ROUND, who.unit)
        sheet.declare(code, declared, place.by(who))
        work.sheets.save(sheet)


def fills(place: Place, sheet: ScoreSheet, who: Person) -> None:
    known = dict(EVERY_KIND)
    for leaf in CRITERIA.declared_leaves():
        sheet.declare(leaf.code, known[leaf.code], place.by(who))
    sheet.explain("1.1", "chưa có bản ký", place.by(who))
    sheet.explain("1.4", "xã không có lĩnh vực này", place.by(who))


def submits(place: Place, who: Person) -> None:
    with place.write() as work:
        sheet = work.sheets.open(ROUND, who.unit)
        fills(place, sheet, who)
        sheet.send_for_signature(place.by(who))
        sheet.sign(place.by(who))
        work.sheets.save(sheet)


def entry(place: Place, code: str) -> Entry:
    with place.read() as work:
        return work.sheets.read(ROUND, "XA01").entry(code)


def test_a_sheet_that_nobody_has_touched_is_an_empty_draft(place: Place) -> None:
    with place.read() as work:
        sheet = work.sheets.read(ROUND, "XA01")
        assert (sheet.unit, sheet.round, sheet.criteria, sheet.state) == ("XA01", "2025", CRITERIA, State.DRAFT)
        assert (sheet.entries, sheet.difficulties, sheet.scans) == ({}, "", ())
        assert sheet.self_scoring_ends == ROUND.self_scoring_ends("XA01")
        assert work.sheets.furthest(ROUND, "XA01", "1.1") is None
        assert work.sheets.declared(ROUND, "XA01", "1.1") is None


def test_settings_of_the_round_hold_for_its_sheets(place: Place) -> None:
    loose = replace(ROUND, settings=replace(ROUND.settings, lock_at_deadline=False, signed_scan_required=True))
    with place.read() as work:
        sheet = work.sheets.read(loose, "XA01")
    assert (sheet.self_scoring_ends, sheet.scan_required) == (None, True)


@pytest.mark.parametrize(("code", "declared"), EVERY_KIND)
def test_every_answer_is_read_as_it_was_given(place: Place, code: str, declared: Declared) -> None:
    declares(place, code, declared)
    with place.read() as work:
        assert work.sheets.declared(ROUND, "XA01", code) == declared
        read = work.sheets.read(ROUND, "XA01").entry(code)
        given = CRITERIA.leaf(code).rule.score(declared, CRITERIA.leaf(code).max)
        stage, score = work.sheets.furthest(ROUND, "XA01", code) or (None, None)
    assert read.declared == declared
    assert (stage, score) == (Stage.SELF, read.score(Stage.SELF))
    assert score is not None
    assert (score.points, score.by) == (given.points, place.by(place.hoa))
    told = in_words(given.working)
    assert read.working == ((AsWritten(told),) if told else ()), "how points came about is kept as it was told"
    assert read.claim is (Claim.CLAIMED if declared == NotApplicable() else None)


def test_what_was_not_saved_is_lost(place: Place) -> None:
    with place.write() as work:
        work.sheets.open(ROUND, "XA01").declare("1.1", Met(True), place.by(place.hoa))
    assert entry(place, "1.1").declared is None
    assert place.log() == []


def test_opened_twice_a_sheet_is_one_object_and_read_it_is_another(place: Place) -> None:
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        assert work.sheets.open(ROUND, "XA01") is sheet
        sheet.declare("1.1", Met(True), place.by(place.hoa))
        assert work.sheets.read(ROUND, "XA01").entry("1.1").declared is None
        work.sheets.save(sheet)
        assert work.sheets.read(ROUND, "XA01").entry("1.1").declared == Met(True)


def test_only_an_opened_sheet_can_be_saved(place: Place) -> None:
    with place.write() as work:
        sheet = work.sheets.read(ROUND, "XA01")
        sheet.declare("1.1", Met(True), place.by(place.hoa))
        with pytest.raises(SheetNotOpened):
            work.sheets.save(sheet)


def test_saved_twice_a_change_is_one_line_of_the_log(place: Place) -> None:
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), place.by(place.hoa))
        work.sheets.save(sheet)
        work.sheets.save(sheet)
    assert place.log() == [("declare", "2025/XA01/1.1", {"declared": {"met": True}, "points": "2"})]


def test_each_commune_has_a_sheet_of_its_own(place: Place) -> None:
    declares(place, "1.1", Met(True))
    declares(place, "1.1", Met(False), place.nam)
    with place.read() as work:
        assert [work.sheets.declared(ROUND, unit, "1.1") for unit in ("XA01", "XA02")] == [Met(True), Met(False)]
        assert work.sheets.declared(replace(ROUND, code="2026"), "XA01", "1.1") is None


def test_the_last_answer_can_be_taken_back_later(place: Place) -> None:
    declares(place, "1.2", Option("a"))
    declares(place, "1.2", Option("b"))
    before = entry(place, "1.2")
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.undo("1.2", place.by(place.hoa))
        work.sheets.save(sheet)
    after = entry(place, "1.2")
    assert (before.version, before.undo_version) == (2, 2)
    assert (after.declared, after.undo, after.version) == (Option("a"), None, 3)
    assert in_words(after.working) == in_words(CRITERIA.leaf("1.2").rule.score(Option("a"), CRITERIA.leaf("1.2").max).working)


def test_explanations_and_words_of_the_year_are_kept(place: Place) -> None:
    declares(place, "1.1", Met(True))
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.explain("1.1", "chưa có bản ký", place.by(place.hoa))
        sheet.write_difficulties("thiếu máy in", place.by(place.hoa))
        work.sheets.save(sheet)
    assert entry(place, "1.1").explanation == "chưa có bản ký"
    assert entry(place, "1.1").complete
    with place.read() as work:
        assert work.sheets.read(ROUND, "XA01").difficulties == "thiếu máy in"


def test_the_life_of_a_sheet_is_kept(place: Place) -> None:
    submits(place, place.hoa)
    with place.read() as work:
        signed = work.sheets.read(ROUND, "XA01")
    assert (signed.state, signed.locked_at) == (State.SUBMITTED, place.now)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.reopen("nhầm số", place.by(place.minh))
        sheet.send_for_signature(place.by(place.hoa))
        sheet.return_to_coordinator("thiếu tài liệu", place.by(place.hoa))
        work.sheets.save(sheet)
    with place.read() as work:
        returned = work.sheets.read(ROUND, "XA01")
    assert (returned.state, returned.locked_at, returned.returned_reason) == (State.DRAFT, None, "thiếu tài liệu")


def test_scores_of_several_stages_stand_side_by_side(place: Place) -> None:
    submits(place, place.hoa)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.change("1.2", Fraction(0), "thiếu biên bản", place.by(place.lan))
        work.sheets.save(sheet)
    with place.read() as work:
        stage, score = work.sheets.furthest(ROUND, "XA01", "1.2") or (None, None)
    assert score is not None
    assert (stage, score.points, score.note) == (Stage.FIRST_APPRAISAL, Fraction(0), "thiếu biên bản")
    assert [stage for stage, _ in entry(place, "1.2").scores] == [Stage.SELF, Stage.FIRST_APPRAISAL]


def test_a_request_for_explanation_and_its_answer_are_kept(place: Place) -> None:
    submits(place, place.hoa)
    due = place.now + timedelta(days=5)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        for code in ("1.2", "1.3"):
            sheet.request_explanation(code, "vì sao", due, place.by(place.lan))
        sheet.answer_request("1.3", "đã bổ sung", place.by(place.hoa))
        work.sheets.save(sheet)
    open_, answered = entry(place, "1.2").request, entry(place, "1.3").request
    assert open_ is not None
    assert answered is not None
    assert (open_.state, open_.reason, open_.due, open_.answered) == (RequestState.OPEN, "vì sao", due, None)
    assert (answered.state, answered.answer, answered.answered) == (
        RequestState.ANSWERED,
        "đã bổ sung",
        place.by(place.hoa),
    )
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.withdraw_request("1.2", place.by(place.lan))
        work.sheets.save(sheet)
    assert entry(place, "1.2").request is None


def test_a_leaf_that_was_reopened_stays_so(place: Place) -> None:
    submits(place, place.hoa)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.reopen_leaf("1.2", "nhầm", place.by(place.minh))
        work.sheets.save(sheet)
    assert [entry(place, code).reopened for code in ("1.1", "1.2")] == [False, True]


def test_pages_of_the_signed_paper_are_kept_as_long_as_the_sheet_is_out(place: Place) -> None:
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        fills(place, sheet, place.hoa)
        sheet.send_for_signature(place.by(place.hoa))
        for name in ("trang1", "trang2"):
            sheet.file_scan(work.documents.receive(file(name), place.hoa, TELEGRAM, place.clock.pass_(seconds=1)))
        work.sheets.save(sheet)
    with place.read() as work:
        filed = work.sheets.read(ROUND, "XA01").scan_pages
    assert len(filed) == 2
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.replace_scan(place.by(place.hoa))
        sheet.file_scan(work.documents.again(filed[0].document, None, place.hoa, TELEGRAM, place.now))
        work.sheets.save(sheet)
    with place.read() as work:
        sheet = work.sheets.read(ROUND, "XA01")
    assert [page.document for page in sheet.scan_pages] == [filed[0].document]
    assert [one.current for one in sheet.scans] == [False, False, True]


def test_what_was_signed_before_a_sheet_was_handed_back_counts_no_more(place: Place) -> None:
    found = []
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        fills(place, sheet, place.hoa)
        sheet.send_for_signature(place.by(place.hoa))
        sheet.file_scan(work.documents.receive(file(), place.hoa, TELEGRAM, place.now))
        sheet.return_to_coordinator("thiếu tài liệu", place.by(place.hoa))
        work.sheets.save(sheet)
    with place.read() as work:
        found.append(work.sheets.read(ROUND, "XA01").scans)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.send_for_signature(place.by(place.hoa))
        work.sheets.save(sheet)
    with place.read() as work:
        sheet = work.sheets.read(ROUND, "XA01")
    assert found == [()], "of a draft"
    assert [one.current for one in sheet.scans] == [False], "of a sheet that is out again it stays in the record"
    assert sheet.scan_pages == ()
