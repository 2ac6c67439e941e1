"""What the web chat refuses: each with its HTTP status and the sentence that the person reads."""

from dataclasses import dataclass
from typing import ClassVar

MAX_TEXT = 4_000
MAX_FILES = 20
MEGABYTE = 1024 * 1024
MAX_BYTES = 100 * MEGABYTE


class WebRefusal(Exception):
    """A request that changes nothing."""

    status: ClassVar[int] = 400
    words: ClassVar[str] = "Trang không đọc được nội dung vừa gửi. Anh/chị tải lại trang rồi gửi lại giúp."

    def headers(self) -> dict[str, str]:
        """What a program has to know besides."""
        return {}


class MalformedForm(WebRefusal):
    """Something that no page of ours sends."""


class NothingSent(WebRefusal):
    status = 422
    words = "Chưa có nội dung. Anh/chị gõ tin hoặc chọn tệp rồi gửi."


@dataclass
class TextTooLong(WebRefusal):
    length: int
    status = 413
    words = "Tin dài quá 4.000 chữ. Anh/chị chia thành nhiều tin rồi gửi."


class TooManyFiles(WebRefusal):
    status = 413
    words = "Mỗi lần gửi được tối đa 20 tệp. Anh/chị chia thành nhiều lần giúp."


class FileTooLarge(WebRefusal):
    status = 413
    words = "Có tệp lớn hơn 100 MB. Anh/chị nén nhỏ hoặc chia ra rồi gửi."


class MalformedPiece(WebRefusal):
    """A request that does not keep to the protocol of uploads."""


class MethodUnknown(WebRefusal):
    status = 405

    def headers(self) -> dict[str, str]:
        return {"Allow": "GET, HEAD, PATCH, DELETE"}


class UnknownProtocol(WebRefusal):
    status = 412

    def headers(self) -> dict[str, str]:
        return {"Tus-Version": "1.0.0"}


class PieceTooLarge(WebRefusal):
    status = 413
    words = "Một phần của tệp lớn hơn 4 MB. Anh/chị tải lại trang rồi gửi lại giúp."


class ChecksumWrong(WebRefusal):
    """Bytes changed on the way; nothing of the piece was kept."""

    status = 460
    words = "Một phần của tệp bị sai trên đường truyền. Trang sẽ gửi lại phần đó."


@dataclass
class OffsetWrong(WebRefusal):
    """A piece that does not go on where the upload stands."""

    right: int
    status = 409
    words = "Phần này không nối tiếp phần đã nhận. Trang sẽ gửi lại từ chỗ đã nhận."

    def headers(self) -> dict[str, str]:
        return {"Upload-Offset": str(self.right)}


class UploadGone(WebRefusal):
    status = 404
    words = "Phần đã gửi của tệp này không còn. Anh/chị chọn lại tệp rồi gửi lại giúp."


class DiskFull(WebRefusal):
    status = 507
    words = "Máy chủ đã hết chỗ chứa nên chưa nhận được tệp. Anh/chị báo người vận hành, rồi gửi lại sau; phần đã gửi vẫn còn."


class RefusedByName(WebRefusal):
    """A file of a kind that is never taken: told before its first byte."""

    status = 415

    def __init__(self, words: str) -> None:
        self.words = words  # type: ignore[misc]


class StoredUnreadable(WebRefusal):
    """A row of the database that the page needs cannot be read: the operator finds it by ``cchc doctor``."""

    status = 503
    words = "Một phần dữ liệu ở máy chủ không đọc được nên chưa mở được trang này. Anh/chị báo người vận hành giúp."


class JoinFirst(WebRefusal):
    """Anybody may open the page; only people who were invited may fill the evidence store."""

    status = 403
    words = "Anh/chị vào bằng mã mời trước, rồi gửi tệp."


@dataclass
class ForeignOrigin(WebRefusal):
    """A form on somebody else's page, sent with this person's cookie."""

    origin: str
    status = 403
    words = "Yêu cầu đến từ một trang khác nên không được nhận."


class ChatUnknown(WebRefusal):
    """No cookie, or not one of ours."""

    status = 401
    words = "Phiên chat đã hết. Anh/chị tải lại trang rồi gửi lại giúp."


class NotInThisChat(WebRefusal):
    """Only what a card of this chat shows may be fetched."""

    status = 404
    words = "Không có tệp này trong cuộc trò chuyện của anh/chị."


class PaperNotMade(WebRefusal):
    """Our own fault, which the log tells of: asking again would end the same way."""

    status = 500
    words = "Máy chủ chưa làm được tệp này vì lỗi của phần mềm; số liệu vẫn còn nguyên. Anh/chị báo người vận hành giúp."


class LinkOver(WebRefusal):
    status = 410
    words = "Liên kết này đã hết hạn. Anh/chị quay lại cuộc trò chuyện và gửi lại tệp để nhận liên kết mới."


class FileLinkOver(WebRefusal):
    status = 410
    words = "Liên kết này đã hết hạn. Anh/chị quay lại cuộc trò chuyện và mở lại thẻ đó để nhận liên kết mới."


class LinkUnknown(WebRefusal):
    status = 404
    words = "Liên kết này không đúng. Anh/chị mở lại từ tin nhắn, hoặc chép lại cả liên kết."
