"""One file of a leaf: what it is, what was read in it, what may be done with it, what became of it."""

from collections.abc import Sequence
from datetime import date, tzinfo

from handlers.texts.common import OK, codes, moment, shortened
from scoring.sheet.entry import Entry, Evidence, FileStatus, Paper

STATUS = {FileStatus.STORED: "", FileStatus.PENDING: " (đang tải về)", FileStatus.FAILED: " (lỗi, cần gửi lại)"}
DESCRIBE = "Ghi số, ngày"
REPLACE = "Thay tệp này"
FORGET = "Bỏ tệp này"
KEEP_OLD = "Thôi, giữ tệp cũ"
ACCEPT = "Ghi đúng như vậy"
CORRECT = "Sửa"
COVERED = "Thay bằng bản đã che"
KEEP = "Giữ, đã kiểm tra"
REUSE = "Dùng tài liệu đã gửi"
OLDER = "Xem thêm"
NOTHING_TO_REUSE = "{code}: xã chưa gửi tài liệu nào khác."
EXAMPLE = "số 12/KH-UBND ngày 5/1/2025 của UBND xã, trang 3-5"


def short(name: str) -> str:
    return f"“{shortened(name, 40)}”"


def all_files(code: str) -> str:
    return f"Tài liệu của {code}"


def one_of(number: int, name: str) -> str:
    return f"Tệp {number}: {shortened(name, 40)}"


def day(iso: str) -> str:
    """ "06/01/2025"; "" where no day is known."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def paper(said: Paper) -> str:
    """ "số 03/KH-UBND, ngày 06/01/2025, UBND xã, trang 3-5"; "" where nothing is known."""
    parts = (
        f"số {said.number}" if said.number else "",
        f"ngày {day(said.date)}" if said.date else "",
        said.issuer,
        said.pages,
    )
    return codes(part for part in parts if part)


def line(file: Evidence, items: dict[str, str], also: Sequence[str] = ()) -> str:
    """A file in a list: its name, which required documents it is (``also``: besides its own), how it is identified, and
    what is wrong with it."""
    known = [items[one] for one in (file.item, *also) if one in items]
    item = f" – {'; '.join(known)}" if known else ""
    said = f" – {paper(file.paper)}" if paper(file.paper) else ""
    warned = " – có thể có số của người dân" if file.doubtful else ""
    held = " – chưa tính, chờ xã xác nhận" if file.held else ""
    name = file.address if file.name == file.address and file.address else shortened(file.name, 40)
    where = f" – {file.address}" if file.address and name != file.address else ""
    return f"{name}{where}{item}{said}{STATUS[file.status]}{warned}{held}"


def items(entry: Entry) -> dict[str, str]:
    return {item.key: item.name for item in entry.leaf.evidence}


def listing(entry: Entry) -> str:
    if not entry.evidence:
        return f"{entry.leaf.code}: chưa có tài liệu nào."
    return "\n".join([f"Tài liệu của {entry.leaf.code}:", *(f"• {told}" for _, told in _documents(entry))])


def of_leaf(entry: Entry) -> str:
    """The documents of a leaf among other lines; "" where there are none."""
    return "\n".join(f"{'Liên kết' if file.address else 'Tệp'}: {told}" for file, told in _documents(entry))


def _documents(entry: Entry) -> list[tuple[Evidence, str]]:
    """A line a document, however many of the required ones it is."""
    by_document: dict[str, list[Evidence]] = {}
    for file in entry.evidence:
        by_document.setdefault(file.document, []).append(file)
    names = items(entry)
    return [(files[0], line(files[0], names, [file.item for file in files[1:] if file.item])) for files in by_document.values()]


def details(entry: Entry, file: Evidence, sender: str, zone: tzinfo) -> str:
    sent = f"{sender} gửi lúc {moment(file.by.at, zone)}."
    known = "" if paper(file.paper) else "\nChưa ghi số, ngày, cơ quan ban hành."
    return f"**{entry.leaf.code}** · {line(file, items(entry))}\n{sent}{known}"


def how_to_describe(code: str, file: Evidence) -> str:
    return f"{code}: {short(file.name)} có số, ngày, cơ quan ban hành, trang nào? Ví dụ: {EXAMPLE}."


def described(file: Evidence) -> str:
    return f"{OK} Đã ghi {short(file.name)}: {paper(file.paper)}."


def read_in(name: str, said: Paper) -> str:
    return f"Đọc được trong {short(name)}: {paper(said)}. Đúng thì bấm [{ACCEPT}]."


def citizens(name: str) -> str:
    return (
        f"Tài liệu {short(name)} có vẻ chứa số định danh hoặc số điện thoại của người dân; "
        "nên che rồi gửi lại, hoặc giữ nếu anh/chị đã kiểm tra."
    )


def checked(name: str) -> str:
    return f"{OK} Đã ghi: anh/chị đã kiểm tra {short(name)} và giữ nguyên."


def already(code: str, name: str, known: Evidence, names: dict[str, str]) -> str:
    same = f", là tệp {short(known.name)}" if known.name != name else ""
    item = f" ({names[known.item]})" if known.item in names else ""
    return f"{short(name)} đã có trong {code}{item}{same}. Tôi không ghi hai lần."


def also_used(name: str, leaves: Sequence[str]) -> str:
    return f"{short(name)} cũng đang dùng cho {codes(leaves)}: một tài liệu dùng cho nhiều tiêu chí được."


def send_instead(code: str, file: Evidence) -> str:
    return f"{code}: gửi tệp thay cho {short(file.name)}. Tệp cũ vẫn lưu trong lịch sử, không tính nữa."


def replaced(old: str, new: str) -> str:
    return f"{OK} Đã thay {short(old)} bằng {short(new)}. Tệp cũ vẫn lưu trong lịch sử."


def not_new(name: str) -> str:
    return f"{short(name)} giống hệt tệp đang có nên tôi không thay."


def removed(name: str) -> str:
    return f"Đã bỏ {short(name)} khỏi tiêu chí. Tệp vẫn lưu trong lịch sử, không tính nữa."


def reuse(code: str, item: str | None) -> str:
    what = f" làm **{item}**" if item else ""
    return f"Chọn tài liệu xã đã gửi để dùng cho {code}{what}, không phải gửi lại."


def sent_before(leaf: str, file: Evidence) -> str:
    known = f" ({file.number})" if file.number else ""
    return f"{leaf} · {shortened(file.name, 34)}{shortened(known, 20)}"
