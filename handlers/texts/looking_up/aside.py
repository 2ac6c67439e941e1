"""A question typed where a free text is asked for."""

WRITE_DOWN = "Ghi vào"
ANSWER_ME = "Tôi đang hỏi"
# What is quoted of a long text.
QUOTED = 200


def which(text: str, code: str) -> str:
    quoted = text if len(text) <= QUOTED else f"{text[:QUOTED]}…"
    return f"“{quoted}”\nAnh/chị muốn ghi câu này vào{f' {code}' if code else ''}, hay đang hỏi tôi? Tôi chưa ghi gì."
