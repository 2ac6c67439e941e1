"""The whole self-assessment of XA01, as its people want it: values and papers, told once for every channel."""

import io
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

from PIL import Image

from bot.demo.world import sample_set
from scoring.criteria import CriteriaSet, EvidenceItem, Leaf
from tests.stories.telling.hands.base import Hand, Paper

TUAN, HOA, MINH, LAN, CHAIRMAN = "demo-tuphap", "demo-taichinh", "demo-vanhoa", "demo-vanphong", "demo-chutich"
WHY = "Chưa có văn bản vì đang chờ cấp trên xác nhận, sẽ bổ sung khi thẩm định."
MARK = datetime(2026, 11, 20, tzinfo=UTC).timetuple()


@dataclass(frozen=True, slots=True)
class Says:
    text: str


@dataclass(frozen=True, slots=True)
class Chooses:
    label: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of one leaf. ``papers``: "each" required document is a file of its own; "one" photo holds all of
    them; "first": the first file holds all; "explained": there is none for the last, and a reason instead; "either": one
    of them is enough."""

    answers: tuple[Says | Chooses, ...]
    papers: str = "each"


def says(text: str, papers: str = "each") -> Wish:
    return Wish((Says(text),), papers)


def chooses(*labels: str, papers: str = "each") -> Wish:
    return Wish(tuple(map(Chooses, labels)), papers)


NOT_ARISEN = "Không phát sinh"
#: In the order in which the product asks; whoever is in charge of the rest helps nobody by beginning early, so she is last.
WISHES: Mapping[str, Mapping[str, Wish]] = {
    TUAN: {
        "2.1": chooses("a. 100% văn bản"),
        "2.2": chooses("a. Có thực hiện"),
        "2.3": chooses("b. Có một trong hai", papers="either"),
        "2.4": chooses(NOT_ARISEN),
        "3.1": chooses("Đủ tất cả", papers="one"),
        "3.2": says("1.190/1.240"),
        "3.3": chooses(NOT_ARISEN, papers="explained"),
        "3.4": chooses("a. Đạt"),
        "3.5": says("9/10"),
        "3.6": says("640/1.000"),
    },
    HOA: {
        "6.1": chooses("b. Chỉ ban hành"),
        "6.2": chooses("☐ a.", "Xong"),
        "6.3": chooses("Không áp dụng", "Đúng, lưu"),
        "6.4": says("92,5%"),
    },
    MINH: {
        "7.1": says("1.930/2.000"),
        "7.2": says("640/1.000"),
        "7.3": says("455/1.000"),
        "7.4": says("đủ", papers="first"),
        "7.5": chooses("b. Còn thiếu sót"),
    },
    LAN: {
        "1.1": chooses("a. Ban hành đúng hạn"),
        "1.2": says("45/50"),
        "1.3": chooses("Đủ tất cả"),
        "1.4": says("9/10"),
        "1.5": says("3"),
        "1.6": says("1"),
        "1.7": says("2"),
        "4.1": chooses("a. Có"),
        "4.2": chooses("a. Không vượt"),
        "5.1": says("19/20"),
        "5.2": says("17/20", papers="explained"),
        "5.3": says("0"),
    },
}

# -- the papers on the phone ---------------------------------------------------------------------------------------------


@cache
def criteria() -> CriteriaSet:
    return sample_set()


def leaf_of(code: str) -> Leaf:
    return criteria().leaf(code)


@cache
def _page(number: int, kind: str) -> bytes:
    """Every page is another one."""
    held = io.BytesIO()
    dated = {"creationDate": MARK, "modDate": MARK, "title": f"trang {number}"} if kind == "PDF" else {}
    Image.new("L", (60 + number, 90), 255).save(held, kind, **dated)
    return held.getvalue()


def wanted_of(code: str, kind: str) -> tuple[EvidenceItem, ...]:
    """The documents of which there is a paper of its own."""
    required = leaf_of(code).required_items
    return required if kind == "each" else required[:-1] if kind == "explained" else required[:1]


def papers_of(code: str, kind: str, *, photographed: bool = False) -> Iterator[Paper]:
    """A single document is photographed; of several the office has the files, each under its own name, if not
    ``photographed`` as well."""
    number = 10 * (1 + list(criteria().leaves).index(code))
    single = kind == "one" or (kind == "each" and len(leaf_of(code).required_items) == 1)
    for place, item in enumerate(wanted_of(code, kind)):
        if single or photographed:
            yield Paper("ảnh chụp", _page(number + place, "JPEG"), photo=True)
        else:
            yield Paper(f"{item.name}.pdf", _page(number + place, "PDF"))


def papers_sent() -> dict[str, set[str]]:
    """By leaf: the contents of everything that was sent for it."""
    wanted = {code: wish for wishes in WISHES.values() for code, wish in wishes.items()}
    return {code: {sha256(one.content).hexdigest() for one in papers_of(code, wish.papers)} for code, wish in wanted.items()}


# -- doing it ------------------------------------------------------------------------------------------------------------

#: The chat in which somebody works on the leaf that comes now; it may be another one than for the leaf before.
Chats = Callable[[str, int], Awaitable[Hand]]


@dataclass
class Effort:
    """How much had to be done. ``acts``: leaf by leaf, every message, press and file of the person."""

    acts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def beyond(self) -> int:
        """Documents owed after the first of each leaf."""
        either = {code for wishes in WISHES.values() for code, wish in wishes.items() if wish.papers == "either"}
        return sum(len(leaf_of(code).required_items) - 1 for code in self.acts if code not in either)

    @property
    def average(self) -> float:
        """For one leaf, its further documents left out."""
        return (sum(map(len, self.acts.values())) - self.beyond) / len(self.acts)

    def table(self, channel: str) -> str:
        lines = [f"{code}: {len(done)} ({', '.join(done)})" for code, done in self.acts.items()]
        return "\n".join([f"{channel}: {self.average:.2f} mỗi tiêu chí, cộng 1 cho mỗi tài liệu thêm", *lines])


async def joins(hand: Hand, code: str) -> None:
    await hand.says(f"/start {code}")
    if hand.offers("Tôi hiểu, bắt đầu"):
        await hand.chooses("Tôi hiểu, bắt đầu")


async def declares(hand: Hand, code: str, wish: Wish, *, photographed: bool = False) -> list[str]:
    """One leaf that stands on the screen, until it is done; what had to be done for it."""
    leaf, before = leaf_of(code), len(hand.acts)
    await hand.reads(f"{code} {leaf.name}")
    for answer in wish.answers:
        await (hand.says(answer.text) if isinstance(answer, Says) else hand.chooses(answer.label))
    papers = list(papers_of(code, wish.papers, photographed=photographed))
    if papers:
        await hand.sends(*papers)
    if photographed:
        await _sorts(hand, code, wish)
    await _settles(hand, code, wish, photographed=photographed)
    await hand.reads(f"Xong {code}.")
    return [f"{act.kind} {act.what}" for act in hand.acts[before:]]


async def _sorts(hand: Hand, code: str, wish: Wish) -> None:
    """Says which photo is which: of two the other one follows, more have been taken in the order of the list."""
    wanted, required = wanted_of(code, wish.papers), leaf_of(code).required_items
    if len(wanted) > 1:
        await hand.reads(f"{len(wanted)} tệp")
    if len(wanted) > 2:
        await hand.chooses("Các tệp lần lượt như dưới đây")
    elif len(required) > 1 and wish.papers in ("each", "either", "explained") and wanted:
        await hand.chooses(wanted[0].name[:39])


async def _settles(hand: Hand, code: str, wish: Wish, *, photographed: bool) -> None:
    """What is left to say about the papers."""
    if len(leaf_of(code).required_items) > 1 and (wish.papers == "one" or (wish.papers == "first" and photographed)):
        await hand.chooses("Một tệp có đủ các tài liệu này")
    elif wish.papers == "first":
        await hand.chooses("Gộp trong tệp đã gửi")
    elif wish.papers == "explained":
        await hand.says(WHY)
        await hand.chooses("Xong")


async def declares_everything(chats: Chats, *, photographed: bool = False) -> Effort:
    """Leaf after leaf as the product asks for them: nobody types a code."""
    effort, number = Effort(), 0
    for person, wishes in WISHES.items():
        for code, wish in wishes.items():
            hand = await chats(person, number)
            effort.acts[code] = await declares(hand, code, wish, photographed=photographed)
            number += 1
    return effort


async def signs(lan: Hand, chairman: Hand) -> None:
    """The chairman has joined before: the summary comes to him by itself."""
    await lan.says("/nop")
    await lan.reads("26 điểm điều tra xã hội học chưa có")
    await lan.chooses("Trình lãnh đạo ký")
    await chairman.reads("Anh/chị ký gửi, hoặc trả lại")
    await chairman.chooses("Ký gửi")
    await chairman.reads("Đã ký gửi")
