"""The papers of a sheet: report, dossier, difficulties, and the scan of the signed paper."""

from scoring.sheet.score_sheet import ScoreSheet

PAPERS = "Báo cáo, hồ sơ"
REPORT = "Báo cáo tự đánh giá (.docx)"
WORKBOOK = "Bảng chấm điểm (.xlsx)"
DOSSIER = "Cả hồ sơ (.zip)"
SIGNED = "Xem bản ký"
SEND_SCAN = "Gửi bản scan đã ký"
DIFFICULTIES = "Ghi khó khăn, kiến nghị"
DONE = "Xong"
AGAIN = "Bỏ, gửi lại từ đầu"
REWRITE = "Xoá, viết lại"
STOP = "Thôi"
HERE_IS_THE_SHEET = "Bảng chấm điểm của xã, theo thứ tự của bộ tiêu chí."


def report_file(unit: str, year: int) -> str:
    return f"bao-cao-tu-danh-gia-{unit}-{year}.docx"


def sheet_file(unit: str, year: int) -> str:
    return f"bang-cham-diem-{unit}-{year}.xlsx"


def dossier_file(unit: str, year: int) -> str:
    return f"ho-so-{unit}-{year}.zip"


def not_made(name: str) -> str:
    return (
        f"Tôi chưa làm được tệp “{name}” vì lỗi của phần mềm; số liệu và tài liệu của anh/chị vẫn còn nguyên. "
        "Anh/chị báo người vận hành giúp (họ xem được chỗ lỗi trong nhật ký của máy chủ), rồi xin lại tệp sau: /hoso"
    )


def papers(sheet: ScoreSheet, unit_name: str) -> str:
    files = sum(len(entry.live_evidence) for entry in sheet)
    pages = len(sheet.scan_pages)
    signed = f"đã có {pages} tệp" if pages else ("**bắt buộc**, chưa có" if sheet.scan_required else "chưa có")
    said = "đã ghi" if sheet.difficulties else "chưa ghi"
    return (
        f"**Giấy tờ của {unit_name}**\n"
        f"• Tài liệu kiểm chứng: {files} tệp\n"
        f"• Khó khăn, kiến nghị: {said}\n"
        f"• Bản scan đã ký: {signed}"
    )


def which_unit(example: str) -> str:
    return f"Giấy tờ của xã nào? Chọn xã đã nộp phiếu, hoặc gõ mã, ví dụ: /hoso {example}."


NOTHING_SUBMITTED = "Chưa xã nào nộp phiếu nên chưa có giấy tờ để xem."


def here_is_the_report(*, draft: bool) -> str:
    mark = " Phiếu chưa ký gửi nên báo cáo ghi “dự thảo”." if draft else ""
    return f"Báo cáo tự đánh giá, mở bằng Word để xem lại, in và ký.{mark}"


HERE_IS_THE_DOSSIER = "Cả hồ sơ trong một tệp nén: mỗi tiêu chí một thư mục, kèm mục lục. Tệp lớn thì nên tải bằng Wi-Fi."


def ask_scan(pages: int) -> str:
    if pages:
        return f"Đã có {pages} tệp của bản ký. Anh/chị gửi thêm trang, hoặc bấm [{DONE}]."
    return "Anh/chị gửi bản giấy đã ký: một tệp PDF, hoặc chụp từng trang."


def page_received(number: int) -> str:
    return f"✔ Đã nhận tệp {number} của bản ký. Còn trang nào thì anh/chị gửi tiếp; đủ rồi thì bấm [{DONE}]."


SCAN_KEPT = "✔ Bản ký đã được lưu cùng phiếu."
SCAN_DROPPED = "Đã bỏ bản ký cũ (vẫn còn trong nhật ký)."
SCAN_MISSING = "Đợt này phải có bản scan đã ký thì mới nộp được. Anh/chị gửi bản ký, rồi bấm [Ký gửi] lại."
SCAN_NOT_NOW = "Bản ký chỉ nhận từ khi phiếu được trình ký đến trước khi thẩm định. Hiện phiếu {state}."
NO_SCAN = "Chưa có bản ký nào."


def signed_pages(count: int) -> str:
    return f"Bản giấy đã ký: {count} tệp."


def ask_difficulties(text: str) -> str:
    if text:
        return f"Đang có:\n“{text}”\nAnh/chị viết thêm, hoặc bấm [{DONE}]."
    return (
        "Anh/chị viết khó khăn, vướng mắc và kiến nghị của xã; viết nhiều tin cũng được. "
        "Ví dụ: máy quét hỏng từ tháng 6, đề nghị cấp mới."
    )


DIFFICULTIES_KEPT = "✔ Đã ghi vào báo cáo."
