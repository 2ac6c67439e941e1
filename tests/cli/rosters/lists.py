"""Lists of units and people as offices make them, written with the programs' own libraries."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

UNITS_CSV = """Mã đơn vị;Tên đơn vị;Loại;Đơn vị cấp trên;Khối
STP;Thành phố Minh Hoạ;thành phố;;
SNV;Sở Nội vụ Minh Hoạ;sở;STP;
P01;Phường Đông Kinh;phường;STP;
X01;Xã An Bình;xã;STP;Khối xã
X02;Xã Bình Minh;;Thành phố Minh Hoạ;Khối xã
"""


def workbook(path: Path, rows: Sequence[Sequence[object]], *merged: str) -> Path:
    """A workbook with one page; ``merged`` are ranges such as "A1:F1"."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Danh sách"
    for row in rows:
        page.append(list(row))
    for one in merged:
        page.merge_cells(one)
    book.save(path)
    return path


#: A real list: the office and the motto above, a title, merged cells, a row that numbers the columns, blanks, a footing.
PEOPLE = [
    ["UBND THÀNH PHỐ MINH HOẠ", None, None, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", None, None, None],
    ["DANH SÁCH CÁN BỘ, CÔNG CHỨC THỰC HIỆN CHẤM ĐIỂM CCHC", None, None, None, None, None, None],
    [],
    ["STT", "Họ và tên", "Chức vụ", "Đơn vị\ncông tác", "Nhiệm vụ", "Lĩnh vực phụ trách", "Số điện thoại"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    [1, "Nguyễn Văn Bình", "Chủ tịch UBND", "UBND xã An Bình", "Chủ tịch", None, "0912345678"],
    [2, "Trần Thị Lan", "Văn phòng - Thống kê", None, "Cán bộ đầu mối", "1,4, 5", "0912345679"],
    [3, "Lê Anh Tuấn", "Tư pháp - Hộ tịch", None, "Công chức tự chấm", "Lĩnh vực II và III", None],
    [],
    [4, "Phạm Thu Hà", "Chuyên viên", "SNV", "Chuyên viên thẩm định", "2; 3; 7.5", None],
    [5, "Đỗ Minh Sơn", "Trưởng phòng", "SNV", "Cơ quan thường trực", "tất cả", None],
    ["Tổng cộng: 5 người", None, None, None, None, None, None],
]


def people_file(path: Path, rows: Sequence[Sequence[object]] = PEOPLE) -> Path:
    return workbook(path, rows, "A1:C1", "A2:G2", "D6:D8")
