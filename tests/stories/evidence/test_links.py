"""A link is evidence: pasted where a document is asked or with a code, given a title once, shown to the appraiser as text."""

from typing import Any

import pytest

from bot.reports.unit.dossier import dossier_of
from bot.reports.unit.self_report import documents_of
from handlers.texts.appraisal import appraise
from knowledge.documents.contradictions import Wanted
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

PAGE = "https://anbinh.gov.vn/cong-khai/ngan-sach"


def links(either: World, code: str) -> list[tuple[Any, ...]]:
    return [tuple(file[name] for name in ("kind", "address", "name", "item")) for file in either.leaf(code)["evidence"]]


def test_an_address_is_the_document_that_is_an_address_and_gets_its_title(either: World) -> None:
    hoa = joined(either, "demo-taichinh")
    hoa.says("6.2 đủ")
    hoa.says(PAGE)
    hoa.reads("6.2: đã nhận", "ghi là Đường dẫn công khai", "là trang gì?")
    hoa.says("Trang công khai ngân sách xã")
    hoa.reads("đã ghi tên trang là “Trang công khai ngân sách xã”", "Quyết định công khai ngân sách")
    assert links(either, "6.2") == [("link", PAGE, "Trang công khai ngân sách xã", "6.2.b")]
    assert "6.2.b" not in "".join(either.leaf("6.2")["missing"])
    hoa.says("/tailieu 6.2")
    hoa.reads(f"Trang công khai ngân sách xã – {PAGE} – Đường dẫn công khai")


def test_no_title_is_needed_and_it_is_not_asked_twice(either: World) -> None:
    hoa = joined(either, "demo-taichinh")
    hoa.says("6.2 đủ")
    hoa.says("www.anbinh.gov.vn/cong-khai")
    hoa.presses("Không cần")
    hoa.reads("Quyết định công khai ngân sách")
    hoa.sends("QD.jpg")
    hoa.reads("✔ Xong 6.2")
    address = "https://www.anbinh.gov.vn/cong-khai"
    assert links(either, "6.2")[0] == ("link", address, address, "6.2.b")


def test_a_code_says_where_and_words_beside_it_are_the_title(either: World) -> None:
    minh = joined(either, "demo-vanhoa")
    minh.says("7.4 đủ")
    minh.says("/chamdiem 7.1")
    minh.says("7.4 anbinh.gov.vn/ trang thông tin của xã")
    assert links(either, "7.4") == [("link", "https://anbinh.gov.vn/", "trang thông tin của xã", "7.4.a")]


def test_the_same_address_twice_is_one(either: World) -> None:
    hoa = joined(either, "demo-taichinh")
    hoa.says("6.2 đủ")
    hoa.says(f"{PAGE} trang công khai")
    hoa.says(f"6.2 {PAGE.replace('https', 'http')}/")
    hoa.reads("đã có trong 6.2", "Tôi không ghi hai lần.")
    assert len(links(either, "6.2")) == 1


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///C:/bc.pdf", "data:text/html,x", "https://lan:mk@anbinh.gov.vn/"]
)
def test_what_must_not_be_kept_is_refused_in_one_sentence(either: World, text: str) -> None:
    hoa = joined(either, "demo-taichinh")
    hoa.says("6.2 đủ")
    hoa.says(text)
    hoa.reads("tôi không nhận", "6.2")
    assert links(either, "6.2") == []


def test_an_address_in_an_explanation_stays_in_its_words(either: World) -> None:
    hoa = joined(either, "demo-taichinh")
    hoa.says("6.2 đủ")
    hoa.presses("Không có – giải trình")
    hoa.says(f"Đã đăng tại {PAGE} nhưng trang đang bảo trì.")
    assert links(either, "6.2") == []
    hoa.presses("Xong")
    assert PAGE in either.leaf("6.2")["explanation"]


def test_nothing_is_ever_fetched(either: World) -> None:
    hoa = joined(either, "demo-taichinh")
    hoa.says("6.2 đủ")
    hoa.says(f"{PAGE} trang công khai")
    with either.store.write() as work:
        assert list(work.fetches.due(either.clock(), 10)) == []
    assert either.leaf("6.2")["evidence"][0]["status"] == "stored"


def test_the_appraiser_the_report_and_the_dossier_show_it_as_text(either: World) -> None:
    hoa = joined(either, "demo-taichinh")
    hoa.says(f"6.2 {PAGE} Trang ngân sách")
    hoa.says("6.2 đủ")
    with either.store.read() as work:
        [current] = work.rounds.alive()
        sheet = work.sheets.read(current, "XA01")
    entry = sheet.entry("6.2")
    assert f"Liên kết: Trang ngân sách – {PAGE}" in appraise.leaf("XA01", entry, None, ())
    assert f"(Trang ngân sách; {PAGE})" in documents_of(entry, Wanted("Xã An Bình", 2026))
    assert f"Trang ngân sách: {PAGE}" in [row.note for row in dossier_of(sheet, "XA01").rows if row.leaf == "6.2"]
