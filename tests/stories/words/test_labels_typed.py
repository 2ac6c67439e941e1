"""What a card shows is typed instead of pressed: labels, everyday words for them, codes, and places of a list."""

import pytest

from scoring.people import Role
from tests.stories.telling.actors import Member
from tests.stories.telling.world import World
from tests.stories.words.test_spoken import here, lan

__all__ = ["here", "lan"]


@pytest.mark.parametrize("text", ["ok", "1", "tôi hiểu rồi", "Tôi hiểu, bắt đầu", "dạ vâng ạ", "hieu roi"])
def test_the_first_card_is_confirmed_in_words(here: World, text: str) -> None:
    tuan = Member(here, "a")
    tuan.says("/start demo-tuphap")
    tuan.says(text)
    tuan.reads("**2.1 ")


def test_a_bare_code_of_an_invitation_lets_in(here: World) -> None:
    code = here.invited(here.person("XA03", Role.COORDINATOR))
    for number, text in enumerate(("demo-tuphap", code, "mã mời: demo-vanphong", "DEMO-TAICHINH")):
        member = Member(here, f"phone {number}")
        member.says(text)
        member.reads("Chào ", "Không gửi tài liệu mật")


def test_words_that_are_no_code_are_no_attempt(here: World) -> None:
    stranger = Member(here, "người lạ")
    for text in ("xinchao", "chamdiem", "0912345678", "20/11/2026", "1.1 a", "cho tôi mã mời"):
        stranger.says(text)
        stranger.reads("/start MÃ-MỜI")


@pytest.mark.parametrize("text", ["sửa", "Sửa 2.3", "sửa lại", "dạ sửa lại giúp em ạ"])
def test_what_was_just_saved_is_asked_again(here: World, lan: Member, text: str) -> None:
    lan.says("2.3 a")
    lan.says(text)
    lan.reads("**2.3 ", "Xã ở mức nào?")
    lan.says("b")
    assert here.leaf("2.3")["declared"] == {"option": "b"}


@pytest.mark.parametrize("text", ["hoàn tác", "bấm nhầm rồi", "lúc nãy tôi bấm nhầm", "undo"])
def test_what_was_just_saved_is_taken_back(here: World, lan: Member, text: str) -> None:
    lan.says("2.3 a")
    lan.says(text)
    lan.reads("Đã hoàn tác 2.3")
    assert here.leaf("2.3")["declared"] is None


@pytest.mark.parametrize("text", ["để sau", "để lát nữa làm", "bỏ qua", "lát gửi ảnh sau"])
def test_what_cannot_be_done_now_is_put_off(here: World, lan: Member, text: str) -> None:
    lan.says("1.1 a")
    lan.says(text)
    lan.reads("**1.2 ")
    assert here.leaf("1.1")["declared"] == {"option": "a"}


@pytest.mark.parametrize("text", ["ok", "đúng rồi ạ", "Đúng, lưu", "vâng"])
def test_what_was_understood_is_agreed_to(here: World, lan: Member, text: str) -> None:
    lan.says("2.3 chỉ có kế hoạch thôi")
    lan.says(text)
    assert here.leaf("2.3")["declared"] == {"option": "b"}


@pytest.mark.parametrize("text", ["không phải", "sai rồi", "nhập lại"])
def test_what_was_understood_wrongly_is_asked_again(here: World, lan: Member, text: str) -> None:
    lan.says("2.3 chỉ có kế hoạch thôi")
    lan.says(text)
    lan.reads("Xã ở mức nào?")
    assert here.leaf("2.3")["declared"] is None


def test_a_verb_of_several_choices_is_asked_about(here: World, lan: Member) -> None:
    lan.says("2.3 a")
    lan.says("gửi")
    lan.reads("2.3: “gửi” là việc nào ạ?")
    assert lan.choices()[:2] == ["Gửi kế hoạch theo dõi thi hành pháp luật", "Gửi báo cáo theo dõi thi hành pháp luật"]
    lan.says("Gửi báo cáo theo dõi thi hành pháp luật")
    lan.reads("2.3", "Báo cáo theo dõi thi hành pháp luật")


def test_a_place_in_a_list_may_be_a_number(here: World, lan: Member) -> None:
    lan.says("/huy")
    lan.says("/tieuchi")
    lan.says("2")
    lan.reads("**2. Xây dựng và tổ chức thực hiện VBQPPL**")


def test_a_reason_is_no_label(here: World, lan: Member) -> None:
    lan.says("1.1 a")
    lan.presses("Không có – giải trình")
    lan.says("sửa lại kế hoạch nên chưa có bản ký")
    lan.reads("1.1")
    assert "sửa lại kế hoạch" in here.leaf("1.1")["explanation"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("chấm 3.4", "Xã ở mức nào?"),
        ("sửa 1.2", "Nhập **số nhiệm vụ"),
        ("xem lại 4.2", "đã chấm **2/2**"),
        ("chấm giúp em tiêu chí 3.4 nhé", "**3.4 "),
    ],
)
def test_a_verb_before_a_code_opens_its_leaf(here: World, lan: Member, text: str, words: str) -> None:
    lan.says("4.2 a")
    lan.says("/chamdiem 1.5")
    lan.says(text)
    lan.reads(words)


def test_a_label_is_known_by_its_beginning(here: World, lan: Member) -> None:
    lan.says("2.3 a")
    lan.says("gửi báo cáo")
    lan.reads("2.3", "Báo cáo theo dõi thi hành pháp luật")
    lan.says("/tieuchi 3.4")
    lan.says("chấm luôn đi")
    lan.reads("**3.4 ", "Xã ở mức nào?")


def test_last_years_figures_are_taken_by_their_label_in_short(here: World, lan: Member) -> None:
    lan.says("/chamdiem 3.2")
    lan.says("như năm trước")
    lan.reads("✔ 3.2: **5,82/6** – 970/1.000")


def test_somebody_else_may_say_so(here: World) -> None:
    tuan = Member(here, "a")
    tuan.says("/start demo-tuphap")
    tuan.says("không phải tôi")
    tuan.reads("Đã bỏ liên kết chat này")


def test_a_notification_does_not_take_the_answer_to_the_open_question(here: World, lan: Member) -> None:
    """What came between is known by its whole labels alone; a short word stays an answer or a question."""
    lan.says("/chamdiem 4.1")
    here.remind()
    here.passes(days=7)
    here.remind()
    lan.says("không")
    assert here.leaf("4.1")["declared"] == {"met": False}


@pytest.mark.parametrize("text", ["đúng rồi", "ok", "nhập ngược", "đổi lại"])
def test_figures_the_wrong_way_round_are_turned_by_a_word(here: World, lan: Member, text: str) -> None:
    lan.says("1.2 50/45")
    lan.says(text)
    lan.reads("✔ 1.2: **3,15/3,5**")
