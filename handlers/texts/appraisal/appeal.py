"""What can be done by who does not agree with the points."""

from collections.abc import Sequence

ANSWER = "Trả lời {code}"
POINTS = "Xem điểm, nhận xét"
REOPEN = "Xin mở lại phiếu"
HEADING = "**Chưa đồng ý với điểm?** Trong đợt chấm, anh/chị có thể:"
EXPLAIN = "• Trả lời yêu cầu giải trình, kèm tài liệu: {codes}."
NOTHING_ASKED = "• Xem lý do ở từng tiêu chí; khi được yêu cầu giải trình thì trả lời kèm tài liệu."
ASK_REOPENING = "• Sửa số liệu đã nộp: xin cơ quan thường trực mở lại, kèm lý do."
STILL_OPEN = "• Phiếu chưa nộp nên anh/chị sửa được ngay."
AFTERWARDS = "• Sau khi công bố: gửi văn bản kiến nghị tới cơ quan thường trực."
REVIEWERS = (
    "Xã chưa đồng ý với điểm thì trả lời yêu cầu giải trình hoặc xin mở lại; "
    "sau khi công bố thì gửi văn bản kiến nghị tới cơ quan thường trực."
)


def ways(asked: Sequence[str], *, locked: bool) -> str:
    """``asked``: the criteria whose explanation is waited for; ``locked``: the sheet has been handed in."""
    explain = EXPLAIN.format(codes=", ".join(asked)) if asked else NOTHING_ASKED
    return "\n".join([HEADING, explain, ASK_REOPENING if locked else STILL_OPEN, AFTERWARDS])
