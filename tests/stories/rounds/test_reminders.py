"""Reminders: eight in the morning of the right days, to those who owe something, once."""

from datetime import timedelta

import pytest

from tests.stories.telling.filling import ANSWERS, fills, joined
from tests.stories.telling.world import ZONE, World

OFFICE = ("demo-vanphong", "demo-tuphap", "demo-taichinh", "demo-vanhoa")


def at_eight(world: World, days: int) -> None:
    """The clock stands a minute past eight on the morning so many days after the story's first."""
    first = world.clock().astimezone(ZONE).replace(hour=8, minute=1, second=0)
    world.clock.now = first + timedelta(days=days)


@pytest.mark.parametrize(("days", "left"), [(3, "Còn **7 ngày**"), (7, "Còn **3 ngày**"), (9, "Còn **1 ngày**")])
def test_who_owes_something_is_told_what_and_until_when(world: World, days: int, left: str) -> None:
    hoa = joined(world, "demo-taichinh")
    fills(hoa, {"6.1": "b"})
    hoa.says("6.2 đủ")
    at_eight(world, days)
    world.remind()
    hoa.reads(f"{left} (hạn 17:00 thứ Hai 30/11). Anh/chị còn 3 tiêu chí: 6.2 thiếu tài liệu; 6.3, 6.4 chưa chấm.")
    hoa.presses("Làm tiếp 6.2")
    hoa.reads("• Quyết định công khai ngân sách")


def test_the_last_day_is_called_the_last(world: World) -> None:
    hoa = joined(world, "demo-taichinh")
    at_eight(world, 10)
    world.remind()
    hoa.reads("**Hôm nay là ngày cuối** (hạn 17:00 thứ Hai 30/11)")


@pytest.mark.parametrize("days", [1, 2, 4, 5, 6, 8, 11, 12])
def test_other_days_are_quiet(on_web: World, days: int) -> None:
    at_eight(on_web, days)
    assert on_web.remind() == []


def test_before_eight_nobody_is_disturbed(on_web: World) -> None:
    at_eight(on_web, 3)
    on_web.clock.pass_(minutes=-2)
    assert on_web.remind() == []


def test_two_machines_remind_once(world: World) -> None:
    people = [joined(world, code) for code in OFFICE]
    before = [len(member.cards) for member in people]
    at_eight(world, 3)
    world.remind()
    world.remind()
    assert [len(member.cards) for member in people] == [shown + 1 for shown in before]


def test_who_owes_nothing_is_left_in_peace(world: World) -> None:
    hoa, minh = joined(world, "demo-taichinh"), joined(world, "demo-vanhoa")
    fills(hoa, ANSWERS["demo-taichinh"])
    done, at_work = len(hoa.cards), len(minh.cards)
    at_eight(world, 3)
    world.remind()
    assert (len(hoa.cards), len(minh.cards)) == (done, at_work + 1)


def test_the_coordinator_is_told_by_person_even_when_her_own_is_done(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    fills(lan, ANSWERS["demo-vanphong"])
    fills(joined(world, "demo-taichinh"), ANSWERS["demo-taichinh"])
    at_eight(world, 7)
    world.remind()
    lan.reads("Còn **3 ngày**", "Cả xã còn:", "• Văn phòng - thống kê: 12/12 ✔", "• Tài chính - kế toán: 4/4 ✔")
    lan.reads("• Tư pháp - hộ tịch: 0/10, thiếu 2.1, 2.2")


def test_the_right_people_of_the_right_communes(world: World) -> None:
    at_eight(world, 3)
    told = {(one.unit, one.person.name) for one in world.remind()}
    of_xa01 = {("XA01", name) for name in ("Chị Lan", "Anh Tuấn", "Chị Hoa", "Anh Minh")}
    assert told == {(unit, f"{name} (minh hoạ)") for unit, name in of_xa01} | {("XA02", "Chị Thu (minh hoạ)")}


def test_a_sheet_that_has_left_the_commune_reminds_nobody(signed: World) -> None:
    at_eight(signed, 3)
    assert {one.unit for one in signed.remind()} == {"XA02"}


def test_an_extension_moves_the_reminders_with_it(world: World) -> None:
    thu = joined(world, "demo-vanphong-2")
    world.extends("XA02", days=2)
    at_eight(world, 3)
    assert {one.unit for one in world.remind()} == {"XA01"}
    at_eight(world, 2)
    world.remind()
    thu.reads("Còn **7 ngày** (hạn 17:00 thứ Tư 02/12)")


def test_somebody_who_has_not_joined_yet_finds_it_on_joining(world: World) -> None:
    at_eight(world, 3)
    world.remind()
    tuan = joined(world, "demo-tuphap")
    assert any("Còn **7 ngày**" in card.text for card in tuan.cards)
