"""An address that proves something: kept as it was pasted, with the title that the person gives it."""

from handlers.texts.common import OK, shortened

NO_TITLE = "Không cần"
REFUSED = {
    "scheme": "Địa chỉ này tôi không nhận. Tôi chỉ nhận địa chỉ trang web, ví dụ https://anbinh.gov.vn/cong-khai.",
    "password": "Địa chỉ này có kèm tên đăng nhập hoặc mật khẩu nên tôi không nhận. Anh/chị bỏ phần trước dấu @ rồi gửi lại.",
    "broken": "Địa chỉ này chưa đúng nên tôi không nhận. Ví dụ đúng: https://anbinh.gov.vn/cong-khai.",
}


def ask_title(code: str, address: str) -> str:
    where = shortened(address, 60)
    return f"{code}: {where} là trang gì? Gõ tên để người thẩm định biết, ví dụ: Trang công khai ngân sách xã."


def titled(code: str, title: str) -> str:
    return f"{OK} {code}: đã ghi tên trang là “{title}”."
