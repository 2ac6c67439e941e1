"""A new round in the chat: proposed whole, changed, created by a button, opened by a button."""

from scoring.rounds.round import Milestone, Round, RoundState
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def rounds(world: World) -> dict[str, Round]:
    with world.store.read() as work:
        return {one.code: one for one in work.rounds.list()}


def test_the_whole_way_from_the_proposal_to_communes_that_score(world: World) -> None:
    son, lan = joined(world, "demo-noivu"), joined(world, "demo-vanphong")
    son.says("/taodot")
    son.reads("**Đợt CCHC 2027** (mã CCHC2027)", "Huyện Minh Hoạ (minh hoạ) – ba cấp", "6 xã")
    son.reads("Tự chấm điểm và nộp: 17:00 thứ Hai 10/01/2028", "Công bố: 17:00 thứ Tư 15/03/2028")
    son.presses("Tạo đợt")
    son.reads("Đã tạo đợt **Đợt CCHC 2027** (mã CCHC2027)")
    assert rounds(world)["CCHC2027"].state is RoundState.PREPARED
    lan.says("/han")
    lan.reads("Đợt CCHC 2026")

    son.presses("Mở đợt CCHC2027")
    son.reads("6 đơn vị", "Đợt CCHC 2026 (minh hoạ)** (CCHC2026): 2 phiếu đang tự chấm", "60 tiêu chí chờ thẩm định")
    son.presses("Mở đợt")
    son.reads("Đã mở **Đợt CCHC 2027** (mã CCHC2027)")
    lan.reads("**Đợt CCHC 2027** (năm đánh giá 2027) đã mở. Hạn tự chấm và nộp: 17:00 thứ Hai 10/01/2028")
    lan.presses("Bắt đầu chấm")
    lan.reads("▸ **Đợt CCHC 2027**", "**1.1 ")
    assert not world.broken_turns()


def test_everything_that_is_proposed_can_be_changed(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.says("tao dot")
    son.presses("Đổi năm")
    son.says("2028")
    son.presses("Đổi đơn vị")
    son.reads("Đã chọn 6/6", "✔ XA05")
    son.says("xa05 XA06")
    son.reads("Đã chọn 4/6", "✘ XA05")
    son.presses("Xong")
    son.reads("4 xã; không có XA05, XA06")
    son.presses("Đổi mốc thời gian")
    son.presses("Tự chấm điểm và nộp")
    son.says("16:30 5/1/2029")
    son.presses("Xong")
    son.reads("16:30 thứ Sáu 05/01/2029")
    son.presses("Tạo đợt")

    made = rounds(world)["CCHC2028"]
    assert [member.unit for member in made.units] == ["XA01", "XA02", "XA03", "XA04"]
    assert made.ends[Milestone.SELF_SCORING].isoformat() == "2029-01-05T16:30:00+07:00"


def test_what_is_wrong_is_told_and_asked_again(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.says("/taodot")
    before = rounds(world)
    son.presses("Đổi mốc thời gian")
    son.presses("Hội đồng họp")
    for text, said in (("mai", "không phải ngày"), ("1/1/2020", "đã qua"), ("1/2/2028", "phải kết thúc sau")):
        son.says(text)
        son.reads(said, "hạn cuối đang là")
    son.presses("Thôi")
    son.presses("Xong")
    son.presses("Đổi đơn vị")
    son.says("XA99")
    son.reads("Không có xã mã “XA99”", "Gõ mã đơn vị")
    son.says("XA01 XA02 XA03 XA04 XA05 XA06")
    son.presses("Xong")
    son.presses("Tạo đợt")
    son.reads("Đợt chưa có đơn vị nào")
    assert rounds(world) == before


def test_a_second_press_makes_no_second_round(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.says("/taodot")
    press = son.button("Tạo đợt")
    son.touches(press)
    son.touches(press)
    son.reads("Lựa chọn này thuộc bước trước")
    assert sorted(rounds(world)) == ["CCHC2025", "CCHC2026", "CCHC2027"]


def test_a_round_that_waits_is_found_again_and_opened_once(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.says("/taodot")
    son.presses("Tạo đợt")
    son.says("/huy")
    world.forgets()
    son.says("/taodot")
    son.reads("Đợt đã tạo, chưa mở:", "CCHC2027")
    opening = son.button("Mở đợt CCHC2027")
    son.touches(opening)
    son.presses("Mở đợt")
    son.touches(opening)
    son.reads("Lựa chọn này thuộc bước trước")
    assert rounds(world)["CCHC2027"].state is RoundState.OPEN


def test_nobody_but_the_standing_body_makes_rounds(world: World) -> None:
    for code in ("demo-vanphong", "demo-chutich", "demo-thamdinh", "demo-thuky"):
        member = joined(world, code)
        for act in ("/taodot",):
            member.says(act)
            member.reads("không thuộc vai trò")
        member.forges("plan_round", "open_round:CCHC2026", "office")
        member.reads("không thuộc vai trò")
    assert sorted(rounds(world)) == ["CCHC2025", "CCHC2026"]


def test_exactly_one_choice_of_each_card_stands_out(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.says("/taodot")
    for label in ("Đổi năm", "2027", "Đổi đơn vị", "Xong", "Đổi mốc thời gian", "Xong", "Tạo đợt"):
        son.presses(label)
        assert one_primary(son), son.choices()
    for text in ("/moi", "/moi XA01", "/toi"):
        son.says(text)
        assert one_primary(son), son.choices()


def one_primary(member: Member) -> bool:
    return sum(choice.primary for choice in member.cards[-1].choices) == 1
