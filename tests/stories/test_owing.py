"""What did not happen owes no papers: a leaf asks for the documents that can exist, also where choices are typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.databases import Templates, copied
from tests.stories.filling import joined
from tests.stories.walking import CAPABLE
from tests.stories.world import World


@pytest.fixture(params=["zalo_bot", "telegram"])
def world(request: pytest.FixtureRequest, demo_file: Path, tmp_path: Path) -> Iterator[World]:
    if request.param == "telegram":
        templates: Templates = request.getfixturevalue("templates")
        yield World(templates.poured(demo_file), "telegram")
        return
    with copied(demo_file, tmp_path / "cchc.db") as engine:
        yield World(engine, "zalo_bot", channels=CAPABLE)


def test_a_claim_asks_for_its_basis_once_and_takes_any_document(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("2.1 kps")
    tuan.reads("2.1: **2/2**", "tài liệu hoặc giải trình cho việc không phát sinh")
    assert "Kết quả thẩm định" not in tuan.sees()
    assert "0/2" not in tuan.sees()
    tuan.sends("Danh mục VBQPPL ban hành trong năm.jpg")
    tuan.reads("✔ Xong 2.1")
    assert world.leaf("2.1")["missing"] == []


def test_a_claim_may_be_explained_instead(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("2.1 kps")
    tuan.presses("Không có – giải trình")
    tuan.says("Năm nay HĐND, UBND xã không ban hành văn bản quy phạm pháp luật nào.")
    tuan.presses("Xong")
    assert world.leaf("2.1")["complete"] is True


def test_an_answer_that_says_no_owes_nothing(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("2.3 c")
    tuan.reads("2.3: **0/2**", "✔ Xong 2.3")
    assert (world.leaf("2.3")["complete"], world.leaf("2.3")["missing"]) == (True, [])
    tuan.says("/tailieu 2.3")
    tuan.says("2.3 a")
    tuan.reads("cần 2 tài liệu", "Kế hoạch theo dõi", "Báo cáo theo dõi")


def test_nothing_counted_that_earns_owes_no_decision(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.6 0")
    lan.reads("1.6: **0/2**", "✔ Xong 1.6")


def test_one_of_two_is_done_with_either(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("2.3 b")
    tuan.reads("2.3", "Kế hoạch theo dõi thi hành pháp luật hoặc báo cáo theo dõi thi hành pháp luật")
    assert "0/2" not in tuan.sees()
    tuan.sends("IMG_7.jpg")
    tuan.reads("là tài liệu nào?")
    assert tuan.choices()[:2] == ["Kế hoạch theo dõi thi hành pháp luật", "Báo cáo theo dõi thi hành pháp luật"]
    tuan.presses("Báo cáo theo dõi")
    tuan.reads("✔ Xong 2.3")
    assert world.leaf("2.3")["missing"] == []


def test_a_condition_that_is_not_met_does_not_ask_for_its_document(world: World) -> None:
    tuan = joined(world, "demo-tuphap")
    tuan.says("3.1 a")
    tuan.reads("Ảnh niêm yết tại Bộ phận Một cửa")
    assert "Đường dẫn công khai" not in tuan.sees()
    tuan.sends("IMG_8.jpg")
    tuan.reads("✔ Xong 3.1")
