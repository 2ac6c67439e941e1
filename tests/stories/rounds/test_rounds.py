"""Two rounds side by side, one under appraisal and one new: everybody works in the one that asks for him, and nothing done
in one is shown or changed in the other."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.channels.menus import menu
from bot.db.tables.messages import outbox
from knowledge.answers import read_answer
from scoring.people import Role
from scoring.rounds.round import RoundState
from scoring.sheet.entry import Authorship
from tests.stories.telling.actors import Member
from tests.stories.telling.databases import checkpoint, copied
from tests.stories.telling.filling import ANSWERS
from tests.stories.telling.planted import opens_beside
from tests.stories.telling.rendered import CAPABLE, CHANNELS
from tests.stories.telling.world import ROUND, ZONE, World

NEW = "CCHC2027"
OLD_NAME, NEW_NAME = "**Đợt CCHC 2026 (minh hoạ)**", "**Đợt CCHC 2027**"
LAN, TUAN, CHAIRMAN, SON, THU_KY, MAI = (
    "demo-vanphong",
    "demo-tuphap",
    "demo-chutich",
    "demo-noivu",
    "demo-thuky",
    "demo-thamdinh",
)


Opens = Callable[[Path], World]


class Typist(Member):
    """Somebody who types the words of a choice where his channel has no button for it."""

    def presses(self, label: str) -> None:
        choice = self.button(label)
        if choice in menu(self.cards[-1], CHANNELS[self.key.channel]).buttons:
            self.touches(choice)
        else:
            self.says(choice.label)


@pytest.fixture(scope="session")
def beside_file(signed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """XA01 has signed its sheet, XA02 has begun nothing, the others are further on: 2026 is under appraisal. 2027 is new."""
    file = tmp_path_factory.mktemp("beside") / "beside.db"
    with copied(signed_file, file) as engine:
        opens_beside(joined(World(engine), SON))
        checkpoint(engine)
    return file


@pytest.fixture(params=[("sqlite", "zalo_bot"), ("postgresql", "telegram")], ids="-".join)
def told_on(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opens]:
    """Opens a copied world in the place where this story is told."""
    database, channel = request.param
    with ExitStack() as stack:

        def open_(file: Path) -> World:
            if database == "postgresql":
                return World(request.getfixturevalue("templates").poured(file), channel, channels=CAPABLE)
            return World(stack.enter_context(copied(file, tmp_path / "cchc.db")), channel, channels=CAPABLE)

        yield open_


@pytest.fixture
def world(told_on: Opens, signed_file: Path) -> World:
    """The round of 2026 alone."""
    return told_on(signed_file)


@pytest.fixture
def both(told_on: Opens, beside_file: Path) -> World:
    """The two rounds side by side."""
    return told_on(beside_file)


def joined(world: World, code: str) -> Typist:
    member = Typist(world, f"{code} mới")
    member.says(f"/start {code}")
    if "Tôi hiểu, bắt đầu" in member.choices():
        member.presses("Tôi hiểu, bắt đầu")
    return member


def states(world: World) -> dict[str, RoundState]:
    with world.store.read() as work:
        return {one.code: one.state for one in work.rounds.list()}


def record(world: World, code: str) -> dict[str, Any]:
    """Everything that stands in a round."""
    return {f"XA0{number}": world.sheet(f"XA0{number}", code) for number in range(1, 7)}


def filled(world: World, code: str) -> None:
    """XA01 has answered every leaf of a round, with words in place of documents."""
    coordinator = world.person("XA01", Role.COORDINATOR)
    by = Authorship.of(coordinator, world.clock(), world.channel)
    with world.store.write() as work:
        found = work.rounds.get(code)
        assert found is not None
        sheet = work.sheets.open(found, "XA01")
        for leaf, answer in (pair for answers in ANSWERS.values() for pair in answers.items()):
            sheet.declare(leaf, read_answer(answer, sheet.criteria.leaf(leaf).rule), by)
            sheet.explain(leaf, "Tài liệu lưu tại bộ phận văn thư.", by)
        work.sheets.save(sheet)


# -- what is told of it -----------------------------------------------------------------------------------------------------


def test_a_round_is_closed_for_a_reason_that_says_why_and_those_are_counted_whom_a_chat_reaches(both: World) -> None:
    tuan, son = joined(both, TUAN), joined(both, SON)
    son.says("/dot")
    son.presses("Đóng: Đợt CCHC 2027")
    for empty in ("ok", "đồng ý"):
        son.says(empty)
        son.reads("Cần ghi lý do", "Ghi lý do đóng")
    assert states(both)[NEW] is RoundState.OPEN
    son.says("Mở nhầm năm đánh giá")
    son.reads("Đã đóng **Đợt CCHC 2027**", "báo tin tới")
    with both.store.read() as work:
        reached = [one for one in work.people.of_unit("XA01") if work.people.reachable(one.id)]
    assert f"{len(reached)} người" in son.sees()
    tuan.reads("**Đợt CCHC 2027** đã đóng: “Mở nhầm năm đánh giá”")


def test_who_comes_later_reads_only_the_last_news_of_a_round(both: World) -> None:
    son = joined(both, SON)
    son.says("/dot")
    son.presses("Đóng: Đợt CCHC 2027")
    son.says("Mở nhầm năm đánh giá")
    son.presses("Hoàn tác, mở lại đợt")
    with both.store.read() as work:
        [absent] = [one for one in work.people.of_unit("XA03") if one.role is Role.COORDINATOR]
    news = sa.select(outbox.c.kind, outbox.c.state).where(outbox.c.person == absent.id, outbox.c.key.startswith("round:"))
    with both.engine.connect() as connection:
        waiting = [tuple(row) for row in connection.execute(news.order_by(outbox.c.id))]
    assert waiting == [("opened", "superseded"), ("closed", "superseded"), ("reopened_round", "unreached")]


def test_last_year_is_the_year_before_and_no_older_one(both: World) -> None:
    lan = joined(both, LAN)
    lan.says("đổi đợt 2027")
    lan.says("/chamdiem 1.2")
    lan.reads(NEW_NAME, "**1.2 ")
    assert "Năm trước" not in lan.sees()
    assert not any("Như năm trước" in label for label in lan.choices())


# -- opening, taking back, closing ------------------------------------------------------------------------------------------


def test_opening_beside_another_says_what_is_unfinished_and_is_taken_back(world: World) -> None:
    tuan, son = joined(world, TUAN), joined(world, SON)
    son.says("/taodot")
    son.presses("Tạo đợt")
    son.presses("Mở đợt CCHC2027")
    son.reads("Đang mở, chưa đóng:", "**Đợt CCHC 2026 (minh hoạ)** (CCHC2026): 1 phiếu đang tự chấm", "tiêu chí chờ thẩm định")
    assert states(world)[NEW] is RoundState.PREPARED
    son.presses("Mở đợt, chạy song song")
    assert (states(world)[ROUND], states(world)[NEW]) == (RoundState.OPEN, RoundState.OPEN)
    tuan.reads("**Đợt CCHC 2027** (năm đánh giá 2027) đã mở")
    old = tuan.button("Bắt đầu chấm")

    son.presses("Hoàn tác, chưa mở")
    son.reads("Đã rút lại")
    assert states(world)[NEW] is RoundState.PREPARED
    tuan.reads("cơ quan thường trực đã rút lại")
    tuan.touches(old)
    tuan.reads("Đợt CCHC 2027 đã tạo, chưa mở")


def test_what_somebody_has_entered_keeps_a_round_open(both: World) -> None:
    son, tuan = joined(both, SON), joined(both, TUAN)
    tuan.says("/chamdiem 2.1")
    tuan.says("a")
    assert both.leaf("2.1", round_=NEW)["self"]
    son.forges("take_back_round:CCHC2027")
    son.reads("đã có người nhập liệu")
    assert states(both)[NEW] is RoundState.OPEN


def test_a_round_is_closed_with_a_reason_and_the_closing_is_taken_back(both: World) -> None:
    son, lan = joined(both, SON), joined(both, LAN)
    lan.says("1.1 a")
    before = record(both, ROUND)
    son.says("/dot")
    son.reads("**Đợt CCHC 2026 (minh hoạ)** (CCHC2026): đang mở", "(CCHC2027): đang mở")
    son.presses("Đóng: Đợt CCHC 2026")
    son.reads("còn dở", "Ghi lý do đóng")
    assert states(both)[ROUND] is RoundState.OPEN
    son.says("Chuyển sang bộ tiêu chí mới của tỉnh.")
    son.reads("Đã đóng **Đợt CCHC 2026 (minh hoạ)**")
    assert states(both) == {"CCHC2025": RoundState.PUBLISHED, ROUND: RoundState.CLOSED, NEW: RoundState.OPEN}
    lan.reads("đã đóng: “Chuyển sang bộ tiêu chí mới của tỉnh.”")
    son.presses("Hoàn tác, mở lại đợt")
    lan.reads("được mở lại")
    assert states(both)[ROUND] is RoundState.OPEN
    assert record(both, ROUND) == before


def test_an_answer_to_a_round_that_was_closed_meanwhile_is_written_nowhere(world: World) -> None:
    thu = joined(world, "demo-vanphong-2")
    thu.says("/chamdiem 1.2")
    son = joined(world, SON)
    opens_beside(son)
    son.says("/dot")
    son.presses("Đóng: Đợt CCHC 2026")
    son.says("Dừng theo chỉ đạo của huyện.")
    before = record(world, ROUND), record(world, NEW)
    thu.says("45/50")
    thu.reads("đã đóng nên tôi chưa ghi gì", "Bây giờ anh/chị làm **Đợt CCHC 2027**")
    assert (record(world, ROUND), record(world, NEW)) == before
    thu.says("1.2 45/50")
    assert world.leaf("1.2", "XA02", NEW)["self"]["points"]


# -- both rounds, walked by every role ---------------------------------------------------------------------------------------


def test_an_official_works_in_the_only_round_that_asks_for_him(world: World) -> None:
    tuan = joined(world, TUAN)
    opens_beside(joined(world, SON))
    before = record(world, ROUND)
    tuan.says("/chamdiem")
    tuan.reads(NEW_NAME, "**2.1 ")
    tuan.says("a")
    tuan.sends("ảnh.jpg")
    tuan.says("/tiendo")
    tuan.reads(NEW_NAME, "Phiếu: đang tự chấm")
    tuan.presses("Đổi đợt")
    tuan.reads("Đợt CCHC 2026")
    tuan.says("/tiendo")
    tuan.reads(OLD_NAME, "Phiếu: đã nộp")
    tuan.says("2.1 b")
    tuan.reads("Phiếu đã khoá")
    assert record(world, ROUND) == before
    assert world.leaf("2.1", round_=NEW)["declared"] == {"met": True}


def test_who_is_asked_in_both_chooses_once_and_changes_by_a_word(both: World) -> None:
    thu = joined(both, "demo-vanphong-2")
    thu.reads("Anh/chị có việc ở 2 đợt", "• **Đợt CCHC 2026 (minh hoạ)**: còn 31 tiêu chí chưa xong")
    thu.presses("Đợt CCHC 2026")
    thu.reads(OLD_NAME, "**1.1 ")
    thu.says("a")
    thu.says("/tiendo")
    thu.reads(OLD_NAME)
    thu.says("đổi đợt")
    thu.reads("Anh/chị đang làm **Đợt CCHC 2027**", "**1.1 ")
    thu.says("b")
    assert [both.leaf("1.1", "XA02", code)["declared"] for code in (ROUND, NEW)] == [{"option": "a"}, {"option": "b"}]
    thu.says("chuyển sang đợt 2026")
    thu.reads("Anh/chị đang làm **Đợt CCHC 2026 (minh hoạ)**, tiêu chí 1.1.")
    thu.says("đang ở đợt nào")
    thu.reads("Anh/chị muốn làm đợt nào?")


def test_what_was_sent_before_the_round_was_known_waits_for_the_choice(world: World) -> None:
    thu = joined(world, "demo-vanphong-2")
    thu.says("/huy")
    opens_beside(joined(world, SON))
    thu.says("1.2 45/50")
    thu.reads("Anh/chị có việc ở 2 đợt")
    assert [world.leaf("1.2", "XA02", code)["self"] for code in (ROUND, NEW)] == [None, None]
    thu.says("2027")
    thu.reads(NEW_NAME, "1.2")
    assert [bool(world.leaf("1.2", "XA02", code)["self"]) for code in (ROUND, NEW)] == [False, True]


def test_an_album_that_came_before_the_choice_is_filed_in_the_round_chosen(world: World) -> None:
    thu = joined(world, "demo-vanphong-2")
    thu.says("/huy")
    opens_beside(joined(world, SON))
    thu.sends("trang 1.jpg", "trang 2.jpg", caption="1.4", album="a1")
    thu.reads("Anh/chị có việc ở 2 đợt", "Tôi đang giữ 2 tệp")
    thu.says("/tiendo")
    thu.reads("Tôi đang giữ 2 tệp")
    thu.says("tuần sau")
    thu.reads("Tôi chưa rõ “tuần sau” là đợt nào", "Tôi đang giữ 2 tệp")
    thu.presses("Đợt CCHC 2027")
    thu.reads("1.4")
    assert [len(world.leaf("1.4", "XA02", code)["evidence"]) for code in (ROUND, NEW)] == [0, 2]


def test_old_buttons_lead_into_the_round_they_were_made_in(world: World) -> None:
    thu = joined(world, "demo-vanphong-2")
    thu.says("1.1 a")
    undo = thu.button("Hoàn tác")
    thu.says("/tiendo")
    go_on = thu.button("Làm tiếp 1.1")
    opens_beside(joined(world, SON))
    thu.presses("Bắt đầu chấm")
    thu.says("a")
    thu.touches(go_on)
    thu.reads(OLD_NAME, "1.1")
    thu.touches(undo)
    thu.reads(OLD_NAME)
    assert [bool(world.leaf("1.1", "XA02", code)["self"]) for code in (ROUND, NEW)] == [False, True]


def test_buttons_from_before_rounds_ran_side_by_side_still_work(world: World) -> None:
    thu = joined(world, "demo-vanphong-2")
    thu.says("/huy")
    opens_beside(joined(world, SON))
    thu.forges("score:1.3")
    thu.reads("Anh/chị có việc ở 2 đợt")
    thu.presses("Đợt CCHC 2026")
    thu.reads(OLD_NAME, "**1.3 ")


def test_a_question_left_open_in_one_round_is_found_again(both: World) -> None:
    thu = joined(both, "demo-vanphong-2")
    thu.says("/chamdiem 1.2")
    thu.presses("Đợt CCHC 2026")
    thu.says("đổi đợt")
    thu.says("/chamdiem 1.5")
    thu.says("đổi đợt")
    thu.reads("Anh/chị đang làm **Đợt CCHC 2026 (minh hoạ)**, tiêu chí 1.2.", "**1.2 ")
    thu.says("45/50")
    assert both.leaf("1.2", "XA02")["self"]
    thu.says("đổi đợt")
    thu.reads("Anh/chị đang làm **Đợt CCHC 2027**", "**1.5 ")
    thu.says("3")
    assert both.leaf("1.5", "XA02", NEW)["self"]
    assert not both.leaf("1.5", "XA02")["self"]


def test_the_coordinator_sends_and_the_leader_signs_in_the_right_round(both: World) -> None:
    before = record(both, ROUND)
    lan, chairman = joined(both, LAN), joined(both, CHAIRMAN)
    chairman.says("/tiendo")
    chairman.reads("Đang có 2 đợt")
    chairman.presses("Đợt CCHC 2026")
    chairman.reads(OLD_NAME, "Phiếu: đã nộp")
    filled(both, NEW)
    lan.says("/nop")
    lan.reads(NEW_NAME)
    lan.presses("Trình lãnh đạo ký")
    chairman.reads(NEW_NAME, "Phiếu của xã An Bình")
    chairman.presses("Ký gửi")
    assert both.sheet(round_=NEW)["state"] == "submitted"
    assert record(both, ROUND) == before


def test_the_queue_holds_the_cases_of_one_round(world: World) -> None:
    mai = joined(world, MAI)
    opens_beside(joined(world, SON))
    before = record(world, NEW)
    mai.says("/thamdinh")
    mai.reads(OLD_NAME)
    mai.presses("Bắt đầu")
    mai.reads(OLD_NAME)
    mai.presses("Đồng ý")
    mai.says("/doidot 2027")
    mai.says("/thamdinh")
    mai.reads(NEW_NAME, "0")
    mai.says("/thamdinh XA03")
    mai.reads("chưa nộp phiếu")
    assert record(world, NEW) == before


def test_the_secretariat_asks_and_the_commune_answers_in_that_round(both: World) -> None:
    thu_ky, tuan = joined(both, THU_KY), joined(both, TUAN)
    before = record(both, NEW)
    tuan.says("/chamdiem 2.2")
    thu_ky.says("/thamdinh XA01 2.1")
    thu_ky.presses("Yêu cầu giải trình")
    thu_ky.says("Đề nghị gửi văn bản đã ban hành.")
    tuan.reads(OLD_NAME, "2.1")
    tuan.presses("Trả lời bằng chữ")
    tuan.reads(OLD_NAME)
    tuan.says("Văn bản số 12 đã gửi kèm hồ sơ.")
    tuan.presses("Gửi trả lời")
    assert both.leaf("2.1")["request"]["answer"] == "Văn bản số 12 đã gửi kèm hồ sơ."
    assert record(both, NEW) == before


def test_a_reopening_is_decided_in_the_round_in_which_it_was_asked(both: World) -> None:
    son, lan = joined(both, SON), joined(both, LAN)
    son.says("/doidot 2027")
    lan.says("/doidot 2026")
    lan.forges("ask_reopening:1.1")
    lan.says("Nhập nhầm số văn bản.")
    son.reads(OLD_NAME, "xin mở lại tiêu chí 1.1")
    son.presses("Mở lại XA01 1.1")
    son.reads(OLD_NAME)
    son.says("Đồng ý cho sửa số văn bản.")
    lan.reads(OLD_NAME, "1.1 đã được mở lại")
    assert [one for one in both.log("XA01/1.1") if one == "reopen_leaf"] == ["reopen_leaf"]
    son.says("/doidot 2027")
    son.says("/tiendo")
    son.reads(NEW_NAME)
    assert "xin mở lại" not in son.sees()


def test_reminders_of_both_rounds_come_as_one_card(both: World) -> None:
    thu = joined(both, "demo-vanphong-2")
    with both.store.write() as work:
        new = work.rounds.get(NEW)
        assert new is not None
        work.timetable.extend(new, both.clock() + timedelta(days=3), Authorship("operator", both.clock(), "cli"), reason="gấp")
    before = len(thu.cards)
    both.clock.now = both.clock().astimezone(ZONE).replace(hour=8, minute=1) + timedelta(days=3)
    both.remind()
    assert len(thu.cards) == before + 1
    thu.reads(OLD_NAME, NEW_NAME, "Còn **7 ngày**", "**Hôm nay là ngày cuối**")
    thu.presses("Làm tiếp 1.1 – Đợt CCHC 2027")
    thu.reads(NEW_NAME, "**1.1 ")


def test_a_commune_that_is_in_one_round_alone_hears_nothing_of_the_other(world: World) -> None:
    son, thu = joined(world, SON), joined(world, "demo-vanphong-2")
    son.says("/taodot")
    son.presses("Đổi đơn vị")
    son.says("XA02")
    son.presses("Xong")
    son.presses("Tạo đợt")
    son.presses("Mở đợt CCHC2027")
    son.presses("Mở đợt, chạy song song")
    thu.says("/tiendo")
    assert "▸" not in thu.sees()
    assert "Đổi đợt" not in thu.choices()
    thu.says("đổi đợt")
    thu.reads("chỉ có một đợt")


# -- nothing done in one round changes the other -----------------------------------------------------------------------------

SEED = random.SystemRandom().randrange(1_000_000)
#: What leads from one round to the other, or ends one, and who gives up his chat.
LEADS_AWAY = ("Đổi đợt", "Đóng", "Mở lại:", "Mở đợt", "Tạo đợt", "Đợt CCHC", "Xoá", "Bỏ liên kết", "Không phải tôi", "Bỏ ")
WORDS = (
    "a",
    "45/50",
    "3",
    "1.2 45/50",
    "2.1 b",
    "/tiendo",
    "/nop",
    "/han",
    "/thamdinh",
    "/thamdinh XA01 2.1",
    "/chamdiem",
    "còn gì",
)


@pytest.mark.parametrize("here", [ROUND, NEW])
def test_whatever_is_done_in_one_round_changes_nothing_of_the_other(beside_file: Path, tmp_path: Path, here: str) -> None:
    """Everybody does whatever his cards offer, in one round; of the other not a letter changes."""
    chance, other = random.Random(SEED), NEW if here == ROUND else ROUND
    with copied(beside_file, tmp_path / "cchc.db") as engine:
        world = World(engine, "web", channels=CAPABLE)
        filled(world, NEW)
        before, own = record(world, other), record(world, here)
        for code in (TUAN, LAN, CHAIRMAN, "demo-vanphong-2", MAI, THU_KY, SON):
            member = joined(world, code)
            member.says(f"/doidot {here[-4:]}")
            if code == LAN:
                # Whatever chance chooses afterwards, something is done here.
                member.says("1.2 41/50")
            for _ in range(12):
                ways = [one for one in member.cards[-1].choices if not one.label.startswith(LEADS_AWAY)]
                if ways and chance.random() < 0.7:
                    member.touches(chance.choice(ways))
                elif chance.random() < 0.2:
                    member.sends("ảnh.jpg")
                else:
                    member.says(chance.choice(WORDS))
        assert record(world, other) == before, f"seed {SEED}"
        assert record(world, here) != own, f"seed {SEED}: nothing was done at all"
        assert not world.broken_turns(), f"seed {SEED}"
