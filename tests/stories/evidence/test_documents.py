"""Documents that stand up: what they are, one for several criteria, replaced without a trace lost, citizens covered."""

from dataclasses import replace
from typing import Any

from handlers.incoming.events import File
from tests.stories.evidence.test_evidence import filed, scored
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined, signs
from tests.stories.telling.world import Sent, World

PLAN = {"number": "03/KH-UBND", "date": "2026-01-06", "issuer": "Ủy ban nhân dân xã An Bình", "pages": ""}


def said(world: World, code: str) -> list[tuple[str, ...]]:
    """What the record says of the files of a leaf: number, date, issuer, pages."""
    return [tuple(file[name] for name in PLAN) for file in world.leaf(code)["evidence"]]


def paper(world: World, name: str, **found: Any) -> File:
    """A file whose content has been looked into already, as the browser brings it."""
    return replace(world.announced(Sent(name, "application/pdf")), **found)


def sent(world: World, name: str = "kế hoạch.pdf", **found: Any) -> Member:
    """The coordinator, who has just sent the one document of 1.1."""
    lan = scored(world, "1.1", "a")
    lan.sends_files(paper(world, name, **found))
    return lan


# -- number, day, issuer, pages ------------------------------------------------------------------------------------------


def test_a_caption_says_which_document_it_is(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.sends("kh.pdf", caption="1.1 số 12/KH-UBND ngày 5/1/2025 của UBND xã, trang 3-5")
    assert said(world, "1.1") == [("12/KH-UBND", "2025-01-05", "UBND xã", "trang 3-5")]
    lan.says("tai lieu 1.1")
    lan.reads("• kh.pdf – Kế hoạch CCHC năm (có số, ngày ban hành) – số 12/KH-UBND, ngày 05/01/2025, UBND xã, trang 3-5")


def test_a_message_after_the_file_says_which_document_it_is(world: World) -> None:
    lan = sent(world)
    lan.reads("**1.2 ")
    lan.says("so 12/kh-ubnd ngày 5/1/2025 của UBND xã")
    lan.reads("✔ Đã ghi “kế hoạch.pdf”: số 12/KH-UBND, ngày 05/01/2025, UBND xã.", "**1.2 ")
    lan.says("trang 3-5, mục II")
    assert said(world, "1.1") == [("12/KH-UBND", "2025-01-05", "UBND xã", "trang 3-5, mục II")]


def test_a_question_about_a_document_is_no_note_on_the_file(world: World) -> None:
    lan = sent(world)
    lan.says("kế hoạch số 12/KH-UBND quy định gì")
    assert said(world, "1.1") == [("", "", "", "")]


def test_a_figure_after_a_file_is_still_an_answer(world: World) -> None:
    lan = sent(world)
    lan.says("45/50")
    assert world.leaf("1.2")["self"]["points"] == "3.15"
    assert said(world, "1.1") == [("", "", "", "")]


def test_the_button_asks_and_a_wrong_day_is_asked_again(world: World) -> None:
    lan = sent(world)
    lan.says("tai lieu 1.1")
    lan.presses("Ghi số, ngày")
    lan.reads("“kế hoạch.pdf” có số, ngày, cơ quan ban hành, trang nào?", "Ví dụ: số 12/KH-UBND ngày 5/1/2025")
    lan.says("số 12/KH-UBND ngày 31/2/2025")
    lan.reads("Không có ngày “31/2/2025”", "Ví dụ đúng: ngày 5/1/2025", "có số, ngày, cơ quan ban hành, trang nào?")
    lan.says("abc xyz")
    lan.reads("Tôi chưa thấy số, ngày hay trang trong “abc xyz”", "có số, ngày, cơ quan ban hành, trang nào?")
    assert said(world, "1.1") == [("", "", "", "")]
    lan.says("số 12/KH-UBND ngày 5/1/2025")
    lan.reads("✔ Đã ghi", "Tài liệu của 1.1")
    assert said(world, "1.1") == [("12/KH-UBND", "2025-01-05", "", "")]


def test_a_wrong_day_in_a_caption_is_told_and_the_file_is_kept(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.sends("kh.pdf", caption="1.1 số 12/KH-UBND ngày 31/2/2025")
    lan.reads("Không có ngày “31/2/2025”", "1.1: đã nhận “")
    assert filed(world, "1.1") == [("kh.pdf", "1.1.a")]


def test_what_was_read_in_the_file_is_taken_with_one_press(on_web: World) -> None:
    lan = sent(on_web, read=PLAN)
    lan.reads("Đọc được trong “kế hoạch.pdf”: số 03/KH-UBND, ngày 06/01/2026, Ủy ban nhân dân xã An Bình", "**1.2 ")
    assert said(on_web, "1.1") == [("", "", "", "")]
    lan.presses("Ghi đúng như vậy")
    lan.reads("✔ Đã ghi “kế hoạch.pdf”", "**1.2 ")
    assert said(on_web, "1.1") == [tuple(PLAN.values())]


def test_what_was_read_wrongly_is_put_right(on_web: World) -> None:
    lan = sent(on_web, read=PLAN)
    lan.presses("Sửa")
    lan.reads("Đọc được trong", "có số, ngày, cơ quan ban hành, trang nào?")
    lan.says("số 13/KH-UBND ngày 7/1/2025 của UBND xã")
    lan.reads("✔ Đã ghi", "**1.2 ")
    assert said(on_web, "1.1") == [("13/KH-UBND", "2025-01-07", "UBND xã", "")]


def test_one_file_for_several_documents_has_one_number_and_pages_of_its_own(world: World) -> None:
    lan = scored(world, "1.2", "45/50")
    lan.sends("trọn bộ.pdf")
    lan.presses("Một tệp có đủ các tài liệu này")
    lan.says("số 9/BC-UBND ngày 5/1/2025")
    assert said(world, "1.2") == [("9/BC-UBND", "2025-01-05", "", "")] * 2


def test_the_appraiser_sees_the_number_and_only_what_counts(signed: World) -> None:
    tham = joined(signed, "demo-thuky")
    with signed.store.write() as work:
        [current] = work.rounds.alive()
        sheet = work.sheets.open(current, "XA01")
        entry = sheet.reopen_leaf("1.1", "sửa", sheet.entry("1.1").evidence[0].by)
        file, by = entry.evidence[0], entry.evidence[0].by
        sheet.describe_evidence("1.1", file.id, replace(file.paper, number="12/KH-UBND", pages="trang 3"), by)
        work.sheets.save(sheet)
    tham.says("/thamdinh XA01 1.1")
    tham.reads("số 12/KH-UBND, trang 3")


# -- replaced, taken off -------------------------------------------------------------------------------------------------


def history(world: World, code: str) -> list[tuple[str, str, str | None]]:
    return [(one["name"], one["ended"]["how"], one["ended"]["by_file"]) for one in world.leaf(code)["former_evidence"]]


def test_a_replaced_file_counts_no_more_and_stays_in_the_record(world: World) -> None:
    lan = sent(world, "nhầm.pdf")
    lan.says("tai lieu 1.1")
    lan.presses("Thay tệp này")
    lan.reads("1.1: gửi tệp thay cho “nhầm.pdf”")
    lan.sends_files(paper(world, "đúng.pdf"))
    lan.reads("✔ Đã thay “nhầm.pdf” bằng “đúng.pdf”", "✔ Xong 1.1")
    assert filed(world, "1.1") == [("đúng.pdf", "1.1.a")]
    assert history(world, "1.1") == [("nhầm.pdf", "replaced", "đúng.pdf")]
    [gone] = world.leaf("1.1")["former_evidence"]
    assert gone["ended"]["by"] == world.leaf("1.1")["self"]["by"]
    assert "replace_evidence" in world.log("XA01/1.1")


def test_a_file_taken_off_stays_in_the_record_and_may_be_sent_again(world: World) -> None:
    lan = sent(world)
    lan.says("tai lieu 1.1")
    lan.presses("Bỏ tệp này")
    lan.sends("kế hoạch.pdf")
    assert filed(world, "1.1") == [("kế hoạch.pdf", "1.1.a")]
    lan.says("tai lieu 1.1")
    lan.presses("Bỏ tệp này")
    assert history(world, "1.1") == [("kế hoạch.pdf", "withdrawn", None)] * 2


def test_the_old_file_is_kept_if_one_thinks_better_of_it(world: World) -> None:
    lan = sent(world)
    lan.says("tai lieu 1.1")
    lan.presses("Thay tệp này")
    lan.presses("Thôi, giữ tệp cũ")
    lan.reads("• kế hoạch.pdf")
    assert history(world, "1.1") == []


def test_the_same_file_in_its_own_place_changes_nothing(world: World) -> None:
    lan = sent(world)
    lan.says("tai lieu 1.1")
    lan.presses("Thay tệp này")
    before = world.leaf("1.1")
    lan.sends_files(paper(world, "kế hoạch.pdf"))
    lan.reads("giống hệt tệp đang có nên tôi không thay")
    assert world.leaf("1.1") == before


def test_a_file_that_stands_for_several_documents_is_replaced_in_all(world: World) -> None:
    lan = scored(world, "1.2", "45/50")
    lan.sends("trọn bộ.pdf")
    lan.presses("Một tệp có đủ các tài liệu này")
    lan.says("tai lieu 1.2")
    lan.presses("Thay tệp này")
    lan.sends("trọn bộ đã che.pdf")
    assert sorted(filed(world, "1.2")) == [("trọn bộ đã che.pdf", f"1.2.{key}") for key in "ab"]


def test_an_old_button_of_a_file_that_is_gone_says_so(world: World) -> None:
    lan = sent(world)
    lan.says("tai lieu 1.1")
    old = lan.button("Ghi số, ngày")
    lan.presses("Bỏ tệp này")
    lan.touches(old)
    lan.reads("Tệp này không còn ở tiêu chí 1.1")


def test_nothing_is_replaced_once_the_sheet_is_signed(complete: World) -> None:
    lan = joined(complete, "demo-vanphong")
    lan.says("tai lieu 1.1")
    old = lan.button("Thay tệp này")
    signs(complete)
    lan.touches(old)
    lan.reads("Phiếu đã khoá")


# -- the same content ----------------------------------------------------------------------------------------------------


def test_the_same_document_for_another_criterion_is_fine_and_told(on_web: World) -> None:
    lan = sent(on_web)
    lan.sends_files(paper(on_web, "kế hoạch.pdf"), caption="1.2")
    lan.reads("1.2: đã nhận “", "cũng đang dùng cho 1.1: một tài liệu dùng cho nhiều tiêu chí được")


def test_a_file_that_stands_there_already_is_not_filed_twice(world: World) -> None:
    lan = scored(world, "1.2", "45/50")
    lan.sends("báo cáo.pdf")
    lan.presses("Báo cáo CCHC năm")
    lan.sends("báo cáo.pdf")
    lan.reads("“báo cáo.pdf” đã có trong 1.2 (", "Tôi không ghi hai lần")
    assert len(filed(world, "1.2")) == 1


def test_another_commune_s_draft_is_never_betrayed_by_a_shared_file(on_web: World) -> None:
    sent(on_web)
    other = joined(on_web, "demo-vanphong-2")
    other.says("1.1 a")
    other.sends_files(paper(on_web, "kế hoạch.pdf"))
    assert "XA01" not in "".join(card.text for card in other.cards)
    assert "cũng" not in other.sees()


# -- without sending it again --------------------------------------------------------------------------------------------


def test_a_document_sent_before_is_used_for_another_criterion(world: World) -> None:
    lan = sent(world)
    lan.says("số 12/KH-UBND ngày 5/1/2025")
    lan.says("1.2 45/50")
    lan.presses("Dùng tài liệu đã gửi")
    lan.reads("Chọn tài liệu xã đã gửi để dùng cho 1.2")
    lan.presses("1.1 · kế hoạch.pdf (12/KH-UBND)")
    lan.reads("1.2: đã nhận “")
    assert [name for name, _ in filed(world, "1.2")] == ["kế hoạch.pdf"]
    assert said(world, "1.2") == [("12/KH-UBND", "2025-01-05", "", "")]


def test_a_document_asked_for_by_its_name_may_be_one_sent_before(world: World) -> None:
    lan = sent(world)
    lan.says("1.3 đủ")
    lan.says("báo cáo 6 tháng")
    lan.presses("Dùng tài liệu đã gửi")
    lan.reads("làm **Báo cáo 6 tháng**")
    lan.presses("kế hoạch.pdf")
    assert filed(world, "1.3") == [("kế hoạch.pdf", "1.3.b")]


def test_many_documents_are_offered_page_by_page_newest_first(on_web: World) -> None:
    lan = scored(on_web, "1.3", "đủ")
    for number in range(8):
        lan.sends(f"tệp {number}.pdf", caption="1.3")
    lan.says("1.2 45/50")
    lan.presses("Dùng tài liệu đã gửi")
    assert lan.choices()[0] == "1.3 · tệp 7.pdf"
    lan.presses("Xem thêm")
    lan.presses("tệp 0.pdf")
    assert [name for name, _ in filed(on_web, "1.2")] == ["tệp 0.pdf"]


def test_nothing_to_use_again_is_not_offered(on_web: World) -> None:
    lan = scored(on_web, "1.1", "a")
    assert "Dùng tài liệu đã gửi" not in lan.choices()


# -- citizens' papers ----------------------------------------------------------------------------------------------------


def test_a_paper_with_numbers_of_citizens_is_warned_of_and_covered(on_web: World) -> None:
    lan = sent(on_web, "thư.pdf", citizens=True)
    lan.reads("Tài liệu “thư.pdf” có vẻ chứa số định danh hoặc số điện thoại của người dân")
    assert on_web.leaf("1.1")["evidence"][0]["citizens_numbers"] is True
    lan.presses("Thay bằng bản đã che")
    lan.sends_files(paper(on_web, "thư đã che.pdf"))
    lan.reads("✔ Đã thay “thư.pdf” bằng “thư đã che.pdf”")
    assert on_web.leaf("1.1")["evidence"][0]["citizens_numbers"] is False


def test_a_paper_that_was_checked_is_kept_and_who_did_is_on_record(on_web: World) -> None:
    lan = sent(on_web, "thư.pdf", citizens=True)
    lan.presses("Giữ, đã kiểm tra")
    lan.reads("anh/chị đã kiểm tra “thư.pdf” và giữ nguyên", "**1.2 ")
    assert on_web.leaf("1.1")["evidence"][0]["citizens_numbers"] is False
    assert on_web.log("XA01/1.1")[-1] == "check_evidence"


# -- several files -------------------------------------------------------------------------------------------------------


def test_each_of_several_files_has_a_card_of_its_own(on_web: World) -> None:
    lan = scored(on_web, "1.3", "đủ")
    lan.sends("a.jpg", "b.jpg")
    lan.says("tai lieu 1.3")
    lan.presses("Tệp 2: b.jpg")
    lan.reads("**1.3** · b.jpg", "gửi lúc", "Chưa ghi số, ngày")
    lan.presses("Bỏ tệp này")
    assert [name for name, _ in filed(on_web, "1.3")] == ["a.jpg"]
    lan.says("tai lieu 1.3")
    lan.presses("Ghi số, ngày")
    lan.presses("Để sau")
    lan.reads("1.3 cần")


def test_pictures_are_shown_small_in_the_list(on_web: World) -> None:
    lan = scored(on_web, "1.1", "a")
    lan.sends_files(replace(on_web.announced(Sent("ảnh.jpg")), preview="0" * 64))
    lan.says("tai lieu 1.1")
    [shown] = lan.cards[-1].pictures
    assert (shown.name, shown.preview, shown.aside) == ("ảnh.jpg", "0" * 64, True)
