"""What comes by the upload page lands where its link and its sender say, whatever the chat is asking meanwhile."""

from hashlib import sha256

import pytest

from handlers.incoming.events import File
from handlers.texts.common import manual
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def uploads(member: Member, name: str, *, leaf: str, item: str = "") -> None:
    """One file of a visit to the page; its content is there before the chat hears of it."""
    content = sha256(name.encode()).hexdigest()
    file = File("", content, name, "application/pdf", 1200, content, item=item)
    member.uploads(file, leaf=leaf)


def filed(world: World, code: str) -> list[tuple[str, str | None]]:
    return [(file["name"], file["item"]) for file in world.leaf(code)["evidence"]]


def test_each_file_is_the_document_that_its_sender_says(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.3 đủ")
    uploads(lan, "scan1.pdf", leaf="1.3", item="c")
    lan.reads("1.3: đã nhận “", "Còn thiếu:\n• Báo cáo quý I")
    uploads(lan, "scan2.pdf", leaf="1.3", item="a")
    lan.reads("Còn thiếu:\n• Báo cáo 6 tháng")
    assert filed(world, "1.3") == [("scan1.pdf", "1.3.c"), ("scan2.pdf", "1.3.a")]


def test_a_document_that_the_leaf_does_not_know_is_asked_for(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.3 đủ")
    uploads(lan, "scan1.pdf", leaf="1.3", item="z")
    lan.reads("“scan1.pdf” là tài liệu nào?")


@pytest.mark.parametrize(
    ("name", "remark"),
    [("Quyết định 12.pdf", ""), ("bc 9 thang 2024.pdf", "Tên tệp “bc 9 thang 2024.pdf” có ghi năm 2024: anh/chị xem lại giúp")],
)
def test_a_document_that_was_chosen_is_not_asked_back_for_its_name(world: World, name: str, remark: str) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.3 abcd")
    uploads(lan, name, leaf="1.3", item="c")
    lan.reads("ghi là Báo cáo 9 tháng")
    assert remark in lan.sees()
    assert "vẫn dùng" not in lan.sees()
    assert [(file["item"], file["held"]) for file in world.leaf("1.3")["evidence"]] == [("1.3.c", False)]


def test_files_of_one_visit_are_not_taken_for_pages_of_one_document(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.3 đủ")
    uploads(lan, "scan1.pdf", leaf="1.3", item="c")
    uploads(lan, "scan2.pdf", leaf="1.3")
    lan.reads("“scan2.pdf” là tài liệu nào?")


def test_the_signed_paper_being_asked_for_does_not_swallow_a_leafs_file(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.2 45/50")
    lan.forges("scan")
    uploads(lan, "scan1.pdf", leaf="1.2")
    assert [name for name, _ in filed(world, "1.2")] == ["scan1.pdf"]
    assert world.sheet()["signed_scan"] == []


def test_files_without_a_leaf_wait_together_for_the_answer(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.1 a")
    lan.sends("ke-hoach.jpg")
    for name in ("a.pdf", "b.pdf"):
        uploads(lan, name, leaf="")
    lan.reads("là tài liệu của tiêu chí nào?")
    lan.says("của tiêu chí 1.2 nhé")
    assert [name for name, _ in filed(world, "1.2")] == ["a.pdf", "b.pdf"]


def test_the_help_names_the_manual_where_it_can_be_read(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/trogiup")
    assert "/huong-dan" not in lan.sees()
    world.reads_manual_at("https://cchc.example.gov.vn/huong-dan")
    lan.says("/trogiup")
    lan.reads(manual("https://cchc.example.gov.vn/huong-dan"))
