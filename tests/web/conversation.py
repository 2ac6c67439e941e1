"""A short conversation for the browser: cards as the real ones look, without what is behind them."""

from handlers.cards.card import Attachment, Card, Choice, Expects, Export, Picture
from handlers.incoming.events import Incoming
from tests.web.world import WebWorld

PICK = Card(
    "**2.3 Theo dõi thi hành pháp luật** · tối đa 2\nXã đã có gì?",
    choices=(
        Choice("a. Cả kế hoạch và báo cáo: 2", "1!pick:a"),
        Choice("b. Một trong hai: 1", "1!pick:b"),
        Choice("c. Chưa có: 0", "1!pick:c"),
        Choice("Giải thích", "explain:2.3"),
        Choice("Để sau", "1!later"),
        Choice("Tiến độ", "progress"),
    ),
    expects=Expects.LETTER,
)
NUMBER = Card(
    "**3.2 Hồ sơ giải quyết đúng hạn** · tối đa 6\nNhập số hồ sơ đúng hạn / tổng số đã giải quyết, ví dụ 970/1.000.",
    choices=(Choice("Không phát sinh", "2!kps"), Choice("Để sau", "2!later")),
    expects=Expects.NUMBER,
)
MENU = Card(
    "Đã lưu. Anh/chị làm tiếp việc nào?",
    choices=(Choice("Chấm tiếp 2.4", "score:2.4", primary=True), Choice("Tiến độ", "progress"), Choice("Hạn nộp", "deadlines")),
)
LONG = Card(
    "**Tiến độ xã An Bình** (minh hoạ)\n\n" + "\n".join(f"{n}.1 Tiêu chí số {n}: đã chấm, đủ tài liệu" for n in range(1, 41)),
    choices=(Choice("Làm tiếp 2.1", "score:2.1", primary=True),),
)
PAPER = Card("Phiếu tự chấm của xã.", attachment=Attachment(Export.SHEET, "XA01", "2026", "phieu-XA01.xlsx"))
WORDS = {"chấm": PICK, "số": NUMBER, "tiến độ": LONG, "phiếu": PAPER}


def talking(world: WebWorld) -> WebWorld:
    """A world that answers: known words by their card, files by their number, everything else by the menu."""

    def answer(event: Incoming) -> Card:
        if event.files:
            return _received(world, event)
        if event.choice:
            return NUMBER if event.choice.startswith("1!pick") else MENU
        return WORDS.get(event.text, MENU)

    world.answer = answer
    return world


def _received(world: WebWorld, event: Incoming) -> Card:
    photos = [file for file in event.files if file.mime == "image/png" and file.sha256 in world.contents]
    pictures = tuple(Picture(file.sha256 or "", file.name, file.mime) for file in photos)
    names = ", ".join(file.name for file in event.files)
    return Card(f"✔ 2.3: **2/2**, đã nhận {len(event.files)} tệp: {names}.", MENU.choices, pictures=pictures)
