"""Excel: lettered parts, codes as dates, options beside their points, groups of columns, shares, sums as formulas."""

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from tests.knowledge.annex.invented.making import (
    Annex,
    band,
    bands,
    book,
    choice,
    deduction,
    extra,
    judged,
    leaf,
    not_applicable,
    not_arisen,
    per_item,
    rate,
    share,
    survey,
)

# --- Options beside their points in two columns of their own; name, code and maximum merged down.
_BESIDE = [
    ["UBND TỈNH NAM SƠN"],
    ["BỘ TIÊU CHÍ CHẤM ĐIỂM CCHC CẤP XÃ NĂM 2026"],
    [],
    ["TT", "Nội dung tiêu chí", "Điểm chuẩn", "Diễn giải cách chấm", "Mức điểm", "Minh chứng"],
    ["I", "CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH", 5, None, None, None],
    ["1", "Ban hành kế hoạch tuyên truyền CCHC", 1.5, "Ban hành đúng hạn", 1.5, "Kế hoạch tuyên truyền"],
    [None, None, None, "Ban hành chậm", 0.75, None],
    [None, None, None, "Không ban hành", 0, None],
    ["2", "Tỷ lệ nhiệm vụ hoàn thành đúng hạn", 2, "Từ 95% trở lên", 2, "Báo cáo kết quả"],
    [None, None, None, "Từ 80% đến dưới 95%", 1, None],
    [None, None, None, "Dưới 80%", 0, None],
    ["3", "Tổ chức đối thoại với người dân", 1.5, "Có tổ chức", 1.5, "Biên bản đối thoại"],
    [None, None, None, "Không tổ chức", 0, None],
    ["II", "THỦ TỤC HÀNH CHÍNH", 4, None, None, None],
    ["1", "Tỷ lệ hồ sơ quá hạn được xin lỗi", 2, "100% hồ sơ", 2, "Thư xin lỗi"],
    [None, None, None, "Từ 50% đến dưới 100% hồ sơ", 1, None],
    [None, None, None, "Dưới 50% hồ sơ", 0, None],
    ["2", "Số thủ tục được rà soát, kiến nghị đơn giản hóa", 2, "Mỗi thủ tục được 0,5 điểm, tối đa 2 điểm", None, "Báo cáo rà soát"],
    [None, "Tổng số điểm", 9, None, None, None],
]  # fmt: skip


def _merge_beside(sheet: Worksheet) -> None:
    for first, last in ((6, 8), (9, 11), (12, 13), (15, 17)):
        for column in "ABCF":
            sheet.merge_cells(f"{column}{first}:{column}{last}")


BESIDE = Annex(
    "bo tieu chi Nam Son.xlsx",
    book(("Bộ tiêu chí", _BESIDE, _merge_beside)),
    (
        leaf("1.1", "Ban hành kế hoạch tuyên truyền CCHC", 1.5, choice("R2", 1.5, 0.75, 0), evidence=["Kế hoạch tuyên truyền"]),
        leaf("1.2", "Tỷ lệ nhiệm vụ hoàn thành đúng hạn", 2, bands(band(95, None, 2), band(80, 95, 1), band(None, 80, 0)), evidence=["Báo cáo kết quả"]),
        leaf("1.3", "Tổ chức đối thoại với người dân", 1.5, choice("R1", 1.5, 0), evidence=["Biên bản đối thoại"]),
        leaf("2.1", "Tỷ lệ hồ sơ quá hạn được xin lỗi", 2, bands(band(100, 100, 2, "[]"), band(50, 100, 1), band(None, 50, 0)), evidence=["Thư xin lỗi"]),
        leaf("2.2", "Số thủ tục được rà soát, kiến nghị đơn giản hóa", 2, per_item(0.5, 2), evidence=["Báo cáo rà soát"]),
    ),
)  # fmt: skip

# --- Codes that Excel made dates of, a numeric 2.1, and maxima as formulas without results.
_DATES = [
    ["STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Hồ sơ, tài liệu kiểm chứng"],
    [1, "Cải cách thể chế", "=C3+C4", None, None],
    [date(2026, 1, 1), "Công bố thủ tục hành chính kịp thời", 2, "Công bố kịp thời: Điểm tối đa\nKhông kịp thời: 0 điểm", "Quyết định công bố"],
    [date(2026, 2, 1), "Rà soát văn bản hằng năm", 1, "Có báo cáo rà soát: 1đ\nKhông có: 0đ", "Báo cáo rà soát"],
    [2, "Cải cách công vụ", "=SUM(C6:C8)", None, None],
    [2.1, "Tỷ lệ cán bộ được bồi dưỡng", 3, "Điểm = Tỷ lệ % x 3/100. Dưới 70% không có điểm", "Chứng chỉ"],
    [2.2, "Cán bộ bị kỷ luật", 2, "Không có cán bộ bị kỷ luật: 2 điểm; mỗi trường hợp bị kỷ luật trừ 0,5 điểm", "Báo cáo (nếu có)"],
    [2.3, "Mức độ chuyên nghiệp của công chức", 5, "Xác định qua điều tra xã hội học", None],
    [None, "Tổng điểm", "=C2+C5", None, None],
]  # fmt: skip


def _format_dates(sheet: Worksheet) -> None:
    for place in ("A3", "A4"):
        sheet[place].number_format = "d-mmm"


DATES = Annex(
    "tieu chi bi doi thanh ngay.xlsx",
    book(("Sheet1", _DATES, _format_dates)),
    (
        leaf("1.1", "Công bố thủ tục hành chính kịp thời", 2, choice("R1", 2, 0), evidence=["Quyết định công bố"]),
        leaf("1.2", "Rà soát văn bản hằng năm", 1, choice("R1", 1, 0), evidence=["Báo cáo rà soát"]),
        leaf("2.1", "Tỷ lệ cán bộ được bồi dưỡng", 3, rate(3, 70), evidence=["Chứng chỉ"]),
        leaf("2.2", "Cán bộ bị kỷ luật", 2, deduction(2, 0.5), evidence=["Báo cáo (nếu có)"]),
        leaf("2.3", "Mức độ chuyên nghiệp của công chức", 5, survey(5), "survey"),
    ),
)  # fmt: skip

# --- The columns of seed-like sheets: a mark in the survey's column, results of last year, a hidden draft, a guide.
_MARKS = [
    ["PHỤ LỤC II"],
    ["KHUNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP XÃ"],
    ["STT", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Phương thức đánh giá", None, None, "Cách chấm điểm", "TLKC"],
    [None, None, None, "Tự đánh giá", "Điều tra XHH", "Thẩm định", None, None],
    ["A", "CHỈ ĐẠO ĐIỀU HÀNH", 6, None, None, None, None, None],
    ["A.1", None, None, None, None, None, None, None],
    ["1", "Mức độ hoàn thành nhiệm vụ được giao", 3, "x", None, "x", "≥ 95%: 3 điểm\n≥ 80% và < 95%: 1,5 điểm\n< 80%: 0 điểm", "Báo cáo năm"],
    ["2", "Sự chỉ đạo của lãnh đạo UBND xã", 3, None, "x", None, "Theo kết quả khảo sát ý kiến", None],
    ["B", "XÂY DỰNG CHÍNH QUYỀN SỐ", 5, None, None, None, None, None],
    ["1", "Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng", 2, "x", None, "x", "Tỷ lệ x 2/100", "Số liệu phần mềm"],
    ["2", "Duy trì hệ thống ISO", 2, "x", None, "x", "Tốt: 100% số điểm; Khá: 75% số điểm; Trung bình: 50% số điểm; Yếu: 0 điểm", "Hồ sơ ISO"],
    ["3", "Bố trí kinh phí chuyển đổi số", 1, "x", None, "x", "Có bố trí kinh phí: 1 điểm; không bố trí: 0 điểm", "Quyết định"],
    [None, "TỔNG CỘNG (A+B)", 11, None, None, None, None, None],
    [None, "Ghi chú: dấu x là nguồn đánh giá", None, None, None, None, None, None],
    [1, "Chỉ nhập vào ô trống", None, None, None, None, None, None],
]  # fmt: skip
_GUIDE = [
    ["STT", "Tiêu chí", "Điểm tối đa"],
    ["9.9", "Tiêu chí ví dụ, không có thật", 5],
]


def _merge_marks(sheet: Worksheet) -> None:
    sheet.merge_cells("D3:F3")
    for column in "ABCGH":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.delete_rows(6)


MARKS = Annex(
    "khung chi so co dau x.xlsx",
    book(("Hướng dẫn", _GUIDE, None), ("Khung", _MARKS, _merge_marks)),
    (
        leaf("1.1", "Mức độ hoàn thành nhiệm vụ được giao", 3, bands(band(95, None, 3), band(80, 95, 1.5), band(None, 80, 0)), evidence=["Báo cáo năm"]),
        leaf("1.2", "Sự chỉ đạo của lãnh đạo UBND xã", 3, survey(3), "survey"),
        leaf("2.1", "Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng", 2, rate(2), "system", ["Số liệu phần mềm"]),
        leaf("2.2", "Duy trì hệ thống ISO", 2, share(2, 100, 75, 50, 0), evidence=["Hồ sơ ISO"]),
        leaf("2.3", "Bố trí kinh phí chuyển đổi số", 1, choice("R1", 1, 0), evidence=["Quyết định"]),
    ),
)  # fmt: skip

# --- One column for names with their codes, points in brackets for the parts, every field on its own sheet.
_FIRST = [
    ["Tiêu chí, tiêu chí thành phần", "Thang điểm", "Quy định chấm điểm", "Nguồn"],
    ["Lĩnh vực 1. Thể chế (4 điểm)", None, None, None],
    ["1.1. Theo dõi thi hành pháp luật (4 điểm)", None, None, None],
    ["1.1.1. Ban hành kế hoạch theo dõi", 1, "Đúng thời hạn: 1; Sau thời hạn: 0,5; Không ban hành: 0", "Tự chấm"],
    ["1.1.2. Xử lý kết quả theo dõi", 3, "Cứ mỗi vấn đề chưa xử lý trừ 0,5 điểm, trừ tối đa 3 điểm", "Tự chấm"],
]
_SECOND = [
    ["Tiêu chí, tiêu chí thành phần", "Thang điểm", "Quy định chấm điểm", "Nguồn"],
    ["Lĩnh vực 2. Tài chính công (6 điểm)", None, None, None],
    ["2.1. Giải ngân", 6, None, None],
    ["2.1.1. Tỷ lệ giải ngân vốn đầu tư công", 4, "(Tỷ lệ % giải ngân x 4)/100. Nếu dưới 60% thì 0 điểm.\nKhông được giao vốn thì không đánh giá, quy đổi theo tổng điểm còn lại", "Kho bạc"],
    ["2.1.2. Công khai ngân sách", 2, "Hội đồng chấm từ 0 đến 2 điểm", "Hội đồng thẩm định"],
]  # fmt: skip

SPLIT = Annex(
    "moi linh vuc mot trang.xlsx",
    book(("LV1", _FIRST, None), ("LV2", _SECOND, None)),
    (
        leaf("1.1.1", "Ban hành kế hoạch theo dõi", 1, choice("R2", 1, 0.5, 0)),
        leaf("1.1.2", "Xử lý kết quả theo dõi", 3, deduction(3, 0.5)),
        leaf("2.1.1", "Tỷ lệ giải ngân vốn đầu tư công", 4, not_applicable(rate(4, 60))),
        leaf("2.1.2", "Công khai ngân sách", 2, judged(2), "appraiser"),
    ),
)

# --- A sheet exported by a system: codes as text, points as text with a comma, bonus and penalty below, 10 leaves in one field.
_EXPORT = [
    ["BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"],
    ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Ghi chú của đơn vị", "Căn cứ tính điểm", "Tài liệu kiểm chứng"],
    ["1", "Công tác điều hành", "5,5", "", "", "", "", ""],
    *[[f"1.{number}", f"Báo cáo tháng {number}", "0,5", "", "", "", "Gửi đúng hạn: 0,5\nGửi chậm: 0,25\nKhông gửi: 0", ""] for number in range(1, 10)],
    [1.1, "Báo cáo tổng kết", "0,5", "", "", "", "Đạt yêu cầu: 0,5 điểm\nKhông đạt yêu cầu: 0 điểm", "Báo cáo tổng kết; Công văn gửi (nếu có)"],
    ["1.11", "Báo cáo đột xuất", "0,5", "", "", "", "Đạt: 0,5\nKhông đạt: 0\nTrong năm không phát sinh thì được tính 0,5 điểm", ""],
    ["", "Tổng cộng", "5,5", "", "", "", "", ""],
    ["", "Điểm thưởng", "", "", "", "", "", ""],
    ["", "Mô hình hay, cách làm mới", "2", "", "", "", "Mỗi mô hình cộng 1 điểm, tối đa 2 điểm", ""],
    ["", "Điểm phạt", "", "", "", "", "", ""],
    ["", "Báo cáo sai số liệu", "1", "", "", "", "Mỗi lần trừ 0,5 điểm, tối đa 1 điểm", ""],
]  # fmt: skip
EXPORT = Annex(
    "xuat tu phan mem.xlsx",
    book(("Sheet", _EXPORT, None)),
    (
        *(leaf(f"1.{number}", f"Báo cáo tháng {number}", 0.5, choice("R2", 0.5, 0.25, 0)) for number in range(1, 10)),
        leaf("1.10", "Báo cáo tổng kết", 0.5, choice("R1", 0.5, 0), evidence=["Báo cáo tổng kết", "Công văn gửi (nếu có)"]),
        leaf("1.11", "Báo cáo đột xuất", 0.5, not_arisen(choice("R1", 0.5, 0), 0.5)),
    ),
    (extra("Mô hình hay, cách làm mới", 1, 1, 2), extra("Báo cáo sai số liệu", -1, 0.5, 1)),
)  # fmt: skip

# --- A column "Mã" behind the names, a hidden column with the old maxima, a missing code, lettered options in rows.
_OLD = [
    ["Nội dung đánh giá", "Mã số", "Điểm cũ", "Điểm tối đa", "Tài liệu minh chứng"],
    ["CẢI CÁCH TỔ CHỨC BỘ MÁY", "4", 9, 6, None],
    ["Sắp xếp, kiện toàn bộ máy", "4.1", 9, 4, None],
    ["Ban hành quy chế làm việc", "4.1.1", 5, 2, "Quy chế làm việc"],
    ["a) Ban hành đầy đủ", None, None, 2, None],
    ["b) Ban hành chưa đầy đủ", None, None, 1, None],
    ["c) Không ban hành", None, None, 0, None],
    ["Thực hiện đúng biên chế được giao", None, 4, 2, "Quyết định giao biên chế"],
    ["a) Không vượt biên chế", None, None, 2, None],
    ["b) Vượt biên chế", None, None, 0, None],
    ["Phân cấp, ủy quyền", "4.2", 9, 2, None],
    ["Kiểm tra việc phân cấp", "4.2.1", 9, 2, "Báo cáo kiểm tra"],
    ["a) Có kiểm tra", None, None, 2, None],
    ["b) Không kiểm tra", None, None, 0, None],
]


def _hide_old(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


HIDDEN = Annex(
    "ma o cot hai, an cot cu.xlsx",
    book(("Biểu 1", _OLD, _hide_old)),
    (
        leaf("4.1.1", "Ban hành quy chế làm việc", 2, choice("R2", 2, 1, 0), evidence=["Quy chế làm việc"]),
        leaf("4.1.2", "Thực hiện đúng biên chế được giao", 2, choice("R1", 2, 0), evidence=["Quyết định giao biên chế"]),
        leaf("4.2.1", "Kiểm tra việc phân cấp", 2, choice("R1", 2, 0), evidence=["Báo cáo kiểm tra"]),
    ),
)

ALL = (BESIDE, DATES, MARKS, SPLIT, EXPORT, HIDDEN)
