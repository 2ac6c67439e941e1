"""What a commune sees of the points that reviewers give, and the leader of what he signs."""

import pytest

from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

REASON = "Báo cáo thiếu hồ sơ của tháng 12"


def cuts(world: World, code: str = "3.2", points: str = "4,5") -> Member:
    mai = joined(world, "demo-thamdinh")
    mai.says(f"/thamdinh XA01 {code}")
    mai.presses("Đổi điểm")
    mai.says(points)
    mai.says(REASON)
    return mai


# -- points that reviewers changed ---------------------------------------------------------------------------------------


def test_a_cut_is_read_again_with_both_points_who_and_why(zalo: World) -> None:
    tuan = joined(zalo, "demo-tuphap")
    cuts(zalo)
    tuan.presses("Xem lại 3.2")
    tuan.reads("**3.2 Tỷ lệ hồ sơ", "Tự chấm **5,76/6**", "tài liệu 3.2.jpg", "Chị Mai (minh hoạ)", "**4,5/6**", REASON)
    tuan.presses("Chưa đồng ý với điểm")
    tuan.reads("**Chưa đồng ý với điểm?**")


@pytest.mark.parametrize("who", ["demo-tuphap", "demo-vanphong", "demo-chutich"])
def test_every_way_to_a_cut_leaf_shows_the_points(zalo: World, who: str) -> None:
    member = joined(zalo, who)
    cuts(zalo)
    member.says("/tieuchi 3.2")
    member.reads("**Cách tính:**", "Chị Mai (minh hoạ)", "**4,5/6**", REASON)
    member.says("/tiendo")
    member.reads("Thẩm định đã đổi điểm: 3.2 (5,76 → 4,5/6).")
    member.presses("Xem lại 3.2")
    member.reads("Tự chấm **5,76/6**", REASON)


def test_the_coordinator_is_told_of_every_cut_and_another_field_is_not(zalo: World) -> None:
    lan, hoa = joined(zalo, "demo-vanphong"), joined(zalo, "demo-taichinh")
    before = len(hoa.cards)
    cuts(zalo)
    lan.reads("**3.2**", "**4,5/6**", REASON)
    assert len(hoa.cards) == before


def test_whom_one_cut_concerns_twice_is_told_once(zalo: World) -> None:
    lan, hanh = joined(zalo, "demo-vanphong"), joined(zalo, "demo-thuky")
    before = len(lan.cards)
    hanh.says("/thamdinh XA01 1.2")
    hanh.presses("Đổi điểm")
    hanh.says("2")
    hanh.says(REASON)
    assert len(lan.cards) == before + 1


def test_agreement_is_not_told_before_the_results(zalo: World) -> None:
    tuan, mai = joined(zalo, "demo-tuphap"), joined(zalo, "demo-thamdinh")
    mai.says("/thamdinh XA01 3.2")
    mai.presses("Đồng ý 5,76")
    for said in ("/tieuchi 3.2", "/tiendo"):
        tuan.says(said)
        assert "Mai" not in tuan.sees()
        assert "đổi điểm" not in tuan.sees()


def test_another_communes_points_are_seen_by_nobody(zalo: World) -> None:
    cuts(zalo)
    other = joined(zalo, "demo-thamdinh")
    other.says("/tieuchi 3.2")
    assert "4,5/6" not in other.sees()
    other.forges("read:3.2")
    assert "5,76" not in other.sees()


# -- what the leader signs -----------------------------------------------------------------------------------------------


def sent(world: World) -> Member:
    """The leader, to whom the sheet was just sent."""
    lan, chairman = joined(world, "demo-vanphong"), joined(world, "demo-chutich")
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")
    return chairman


def test_the_leader_opens_every_file_from_the_summary(complete_zalo: World) -> None:
    chairman = sent(complete_zalo)
    chairman.presses("Xem từng tiêu chí")
    chairman.reads("**1. ")
    chairman.presses("Xem 1.1: 1 tệp")
    seen: dict[str, list[str]] = {}
    for _ in range(99):
        code = chairman.sees().split("**")[1].split()[0]
        seen.setdefault(code, []).extend(picture.name for picture in chairman.cards[-1].pictures)
        following = [label for label in chairman.choices() if label.startswith("Xem ")]
        if not following:
            break
        chairman.presses(following[0])
    filed = {
        code: sorted({file["sha256"] for file in leaf["evidence"]})
        for code, leaf in complete_zalo.leaves().items()
        if leaf["evidence"]
    }
    assert seen.keys() == filed.keys()
    assert all(seen[code] for code in filed)
    chairman.presses("Ký gửi")
    assert complete_zalo.sheet()["state"] == "submitted"


def test_the_leader_reads_a_file_and_changes_nothing(complete_zalo: World) -> None:
    chairman, before = sent(complete_zalo), complete_zalo.sheet()
    chairman.presses("Xem từng tiêu chí")
    chairman.presses("Lĩnh vực 2")
    chairman.presses("Xem 2.1: 1 tệp")
    chairman.reads("**2.1 ", "Tự chấm", "Tệp: tài liệu 2.1.jpg")
    assert [picture.name for picture in chairman.cards[-1].pictures] == ["tài liệu 2.1.jpg"]
    assert not [label for label in chairman.choices() if label.startswith(("Sửa", "Thay", "Bỏ", "Chấm"))]
    assert complete_zalo.sheet() == before
    chairman.presses("Trả lại kèm lý do")
    chairman.says("Tài liệu 2.1 chưa đóng dấu")
    assert complete_zalo.sheet()["state"] == "draft"
