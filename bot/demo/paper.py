"""Pictures that stand in for documents: a page that says in large letters that it is an illustration."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from knowledge.text import fold

SIZE = (420, 594)
#: The imaging library's own font has no Vietnamese letters: what is drawn is drawn without marks.
TITLE = "Minh hoạ"


def illustration(place: str, name: str, round_code: str) -> bytes:
    """A small PNG of a page; the same words give the same bytes, so that two communes never seem to share one."""
    page = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(page)
    draw.rectangle((12, 12, SIZE[0] - 12, SIZE[1] - 12), outline=120)
    draw.text((SIZE[0] // 2, 60), fold(TITLE).upper(), fill=0, anchor="mm", font=ImageFont.load_default(30))
    draw.text((SIZE[0] // 2, 120), f"{round_code} · {place}", fill=0, anchor="mm", font=ImageFont.load_default(18))
    draw.multiline_text((40, 180), _wrapped(fold(name)), fill=0, spacing=8, font=ImageFont.load_default(18))
    buffer = BytesIO()
    page.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _wrapped(text: str, width: int = 30) -> str:
    lines = [""]
    for word in text.split():
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < width else [lines[-1], word]
    return "\n".join(lines)
