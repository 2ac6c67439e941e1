"""Joining: who a chat belongs to, what is read before anything else, and codes that do not let anybody in."""

from datetime import timedelta

from scoring.people import Role
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import ZONE, World


def test_a_stranger_is_told_how_to_begin_and_nothing_else(world: World) -> None:
    stranger, before = Member(world, "người lạ"), world.sheet()
    for text in ("xin chào", "/tiendo", "/thamdinh XA03", "1.1 a", "/ketqua"):
        stranger.says(text)
        stranger.reads("/start MÃ-MỜI")
        assert stranger.choices() == []
    stranger.sends("căn cước.jpg")
    stranger.reads("Không cần gửi giấy tờ tuỳ thân")
    assert world.sheet() == before


def test_the_first_card_says_who_one_is_and_what_not_to_send(world: World) -> None:
    tuan = Member(world, "a")
    tuan.says("/start demo-tuphap")
    tuan.reads("Chào anh Tuấn", "**lĩnh vực 2, 3**", "**xã An Bình (minh hoạ)**", "hạn 17:00 thứ Hai 30/11")
    tuan.reads("Không gửi tài liệu mật. Che số CCCD, số điện thoại, địa chỉ của công dân")
    assert tuan.choices() == ["Tôi hiểu, bắt đầu", "Đây không phải tôi"]


def test_nothing_happens_before_the_first_card_is_confirmed(world: World) -> None:
    tuan = Member(world, "a")
    tuan.says("/start demo-tuphap")
    for text in ("2.2 có", "/chamdiem", "để xem đã"):
        tuan.says(text)
        tuan.reads("bấm [Tôi hiểu, bắt đầu]")
    tuan.sends("a.jpg", caption="2.2 có")
    tuan.forges("score:2.2")
    tuan.reads("bấm [Tôi hiểu, bắt đầu]")
    assert (world.leaf("2.2")["self"], world.leaf("2.2")["evidence"]) == (None, [])


def test_confirmed_once_it_is_not_shown_again(world: World) -> None:
    joined(world, "demo-tuphap").reads("**2.1 ")
    other_phone = Member(world, "b")
    other_phone.says("/start demo-tuphap")
    other_phone.reads("Chào anh Tuấn")
    assert "Tôi hiểu, bắt đầu" not in other_phone.choices()
    other_phone.presses("Bắt đầu chấm")
    other_phone.reads("**2.1 ")


def test_everybody_begins_with_what_the_role_is_for(world: World) -> None:
    joined(world, "demo-vanphong").reads("**1.1 ")
    joined(world, "demo-chutich").reads("Chưa trình được, còn **31** tiêu chí")
    joined(world, "demo-thamdinh").reads("Lĩnh vực 2, 3 · 2 xã")
    joined(world, "demo-hoidong").reads("Tôi giúp")
    joined(world, "demo-pheduyet").reads("Tôi giúp")


def test_somebody_else_picked_up_the_phone(world: World) -> None:
    tuan = Member(world, "a")
    tuan.says("/start demo-tuphap")
    tuan.presses("Đây không phải tôi")
    tuan.reads("Đã bỏ liên kết chat này")
    tuan.says("/tiendo")
    tuan.reads("/start MÃ-MỜI")
    Member(world, "b").says("/start demo-tuphap")


def test_codes_are_read_in_any_spelling(world: World) -> None:
    for text in ("/start DEMO-TUPHAP", "start demo-tuphap", "bắt đầu demo-tuphap", "/start@tro_ly_bot demo-tuphap"):
        member = Member(world, text)
        member.says(text)
        member.reads("Chào anh Tuấn")


def test_a_demo_code_may_be_used_by_everybody(world: World) -> None:
    first, second = joined(world, "demo-tuphap"), Member(world, "another phone")
    second.says("/start demo-tuphap")
    for member in (first, second):
        member.says("/toi")
        member.reads("Anh/chị là **Anh Tuấn (minh hoạ)**")


def test_an_ordinary_code_is_good_for_one_chat(world: World) -> None:
    code = world.invited(world.person("XA03", Role.COORDINATOR))
    first, second = Member(world, "first"), Member(world, "second")
    first.says(f"/start {code}")
    first.reads("xã Cẩm Sơn (minh hoạ)")
    second.says(f"/start {code}")
    second.reads("Mã mời này đã được dùng")
    second.says("/tiendo")
    second.reads("/start MÃ-MỜI")


def test_a_code_runs_out(world: World) -> None:
    code = world.invited(world.person("XA03", Role.COORDINATOR), days=1)
    until = (world.clock() + timedelta(days=1)).astimezone(ZONE)
    world.passes(days=2)
    late = Member(world, "late")
    late.says(f"/start {code}")
    late.reads(f"Mã mời đã hết hạn lúc {until:%H:%M} thứ Bảy 21/11")


def test_an_unknown_code_says_so_and_the_fifth_locks_the_chat(world: World) -> None:
    guesser = Member(world, "guesser")
    for number in range(4):
        guesser.says(f"/start demo-{number}")
        guesser.reads("Mã mời không đúng")
    guesser.says("/start demo-5")
    guesser.reads("Sai mã nhiều lần. Anh/chị thử lại sau 09:")
    guesser.says("/start demo-tuphap")
    guesser.reads("Sai mã nhiều lần")
    world.passes(minutes=16)
    guesser.says("/start demo-tuphap")
    guesser.reads("Chào anh Tuấn")


def test_one_chat_locked_out_does_not_lock_out_another(world: World) -> None:
    guesser = Member(world, "guesser")
    for number in range(6):
        guesser.says(f"/start demo-{number}")
    joined(world, "demo-tuphap").reads("**2.1 ")


def test_a_wrong_code_does_not_take_away_who_one_is(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("/start demo-khong-co")
    tuan.reads("Mã mời không đúng")
    tuan.says("/toi")
    tuan.reads("Anh/chị là **Anh Tuấn (minh hoạ)**")
