"""Who has joined and who has not, new codes, printed invitations, and handing over."""

import re
from datetime import timedelta
from pathlib import Path

from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from handlers.cards.card import Card
from scoring.people import Role
from tests.doorway import VIETNAM
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def code_in(member: Member) -> str:
    """The code that the newest card tells."""
    found = re.search(r": \*\*([a-z2-9]{10})\*\* –", member.sees())
    assert found, member.sees()
    return found[1]


# -- who has joined, and inviting --------------------------------------------------------------------------------------


def test_the_standing_body_sees_every_unit_and_who_is_missing_in_one(world: World) -> None:
    tuan, son = joined(world, "demo-tuphap"), joined(world, "demo-noivu")
    son.says("/moi")
    assert "XA01 Xã An Bình (minh hoạ): 1/5" in son.choices()
    assert any(label.startswith("XA02 ") for label in son.choices())
    son.presses("XA01")
    son.reads("1/5 người đã vào", "✔ Anh Tuấn (minh hoạ)", "✘ Chị Hoa (minh hoạ) – công chức chấm điểm, lĩnh vực 6 – chưa vào")
    assert tuan.cards


def test_the_standing_body_sees_who_has_joined_but_is_not_reached_until_he_is_back(world: World) -> None:
    lan, son = joined(world, "demo-vanphong"), joined(world, "demo-noivu")
    son.says("/moi")
    assert "Chưa tới được" not in son.sees(), "who has not joined yet is counted, and is not one who got lost"
    lan.blocks()
    son.says("/moi")
    son.reads("Chưa tới được:** Chị Lan (minh hoạ) (XA01).")
    lan.says("/tiendo")
    son.says("/moi")
    assert "Chưa tới được" not in son.sees()


def test_somebody_whose_notices_wait_because_his_channel_is_off_is_named_too(world: World) -> None:
    lan, son = joined(world, "demo-vanphong"), joined(world, "demo-noivu")
    coordinator = world.person("XA01", Role.COORDINATOR)
    with world.store.write() as work:
        work.cards.notify(coordinator.id, Card("Còn 3 ngày"), key="han:3")
        for due in work.deliveries.due(world.clock() + timedelta(seconds=60), 10):
            work.deliveries.switched_off(due.id, ["another"])
    son.says("/moi")
    son.reads("Chưa tới được:** Chị Lan (minh hoạ) (XA01).")
    assert not any("Còn 3 ngày" in card.text for card in lan.cards)


def test_the_menu_leads_there(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.says("/huy")
    son.presses("Quản lý đợt, người")
    son.presses("Người và mã mời")
    son.reads("đã vào")


def test_an_invitation_goes_out_as_a_page_to_print_and_lets_one_person_in(world: World, tmp_path: Path) -> None:
    son = joined(world, "demo-noivu")
    son.says("/moi XA03")
    son.presses("Tạo phiếu mời mã QR (PDF)")
    son.reads("Phiếu mời XA03: 2 người chưa vào", "hạn 09:0", "thứ Sáu 04/12")
    attachment = son.cards[-1].attachment
    assert attachment is not None
    assert attachment.name == "phieu-moi-XA03.pdf"
    exports = Exports(world.store, EvidenceStore(tmp_path), VIETNAM)
    assert exports.make(attachment).content.startswith(b"%PDF")

    with world.store.read() as work:
        people = work.people.of_unit("XA03")
        given = work.invitations.of_batch(attachment.round, people, world.clock())
    newcomer = Member(world, "mới")
    newcomer.says(f"/start {given[people[0].id].code}")
    newcomer.reads("xã Cẩm Sơn (minh hoạ)")
    with world.store.read() as work:
        left = work.invitations.of_batch(attachment.round, people, world.clock())
    assert list(left) == [people[1].id], "a code that is used is not printed again"


def test_the_coordinator_sees_the_own_unit_alone(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/moi")
    lan.reads("Xã An Bình (minh hoạ)", "1/5 người đã vào")
    lan.says("/moi XA02")
    lan.reads("Anh/chị chỉ xem được phiếu của đơn vị mình")
    for door in ("people_of:XA02", "invite_units", "invite_sheets", "invite_sheets:XA02"):
        lan.forges(door)
        assert "XA02 " not in lan.sees()
        assert lan.cards[-1].attachment is None


def test_nobody_else_invites(world: World) -> None:
    for code in ("demo-tuphap", "demo-chutich", "demo-thamdinh", "demo-hoidong"):
        member = joined(world, code)
        member.says("/moi")
        member.reads("không thuộc vai trò")
    hoa = world.person("XA01", Role.COORDINATOR)
    member.forges(f"new_code:{hoa.id}")
    member.reads("không thuộc vai trò")


def test_a_coordinator_cannot_come_in_as_the_leader(world: World) -> None:
    lan, leader = joined(world, "demo-vanphong"), world.person("XA01", Role.LEADER)
    lan.says("/moi")
    assert leader.name not in lan.choices()
    lan.forges(f"new_code:{leader.id}")
    lan.reads("không thuộc vai trò")
    lan.forges(f"leave:{leader.id}")
    lan.reads("không thuộc vai trò")


# -- another phone -----------------------------------------------------------------------------------------------------


def test_somebody_with_a_new_phone_gets_a_code_from_the_coordinator_and_is_told_on_the_old_one(world: World) -> None:
    lan, tuan = joined(world, "demo-vanphong"), joined(world, "demo-tuphap")
    lan.says("/moi")
    lan.presses("Anh Tuấn")
    lan.presses("Cấp mã mời mới")
    code = code_in(lan)
    tuan.reads("Chị Lan (minh hoạ) vừa cấp một mã mời mới cho anh/chị")
    new_phone = Member(world, "new phone")
    new_phone.says(f"/start {code}")
    new_phone.reads("Chào anh Tuấn")


def test_one_s_own_code_and_the_old_phone_unlinked(world: World) -> None:
    old = joined(world, "demo-tuphap")
    old.says("/toi")
    old.presses("Dùng thêm máy khác")
    old.reads("hạn 10:0", "Chỉ mở trên máy của mình")
    new, thief = Member(world, "new"), Member(world, "thief")
    new.says(f"/start {code_in(old)}")
    thief.says(f"/start {code_in(old)}")
    thief.reads("Mã mời này đã được dùng", "đầu mối của đơn vị")

    new.says("/toi")
    new.reads("1. ", "2. ", "(đang dùng)")
    new.presses("Bỏ liên kết 1.")
    new.reads("Bỏ liên kết 1.")
    new.presses("Giữ lại")
    new.presses("Bỏ liên kết 1.")
    new.presses("Bỏ liên kết")
    new.reads("Đã bỏ liên kết 1.")
    old.reads("Ô chat này đã được bỏ liên kết")
    old.says("/tiendo")
    old.reads("Để bắt đầu", "Huyện Minh Hoạ (minh hoạ)")


def test_one_s_own_code_runs_out_within_the_hour(world: World) -> None:
    old = joined(world, "demo-tuphap")
    old.says("/toi")
    old.presses("Dùng thêm máy khác")
    code = code_in(old)
    world.passes(minutes=61)
    new = Member(world, "new")
    new.says(f"/start {code}")
    new.reads("Mã mời đã hết hạn", "/toi")


def test_what_waited_for_the_phone_that_is_cut_reaches_the_other(world: World) -> None:
    old = joined(world, "demo-tuphap")
    old.says("/toi")
    old.presses("Dùng thêm máy khác")
    new = Member(world, "new")
    new.says(f"/start {code_in(old)}")
    old.says("/toi")
    tuan = world.person("XA01", Role.OFFICIAL)
    later = world.clock.now.replace(hour=15)
    with world.store.write() as work:
        work.cards.notify(tuan.id, Card("Nhắc lúc ba giờ", kind="reminder"), key="k", not_before=later)
    new.says("/toi")
    new.presses("Bỏ liên kết 1.")
    new.presses("Bỏ liên kết")
    world.passes(hours=7)
    new.reads("Nhắc lúc ba giờ")
    assert "Nhắc" not in old.sees()


# -- leaving office ----------------------------------------------------------------------------------------------------


def hands_over(actor: Member, who: str, to: str) -> None:
    actor.says("/moi XA01")
    actor.presses(who)
    actor.presses("Thôi nhiệm vụ, bàn giao")
    actor.reads("Ai nhận việc của")
    if to in actor.choices():
        actor.presses(to)
    else:
        actor.says(to)
    actor.reads("ngừng liên kết ngay")
    actor.presses("Bàn giao")


def test_a_colleague_takes_over_what_is_open(world: World) -> None:
    lan, tuan, hoa = (joined(world, code) for code in ("demo-vanphong", "demo-tuphap", "demo-taichinh"))
    tuan.says("2.2 có")
    hands_over(lan, "Anh Tuấn", "Chị Hoa (minh hoạ)")
    lan.reads("Đã bàn giao việc của Anh Tuấn (minh hoạ) cho Chị Hoa (minh hoạ)")
    hoa.reads("Anh/chị nhận việc của **Anh Tuấn (minh hoạ)**", "lĩnh vực 2, 3", "Chưa xong 14 tiêu chí")
    tuan.reads("Anh/chị đã thôi nhiệm vụ ở Xã An Bình (minh hoạ)")
    tuan.says("2.3 a")
    tuan.reads("Để bắt đầu")
    hoa.says("2.3 a")
    assert world.leaf("2.3")["self"]["by"] == "Chị Hoa (minh hoạ)"
    assert world.leaf("2.2")["self"]["by"] == "Anh Tuấn (minh hoạ)", "what he did stays his"
    hoa.says("/toi")
    hoa.reads("lĩnh vực 2, 3, 6")


def test_reminders_go_to_the_successor(world: World) -> None:
    lan, hoa = joined(world, "demo-vanphong"), joined(world, "demo-taichinh")
    hands_over(lan, "Anh Tuấn", "Chị Hoa (minh hoạ)")
    world.passes(days=3)
    told = world.remind()
    assert "Anh Tuấn (minh hoạ)" not in {one.person.name for one in told}
    hoa.reads("14 tiêu chí")


def test_somebody_new_takes_over_and_is_invited(world: World) -> None:
    son, tuan = joined(world, "demo-noivu"), joined(world, "demo-tuphap")
    hands_over(son, "Anh Tuấn", "Nguyễn Thị Ngọc")
    son.reads("Đã bàn giao", "Mã mời của **Nguyễn Thị Ngọc**")
    ngoc = Member(world, "ngọc")
    ngoc.says(f"/start {code_in(son)}")
    assert any("nhận việc của **Anh Tuấn" in card.text for card in ngoc.cards)
    ngoc.presses("Tôi hiểu, bắt đầu")
    ngoc.says("/toi")
    ngoc.reads("Nguyễn Thị Ngọc", "lĩnh vực 2, 3")
    tuan.reads("đã thôi nhiệm vụ")


def test_what_is_sent_to_the_leaver_later_reaches_the_successor(signed: World) -> None:
    """He asked to have a leaf reopened; the answer comes after he is gone."""
    son, tuan, hoa = (joined(signed, code) for code in ("demo-noivu", "demo-tuphap", "demo-taichinh"))
    tuan.says("2.3 b")
    tuan.presses("Xin mở lại tiêu chí 2.3")
    tuan.says("Ghi nhầm mức")
    grant = son.button("Mở lại XA01 2.3")
    hands_over(son, "Anh Tuấn", "Chị Hoa (minh hoạ)")
    son.touches(grant)
    son.presses("Đồng ý theo lý do xã nêu")
    hoa.reads("Tiêu chí 2.3 đã được mở lại")
    tuan.reads("đã thôi nhiệm vụ")


def test_a_name_that_is_none_is_asked_again_and_nothing_happens(world: World) -> None:
    lan, tuan = joined(world, "demo-vanphong"), joined(world, "demo-tuphap")
    lan.says("/moi")
    lan.presses("Anh Tuấn")
    lan.presses("Thôi nhiệm vụ, bàn giao")
    for text in ("0912345678", "12", "a@b"):
        lan.says(text)
        lan.reads("không phải họ tên. Ví dụ đúng", "Ai nhận việc của")
    lan.presses("Thôi")
    tuan.says("/toi")
    tuan.reads("Anh Tuấn")


def test_a_forged_successor_or_a_second_press_does_nothing(world: World) -> None:
    lan, tuan = joined(world, "demo-vanphong"), joined(world, "demo-tuphap")
    other = world.person("XA02", Role.COORDINATOR)
    lan.says("/moi")
    lan.presses("Anh Tuấn")
    lan.presses("Thôi nhiệm vụ, bàn giao")
    lan.forges(f"{lan.turn}!pick:{other.id}")
    lan.reads("Lựa chọn này thuộc bước trước")
    lan.presses("Chị Hoa")
    press = lan.button("Bàn giao")
    lan.touches(press)
    lan.touches(press)
    lan.reads("Lựa chọn này thuộc bước trước")
    tuan.reads("đã thôi nhiệm vụ")
    assert not world.broken_turns()
