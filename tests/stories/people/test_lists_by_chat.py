"""The standing body sends its lists by chat: what they would change is shown, and one press does all of it or nothing."""

import pytest
import sqlalchemy as sa

from bot.db.tables import set_drafts
from tests.stories.rounds.test_own_set import Desk, desk
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

__all__ = ["desk"]

HEADING = "Họ và tên;Đơn vị;Vai trò;Lĩnh vực phụ trách;Chức vụ\n"
TUAN = "Anh Tuấn (minh hoạ);XA01;công chức;2,3,6;Tư pháp - hộ tịch\n"
NEW = "Nguyễn Văn An;XA01;công chức;7;\n"


async def sent(son: Member, desk: Desk, lines: str, name: str = "nguoi.csv", heading: str = HEADING) -> None:
    son.sends_files(desk.annex(name, (heading + lines).encode()))
    assert await desk.reads() == 1


def fields(world: World, name: str) -> list[list[str]]:
    with world.store.read() as work:
        return [sorted(one.scope) for one in work.people.of_unit("XA01") if name in one.name]


async def test_a_list_of_people_is_shown_first_and_then_written(world: World, desk: Desk) -> None:
    son, tuan = joined(world, "demo-noivu"), joined(world, "demo-tuphap")
    await sent(son, desk, TUAN + NEW)
    son.reads("“nguoi.csv”: danh sách người", "Chưa ghi gì. Nếu ghi: 1 người mới, 1 thay đổi, 0 giữ nguyên", "Nguyễn Văn An")
    assert fields(world, "Nguyễn Văn An") == []
    son.presses("Ghi danh sách này")
    son.reads("Đã ghi: 1 người mới, 1 thay đổi", "Người mới cần mã mời")
    assert fields(world, "Nguyễn Văn An") == [["7"]]
    world.passes()
    tuan.reads("**Nhiệm vụ của anh/chị thay đổi** từ", "Phụ trách: 2, 3 → **2, 3, 6**", "Nếu không đúng, báo đầu mối")


async def test_phones_stay_in_the_file_and_the_file_does_not_stay(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    heading, line = HEADING.replace("\n", ";Số điện thoại\n"), NEW.replace("\n", ";0912345678\n")
    for _ in range(2):
        await sent(son, desk, line, heading=heading)
        son.reads("1 người mới")
    assert list(desk.evidence.addresses()) == []
    with world.store.engine.connect() as connection:
        kept = connection.execute(sa.select(set_drafts.c.data, set_drafts.c.report)).all()
        assert "0912345678" not in str(kept)
        assert "Nguyễn Văn An" in str(kept)
    son.presses("Ghi danh sách này")
    with world.store.engine.connect() as connection:
        newest = connection.execute(sa.select(set_drafts.c.data).where(set_drafts.c.active == "written")).scalar_one()
    assert newest == ""


async def test_a_list_is_dropped_and_nothing_is_written(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    await sent(son, desk, NEW)
    son.presses("Bỏ")
    son.reads("Đã bỏ, không ghi gì")
    assert fields(world, "Nguyễn Văn An") == []


async def test_faults_are_told_with_their_places(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    await sent(son, desk, "Lan;XA99;công chức;1;\nMai;XA01;vận hành;;\n")
    son.reads("**“nguoi.csv” chưa dùng được:**", "dòng 2, cột “Đơn vị”: không có đơn vị “XA99”", "dòng 3")
    assert "Ghi danh sách này" not in son.choices()


async def test_a_list_that_means_something_else_by_now_is_shown_again(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    await sent(son, desk, NEW)
    with world.store.write() as work:
        one = work.people.of_unit("XA01")[0]
        work.staff.add_person("XA01", one.role, world.clock(), name="Nguyễn Văn An")
    son.presses("Ghi danh sách này")
    son.reads("vừa đổi nên tôi đọc lại và chưa ghi gì")


async def test_units_come_the_same_way(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    await sent(son, desk, "XA77;Xã Thuỷ Sơn;HMH\n", "don-vi.csv", "Mã đơn vị;Tên đơn vị;Cấp trên\n")
    son.reads("danh sách đơn vị", "1 đơn vị mới")
    son.presses("Ghi danh sách này")
    son.reads("Đã ghi: 1 đơn vị mới")
    with world.store.read() as work:
        assert work.people.unit("XA77") is not None


async def test_an_official_sends_no_lists(world: World, desk: Desk) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.sends_files(desk.annex("nguoi.csv", (HEADING + NEW).encode()))
    assert await desk.reads() == 0
    assert fields(world, "Nguyễn Văn An") == []


def test_where_the_chat_carries_no_files_a_page_takes_the_list(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.sends_elsewhere()
    son.reads("gửi danh sách hoặc phụ lục (.xlsx, .csv, .docx) ở trang này", "/u/")


def test_of_two_people_of_one_name_the_one_who_is_meant_is_asked_for(world: World) -> None:
    with world.store.write() as work:
        role = next(one.role for one in work.people.of_unit("XA01") if "Tuấn" in one.name)
        for scope in ("1", "2"):
            work.staff.add_person("XA01", role, world.clock(), name="Nguyễn Văn An", scope=(scope,))
    son = joined(world, "demo-noivu")
    son.says("/moi XA01 nguyen van an")
    son.reads("có nhiều người tên **Nguyễn Văn An**")
    son.presses("Nguyễn Văn An – lĩnh vực 2")
    son.presses("Cấp mã mời mới")
    son.reads("Mã mời của **Nguyễn Văn An**")
    assert sorted(fields(world, "Nguyễn Văn An")) == [["1"], ["2"]]


@pytest.mark.parametrize("typed", ["/moi XA01.", "/moi\u200b XA01", "/moi ｘａ０１"])
def test_what_is_not_seen_in_a_command_changes_nothing(world: World, typed: str) -> None:
    son = joined(world, "demo-noivu")
    son.says(typed)
    son.reads("(XA01)")
