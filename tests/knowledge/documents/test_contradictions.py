"""What a file's name and its text say against what it is taken for."""

import pytest

from knowledge.documents.contradictions import Against, Wanted, against
from scoring.sheet.entry import Paper

OWN = "Xã An Bình (minh hoạ)"
NOTHING = Paper()
TABLE, REPORT, PLAN = "Bảng tổng hợp nhiệm vụ kèm sản phẩm", "Báo cáo CCHC năm", "Kế hoạch CCHC năm (có số, ngày ban hành)"


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("IMG_20240115_0831.jpg", REPORT),
        ("IMG_2024.jpg", REPORT),
        ("scan0001.pdf", TABLE),
        ("trọn bộ.pdf", REPORT),
        ("Báo cáo CCHC năm 2026.pdf", REPORT),
        ("Báo cáo UBND xã An Bình.pdf", REPORT),
        ("bao cao xa an binh 2026.docx", REPORT),
        ("Quyết định ban hành kế hoạch 2026.pdf", PLAN),
        ("KH 2026 ngày 30-12-2025.pdf", PLAN),
        ("BC 15-01-2027.pdf", REPORT),
        ("Báo cáo tổng hợp.xlsx", TABLE),
        ("Giấy mời.pdf", "Văn bản trả lời"),
        ("Giấy mời.pdf", ""),
        ("QĐ ban hành quy chế làm việc.pdf", "Quy chế làm việc của UBND xã"),
    ],
)
def test_nothing_speaks_against_a_plain_name(name: str, item: str) -> None:
    assert against(name, NOTHING, Wanted(OWN, 2026, item)) == Against()


@pytest.mark.parametrize(
    ("name", "item", "found"),
    [
        ("Báo cáo CCHC năm 2024.pdf", REPORT, Against(year="2024")),
        ("bao_cao_cchc_2025.docx", REPORT, Against(year="2025")),
        ("Báo cáo CCHC xã Bình Minh.pdf", REPORT, Against(unit="xã Bình Minh")),
        ("BÁO CÁO XÃ BÌNH MINH 2026.pdf", REPORT, Against(unit="xã BÌNH MINH")),
        ("Giấy mời họp.pdf", TABLE, Against(kind="Giấy mời")),
        ("hoa_don_tien_dien.pdf", TABLE, Against(kind="Hoá đơn")),
        ("Quyết định khen thưởng.pdf", REPORT, Against(kind="Quyết định")),
        ("bc 6 tháng.pdf", PLAN, Against(kind="Báo cáo")),
    ],
)
def test_a_name_speaks_against_it(name: str, item: str, found: Against) -> None:
    assert against(name, NOTHING, Wanted(OWN, 2026, item)) == found


@pytest.mark.parametrize(
    ("read", "item", "found"),
    [
        (Paper("12/BC-UBND", "2024-12-10", "Ủy ban nhân dân xã Bình Minh"), REPORT, Against("UBND xã Bình Minh", "2024")),
        (Paper("12/BC-UBND", "2026-12-10", "Ủy ban nhân dân xã An Bình"), REPORT, Against()),
        (Paper("12/KH-UBND", "2025-12-30", "UBND xã An Bình"), PLAN, Against()),
        (Paper("12/QĐ-UBND", "2026-02-01", "Ủy ban nhân dân huyện Minh Hoạ"), PLAN, Against()),
        (Paper("12/TB-UBND", "2026-02-01", ""), REPORT, Against(kind="Thông báo")),
        (Paper("12/BC-UBND", "2027-01-15", ""), REPORT, Against()),
        (Paper("12/BC-UBND", "2025-01-06", ""), REPORT, Against(year="2025")),
    ],
)
def test_a_text_speaks_against_it(read: Paper, item: str, found: Against) -> None:
    assert against("scan.pdf", read, Wanted(OWN, 2026, item)) == found
