"""The queue shows an appraiser what is his, in the order in which it deserves attention."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from handlers.ports import Decision
from scoring.declared import Ratio
from scoring.people import Person
from tests.db.world import ROUND, World, submit

MINUTE = timedelta(minutes=1)


def _submit(world: World, unit: str) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, unit)
        submit(world, sheet)
        work.sheets.save(sheet)


def _codes(world: World, person: Person) -> list[str]:
    with world.store.read() as work:
        return [f"{task.unit} {task.leaf}" for task in work.queue.tasks(ROUND, person)]


def test_claims_come_before_what_lacks_documents_and_the_rest_in_order(world: World) -> None:
    _submit(world, "XA01")
    assert _codes(world, world.lan) == ["XA01 1.4", "XA01 1.1", "XA01 1.2", "XA01 1.3"]


def test_the_same_leaf_of_all_communes_stands_together(world: World) -> None:
    _submit(world, "XA02")
    _submit(world, "XA01")
    assert _codes(world, replace(world.lan, scope=frozenset({"2.1"}))) == ["XA01 2.1", "XA02 2.1"]


def test_an_answered_request_comes_first_and_an_open_one_waits(world: World) -> None:
    _submit(world, "XA01")
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        for leaf in ("1.2", "1.3"):
            sheet.request_explanation(leaf, "vì sao", world.now, world.by(world.lan))
        sheet.answer_request("1.3", "đã bổ sung", world.by())
        work.sheets.save(sheet)
    assert _codes(world, world.lan) == ["XA01 1.3", "XA01 1.4", "XA01 1.1"]


def test_what_is_appraised_has_left_the_queue(world: World) -> None:
    _submit(world, "XA01")
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.agree("1.1", world.by(world.lan))
        work.sheets.save(sheet)
        (first, *_) = work.queue.tasks(ROUND, world.lan)
    assert (first.leaf, first.claims, first.answered, first.lacking) == ("1.4", True, False, False)
    assert _codes(world, world.lan) == ["XA01 1.4", "XA01 1.2", "XA01 1.3"]


def test_the_latest_decision_is_found_and_taken_back(world: World) -> None:
    _submit(world, "XA01")
    decisions = []
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.agree("1.1", world.by(world.lan))
        sheet.request_explanation("1.2", "vì sao", world.now, replace(world.by(world.lan), at=world.now + MINUTE))
        work.sheets.save(sheet)
        decisions.append(work.queue.latest_decision(ROUND, world.lan.id))
        sheet.withdraw_request("1.2", world.by(world.lan))
        work.sheets.save(sheet)
        decisions.append(work.queue.latest_decision(ROUND, world.lan.id))
        sheet.withdraw_appraisal("1.1", world.by(world.lan))
        work.sheets.save(sheet)
        decisions.append(work.queue.latest_decision(ROUND, world.lan.id))
    assert decisions == [Decision("XA01", "1.2", world.now + MINUTE), Decision("XA01", "1.1", world.now), None]
    assert world.sheet().entry("1.2").request is None
    assert _codes(world, world.lan) == ["XA01 1.4", "XA01 1.1", "XA01 1.2", "XA01 1.3"]


def test_a_draft_is_nobody_elses_business(world: World) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.4", Ratio(Decimal(1), Decimal(2)), world.by())
        work.sheets.save(sheet)
    assert _codes(world, world.lan) == []


def test_every_unit_is_listed_with_the_state_of_its_sheet(world: World) -> None:
    _submit(world, "XA02")
    with world.store.read() as work:
        assert work.queue.units(ROUND) == [("XA01", "draft"), ("XA02", "submitted")]
