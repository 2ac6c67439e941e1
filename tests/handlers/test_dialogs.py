"""What holds for every turn, tried in memory: what is refused changes nothing, what is old leads nowhere."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.db.rounds.sets import SetMissing
from handlers.cards.card import Choice
from handlers.incoming.events import File
from handlers.session import Session
from scoring.declared import Count, Met, Option, Ratio
from scoring.people import Person, Role
from scoring.rounds.round import Milestone
from scoring.sheet.entry import FileStatus
from scoring.states import State
from tests.db.world import ROUND, file
from tests.handlers.contract.places import named
from tests.handlers.contract.test_sheets import submits
from tests.handlers.talking import Talking, chat_of, labelled

STALE = "Lựa chọn này thuộc bước trước nên tôi chưa ghi gì"
NEXT_YEAR = replace(named("2026", 2026), name="Đợt chấm điểm năm 2026")


@pytest.mark.parametrize("wrong", ["-3", "2,5", "nhiều lắm", "45/50", ""])
def test_an_answer_that_is_refused_changes_nothing_and_is_asked_for_again(talking: Talking, wrong: str) -> None:
    talking.turn(talking.hoa, "/chamdiem 2.1")
    before = talking.record()
    assert "2.1" in talking.turn(talking.hoa, wrong).text
    assert talking.record() == before
    talking.turn(talking.hoa, "1")
    assert talking.entry("2.1").declared == Count(1)


def test_an_old_answer_writes_nothing_and_the_question_that_is_open_is_shown(talking: Talking) -> None:
    old = labelled(talking.turn(talking.hoa, "/chamdiem 1.2"), "a.")
    talking.turn(talking.hoa, "/chamdiem 1.1")
    before = talking.record()
    card = talking.turn(talking.hoa, old)
    assert STALE in card.text
    assert "1.1" in card.text
    assert talking.record() == before
    talking.turn(talking.hoa, labelled(card, "a."))
    assert (talking.entry("1.1").declared, talking.entry("1.2").declared) == (Met(True), None)


def test_an_answer_pressed_twice_is_written_once(talking: Talking) -> None:
    choice = labelled(talking.turn(talking.hoa, "/chamdiem 1.2"), "b.")
    talking.turn(talking.hoa, choice)
    before = talking.record()
    assert STALE in talking.turn(talking.hoa, choice).text
    assert talking.record() == before
    assert talking.entry("1.2").declared == Option("b")


@pytest.mark.parametrize("code", ["zz!pick:a", "không có", "nowhere:1", "edit", "score:9.9", "1!pick:a:b:c"])
def test_a_press_that_no_card_has_offered_does_nothing(talking: Talking, code: str) -> None:
    talking.turn(talking.hoa, "/chamdiem 1.2")
    before = talking.record()
    assert talking.turn(talking.hoa, Choice("?", code)).text
    assert talking.record() == before


def test_a_door_leads_into_the_round_of_its_card(talking: Talking) -> None:
    door = labelled(talking.turn(talking.hoa, "/chamdiem 1.2"), "Để sau")
    into = labelled(talking.turn(talking.hoa, "1.2 a"), "Sửa")
    with talking.write() as work:
        work.timetable.create(NEXT_YEAR, talking.by(talking.minh))
    card = talking.turn(talking.hoa, into)
    assert ROUND.name in card.text
    assert "1.2" in card.text
    with talking.write() as work:
        work.timetable.close(ROUND.code, "hết hạn", talking.by(talking.minh))
    before = talking.record()
    for old in (door, into):
        assert ROUND.name in talking.turn(talking.hoa, old).text
        assert talking.record() == before


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("lan", "/chamdiem 1.1"),
        ("lan", "1.1 có"),
        ("lan", "/nop"),
        ("minh", "1.2 a"),
        ("hoa", "/thamdinh XA02 1.1"),
        ("hoa", "/botieuchi"),
        ("nam", "/taodot"),
    ],
)
def test_a_role_does_what_is_its_own_alone(talking: Talking, who: str, what: str) -> None:
    person: Person = getattr(talking, who)
    before = talking.record()
    assert "không thuộc vai trò của anh/chị" in talking.turn(person, what).text
    assert talking.record() == before


def test_a_field_is_its_officials_alone(talking: Talking) -> None:
    with talking.write() as work:
        mai = work.staff.add_person("XA01", Role.OFFICIAL, talking.now, name="Phạm Thị Mai", scope=["2"], position="")
    talking.takes_part(mai)
    assert "Tiêu chí 1.1 không thuộc lĩnh vực anh/chị được giao" in talking.turn(mai, "1.1 có").text
    talking.turn(mai, "2.1 2")
    assert (talking.entry("1.1").declared, talking.entry("2.1").declared) == (None, Count(2))


def test_a_draft_is_not_shown_to_its_appraiser(talking: Talking) -> None:
    talking.turn(talking.hoa, "1.4 45/50")
    assert talking.entry("1.4").declared == Ratio(Decimal(45), Decimal(50))
    text = talking.turn(talking.lan, "/thamdinh XA01 1.4").text
    assert "XA01 chưa nộp phiếu" in text
    assert "45" not in text


def test_after_the_deadline_a_sheet_is_locked_and_the_way_to_a_reopening_is_shown(talking: Talking) -> None:
    talking.turn(talking.hoa, "1.2 a")
    talking.clock.now = ROUND.ends[Milestone.SELF_SCORING] + timedelta(minutes=1)
    before = talking.record()
    card = talking.turn(talking.hoa, "1.2 b")
    assert "Phiếu đã khoá từ 23:59" in card.text
    assert talking.record() == before
    talking.turn(talking.hoa, labelled(card, "Xin mở lại"))
    talking.turn(talking.hoa, "nhập nhầm số của năm trước")
    with talking.read() as work:
        [asked] = work.reopenings.waiting(ROUND)
    assert (asked.unit, asked.leaf, asked.reason) == ("XA01", "1.2", "nhập nhầm số của năm trước")


def test_a_file_is_filed_once_however_often_it_comes(talking: Talking) -> None:
    talking.turn(talking.hoa, "1.1 có")
    for _ in range(2):
        talking.turn(talking.hoa, file())
    [filed] = talking.entry("1.1").evidence
    assert (filed.name, filed.status) == ("ke-hoach.pdf", FileStatus.PENDING)
    talking.turn(talking.hoa, File("ref-2", "f2", "bao-cao.pdf", "application/pdf", 900))
    assert len(talking.entry("1.1").evidence) == 2


def test_who_is_not_known_is_told_how_to_get_in_and_reads_the_first_card(talking: Talking) -> None:
    with talking.write() as work:
        mai = work.staff.add_person("XA01", Role.OFFICIAL, talking.now, name="Phạm Thị Mai", scope=["2"], position="")
        code = work.invitations.issue(mai, talking.now + timedelta(days=7)).code
    assert "/start MÃ-MỜI" in talking.turn(mai, "2.1 2").text
    assert "Mã mời không đúng" in talking.turn(mai, "/start sai").text
    card = talking.turn(mai, f"/start {code}")
    assert "2.1" not in talking.turn(mai, "2.1 2").text, "nothing is done before the first card is read"
    assert talking.entry("2.1").declared is None
    talking.turn(mai, labelled(talking.screens[chat_of(mai).chat][-1], "Tôi hiểu"))
    talking.turn(mai, "2.1 2")
    assert talking.entry("2.1").declared == Count(2)
    assert card.choices


def test_a_sheet_goes_from_hand_to_hand(talking: Talking) -> None:
    """The commune submits; its points are cut with a reason, and it hears of it the same moment."""
    submits(talking, talking.hoa)
    card = talking.turn(talking.lan, "/thamdinh XA01 1.2")
    talking.turn(talking.lan, labelled(card, "Đổi điểm"))
    talking.turn(talking.lan, "0")
    assert "Vì sao" in talking.told(talking.lan)
    talking.turn(talking.lan, "không có biên bản")
    assert "không có biên bản" in talking.told(talking.hoa)
    with talking.read() as work:
        assert work.sheets.read(ROUND, "XA01").state is State.FIRST_APPRAISAL


def test_losing_a_cursor_loses_nothing(talking: Talking) -> None:
    talking.turn(talking.hoa, "1.2 a")
    talking.turn(talking.hoa, "/chamdiem 2.1")
    before = talking.record()
    talking.asks(chat_of(talking.hoa), Session())
    assert "Anh/chị đã làm xong **1/8** tiêu chí" in talking.turn(talking.hoa, "/tiendo").text
    assert talking.record() == before
    talking.turn(talking.hoa, "2.1 1")
    assert [talking.entry(code).declared for code in ("1.2", "2.1")] == [Option("a"), Count(1)]


def test_a_turn_that_breaks_off_leaves_nothing(talking: Talking) -> None:
    """The set of another round of his is gone, which is a fault of ours and no answer."""
    with talking.write() as work:
        work.timetable.create(replace(NEXT_YEAR, set_version="9"), talking.by(talking.minh))
    before = talking.memory.shelves
    with pytest.raises(SetMissing):
        talking.turn(talking.hoa, "1.2 a")
    assert talking.memory.shelves is before
