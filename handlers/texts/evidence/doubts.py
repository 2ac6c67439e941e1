"""A file that something speaks against: said before it counts, and asked whether it is meant."""

from handlers.texts.common import OK, codes
from handlers.texts.evidence.one_file import paper, short
from knowledge.documents.contradictions import Against
from scoring.sheet.entry import Evidence, Paper

NOT_THAT = "Không phải"
USE = "Vẫn dùng"
OTHER = "Là tài liệu khác"


def not_that(code: str) -> str:
    """Below a card that may ask about the next leaf already."""
    return f"{NOT_THAT} ({code})"


def said(found: Against, item: str) -> str:
    """ "Tệp ghi UBND xã Bình Minh, năm 2024 – không phải xã và năm đang chấm."."""
    lines = []
    if found.unit or found.year:
        told = codes(part for part in (found.unit, f"năm {found.year}" if found.year else "") if part)
        what = " và ".join(word for word, known in (("xã", found.unit), ("năm", found.year)) if known)
        lines.append(f"Tệp ghi {told} – không phải {what} đang chấm.")
    if found.kind:
        lines.append(f"Theo tên hoặc số hiệu thì tệp là {found.kind}, không phải “{item}”.")
    return " ".join(lines)


def named(file: Evidence, found: Against) -> str:
    """A remark on the name of a file whose sender has said which document it is."""
    told = codes(part for part in (found.unit, f"năm {found.year}" if found.year else "") if part)
    return f"Tên tệp {short(file.name)} có ghi {told}: anh/chị xem lại giúp nếu gửi nhầm."


def ask(code: str, file: Evidence, found: Against, item: str) -> str:
    """The question before a file counts; what its text says of itself stands there too."""
    read = f" Đọc được: {paper(file.read)}." if file.read != Paper() else ""
    what = f" làm “{item}”" if item else ""
    return (
        f"{code}: tôi chưa tính {short(file.name)}. {said(found, item)}{read} Anh/chị vẫn dùng{what}, hay đó là tài liệu khác?"
    )


def used(code: str, file: Evidence, item: str) -> str:
    what = f", ghi là {item}" if item else ""
    known = f" ({paper(file.paper)})" if paper(file.paper) else ""
    return f"{OK} {code}: vẫn dùng {short(file.name)}{known}{what}."


def confirmed(found: Against) -> str:
    """Beside a document in a paper that is signed."""
    told = codes(part for part in (found.unit, f"năm {found.year}" if found.year else "", found.kind) if part)
    return f"tài liệu ghi {told}, xã xác nhận vẫn sử dụng"
