"""Word: no column for codes, points in the name, options below the name, headings between tables, tables that go on."""

from tests.knowledge.annex.invented.making import (
    Annex,
    band,
    bands,
    choice,
    deduction,
    extra,
    leaf,
    not_applicable,
    not_arisen,
    paper,
    per_item,
    rate,
    share,
    survey,
)

# --- The classic sheet: the options stand below the name in the same cell, their points below the maximum.
_BELOW = [
    ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Ghi chú"],
    ["1", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CCHC", "4", ""],
    ["1.1", "Kế hoạch CCHC năm", "4", ""],
    ["1.1.1", "Ban hành kế hoạch CCHC năm\n- Ban hành kịp thời\n- Ban hành không kịp thời\n- Không ban hành", "1\n1\n0,5\n0", ""],
    ["1.1.2", "Mức độ thực hiện kế hoạch CCHC\n- Thực hiện trên 90% kế hoạch: 2\n- Thực hiện từ 70% - 90% kế hoạch: 1\n- Dưới 70% kế hoạch: 0", "2", ""],
    ["1.1.3", "Chất lượng điều hành của lãnh đạo xã", "1", "ĐTXHH"],
]  # fmt: skip
BELOW = Annex(
    "bang co dien.docx",
    paper("UBND HUYỆN A", "BẢNG TIÊU CHÍ CHẤM ĐIỂM CHỈ SỐ CCHC", _BELOW, "Nơi nhận: như trên."),
    (
        leaf("1.1.1", "Ban hành kế hoạch CCHC năm", 1, choice("R2", 1, 0.5, 0)),
        leaf("1.1.2", "Mức độ thực hiện kế hoạch CCHC", 2, bands(band(90, None, 2, "()"), band(70, 90, 1, "[]"), band(None, 70, 0))),
        leaf("1.1.3", "Chất lượng điều hành của lãnh đạo xã", 1, survey(1), "survey"),
    ),
)  # fmt: skip

# --- A table for each field, its heading a line of text before the table.
_HEAD = ["TT", "Tiêu chí", "Điểm", "Cách đánh giá", "Minh chứng"]
HEADINGS = Annex(
    "moi linh vuc mot bang.docx",
    paper(
        "BỘ CHỈ SỐ CCHC CẤP XÃ NĂM 2026",
        "I. CHỈ ĐẠO, ĐIỀU HÀNH (3 điểm)",
        [
            _HEAD,
            ["1", "Tổ chức giao ban CCHC hằng quý", "1", "Đủ 4 cuộc: 1 điểm\nThiếu từ 1 cuộc trở lên: 0 điểm", "Thông báo kết luận"],
            ["2", "Sáng kiến CCHC", "2", "Mỗi sáng kiến được công nhận: 1 điểm, tối đa không quá 2 điểm", "Quyết định công nhận"],
        ],
        "II. THỦ TỤC HÀNH CHÍNH (5 điểm)",
        [
            _HEAD,
            ["1", "Tỷ lệ hồ sơ đúng hạn", "3", "Tỷ lệ % hồ sơ đúng hạn x 3/100; nếu dưới 90% thì 0 điểm", "Báo cáo trích xuất từ hệ thống một cửa"],
            ["2", "Xử lý phản ánh, kiến nghị", "2", "Xử lý 100%: 2 điểm\nTừ 80% đến dưới 100%: 1 điểm\nDưới 80%: 0 điểm\nKhông phát sinh phản ánh: 2 điểm", "Sổ theo dõi"],
        ],
    ),
    (
        leaf("1.1", "Tổ chức giao ban CCHC hằng quý", 1, choice("R1", 1, 0), evidence=["Thông báo kết luận"]),
        leaf("1.2", "Sáng kiến CCHC", 2, per_item(1, 2), evidence=["Quyết định công nhận"]),
        leaf("2.1", "Tỷ lệ hồ sơ đúng hạn", 3, rate(3, 90), "system", ["Báo cáo trích xuất từ hệ thống một cửa"]),
        leaf("2.2", "Xử lý phản ánh, kiến nghị", 2, not_arisen(bands(band(100, 100, 2, "[]"), band(80, 100, 1), band(None, 80, 0)), 2), evidence=["Sổ theo dõi"]),
    ),
)  # fmt: skip

# --- No column for codes: they begin the names; a second table goes on without a header.
_CODES = [
    ["Nội dung tiêu chí", "Điểm tối đa", "Thang điểm chi tiết", "Cơ quan thẩm định"],
    ["1. Cải cách thể chế", "3 điểm", "", ""],
    ["1.1. Tham gia góp ý văn bản", "1 điểm", "+ Tham gia đầy đủ: Điểm tối đa\n+ Tham gia một phần: 50% số điểm\n+ Không tham gia: 0 điểm", "Sở Tư pháp"],
    ["1.2. Tỷ lệ văn bản được rà soát", "2 điểm", "+ 100%: 2 điểm\n+ Đạt từ 70% trở lên đến dưới 100%: 1 điểm\n+ Dưới 70%: 0 điểm", "Sở Tư pháp"],
]  # fmt: skip
_GOES_ON = [
    ["2. Cải cách tài chính công", "4 điểm", "", ""],
    ["2.1. Thu ngân sách", "2 điểm", "+ Đạt 100% dự toán trở lên: 2 điểm\n+ Từ 90% đến dưới 100%: 1 điểm\n+ Dưới 90%: 0 điểm", "Sở Tài chính"],
    ["2.2. Kiến nghị kiểm toán", "2 điểm", "+ Thực hiện đầy đủ: 2 điểm\n+ Chưa đầy đủ: 1 điểm\n+ Không thực hiện: 0 điểm\n+ Không có kiến nghị kiểm toán: không đánh giá, quy đổi theo tổng điểm còn lại", "Sở Tài chính"],
]  # fmt: skip
NAMES = Annex(
    "ma trong ten.docx",
    paper("PHỤ LỤC", _CODES, "", _GOES_ON),
    (
        leaf("1.1", "Tham gia góp ý văn bản", 1, share(1, 100, 50, 0)),
        leaf("1.2", "Tỷ lệ văn bản được rà soát", 2, bands(band(100, 100, 2, "[]"), band(70, 100, 1), band(None, 70, 0))),
        leaf("2.1", "Thu ngân sách", 2, bands(band(100, None, 2), band(90, 100, 1), band(None, 90, 0))),
        leaf("2.2", "Kiến nghị kiểm toán", 2, not_applicable(choice("R2", 2, 1, 0))),
    ),
)

# --- Roman fields, full numbers inside, sub-totals, a bonus part with a code of its own inside the table.
_ROMAN = [
    ["Số TT", "Tiêu chí", "Số điểm", "Phương pháp tính", "Tài liệu"],
    ["I.", "CẢI CÁCH CÔNG VỤ", "6", "", ""],
    ["1.1.", "Đào tạo, bồi dưỡng", "3", "", ""],
    ["1.1.1.", "Tỷ lệ cán bộ qua bồi dưỡng", "3", "Trên 90%: 3 điểm; từ 70% đến 90%: 2 điểm; từ 50% đến dưới 70%: 1 điểm; dưới 50%: 0 điểm", "Danh sách"],
    ["1.2.", "Kỷ luật", "3", "", ""],
    ["1.2.1.", "Chấp hành giờ làm việc", "3", "Điểm tối đa 3; mỗi lượt vi phạm trừ 0,25 điểm, không trừ quá số điểm tối đa", "Biên bản"],
    ["", "Cộng lĩnh vực I", "6", "", ""],
    ["II.", "TÁC ĐỘNG CỦA CCHC", "4", "", ""],
    ["2.1.", "Sự hài lòng của người dân", "4", "Chỉ số hài lòng (SIPAS) x 4/100", "Kết quả công bố"],
    ["", "Cộng lĩnh vực II", "4", "", ""],
    ["", "TỔNG CỘNG", "10", "", ""],
    ["III.", "ĐIỂM THƯỞNG", "", "", ""],
    ["3.1.", "Được Trung ương khen thưởng", "1", "Mỗi bằng khen được cộng 0,5 điểm; tối đa 1 điểm", "Bằng khen"],
    ["IV.", "ĐIỂM TRỪ", "", "", ""],
    ["4.1.", "Chậm nộp báo cáo", "2", "Mỗi báo cáo nộp chậm trừ 0,5 điểm, tối đa 2 điểm", ""],
]  # fmt: skip
ROMAN = Annex(
    "so la ma, ma day du.docx",
    paper("BỘ TIÊU CHÍ CHẤM ĐIỂM CÔNG TÁC CCHC", _ROMAN),
    (
        leaf("1.1.1", "Tỷ lệ cán bộ qua bồi dưỡng", 3, bands(band(90, None, 3, "()"), band(70, 90, 2, "[]"), band(50, 70, 1), band(None, 50, 0)), evidence=["Danh sách"]),
        leaf("1.2.1", "Chấp hành giờ làm việc", 3, deduction(3, 0.25), evidence=["Biên bản"]),
        leaf("2.1", "Sự hài lòng của người dân", 4, {"kind": "R13", "formula": "index*4/100"}, "survey", ["Kết quả công bố"]),
    ),
    (extra("Được Trung ương khen thưởng", 1, 0.5, 1), extra("Chậm nộp báo cáo", -1, 0.5, 2)),
)  # fmt: skip

# --- Fields and criteria in columns of their own, said again on every row; formulas in words.
_AGAIN = [
    ["Lĩnh vực", "Tiêu chí", "Tiêu chí thành phần", "Điểm tối đa", "Hướng dẫn chấm điểm", "Hình thức"],
    ["1. Chính quyền số", "1.1. Ký số", "1.1.1. Tỷ lệ văn bản ký số", "2", "Tỷ lệ % = (Số văn bản ký số / Tổng số văn bản đi) x 100\nĐiểm = Tỷ lệ % x 2/100", "Số liệu hệ thống"],
    ["1. Chính quyền số", "1.1. Ký số", "1.1.2. Trang bị chữ ký số", "1", "Trang bị đầy đủ: 1 điểm\nTrang bị chưa đầy đủ: 0,5 điểm\nChưa trang bị: 0 điểm", "Tự chấm"],
    ["1. Chính quyền số", "1.2. Dịch vụ công trực tuyến", "1.2.1. Tỷ lệ hồ sơ trực tuyến", "3", "Đạt 40%: 2 điểm; trên 40% cứ thêm 10% được tính thêm 0,25 điểm, tối đa không quá 3 điểm; dưới 40%: 0 điểm", "Số liệu hệ thống"],
    ["2. Tác động", "2.1. Hài lòng", "2.1.1. Đánh giá của người dân", "4", "Điều tra xã hội học (người dân)", "Điều tra XHH"],
]  # fmt: skip
AGAIN = Annex(
    "linh vuc lap lai tung dong.docx",
    paper("KHUNG TIÊU CHÍ", _AGAIN),
    (
        leaf("1.1.1", "Tỷ lệ văn bản ký số", 2, rate(2), "system"),
        leaf("1.1.2", "Trang bị chữ ký số", 1, choice("R2", 1, 0.5, 0)),
        leaf("1.2.1", "Tỷ lệ hồ sơ trực tuyến", 3, {"kind": "R15", "base_at": 40, "base_points": 2, "step": 10, "per_step": 0.25, "cap": 3}, "system"),
        leaf("2.1.1", "Đánh giá của người dân", 4, survey(4), "survey"),
    ),
)  # fmt: skip

# --- "Tiêu chí 1", "Chỉ tiêu 1.1" in the column of codes; options lettered in rows of their own with points of their own.
_WORDS = [
    ["Mã", "Nội dung", "Điểm số tối đa", "Tài liệu kiểm chứng"],
    ["Tiêu chí 1", "Ban hành văn bản", "5", ""],
    ["Chỉ tiêu 1.1", "Ban hành đúng thẩm quyền", "3", "Văn bản đã ban hành"],
    ["a)", "Ban hành đúng toàn bộ", "3", ""],
    ["b)", "Có văn bản trái pháp luật", "0", ""],
    ["Chỉ tiêu 1.2", "Công khai văn bản", "2", "Ảnh chụp niêm yết"],
    ["a)", "Công khai đầy đủ", "2", ""],
    ["b)", "Công khai một phần", "1", ""],
    ["c)", "Không công khai", "0", ""],
    ["Tiêu chí 2", "Tiếp công dân", "2", ""],
    ["Chỉ tiêu 2.1", "Tiếp công dân đúng lịch", "2", "Sổ tiếp công dân"],
    ["a)", "Đúng lịch", "2", ""],
    ["b)", "Không đúng lịch", "0", ""],
    ["", "Tổng", "7", ""],
]
WORDS = Annex(
    "tieu chi, chi tieu.docx",
    paper("BẢNG CHẤM ĐIỂM", _WORDS),
    (
        leaf("1.1", "Ban hành đúng thẩm quyền", 3, choice("R1", 3, 0), evidence=["Văn bản đã ban hành"]),
        leaf("1.2", "Công khai văn bản", 2, choice("R2", 2, 1, 0), evidence=["Ảnh chụp niêm yết"]),
        leaf("2.1", "Tiếp công dân đúng lịch", 2, choice("R1", 2, 0), evidence=["Sổ tiếp công dân"]),
    ),
)

ALL = (BELOW, HEADINGS, NAMES, ROMAN, AGAIN, WORDS)
