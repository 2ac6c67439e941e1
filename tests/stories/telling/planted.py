"""A world in which everybody has joined, and three communes have drafts with words in them that are nobody else's business."""

from collections.abc import Mapping

from bot.demo.cast import CAST
from scoring.people import Person, Role
from scoring.sheet.entry import Authorship
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

PEOPLE = tuple(member.code for member in CAST if member.code)
#: By unit: a figure, the name of a file and perhaps an explanation that stand in its draft and nowhere else.
SECRETS: Mapping[str, tuple[str, ...]] = {
    "XA01": ("4.711", "sổ tay An Bình.jpg", "chuyện riêng của An Bình"),
    "XA02": ("4.722", "sổ tay Bình Minh.jpg", "chuyện riêng của Bình Minh"),
    "XA03": ("4.733", "sổ tay Cẩm Sơn.jpg"),
}


def plant(world: World) -> None:
    reopened(world, "XA03")
    head = world.person("XA03", Role.COORDINATOR)
    codes = {"XA01": "demo-vanphong", "XA02": "demo-vanphong-2", "XA03": world.invited(head, reusable=True)}
    for unit, code in codes.items():
        writes(joined(world, code), *SECRETS[unit])
    for code in PEOPLE:
        joined(world, code)


def opens_beside(son: Member) -> None:
    """The standing body prepares the round of the next year and opens it beside the one that runs."""
    son.says("/taodot")
    son.presses("Tạo đợt")
    son.presses("Mở đợt CCHC2027")
    son.presses("Mở đợt, chạy song song")


def plant_beside(world: World) -> None:
    """The same, and a second round, each of whose sheets somebody has looked at: an empty draft stands there."""
    opens_beside(joined(world, "demo-noivu"))
    with world.store.write() as work:
        new = work.rounds.alive()[-1]
        for member in new.units:
            work.sheets.open(new, member.unit)


def reopened(world: World, unit: str) -> None:
    """A draft again, by the operator."""
    with world.store.write() as work:
        [current] = work.rounds.alive()
        sheet = work.sheets.open(current, unit)
        sheet.reopen("nhập thiếu", Authorship("operator", world.clock(), "cli"))
        work.sheets.save(sheet)


def writes(member: Member, figure: str, name: str, words: str = "") -> None:
    member.says(f"1.2 {figure}/5.000")
    if "Đúng, lưu" in member.choices():
        member.presses("Đúng, lưu")
    member.sends(name, caption="1.2")
    if words:
        member.says("1.5 1")
        member.presses("Không có – giải trình")
        member.says(words)


def who(world: World, member: Member) -> Person:
    """Whose chat it is."""
    with world.store.read() as work:
        chat = work.chats.find(member.key)
        assert chat is not None
        person = work.people.get(work.chats.person(chat) or "")
    assert person is not None
    return person
