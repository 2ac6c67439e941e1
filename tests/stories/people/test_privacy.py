"""Privacy: a draft is the commune's own, and nobody of another commune ever reads anything of it."""

from collections.abc import Iterable
from itertools import product

import pytest

from handlers.dialogs.house import DOORS
from handlers.incoming.commands import COMMANDS
from scoring.people import Role
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined, signs
from tests.stories.telling.world import World

#: What stands in the sheet of XA01 and nowhere else.
EXPLAINED, NAMED, FIGURE = "chuyện riêng của An Bình", "sổ tay An Bình.jpg", "4.711"
REVIEWERS = ["demo-noivu", "demo-thuky", "demo-thamdinh", "demo-hoidong", "demo-pheduyet"]
PLACES = [(), ("XA01",), ("1.2",), ("XA01", "1.2", "2"), ("1",), ("1.2", "1")]


@pytest.fixture
def marked(on_web: World) -> World:
    """XA01 has begun: figures, an explanation and a file that are nobody else's business."""
    lan = joined(on_web, "demo-vanphong")
    lan.says(f"1.2 {FIGURE}/5.000")
    lan.presses("Không có – giải trình")
    lan.says(EXPLAINED)
    lan.sends(NAMED, caption="1.2")
    return on_web


def tries_everything(member: Member) -> None:
    """Every command and every door, with every place of XA01 that might open it."""
    for names, place in product(COMMANDS.values(), PLACES):
        member.says(" ".join([f"/{names[0]}", *place]))
    member.forges(*(":".join([door, *place]) for door in DOORS for place in PLACES))
    # What he types into a question that a door has left open is his own.
    member.says("/huy")
    for question in ("1.2", "an bình", "chuyện riêng", NAMED):
        member.says(question)


def shown_to(member: Member) -> str:
    """All that ever stood on the screen, pictures and files by their names."""
    cards = member.cards
    words = [card.text for card in cards] + [choice.label for card in cards for choice in card.choices]
    words += [picture.name for card in cards for picture in card.pictures]
    words += [f"tệp {card.attachment.what} của {card.attachment.unit}" for card in cards if card.attachment]
    return "\n".join(words)


def leaks(member: Member) -> list[str]:
    shown = shown_to(member)
    return [one for one in (EXPLAINED, NAMED, FIGURE, "tệp sheet của XA01") if one in shown]


def others(world: World) -> Iterable[Member]:
    """The people of XA02."""
    yield joined(world, "demo-vanphong-2")
    yield joined(world, world.invited(world.person("XA02", Role.LEADER), reusable=True))


def test_the_marks_are_really_there(marked: World) -> None:
    lan = joined(marked, "demo-vanphong")
    lan.says("/tailieu 1.2")
    lan.says("/chamdiem 1.2")
    assert set(leaks(lan)) == {EXPLAINED, NAMED, FIGURE}
    assert marked.leaf("1.2")["explanation"] == EXPLAINED


@pytest.mark.parametrize("code", REVIEWERS)
def test_no_reviewer_reads_a_draft(marked: World, code: str) -> None:
    before, reviewer = marked.sheet(), joined(marked, code)
    tries_everything(reviewer)
    assert leaks(reviewer) == []
    assert (marked.sheet(), marked.broken_turns()) == (before, 0)


def test_nobody_of_another_commune_reads_a_draft(marked: World) -> None:
    before, thu = marked.sheet(), joined(marked, "demo-vanphong-2")
    tries_everything(thu)
    assert leaks(thu) == []
    assert (marked.sheet(), marked.broken_turns()) == (before, 0)


def test_nobody_of_another_commune_reads_what_is_submitted(complete_on_web: World) -> None:
    lan = joined(complete_on_web, "demo-vanphong")
    lan.says(f"1.2 {FIGURE}/5.000")
    lan.sends(NAMED, caption="1.2")
    signs(complete_on_web)
    before = complete_on_web.sheet()
    for member in others(complete_on_web):
        tries_everything(member)
        assert leaks(member) == []
    assert (complete_on_web.sheet(), complete_on_web.broken_turns()) == (before, 0)


def test_a_stranger_reads_nothing_at_all(marked: World) -> None:
    stranger = Member(marked, "người lạ")
    tries_everything(stranger)
    assert not any(card.choices for card in stranger.cards)
    assert leaks(stranger) == []


def test_a_reviewer_reads_what_is_submitted_and_only_in_the_fields_given(complete_on_web: World) -> None:
    lan = joined(complete_on_web, "demo-vanphong")
    lan.sends(NAMED, caption="1.2")
    signs(complete_on_web)
    hanh, mai = joined(complete_on_web, "demo-thuky"), joined(complete_on_web, "demo-thamdinh")
    for reviewer in (hanh, mai):
        reviewer.says("/thamdinh XA01 1.2")
    assert (leaks(hanh), leaks(mai)) == ([NAMED], [])


def test_the_same_file_of_two_communes_tells_neither_of_the_other(marked: World) -> None:
    thu = joined(marked, "demo-vanphong-2")
    thu.sends(NAMED, caption="1.2 45/50")
    assert "XA01" not in shown_to(thu)
    assert [file["name"] for file in marked.leaf("1.2", "XA02")["evidence"]] == [NAMED]


def test_who_takes_over_a_chat_reads_nothing_of_the_one_before(marked: World) -> None:
    """The web chat shows what is written down: a browser handed on begins anew."""
    lan = joined(marked, "demo-vanphong")
    lan.says("/tailieu 1.2")
    lan.says("/start demo-vanphong-2")
    with marked.store.read() as work:
        chat = work.chats.find(lan.key)
        assert chat is not None
        shown = [item.card.text for item in work.transcripts.read(chat) if item.card]
    assert not any(NAMED in text for text in shown)
