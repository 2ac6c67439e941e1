"""A file is not believed too easily: the card says what it was taken for, and asks first where something speaks against it."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from handlers.incoming.events import File
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

ELSEWHERE = {"number": "12/BC-UBND", "date": "2024-12-10", "issuer": "Ủy ban nhân dân xã Bình Minh", "pages": ""}
HERE = ELSEWHERE | {"date": "2026-11-10", "issuer": "Ủy ban nhân dân xã An Bình"}


def uploads(member: Member, *names: str, leaf: str = "", **found: Any) -> None:
    """Files by the upload link: their content is there, and has been looked into."""
    for name in names:
        content = sha256(name.encode()).hexdigest()
        file = File("", content, name, "application/pdf", 1200, content)
        member.uploads(replace(file, **found), leaf=leaf)


def items(either: World, code: str) -> list[tuple[str | None, bool]]:
    return [(file["item"], file["held"]) for file in either.leaf(code)["evidence"]]


def test_the_card_says_what_a_file_was_taken_for_and_takes_no_for_an_answer(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.1 a")
    lan.sends("IMG_1.jpg")
    lan.reads("✔ 1.1: đã nhận “IMG_1.jpg”, ghi là Kế hoạch CCHC năm")
    lan.presses("Không phải")
    lan.reads("1.1: “IMG_1.jpg” chưa tính.")
    assert items(either, "1.1") == [(None, False)]
    assert either.leaf("1.1")["complete"] is False
    lan.says("1.2")
    assert [file["name"] for file in either.leaf("1.2")["evidence"]] == ["IMG_1.jpg"]
    assert either.leaf("1.1")["evidence"] == []


def test_no_is_said_in_words_and_with_what_it_is(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.2 45/50")
    lan.presses("Gửi bảng tổng hợp")
    lan.sends("IMG_2.jpg")
    lan.reads("ghi là Bảng tổng hợp nhiệm vụ")
    lan.says("không phải, là báo cáo năm")
    lan.reads("ghi là Báo cáo CCHC năm", "Bảng tổng hợp")
    assert items(either, "1.2") == [("1.2.b", False)]


def test_three_wrong_papers_do_not_become_the_table_unsaid(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.2 45/50")
    lan.presses("Gửi bảng tổng hợp")
    uploads(lan, "Giấy mời họp.pdf", "hoa_don_tien_dien.pdf", "Thông báo nghỉ lễ.pdf", leaf="1.2")
    lan.reads("tôi chưa tính “Giấy mời họp.pdf”", "Anh/chị vẫn dùng")
    assert either.leaf("1.2")["complete"] is False
    assert [item for item, held in items(either, "1.2") if not held] == [None, None]
    while "Bỏ tệp này" in lan.choices():
        lan.presses("Bỏ tệp này")
    assert items(either, "1.2") == []
    lan.reads("Bảng tổng hợp nhiệm vụ")


def test_a_paper_of_another_commune_and_year_is_asked_about_before_it_counts(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.2 45/50")
    uploads(lan, "báo cáo cchc năm.pdf", leaf="1.2", read=ELSEWHERE)
    lan.reads("Tệp ghi UBND xã Bình Minh, năm 2024 – không phải xã và năm đang chấm.", "Anh/chị vẫn dùng")
    assert "Ghi đúng như vậy" not in lan.choices()
    assert "1.2.b Báo cáo CCHC năm" in either.leaf("1.2")["missing"]
    lan.presses("Vẫn dùng")
    lan.reads("vẫn dùng “báo cáo cchc năm.pdf” (số 12/BC-UBND, ngày 10/12/2024", "ghi là Báo cáo CCHC năm")
    assert items(either, "1.2") == [("1.2.b", False)]
    assert either.log("XA01/1.2")[-2:] == ["release_evidence", "describe_evidence"]


def test_saying_which_document_it_is_does_not_say_that_it_is_of_this_commune(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.2 45/50")
    uploads(lan, "báo cáo cchc năm.pdf", leaf="1.2", read=ELSEWHERE)
    lan.presses("Là tài liệu khác")
    lan.says("bảng tổng hợp")
    lan.reads("không phải xã và năm đang chấm")
    assert items(either, "1.2") == [("1.2.a", True)]
    lan.says("không dùng")
    assert items(either, "1.2") == []


def test_what_fits_is_offered_to_be_written_down(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.2 45/50")
    uploads(lan, "báo cáo cchc năm.pdf", leaf="1.2", read=HERE)
    lan.reads("ghi là Báo cáo CCHC năm", "Đọc được trong")
    lan.presses("Ghi đúng như vậy")
    assert either.leaf("1.2")["evidence"][0]["number"] == "12/BC-UBND"


def test_a_year_in_the_name_is_asked_about(either: World) -> None:
    lan = joined(either, "demo-vanphong")
    lan.says("1.1 a")
    lan.sends("Kế hoạch CCHC năm 2024.jpg")
    lan.reads("1.1: tôi chưa tính", "Tệp ghi năm 2024 – không phải năm đang chấm.")
    lan.says("vẫn dùng")
    assert either.leaf("1.1")["complete"] is True
