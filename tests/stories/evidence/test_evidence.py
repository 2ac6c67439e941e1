"""Evidence: photos and files find their leaf and their document, with as few questions as may be."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import FetchRefused
from bot.files.storage import EvidenceStore
from bot.workers.fetching import Fetching
from tests.bot.post import Wire
from tests.doorway import quiet
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import Sent, World

REPORTS = ("Báo cáo quý I", "Báo cáo 6 tháng", "Báo cáo 9 tháng", "Báo cáo năm")


def filed(world: World, code: str) -> list[tuple[str, str | None]]:
    """The files of a leaf, each with the document that it is."""
    return [(file["name"], file["item"]) for file in world.leaf(code)["evidence"]]


def scored(world: World, code: str, answer: str) -> Member:
    """The coordinator, who has just scored a leaf and is asked for its documents."""
    lan = joined(world, "demo-vanphong")
    lan.says(f"{code} {answer}")
    return lan


def test_one_photo_for_one_document_finishes_the_leaf(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.reads("còn thiếu: Kế hoạch CCHC năm")
    lan.sends("IMG_0001.jpg")
    lan.reads("1.1: đã nhận “", "✔ Xong 1.1", "**1.2 ")
    assert filed(world, "1.1") == [("IMG_0001.jpg", "1.1.a")]


def test_an_album_is_answered_with_one_card(world: World) -> None:
    lan = scored(world, "1.3", "đủ")
    before = len(lan.cards)
    lan.sends("a.jpg", "b.jpg", "c.jpg", album="77")
    assert len(lan.cards) == before + 1
    lan.reads("1.3: đã nhận 3 tệp", "Tệp 1 “a.jpg” là tài liệu nào?")
    assert [name for name, _ in filed(world, "1.3")] == ["a.jpg", "b.jpg", "c.jpg"]


def test_an_album_with_a_code_lands_there_as_a_whole(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.sends("a.jpg", "b.jpg", caption="1.2 45/50", album="78")
    assert [name for name, _ in filed(world, "1.2")] == ["a.jpg", "b.jpg"]
    assert world.leaf("1.2")["self"]["points"] == "3.15"


def test_files_are_sorted_one_after_the_other(world: World) -> None:
    lan = scored(world, "1.2", "45/50")
    lan.sends("a.jpg", "b.jpg", album="79")
    lan.presses("Báo cáo CCHC năm")
    lan.reads("✔ Xong 1.2")
    assert filed(world, "1.2") == [("a.jpg", "1.2.b"), ("b.jpg", "1.2.a")]


def test_a_year_in_a_files_name_does_not_make_it_the_report_of_the_year(world: World) -> None:
    lan = scored(world, "1.3", "ac")
    lan.reads("• Báo cáo năm")
    lan.sends("bao cao quy 1 nam 2026.jpg")
    lan.reads("là tài liệu nào?")
    assert lan.choices()[:4] == ["Báo cáo quý I", "Báo cáo 6 tháng", "Báo cáo 9 tháng", "Báo cáo năm"]
    lan.presses("Báo cáo quý I")
    lan.sends("Báo cáo 6 tháng năm 2026.jpg")
    assert [item for _, item in filed(world, "1.3")] == ["1.3.a", "1.3.b"]


def test_one_file_that_holds_everything(world: World) -> None:
    lan = scored(world, "1.4", "9/10")
    lan.sends("trọn bộ.pdf")
    lan.presses("Một tệp có đủ các tài liệu này")
    lan.reads("✔ Xong 1.4")
    assert filed(world, "1.4") == [("trọn bộ.pdf", f"1.4.{key}") for key in "abcd"]
    assert len({file["sha256"] for file in world.leaf("1.4")["evidence"]}) == 1


def test_photos_without_names_are_told_apart_by_one_choice(world: World) -> None:
    lan = scored(world, "1.3", "đủ")
    lan.sends("IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg", album="x")
    assert "Các tệp lần lượt như dưới đây" not in lan.choices()
    lan.sends("IMG_4.jpg", album="x")
    lan.presses("Các tệp lần lượt như dưới đây")
    lan.reads("✔ 1.3: các tệp lần lượt ghi là Báo cáo quý I; Báo cáo 6 tháng; Báo cáo 9 tháng; Báo cáo năm.", "✔ Xong 1.3")
    assert filed(world, "1.3") == [(f"IMG_{number}.jpg", f"1.3.{key}") for number, key in enumerate("abcd", 1)]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("chưa có báo cáo vì đang chờ huyện ký", "chưa có báo cáo vì đang chờ huyện ký"),
        ("chưa có báo cáo", None),
        ("chưa có báo cáo vì chưa có", None),
    ],
)
def test_a_reason_beside_what_is_lacking_is_the_explanation(world: World, said: str, kept: str | None) -> None:
    lan = scored(world, "1.3", "đủ")
    lan.says(said)
    lan.reads(f"“{kept}”" if kept else "• Lý do: ")
    assert world.leaf("1.3")["explanation"] == kept


def test_what_comes_next_stands_above_what_is_done(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.sends("ke-hoach-cchc.jpg")
    lan.reads("✔ 1.1: đã nhận", "✔ Xong 1.1", "**1.2 ")
    assert lan.choices()[-1] == "Không phải (1.1)"
    lan.says("45/50")
    assert lan.choices()[-2:] == ["Sửa 1.2", "Hoàn tác"]


def test_document_after_document_with_marks_of_what_is_there(world: World) -> None:
    lan = scored(world, "1.3", "đủ")
    lan.reads("1.3 cần 4 tài liệu:", *(f"• {name}" for name in REPORTS))
    lan.says("báo cáo 6 tháng")
    lan.reads("1.3: gửi **Báo cáo 6 tháng**")
    lan.sends("IMG_1.jpg")
    lan.reads("đã có 1/4 tài liệu. Còn thiếu:\n• Báo cáo quý I\n• Báo cáo 9 tháng\n")
    lan.presses("Gộp trong tệp đã gửi")
    lan.reads("✔ Xong 1.3")
    assert world.leaf("1.3")["missing"] == []


def test_a_file_named_like_its_document_needs_no_question(world: World) -> None:
    lan = scored(world, "1.3", "đủ")
    lan.sends("bao_cao_9_thang.pdf")
    lan.reads("ghi là Báo cáo 9 tháng", "• Báo cáo năm")
    assert "• Báo cáo 9 tháng" not in lan.sees()
    assert filed(world, "1.3") == [("bao_cao_9_thang.pdf", "1.3.c")]


def test_every_file_of_an_album_goes_where_its_own_name_says(world: World) -> None:
    lan = scored(world, "1.3", "đủ")
    names = [f"{name}.pdf" for name in REPORTS]
    lan.sends(*names, album="80")
    lan.reads("1.3: đã nhận 4 tệp", "✔ Xong 1.3")
    assert filed(world, "1.3") == [(name, f"1.3.{key}") for name, key in zip(names, "abcd", strict=True)]


def test_nameless_photos_of_an_album_follow_the_one_that_was_told(world: World) -> None:
    lan = scored(world, "1.3", "đủ")
    lan.sends("IMG_1.jpg", "IMG_2.jpg", caption="báo cáo quý I", album="81")
    lan.reads("Còn thiếu:\n• Báo cáo 6 tháng")
    assert filed(world, "1.3") == [("IMG_1.jpg", "1.3.a"), ("IMG_2.jpg", "1.3.a")]


def test_a_plan_is_not_taken_for_the_report_on_the_same(world: World) -> None:
    lan = scored(world, "2.3", "a")
    lan.sends("Kế hoạch theo dõi thi hành pháp luật.pdf")
    lan.reads("Còn thiếu:\n• Báo cáo theo dõi")


def test_a_caption_may_name_the_document(world: World) -> None:
    lan = scored(world, "1.3", "đủ")
    lan.sends("IMG_2.jpg", caption="1.3 quý I")
    lan.reads("Còn thiếu:\n• Báo cáo 6 tháng")
    [file] = world.leaf("1.3")["evidence"]
    assert (file["item"], file["note"]) == ("1.3.a", "quý I")


def test_a_photo_with_the_code_alone_files_it_there(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.reads("**1.1 ")
    lan.sends("bảng.jpg", caption="1.2")
    lan.reads("1.2: đã nhận “", "**1.2 Mức độ hoàn thành kế hoạch CCHC**")
    assert (filed(world, "1.2"), filed(world, "1.1")) == ([("bảng.jpg", None)], [])


def test_a_photo_with_code_and_figures_also_scores(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.sends("một cửa.jpg", caption="3.2 1190/1240")
    tuan.reads("3.2: đã nhận “", "3.2: **5,76/6**", "✔ Xong 3.2", "**3.3 ")
    assert world.leaf("3.2")["complete"] is True


def test_a_wrong_figure_in_the_caption_is_named_and_the_photo_kept(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.sends("một cửa.jpg", caption="3.2 -5/1240")
    tuan.reads("3.2: đã nhận “", "Số không được âm (-5)")
    assert world.leaf("3.2")["self"] is None
    assert filed(world, "3.2") == [("một cửa.jpg", "3.2.a")]


def test_a_photo_while_another_question_is_open(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.reads("**1.1 ")
    lan.sends("kế hoạch.jpg")
    lan.reads("1.1: đã nhận “", "**1.1 ")
    lan.presses("a. ")
    lan.reads("✔ Xong 1.1")


def test_a_photo_right_after_a_finished_leaf_is_asked_about(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.sends("trang 1.jpg")
    lan.reads("**1.2 ")
    lan.sends("trang 2.jpg")
    lan.reads("“trang 2.jpg” là tài liệu của tiêu chí nào?")
    lan.presses("1.1")
    assert filed(world, "1.1") == [("trang 1.jpg", "1.1.a"), ("trang 2.jpg", "1.1.a")]


def test_a_file_with_no_place_is_asked_about_and_the_code_may_be_typed(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/huy")
    world.forgets()
    lan.sends("scan.pdf")
    lan.reads("“scan.pdf” là tài liệu của tiêu chí nào?")
    lan.says("1,2")
    assert filed(world, "1.2") == [("scan.pdf", None)]


def test_an_explanation_in_several_messages_stands_in_for_the_document(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.presses("Không có – giải trình")
    lan.reads("• Lý do: ", "• Đã làm gì: ", "• Bao giờ xong: ")
    lan.says("Kế hoạch ban hành đúng hạn")
    lan.says("bản ký đang lưu ở huyện")
    lan.presses("Xong")
    leaf = world.leaf("1.1")
    assert leaf["explanation"] == "Kế hoạch ban hành đúng hạn\nbản ký đang lưu ở huyện"
    assert (leaf["complete"], leaf["evidence"]) == (True, [])


def test_an_explanation_is_read_again_and_begun_anew(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.presses("Không có – giải trình")
    lan.says("Nhầm sang tiêu chí khác")
    lan.reads("“Nhầm sang tiêu chí khác”")
    lan.presses("Xoá, viết lại")
    assert (world.leaf("1.1")["explanation"], world.leaf("1.1")["complete"]) == (None, False)
    lan.says("Kế hoạch đã ban hành")
    lan.presses("Xong")
    lan.says("/chamdiem 1.1")
    lan.presses("Xem, sửa giải trình")
    lan.reads("“Kế hoạch đã ban hành”")
    lan.says("sẽ bổ sung bản ký trước 30/11")
    assert world.leaf("1.1")["explanation"] == "Kế hoạch đã ban hành\nsẽ bổ sung bản ký trước 30/11"


def test_an_explanation_taken_back_leaves_the_document_missing(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.presses("Không có – giải trình")
    lan.says("Bản ký ở huyện")
    lan.presses("Xoá, viết lại")
    lan.presses("Thôi")
    lan.reads("còn thiếu: Kế hoạch CCHC năm")
    assert world.log("XA01/1.1")[-2:] == ["explain", "drop_explanation"]


def test_nothing_explained_is_nothing_finished(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.presses("Không có – giải trình")
    lan.presses("Thôi")
    lan.reads("còn thiếu: Kế hoạch CCHC năm")
    assert world.leaf("1.1")["complete"] is False


def test_the_same_file_twice_changes_nothing(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.sends("kế hoạch.jpg")
    before = world.sheet()
    lan.sends("kế hoạch.jpg", caption="1.1")
    assert world.sheet() == before


def test_what_was_sent_is_listed_and_may_be_taken_off(world: World) -> None:
    lan = scored(world, "1.1", "a")
    lan.sends("nhầm.jpg")
    lan.says("tai lieu 1.1")
    lan.reads("• nhầm.jpg – Kế hoạch CCHC năm")
    lan.presses("Bỏ tệp này: nhầm.jpg")
    lan.reads("Đã bỏ “nhầm.jpg”", "còn thiếu: Kế hoạch CCHC năm")
    assert filed(world, "1.1") == []


REFUSED = [
    (Sent("ảnh.exe", "application/octet-stream"), "“ảnh.exe”: Tệp này là chương trình"),
    (Sent("bộ.zip", "application/zip"), "“bộ.zip”: Tệp nén (zip, rar) thì tôi không nhận"),
    (Sent("mẫu.xlsm", "application/octet-stream"), "“mẫu.xlsm”: Tệp có macro"),
    (Sent("họp.mp4", "video/mp4"), "“họp.mp4”: Loại tệp này thì tôi không nhận"),
    (Sent("trống.pdf", "application/pdf", 0), "“trống.pdf”: Tệp này rỗng (0 byte)"),
    (Sent("to.pdf", "application/pdf", 101 * 1024 * 1024), "“to.pdf”: Tệp này quá lớn"),
]


@pytest.mark.parametrize(("sent", "why"), REFUSED, ids=[sent.name for sent, _ in REFUSED])
def test_a_file_that_cannot_be_taken_is_refused_by_name(on_telegram: World, sent: Sent, why: str) -> None:
    lan = scored(on_telegram, "1.1", "a")
    lan.sends_files(on_telegram.announced(sent))
    lan.reads(why, "còn thiếu: Kế hoạch CCHC năm")
    assert filed(on_telegram, "1.1") == []


def test_of_several_files_the_good_ones_are_taken(world: World) -> None:
    lan = scored(world, "1.1", "a")
    bad, good = Sent("trống.pdf", "application/pdf", 0), Sent("kế hoạch.pdf", "application/pdf")
    lan.sends_files(world.announced(bad), world.announced(good))
    lan.reads("“trống.pdf”: Tệp này rỗng", "1.1: đã nhận “", "✔ Xong 1.1")
    assert filed(world, "1.1") == [("kế hoạch.pdf", "1.1.a")]


def test_what_the_channel_cannot_carry_gets_a_link(world: World) -> None:
    lan = scored(world, "1.1", "a")
    large = world.announced(Sent("to.pdf", "application/pdf", 64 * 1024 * 1024))
    lan.sends_files(replace(large, sha256=None, fault="too_large_here"))
    lan.reads("“to.pdf” lớn hơn mức kênh chat này cho phép", "https://cchc.example.gov.vn/u/1.1")


class Forgetful(Wire):
    """A channel that announced a file and does not have it any more."""

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        if ref:
            raise FetchRefused("gone")
        yield b""


async def tries_to_fetch(world: World, folder: Path) -> None:
    with ThreadPoolExecutor(1) as executor:
        channels = {"telegram": Forgetful()}
        await Fetching(world.store, channels, EvidenceStore(folder), world.clock, executor, wake=quiet).some()
    world.passes()


async def test_a_file_that_failed_later_is_told_and_its_leaf_lacks_it_again(on_telegram: World, tmp_path: Path) -> None:
    lan = scored(on_telegram, "1.1", "a")
    on_telegram.fetching = False
    lan.sends("kế hoạch.jpg")
    assert on_telegram.leaf("1.1")["evidence"][0]["status"] == "pending"
    await tries_to_fetch(on_telegram, tmp_path)
    lan.reads("“kế hoạch.jpg”: Tôi chưa tải được tệp về")
    assert on_telegram.leaf("1.1")["complete"] is False
    lan.presses("Gửi lại tài liệu 1.1")
    on_telegram.fetching = True
    lan.sends("kế hoạch.jpg")
    assert on_telegram.leaf("1.1")["complete"] is True
