"""The papers of a sheet: the report with its difficulties, the dossier, and the scan of the signed paper."""

from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from docx import Document

from bot.db.tables import rounds
from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from scoring.rounds.round import RoundState
from tests.doorway import VIETNAM
from tests.stories.submission.test_submission import sent
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World


def taken(world: World, member: Member, folder: Path) -> list[str]:
    """Every line of the Word paper on the newest card, tables included."""
    attachment = member.cards[-1].attachment
    assert attachment is not None
    made = Exports(world.store, EvidenceStore(folder), VIETNAM).make(attachment)
    assert made.name.endswith(".docx")
    paper = Document(BytesIO(made.content))
    cells = [line.text for table in paper.tables for row in table.rows for cell in row.cells for line in cell.paragraphs]
    return [*(line.text for line in paper.paragraphs), *cells]


def compels(world: World) -> None:
    """The round makes the signed scan compulsory."""
    with world.engine.begin() as connection:
        opened = rounds.c.state == RoundState.OPEN.value
        settings = connection.scalar(sa.select(rounds.c.settings).where(opened))
        assert settings is not None
        changed = {**settings, "signed_scan_required": True}
        connection.execute(sa.update(rounds).where(opened).values(settings=changed))


def scans(world: World) -> list[tuple[str, bool]]:
    return [(page["name"], page["current"]) for page in world.sheet()["signed_scan"]]


# -- the report --------------------------------------------------------------------------------------------------------


def test_the_coordinator_takes_the_report_with_the_difficulties_she_has_written(complete: World, tmp_path: Path) -> None:
    lan = joined(complete, "demo-vanphong")
    lan.says("hồ sơ")
    lan.reads("Giấy tờ của Xã An Bình", "Khó khăn, kiến nghị: chưa ghi", "Bản scan đã ký: chưa có")
    lan.presses("Ghi khó khăn, kiến nghị")
    lan.says("Máy quét hỏng từ tháng 6.")
    lan.says("Đề nghị cấp máy mới.")
    lan.presses("Xong")
    lan.presses("Báo cáo tự đánh giá")
    lan.reads("dự thảo")
    lines = taken(complete, lan, tmp_path)
    assert {"Máy quét hỏng từ tháng 6.", "Đề nghị cấp máy mới.", "TM. UỶ BAN NHÂN DÂN", "Ông Bình (minh hoạ)"} <= set(lines)
    assert any("DỰ THẢO" in line for line in lines)
    assert any("bộ tiêu chí mẫu" in line for line in lines)
    assert {"1.190/1.240", "7.5", "không tự chấm"} <= set(lines)


def test_what_was_written_can_be_taken_back_before_it_is_sent(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("/hoso")
    lan.presses("Ghi khó khăn")
    lan.says("Viết nhầm")
    lan.reads("“Viết nhầm”")
    lan.presses("Xoá, viết lại")
    lan.reads("Anh/chị viết khó khăn")
    assert world.sheet()["difficulties"] is None
    assert world.log("XA01") == ["difficulties", "difficulties"]


def test_an_explanation_in_place_of_a_document_stands_in_the_report(world: World, tmp_path: Path) -> None:
    lan = joined(world, "demo-vanphong")
    lan.says("1.1 a")
    lan.presses("giải trình")
    lan.says("Kế hoạch đang chờ đóng dấu, sẽ bổ sung ngày 25/11.")
    lan.presses("Xong")
    lan.says("/hoso")
    lan.presses("Báo cáo tự đánh giá")
    assert "Kế hoạch đang chờ đóng dấu, sẽ bổ sung ngày 25/11." in taken(world, lan, tmp_path)


def test_an_official_takes_papers_but_files_none(complete: World) -> None:
    tuan = joined(complete, "demo-tuphap")
    tuan.says("/hoso")
    assert tuan.choices() == ["Báo cáo tự đánh giá (.docx)", "Bảng chấm điểm (.xlsx)", "Cả hồ sơ (.zip)"]
    for door in ("scan", "difficulties"):
        tuan.forges(door)
        tuan.reads("Việc này không thuộc vai trò của anh/chị (công chức chấm điểm)")


def test_the_standing_body_chooses_among_the_communes_that_have_submitted(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.says("/hoso")
    son.reads("Giấy tờ của xã nào?", "/hoso XA03")
    assert [label[:4] for label in son.choices()] == ["XA03", "XA04", "XA05", "XA06"]
    son.presses("XA04")
    son.reads("Giấy tờ của Xã Đông Hà")
    son.says("/hoso xa03")
    son.reads("Giấy tờ của Xã Cẩm Sơn")
    son.says("/hoso XA01")
    son.reads("chưa nộp phiếu")


def test_an_appraiser_is_told_that_papers_are_not_his(world: World) -> None:
    mai = joined(world, "demo-thamdinh")
    mai.says("/hoso")
    mai.reads("Việc này không thuộc vai trò của anh/chị (người thẩm định)")


# -- the signed paper --------------------------------------------------------------------------------------------------


def test_the_signed_paper_is_filed_page_by_page_after_signing(signed: World) -> None:
    lan = joined(signed, "demo-vanphong")
    lan.says("/hoso")
    lan.presses("Gửi bản scan đã ký")
    lan.sends("trang 1.jpg")
    lan.sends("trang 2.jpg")
    lan.reads("Đã nhận tệp 2", "Đã có 2 tệp")
    lan.presses("Xong")
    lan.reads("Bản ký đã được lưu cùng phiếu")
    assert scans(signed) == [("trang 1.jpg", True), ("trang 2.jpg", True)]
    lan.says("/hoso")
    lan.presses("Xem bản ký")
    assert [picture.name for picture in lan.cards[-1].pictures] == ["trang 1.jpg", "trang 2.jpg"]


def test_a_page_sent_twice_is_one_page_and_a_wrong_paper_is_replaced_not_deleted(signed: World) -> None:
    lan = joined(signed, "demo-vanphong")
    lan.forges("scan")
    lan.sends("nhầm.jpg")
    lan.sends("nhầm.jpg")
    assert scans(signed) == [("nhầm.jpg", True)]
    lan.presses("Bỏ, gửi lại từ đầu")
    lan.sends("đúng.jpg")
    lan.presses("Xong")
    assert scans(signed) == [("nhầm.jpg", False), ("đúng.jpg", True)]
    assert signed.log("XA01")[-3:] == ["file_scan", "replace_scan", "file_scan"]


def test_a_draft_takes_no_signed_paper(world: World) -> None:
    lan = joined(world, "demo-vanphong")
    lan.forges("scan")
    lan.reads("Bản ký chỉ nhận từ khi phiếu được trình ký đến trước khi thẩm định. Hiện phiếu đang tự chấm.")
    assert scans(world) == []


def test_where_it_is_compulsory_the_leader_signs_only_with_the_signed_paper(complete: World) -> None:
    compels(complete)
    _, chairman = sent(complete)
    chairman.presses("Ký gửi")
    chairman.reads("phải có bản scan đã ký")
    assert complete.sheet()["state"] == "internal_review"
    chairman.presses("Gửi bản scan đã ký")
    chairman.sends("bản ký.jpg")
    chairman.presses("Xong")
    chairman.presses("Ký gửi")
    assert complete.sheet()["state"] == "submitted"


def test_a_returned_sheet_has_to_be_signed_anew(complete: World) -> None:
    compels(complete)
    lan, chairman = sent(complete)
    chairman.forges("scan")
    chairman.sends("bản ký cũ.jpg")
    chairman.presses("Xong")
    chairman.presses("Trả lại kèm lý do")
    chairman.says("Xem lại số liệu 1.2")
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")
    chairman.says("/nop")
    chairman.presses("Ký gửi")
    chairman.reads("phải có bản scan đã ký")
    assert scans(complete) == [("bản ký cũ.jpg", False)]


# -- the reviewing side ------------------------------------------------------------------------------------------------


def test_the_standing_body_takes_the_dossier_of_a_submitted_sheet(world: World) -> None:
    son = joined(world, "demo-noivu")
    son.says("/thamdinh XA03")
    son.presses("Báo cáo, hồ sơ")
    son.reads("Giấy tờ của Xã Cẩm Sơn")
    son.presses("Cả hồ sơ")
    attachment = son.cards[-1].attachment
    assert attachment is not None
    assert (attachment.what, attachment.unit, attachment.name) == ("dossier", "XA03", "ho-so-XA03-2026.zip")


@pytest.mark.parametrize("door", ["papers", "report", "download", "dossier", "signed"])
def test_nobody_outside_takes_the_papers_of_a_draft_or_of_more_than_his_fields(world: World, door: str) -> None:
    son, mai, thu = (joined(world, code) for code in ("demo-noivu", "demo-thamdinh", "demo-vanphong-2"))
    for member, unit, answer in (
        (son, "XA01", "chưa nộp phiếu"),
        (mai, "XA03", "Việc này không thuộc vai trò của anh/chị (người thẩm định)"),
        (thu, "XA03", "chỉ xem được phiếu của đơn vị mình"),
    ):
        member.forges(f"{door}:{unit}")
        member.reads(answer)
        assert member.cards[-1].attachment is None
