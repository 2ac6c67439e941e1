"""What a sheet holds when it is read again is what it held when it was saved."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from bot.db.sheet.repository import SheetNotOpened
from bot.db.work import SqlWork
from knowledge.working import in_words
from scoring.declared import Declared, Met, NotApplicable, Ratio
from scoring.rounds.round import RoundSettings
from scoring.rules.working import AsWritten
from scoring.sheet.entry import Claim, Entry, RequestState, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State
from tests.db.world import EVERY_KIND, ROUND, TELEGRAM, World, complete, file, submit

D = Decimal


def _declare(world: World, leaf: str, declared: Declared) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare(leaf, declared, world.by())
        work.sheets.save(sheet)


def _attach(world: World, work: SqlWork, sheet: ScoreSheet, fingerprint: str, item: str | None) -> None:
    received = work.documents.receive(file(fingerprint), world.hoa, TELEGRAM, world.now)
    sheet.attach("1.1", received)
    if item:
        sheet.sort_evidence("1.1", received.id, item, world.by())


def _as_kept(entry: Entry) -> Entry:
    """How points came about is kept as it was told, whatever the rule is by then."""
    return replace(entry, working=(AsWritten(in_words(entry.working)),) if entry.working else ())


@pytest.mark.parametrize(("leaf", "declared"), EVERY_KIND)
def test_every_kind_of_declaration_is_kept_exactly(world: World, leaf: str, declared: Declared) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        said = sheet.declare(leaf, declared, world.by())
        work.sheets.save(sheet)
    assert world.sheet().entry(leaf) == _as_kept(said)


def test_points_are_kept_as_exact_fractions(world: World) -> None:
    _declare(world, "1.4", Ratio(D(357), D(372)))
    score = world.sheet().entry("1.4").score(Stage.SELF)
    assert score is not None
    assert score.points == Fraction(357, 62)


def test_a_declaration_is_taken_back_in_a_later_work(world: World) -> None:
    _declare(world, "1.4", NotApplicable())
    first = world.sheet().entry("1.4")
    _declare(world, "1.4", Ratio(D(1), D(3)))
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.undo("1.4", world.by())
        work.sheets.save(sheet)
    restored = world.sheet().entry("1.4")
    assert (restored.declared, restored.claim, restored.scores) == (NotApplicable(), Claim.CLAIMED, first.scores)


def test_taking_the_first_declaration_back_leaves_the_leaf_without_points(world: World) -> None:
    _declare(world, "1.1", Met(True))
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.undo("1.1", world.by())
        work.sheets.save(sheet)
    entry = world.sheet().entry("1.1")
    assert (entry.scored, entry.declared, entry.version) == (False, None, 2)


def test_evidence_is_filed_sorted_and_removed(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        for fingerprint, item in (("f1", "a"), ("f2", None), ("f3", "b")):
            _attach(world, work, sheet, fingerprint, item)
        work.sheets.save(sheet)
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.remove_evidence("1.1", sheet.entry("1.1").evidence[2].id, world.by())
        work.sheets.save(sheet)
    evidence = world.sheet().entry("1.1").evidence
    assert [(one.item, one.name, one.mime, one.size) for one in evidence] == [
        ("a", "ke-hoach.pdf", "application/pdf", 1200),
        (None, "ke-hoach.pdf", "application/pdf", 1200),
    ]


def test_a_file_may_be_sorted_later(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        _attach(world, work, sheet, "f1", None)
        work.sheets.save(sheet)
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.sort_evidence("1.1", sheet.entry("1.1").evidence[0].id, "b", world.by())
        work.sheets.save(sheet)
    assert [one.item for one in world.sheet().entry("1.1").evidence] == ["b"]


def test_an_explanation_makes_a_leaf_complete(world: World) -> None:
    _declare(world, "1.1", Met(True))
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.explain("1.1", "kế hoạch ban hành chung với huyện", world.by())
        work.sheets.save(sheet)
    entry = world.sheet().entry("1.1")
    assert (entry.explained, entry.complete) == (frozenset({"a", "b"}), True)


def test_the_whole_way_of_a_sheet_to_an_answered_request(world: World) -> None:
    due = world.now + timedelta(days=5)
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        submit(world, sheet)
        sheet.request_explanation("1.4", "thiếu danh sách", due, world.by(world.lan))
        work.sheets.save(sheet)
        sheet.answer_request("1.4", "đã bổ sung", world.by())
        sheet.change("1.1", D(0), "chậm 5 ngày", world.by(world.lan))
        work.sheets.save(sheet)
    read = world.sheet()
    request, appraised = read.entry("1.4").request, read.entry("1.1").score(Stage.FIRST_APPRAISAL)
    assert (read.state, read.locked_at) == (State.FIRST_APPRAISAL, world.now)
    assert request is not None
    assert appraised is not None
    assert (request.state, request.due, request.answer) == (RequestState.ANSWERED, due, "đã bổ sung")
    assert (appraised.points, appraised.note, appraised.by.person) == (Fraction(0), "chậm 5 ngày", world.lan.id)
    assert read.entries == {code: _as_kept(entry) for code, entry in sheet.entries.items()}


def test_a_reopened_leaf_declared_anew_loses_its_appraisal(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        submit(world, sheet)
        sheet.agree("1.1", world.by(world.lan))
        work.sheets.save(sheet)
        sheet.reopen_leaf("1.1", "nhầm số liệu", world.by(world.lan))
        sheet.declare("1.1", Met(False), world.by())
        work.sheets.save(sheet)
    entry = world.sheet().entry("1.1")
    assert (entry.reopened, entry.score(Stage.FIRST_APPRAISAL)) == (True, None)


def test_a_returned_sheet_says_why(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        complete(world, sheet)
        sheet.send_for_signature(world.by())
        sheet.return_to_coordinator("xem lại mục 1.4", world.by())
        work.sheets.save(sheet)
    read = world.sheet()
    assert (read.state, read.returned_reason, read.locked_at) == (State.DRAFT, "xem lại mục 1.4", None)


def test_a_sheet_nobody_has_touched_is_empty_and_looking_leaves_no_trace(world: World) -> None:
    assert world.sheet("XA02").entries == {}
    with world.store.read() as work:
        assert work.queue.units(ROUND) == [("XA01", "draft"), ("XA02", "draft")]


def test_a_sheet_opened_twice_in_a_turn_is_the_same_sheet(world: World) -> None:
    with world.store.write() as work:
        assert work.sheets.open(ROUND, "XA01") is work.sheets.open(ROUND, "XA01")


def test_a_sheet_that_was_only_read_cannot_be_saved(world: World) -> None:
    sheet = world.sheet()
    with pytest.raises(SheetNotOpened) as refused, world.store.write() as work:
        work.sheets.save(sheet)
    assert refused.value.unit == "XA01"


def test_the_deadline_locks_only_where_the_round_says_so(world: World) -> None:
    lenient = replace(ROUND, code="2026", settings=RoundSettings(lock_at_deadline=False))
    with world.store.write() as work:
        work.timetable.save(lenient, world.now)
        assert work.sheets.read(ROUND, "XA01").self_scoring_ends == ROUND.self_scoring_ends("XA01")
        assert work.sheets.read(lenient, "XA01").self_scoring_ends is None
