"""Messages as people send them: codes, files and what is said beside them, edits, commands in every spelling."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.stories.evidence.doorsteps import Phone, files_of, joined
from tests.stories.telling.databases import copied
from tests.stories.telling.world import World

Act = Callable[[Phone], object]
Opened = Callable[[str], World]


def says(text: str) -> Act:
    return lambda phone: phone.says(text)


def presses(label: str) -> Act:
    return lambda phone: phone.presses(label)


def sends(*names: str, caption: str = "", album: str = "") -> Act:
    return lambda phone: phone.sends(*names, caption=caption, album=album)


def other(kind: str, caption: str = "", **rest: str) -> Act:
    return lambda phone: phone.sends_other(kind, caption, **rest)  # type: ignore[attr-defined]


def edits(text: str = "", **rest: str) -> Act:
    return lambda phone: phone.edits(text, **rest)  # type: ignore[attr-defined]


def together(*acts: Act) -> Act:
    def act(phone: Phone) -> None:
        phone.together()
        for one in acts:
            one(phone)
        phone.goes()

    return act


@dataclass(frozen=True)
class Told:
    """What somebody does, and what then stands in the sheet and on the newest card.

    ``files``: how many under which leaves, and under no other; ``points``: the self scores; ``cards``: how many of the
    acts' answers there are at most.
    """

    name: str
    channel: str
    acts: tuple[Act, ...]
    files: dict[str, int] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()


WHICH = "là tài liệu của tiêu chí nào"
AFTER_SENDING = "Sửa tin nhắn sau khi gửi thì điểm đã lưu không đổi"

TOLD = (
    # -- a code typed, tapped or read about just before a file ---------------------------------------------------------
    Told("a code, then a photo", "telegram", (says("1.5"), sends("a.jpg")), {"1.5": 1}, reads=("1.5: đã nhận “",)),
    Told("a code with its word, then a photo", "zalo_oa", (says("tc 1.5"), sends("a.jpg")), {"1.5": 1}),
    Told("a code with a comma, then a photo", "zalo_bot", (says("1,5"), sends("a.jpg")), {"1.5": 1}),
    Told("looked up by command, then a file", "telegram", (says("/tieuchi 1.6"), sends("qd.pdf")), {"1.6": 1}),
    Told("the explanation of the open leaf", "telegram", (presses("Giải thích"), sends("a.jpg")), {"1.1": 1}),
    Told("found by words, then a photo", "web", (says("sáng kiến, giải pháp mới"), sends("a.jpg")), {"1.6": 1}),
    Told("read about and back again", "telegram", (says("1.5"), presses("Quay lại 1.1"), sends("a.jpg")), {"1.1": 1}),
    Told("opened by command, then a photo", "zalo_oa", (says("/chamdiem 1.4"), sends("a.jpg")), {"1.4": 1}),
    Told(
        "named after a leaf was finished",
        "telegram",
        (says("a"), sends("a.jpg"), says("/chamdiem 1.2"), sends("b.jpg")),
        {"1.1": 1, "1.2": 1},
        {"1.1": "1.5"},
    ),
    Told(
        "nothing named after a leaf was finished",
        "zalo_bot",
        (says("a"), sends("a.jpg"), sends("b.jpg")),
        {"1.1": 1},
        {"1.1": "1.5"},
        reads=(WHICH,),
        offers=("1.1", "1.2"),
    ),
    Told("a survey's leaf cannot take it", "telegram", (says("3.7"), sends("a.jpg")), {}, reads=(WHICH,), offers=("1.1",)),
    Told(
        "named a while ago",
        "web",
        (says("1.5"), lambda phone: phone._world.passes(hours=3), sends("a.jpg")),
        {},
        reads=(WHICH,),
        offers=("1.5", "1.1"),
    ),
    Told("after stopping, a photo", "telegram", (says("/huy"), sends("a.jpg")), {}, reads=(WHICH,)),
    Told(
        "after a leaf and stopping, a photo",
        "zalo_oa",
        (says("1.2 45/50"), says("dừng"), sends("a.jpg")),
        {},
        {"1.2": "3.15"},
        reads=(WHICH,),
    ),
    Told(
        "a code that is none, beside a photo",
        "telegram",
        (sends("a.jpg", caption="9.9"), says("1.5")),
        {"1.5": 1},
        reads=("1.5: đã nhận “",),
    ),
    # -- albums --------------------------------------------------------------------------------------------------------
    Told(
        "the caption on the last of an album",
        "telegram",
        (together(sends("a.jpg", album="1"), sends("b.jpg", album="1"), sends("c.jpg", caption="1.3", album="1")),),
        {"1.3": 3},
        reads=("1.3: đã nhận 3 tệp",),
    ),
    Told(
        "the caption with a score in the middle",
        "telegram",
        (together(sends("a.jpg", album="1"), sends("b.jpg", caption="1.3 đủ", album="1"), sends("c.jpg", album="1")),),
        {"1.3": 3},
        {"1.3": "2"},
    ),
    Told(
        "two leaves in one album are asked about",
        "telegram",
        (
            together(
                sends("a.jpg", caption="1.3", album="1"), sends("b.jpg", album="1"), sends("c.jpg", caption="1.5", album="1")
            ),
        ),
        {"1.3": 3},
        reads=("1.3", "1.5", "chú thích"),
        offers=("1.3", "1.5"),
    ),
    Told(
        "two leaves in one album, and the second it is",
        "telegram",
        (
            together(sends("a.jpg", caption="1.3", album="1"), sends("b.jpg", caption="1.5", album="1")),
            presses("1.5"),
        ),
        {"1.5": 2},
    ),
    Told(
        "every one of an album bears the same",
        "telegram",
        (together(*(sends(f"{one}.jpg", caption="1.2 45/50", album="1") for one in "abc")),),
        {"1.2": 3},
        {"1.2": "3.15"},
        lacks=("chú thích",),
    ),
    Told(
        "an album after stopping, told at its end",
        "telegram",
        (
            says("/huy"),
            together(sends("a.jpg", album="1"), sends("b.jpg", album="1"), sends("c.jpg", caption="1.2", album="1")),
        ),
        {"1.2": 3},
    ),
    Told(
        "two albums that arrive mixed",
        "telegram",
        (
            together(
                sends("a.jpg", album="1"),
                sends("b.jpg", caption="1.5", album="2"),
                sends("c.jpg", caption="1.3", album="1"),
                sends("d.jpg", album="2"),
            ),
        ),
        {"1.3": 2, "1.5": 2},
    ),
    Told(
        "the caption of an album on its video",
        "telegram",
        (together(sends("a.jpg", album="1"), other("video", "1.3", album="1"), sends("b.jpg", album="1")),),
        {"1.3": 2},
    ),
    Told(
        "photos chosen together where there are no albums",
        "zalo_oa",
        (together(sends("a.jpg"), sends("b.jpg"), sends("c.jpg", caption="1.3")),),
        {"1.3": 3},
    ),
    Told(
        "the rest of an album comes late",
        "telegram",
        (sends("a.jpg", caption="1.3 đủ", album="1"), says("/tiendo"), says("/chamdiem 1.5"), sends("b.jpg", album="1")),
        {"1.3": 2},
        {"1.3": "2"},
    ),
    Told(
        "two leaves in one album, each file by its own",
        "telegram",
        (
            together(
                sends("a.jpg", caption="1.3", album="1"),
                sends("b.jpg", caption="1.5 3", album="1"),
                sends("c.jpg", album="1"),
            ),
            presses("Mỗi tệp"),
        ),
        {"1.3": 2, "1.5": 1},
        {"1.5": "1.5"},
    ),
    Told(
        "two figures in one album",
        "telegram",
        (together(sends("a.jpg", caption="1.2 45/50", album="1"), sends("b.jpg", caption="1.2 46/50", album="1")),),
        {"1.2": 2},
        {"1.2": "3.15"},
        reads=("1.2", "46/50"),
        offers=("Đúng, lưu",),
    ),
    Told(
        "a document named under the second of an album",
        "telegram",
        (
            says("1.3 đủ"),
            together(sends("a.jpg", album="1"), sends("b.jpg", caption="báo cáo quý I", album="1")),
        ),
        {"1.3": 2},
        {"1.3": "2"},
        reads=("Còn thiếu:\n• Báo cáo 6 tháng",),
        lacks=("là tài liệu nào",),
    ),
    Told(
        "a survey's leaf as the caption",
        "zalo_oa",
        (sends("a.jpg", caption="3.7"), says("1,5")),
        {"1.5": 1},
    ),
    # -- what is not taken, with a caption -----------------------------------------------------------------------------
    Told("a video with a score", "telegram", (other("video", "1.2 45/50"),), {}, {"1.2": "3.15"}, reads=("ideo", "ảnh")),
    Told("a moving picture with a score", "telegram", (other("animation", "1.1 a"),), {}, {"1.1": "1.5"}, reads=("GIF", "ảnh")),
    Told("a voice with a score", "telegram", (other("voice", "1.6 1"),), {}, {"1.6": "1"}, reads=("thoại", "gõ")),
    Told("a video alone", "telegram", (other("video"),), reads=("ideo", "ảnh", "**1.1")),
    Told("a video with a code", "telegram", (other("video", "1.5"), sends("a.jpg")), {"1.5": 1}),
    Told("a sticker", "zalo_oa", (other("sticker"),), reads=("hãn dán", "**1.1")),
    Told(
        "a video with a score on the account", "zalo_oa", (other("video", "1.2 45/50"),), {}, {"1.2": "3.15"}, reads=("ideo",)
    ),
    Told("a voice on the bot", "zalo_bot", (other("voice"),), reads=("thoại", "gõ", "**1.1")),
    # -- edits ---------------------------------------------------------------------------------------------------------
    Told(
        "a score edited",
        "telegram",
        (says("1.2 45/50"), edits("1.2 46/50")),
        {},
        {"1.2": "3.15"},
        reads=(AFTER_SENDING, "1.2"),
        offers=("Sửa 1.2",),
    ),
    Told(
        "a score edited, and changed by the way shown",
        "telegram",
        (says("1.2 45/50"), edits("1.2 46/50"), presses("Sửa 1.2"), says("46/50")),
        {},
        {"1.2": "3.22"},
    ),
    Told(
        "a caption edited",
        "telegram",
        (sends("a.jpg", caption="1.2"), edits(caption="1.3")),
        {"1.2": 1},
        reads=("Sửa", "sau khi gửi", "1.2"),
    ),
    Told(
        "a caption edited, and the file moved by the way shown",
        "telegram",
        (sends("a.jpg", caption="1.2"), edits(caption="1.3"), presses("Chuyển sang 1.3")),
        {"1.3": 1},
    ),
    Told("an invitation edited", "telegram", (says("xin chào"), edits("/start demo-tuphap")), reads=(AFTER_SENDING,)),
    Told("a place that moves", "telegram", (says("/tiendo"), lambda phone: phone.moves_about()), lacks=(AFTER_SENDING,)),  # type: ignore[attr-defined]
    # -- answers and codes ---------------------------------------------------------------------------------------------
    Told(
        "a scored leaf asked again",
        "telegram",
        (says("1.1 a"), sends("a.jpg"), says("/chamdiem 1.1")),
        {"1.1": 1},
        {"1.1": "1.5"},
        reads=("**1.1", "Xã ở mức nào?", "Đã lưu"),
    ),
    Told(
        "a scored leaf answered anew",
        "zalo_oa",
        (says("1.1 a"), sends("a.jpg"), says("/chamdiem 1,1"), says("b"), presses("Đúng, lưu")),
        {"1.1": 1},
        {"1.1": "0.75"},
    ),
    Told("a command with a comma", "web", (says("/chamdiem 1,5"), says("3")), {}, {"1.5": "1.5"}),
    Told("a command apart, with the code's word", "zalo_bot", (says("chấm điểm tc 1.2"), says("45/50")), {}, {"1.2": "3.15"}),
    Told("a score behind a dash", "zalo_oa", (says("1-6 1"),), {}, {"1.6": "1"}),
    Told("documents of a code with a dash", "zalo_bot", (says("tài liệu 1-5"), sends("a.jpg")), {"1.5": 1}),
    Told(
        "yes where there are letters",
        "telegram",
        (says("/chamdiem 1.2"), says("1.1 có")),
        {},
        {},
        reads=("1.1", "a, b", "c"),
        lacks=("không thuộc chấm điểm",),
    ),
    Told(
        "yes where there are letters, then one", "web", (says("/chamdiem 1.2"), says("1.1 có"), says("a")), {}, {"1.1": "1.5"}
    ),
    Told(
        "more than the whole names its leaf",
        "web",
        (says("5.1 30/20"),),
        {},
        {},
        reads=("5.1: số cán bộ, công chức đạt chuẩn (30)",),
    ),
    Told(
        "a figure where one is asked for",
        "telegram",
        (says("/chamdiem 1.5"), says("1,1")),
        {},
        {},
        reads=("1.5", "số nguyên"),
    ),
    Told("a command and its code in one", "web", (says("/chamdiem1.5"), says("3")), {}, {"1.5": "1.5"}),
    Told("a command with an answer", "telegram", (says("chấm điểm 1,2 45/50"),), {}, {"1.2": "3.15"}),
    Told("a command with an answer and a slash", "telegram", (says("/cham diem 1,2 45/50"),), {}, {"1.2": "3.15"}),
    Told("asked about with a comma", "zalo_bot", (says("1,5 là gì"), sends("a.jpg")), {"1.5": 1}),
    Told(
        "a figure that may be a code, then a photo",
        "web",
        (says("/chamdiem 1.5"), says("1.2"), sends("a.jpg")),
        {},
        {},
        reads=(WHICH,),
    ),
    Told("my data, apart and with marks", "zalo_oa", (says("dữ liệu của tôi"),), reads=("mọi thứ hệ thống đang giữ",)),
    Told("erase, apart and with marks", "telegram", (says("Xoá dữ liệu"),), lacks=("không thuộc chấm điểm", "**1.1 Ban hành")),
    Told("the round's dates with a full stop", "zalo_bot", (says("Hạn."),), reads=("Tự chấm",), lacks=("không thuộc",)),
)


@pytest.fixture
def opened(demo_file: Path, tmp_path: Path) -> Iterator[Opened]:
    with ExitStack() as stack:
        yield lambda channel: World(stack.enter_context(copied(demo_file, tmp_path / "cchc.db")), channel)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told.channel}: {told.name}")
def test_what_people_send_does_what_they_mean(opened: Opened, told: Told) -> None:
    world = opened(told.channel)
    lan = joined(world, "demo-vanphong")
    for act in told.acts:
        act(lan)
    leaves = world.leaves()
    assert files_of(world) == told.files, lan.sees()
    assert {code: leaf["self"]["points"] for code, leaf in leaves.items() if leaf["self"]} == told.points, lan.sees()
    lan.reads(*told.reads)
    for words in told.lacks:
        assert words not in lan.sees()
    for label in told.offers:
        assert any(label in choice for choice in lan.choices()), lan.choices()
    assert world.broken_turns() == 0
