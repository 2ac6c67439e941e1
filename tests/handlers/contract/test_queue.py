"""The queue of the appraisers, what is unfinished in a round, and requests to reopen."""

from dataclasses import replace
from datetime import timedelta

from handlers.ports import Decision, ReopeningState, Task
from scoring.people import Person
from scoring.states import Move, State
from tests.db.world import ROUND, TELEGRAM
from tests.handlers.contract.places import Place
from tests.handlers.contract.test_sheets import submits

MINUTE = timedelta(minutes=1)


def tasks(place: Place, person: Person | None = None) -> list[str]:
    with place.read() as work:
        return [f"{one.unit} {one.leaf}" for one in work.queue.tasks(ROUND, person or place.lan)]


def test_a_draft_is_nobody_elses_business(place: Place) -> None:
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.write_difficulties("thiếu máy in", place.by(place.hoa))
        work.sheets.save(sheet)
    assert tasks(place) == []


def test_a_reviewer_has_the_leaves_of_his_fields_those_first_that_deserve_it(anywhere: Place) -> None:
    submits(anywhere, anywhere.nam)
    submits(anywhere, anywhere.hoa)
    of_1 = ["XA01 1.4", "XA02 1.4", "XA01 1.1", "XA02 1.1", "XA01 1.2", "XA02 1.2", "XA01 1.3", "XA02 1.3"]
    assert tasks(anywhere) == of_1
    assert tasks(anywhere, replace(anywhere.lan, scope=frozenset({"2.1"}))) == ["XA01 2.1", "XA02 2.1"]


def test_a_task_says_why_it_stands_where_it_does(place: Place) -> None:
    submits(place, place.hoa)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.request_explanation("1.3", "vì sao", place.now, place.by(place.lan))
        sheet.answer_request("1.3", "đã bổ sung", place.by(place.hoa))
        sheet.request_explanation("1.2", "vì sao", place.now, place.by(place.lan))
        work.sheets.save(sheet)
    with place.read() as work:
        assert work.queue.tasks(ROUND, place.lan) == [
            Task("XA01", "1.3", answered=True, claims=False, lacking=False),
            Task("XA01", "1.4", answered=False, claims=True, lacking=False),
            Task("XA01", "1.1", answered=False, claims=False, lacking=True),
        ]


def test_what_is_appraised_has_left_the_queue(place: Place) -> None:
    submits(place, place.hoa)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.agree("1.1", place.by(place.lan))
        work.sheets.save(sheet)
    assert tasks(place) == ["XA01 1.4", "XA01 1.2", "XA01 1.3"]


def test_the_latest_decision_is_the_persons_own(anywhere: Place) -> None:
    submits(anywhere, anywhere.hoa)
    found = []
    with anywhere.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.agree("1.1", anywhere.by(anywhere.lan))
        later = replace(anywhere.by(anywhere.lan), at=anywhere.now + MINUTE)
        sheet.request_explanation("1.2", "vì sao", anywhere.now, later)
        work.sheets.save(sheet)
        found.append(work.queue.latest_decision(ROUND, anywhere.lan.id))
        sheet.withdraw_request("1.2", anywhere.by(anywhere.lan))
        work.sheets.save(sheet)
        found.append(work.queue.latest_decision(ROUND, anywhere.lan.id))
        assert work.queue.latest_decision(ROUND, anywhere.minh.id) is None
    assert found == [Decision("XA01", "1.2", anywhere.now + MINUTE), Decision("XA01", "1.1", anywhere.now)]


def test_every_unit_is_listed_with_the_state_of_its_sheet(place: Place) -> None:
    submits(place, place.nam)
    with place.read() as work:
        assert work.queue.units(ROUND) == [("XA01", "draft"), ("XA02", "submitted")]


def test_what_is_unfinished_is_counted(place: Place) -> None:
    with place.read() as work:
        begun = work.queue.unfinished(ROUND)
    assert (begun.sheets, begun.cases, begun.requests, begun.reopenings) == ({State.DRAFT: 2}, 0, 0, 0)
    submits(place, place.hoa)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.agree("1.1", place.by(place.lan))
        sheet.request_explanation("1.2", "vì sao", place.now, place.by(place.lan))
        work.sheets.save(sheet)
        work.reopenings.ask(sheet, "1.3", "nhầm số", place.hoa, place.now)
    with place.read() as work:
        under_way = work.queue.unfinished(ROUND)
    assert under_way.sheets == {State.DRAFT: 1, State.FIRST_APPRAISAL: 1}
    assert (under_way.cases, under_way.requests, under_way.reopenings) == (6, 1, 1)


def test_a_request_to_reopen_waits_until_it_is_decided(place: Place) -> None:
    place.joins(place.hoa, TELEGRAM)
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        first = work.reopenings.ask(sheet, None, "nhầm số", place.hoa, place.now)
        second = work.reopenings.ask(sheet, "1.4", "thiếu tệp", place.hoa, place.now)
    assert (first.waiting, first.unit, first.round, first.leaf, first.asked_by) == (True, "XA01", "2025", None, place.hoa.id)
    with place.write() as work:
        assert work.reopenings.waiting(ROUND) == [first, second]
        assert work.reopenings.waiting(replace(ROUND, code="2026")) == []
        work.reopenings.decide(first, granted=True, reason="", person=place.minh, now=place.now)
        work.reopenings.decide(second, granted=False, reason="đã khoá", person=place.minh, now=place.now)
    with place.read() as work:
        assert work.reopenings.waiting(ROUND) == []
        assert work.reopenings.get(first.id) == replace(first, state=ReopeningState.GRANTED)
        assert work.reopenings.get(second.id) == replace(second, state=ReopeningState.REFUSED)
        assert work.reopenings.get(404) is None
    assert place.log() == [
        ("ask_reopening", "2025/XA01", "nhầm số"),
        ("ask_reopening", "2025/XA01/1.4", "thiếu tệp"),
        ("decide_reopening", "2025/XA01", {"state": "granted", "why": ""}),
        ("decide_reopening", "2025/XA01/1.4", {"state": "refused", "why": "đã khoá"}),
    ]


def test_a_request_is_awaited_until_the_time_for_explanations_is_over(place: Place) -> None:
    submits(place, place.hoa)
    awaited = []
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.request_explanation("1.2", "vì sao", place.now, place.by(place.lan))
        for move in (Move.CLOSE_WITH_REQUESTS, Move.END_EXPLANATION_WINDOW):
            sheet.move(move, place.by(place.minh))
            work.sheets.save(sheet)
            awaited.append(work.queue.unfinished(ROUND).requests)
    assert awaited == [1, 0]
