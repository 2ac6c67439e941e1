"""Scoring in ordinary sentences, on channels with buttons and without: certain ones are saved, others asked back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.menus import menu
from tests.stories.telling.actors import Member
from tests.stories.telling.databases import copied
from tests.stories.telling.filling import joined
from tests.stories.telling.rendered import CAPABLE
from tests.stories.telling.world import World


def typed(member: Member, label: str) -> None:
    """Chooses as the channel lets one choose: by the key of the line that bears the label."""
    shown = member.cards[-1]
    listed = menu(shown, CAPABLE[member.key.channel].capabilities).listed
    line = next((one for one in listed if label in one.choice.label), None)
    if line is None:
        member.presses(label)
    else:
        member.says(line.key)


@pytest.fixture(params=["zalo_bot", "telegram"])
def here(request: pytest.FixtureRequest, demo_file: Path, tmp_path: Path) -> Iterator[World]:
    with copied(demo_file, tmp_path / "cchc.db") as engine:
        yield World(engine, request.param, channels=CAPABLE)


@pytest.fixture
def lan(here: World) -> Member:
    return joined(here, "demo-vanphong")


SAVED_AT_ONCE = [
    ("5.1 20 trên 20", "5.1", "✔ 5.1: **3/3** – 20/20 = 100"),
    ("1.7 2 nhiệm vụ", "1.7", "✔ 1.7: **1,5/2**"),
    ("1.3 thiếu b", "1.3", "✔ 1.3: **1/2**"),
    ("1.6 không có", "1.6", "✔ 1.6: **0/2**"),
    ("3.2 đúng hạn 970 trên 1.000 hồ sơ", "3.2", "✔ 3.2: **5,82/6** – 970/1.000"),
    ("3.1 đủ cả", "3.1", "✔ 3.1: **3/3**"),
    ("3.4 có rồi nhé", "3.4", "✔ 3.4: **2/2**"),
]
UNDERSTOOD = [
    ("2.3 chỉ có kế hoạch thôi", "2.3", "2.3: “chỉ có kế hoạch thôi” tôi hiểu là **Có một trong hai**, được 1 điểm"),
    ("2.2 chưa làm", "2.2", "tôi hiểu là **Không**, được 0 điểm"),
    ("2.1 năm nay xã không ban hành văn bản nào", "2.1", "tôi hiểu là **không phát sinh trong năm**, được 2 điểm"),
]


def test_what_figures_and_letters_say_is_saved_with_its_working(here: World, lan: Member) -> None:
    for text, leaf, shown in SAVED_AT_ONCE:
        lan.says(text)
        lan.reads(shown)
        assert here.leaf(leaf)["declared"] is not None, text


def test_what_words_say_is_proposed_and_saved_by_one_choice(here: World, lan: Member) -> None:
    for text, leaf, shown in UNDERSTOOD:
        lan.says(text)
        lan.reads(shown)
        assert here.leaf(leaf)["declared"] is None, text
        typed(lan, "Đúng, lưu")
        assert here.leaf(leaf)["declared"] is not None, text


@pytest.mark.parametrize("asked", [True, False])
def test_no_is_asked_back_where_the_question_denies(here: World, lan: Member, asked: bool) -> None:
    for code, text, choices in (
        ("2.1", "không có", ["100% văn bản đúng quy định: 2", "Có văn bản sai: 0", "không phát sinh trong năm: 2"]),
        ("4.2", "không", ["Không vượt: 2", "Vượt: 0"]),
    ):
        if asked:
            lan.says(f"/chamdiem {code}")
        lan.says(text if asked else f"{code} {text}")
        lan.reads(f"{code}: “{text}” có thể hiểu mấy cách, tôi chưa ghi gì")
        assert lan.choices()[: len(choices)] == choices
        assert here.leaf(code)["declared"] is None
        typed(lan, choices[0])
        assert here.leaf(code)["declared"] == {"met": True}


def test_a_bare_figure_is_a_share_or_a_number_of_what_the_leaf_counts(here: World, lan: Member) -> None:
    lan.says("/chamdiem 3.2")
    lan.says("95")
    lan.reads("3.2: ý anh/chị là **95%** hay **95 hồ sơ**?")
    typed(lan, "95 hồ sơ")
    lan.reads("3.2: đã rõ 95 hồ sơ, còn **tổng số hồ sơ đã giải quyết** là bao nhiêu?")
    assert here.leaf("3.2")["declared"] is None
    lan.says("100 hồ sơ")
    lan.reads("✔ 3.2: **5,7/6** – 95/100")
    lan.says("/chamdiem 1.2")
    lan.says("92.5")
    typed(lan, "92,5%")
    lan.reads("✔ 1.2: **3,24/3,5**")


def test_more_than_a_hundred_can_only_be_a_number(here: World, lan: Member) -> None:
    lan.says("/chamdiem 3.2")
    lan.says("1.190")
    lan.reads("đã rõ 1.190 hồ sơ, còn **tổng số hồ sơ đã giải quyết**")
    lan.says("1240")
    lan.reads("✔ 3.2: **5,76/6**")


def test_a_new_value_replaces_the_answer_while_its_documents_are_asked(here: World, lan: Member) -> None:
    for code, first, *then in (("2.3", "a", "b"), ("1.2", "45/50", "92.5%"), ("1.7", "2", "1"), ("1.3", "a", "bc")):
        lan.says(f"{code} {first}")
        before = here.leaf(code)["declared"]
        for text in then:
            lan.says(text)
            lan.reads(f"✔ {code}: **")
            assert here.leaf(code)["declared"] != before, text


def test_words_that_may_speak_of_the_documents_are_asked_back(here: World, lan: Member) -> None:
    lan.says("2.2 có")
    lan.says("không")
    lan.reads("2.2: “không” tôi hiểu là **Không**, được 0 điểm. Đúng không?")
    assert here.leaf("2.2")["declared"] == {"met": True}
    lan.says("2.3 a")
    lan.says("nhầm, chỉ có kế hoạch")
    lan.reads("tôi hiểu là **Có một trong hai**")
    assert here.leaf("2.3")["declared"] == {"option": "a"}
    lan.says("2.2 có")
    lan.says("chưa có báo cáo")
    lan.reads("2.2")
    assert "giải trình" in lan.sees() or "Vì sao" in lan.sees()
    assert here.leaf("2.2")["declared"] == {"met": True}
    assert "tôi hiểu là" not in lan.sees()


def test_a_sentence_that_was_a_question_after_all_is_answered(here: World, lan: Member) -> None:
    lan.says("/chamdiem 1.1")
    lan.says("đúng hạn")
    lan.reads("tôi hiểu là **Ban hành đúng hạn**")
    typed(lan, "Tôi đang hỏi")
    lan.reads("**3.2 ")
    assert here.leaf("1.1")["declared"] is None
    lan.says("b")
    assert here.leaf("1.1")["declared"] == {"option": "b"}


def test_a_no_beside_a_photo_is_asked_back_too(here: World, lan: Member) -> None:
    lan.sends("van-ban.jpg", caption="2.1 không có")
    lan.reads("2.1: “không có” có thể hiểu mấy cách")
    assert (here.leaf("2.1")["declared"], len(here.leaf("2.1")["evidence"])) == (None, 1)
    typed(lan, "không phát sinh trong năm")
    assert here.leaf("2.1")["declared"] == {"not_arisen": True}


def test_a_locked_leaf_refuses_a_sentence_as_it_refuses_an_answer(here: World, lan: Member) -> None:
    here.passes(days=11)
    lan.says("2.3 chỉ có kế hoạch thôi")
    lan.reads("Phiếu đã khoá")
    assert here.leaf("2.3")["declared"] is None


def test_a_reviewer_who_speaks_of_figures_declares_nothing(here: World) -> None:
    reviewer = joined(here, "demo-thamdinh")
    for text in ("2.3 chỉ có kế hoạch thôi", "3.2 đúng hạn 970 trên 1.000 hồ sơ"):
        reviewer.says(text)
        assert "tôi hiểu là" not in reviewer.sees()
    assert here.broken_turns() == 0


LEFT_OUT = [
    ("1.2 còn 3 nhiệm vụ chưa xong", "còn 3 nhiệm vụ chưa đạt", "30", "✔ 1.2: **3,15/3,5** – 27/30"),
    ("3.5 có 6 phản ánh", "trong 6 phản ánh, kiến nghị thì", "5", "✔ 3.5: **1,67/2** – 5/6"),
    ("3.2 đúng hạn hết, không trễ cái nào", "đạt tất cả", "1000", "✔ 3.2: **6/6** – 1.000/1.000"),
]


def test_only_the_figure_that_was_not_said_is_asked(lan: Member) -> None:
    for text, asked, figure, shown in LEFT_OUT:
        lan.says(text)
        lan.reads(asked)
        lan.says(figure)
        lan.reads(shown)


def test_no_more_can_be_left_than_there_is(lan: Member) -> None:
    lan.says("1.2 còn 3 nhiệm vụ chưa xong")
    lan.says("2")
    lan.reads("tất cả là 2 thì không thể còn 3 chưa đạt")
    lan.reads("tổng số nhiệm vụ trong kế hoạch** là bao nhiêu")


def test_what_is_said_but_not_clear_leads_to_the_question_of_its_leaf(here: World, lan: Member) -> None:
    lan.says("huỷ")
    lan.says("1.4 không phát hiện vấn đề gì")
    lan.reads("tôi chưa rõ 1.4")
    lan.reads("Tự kiểm tra CCHC")
    assert here.leaf("1.4")["declared"] is None


def test_an_answer_with_its_code_in_the_middle_is_asked_back(lan: Member) -> None:
    lan.says("dạ bên em mục 3.4 đạt rồi ạ")
    lan.reads("tôi hiểu là **Đạt**")
