"""Who am I here, what is kept about me, and having it erased."""

import json
from pathlib import Path

from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from scoring.people import Role
from tests.doorway import VIETNAM
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def test_everybody_can_see_who_he_is_here(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("/toi")
    tuan.reads("Anh Tuấn", "lĩnh vực 2, 3", "xã An Bình")


def test_my_data_comes_as_a_file_with_everything_that_is_kept(world: World, tmp_path: Path) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("2.2 có")
    tuan.says("/dulieucuatoi")
    attachment = tuan.cards[-1].attachment
    assert attachment is not None
    told = json.loads(Exports(world.store, EvidenceStore(tmp_path), VIETNAM).make(attachment).content)
    assert told["ten"] == "Anh Tuấn (minh hoạ)"
    assert "2.2 có" in [message["chu"] for message in told["tin_da_gui"]]
    assert [line["o"].split("/")[-1] for line in told["viec_da_lam"]] == ["2.2"]
    assert told["kenh_chat"]


def test_erasing_is_asked_back_and_may_be_left(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("xoadulieu")
    tuan.reads("không lấy lại được")
    tuan.presses("Giữ lại")
    tuan.says("/toi")
    tuan.reads("Anh Tuấn")


def test_erasing_cuts_name_and_link_and_keeps_the_record(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("2.2 có")
    who = world.person("XA01", Role.OFFICIAL).id
    tuan.says("/xoadulieu")
    tuan.presses("Xoá")
    tuan.reads("Đã xoá tên", "hồ sơ của cơ quan")

    assert world.leaf("2.2")["self"]["points"] == "2", "the score stays"
    assert world.leaf("2.2")["self"]["by"] == who, "under an id that says nothing"
    assert world.log("XA01/2.2") == ["declare"]
    tuan.says("/tiendo")
    tuan.reads("Chưa có mã")
    with world.store.read() as work:
        assert work.people.get(who) is None
        assert work.transcripts.messages_of(who) == []
    assert not world.broken_turns()
