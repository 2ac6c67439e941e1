"""How the people of XA01 join, fill their sheet and sign it, all of it in the chat."""

from tests.stories.telling.actors import Actor, Member
from tests.stories.telling.world import World

#: What the four of XA01 answer, leaf by leaf: every kind of rule that a commune may declare, and both claims.
ANSWERS = {
    "demo-vanphong": {
        "1.1": "a",
        "1.2": "45/50",
        "1.3": "đủ",
        "1.4": "9/10",
        "1.5": "3",
        "1.6": "1",
        "1.7": "2",
        "4.1": "có",
        "4.2": "a",
        "5.1": "19/20",
        "5.2": "17/20",
        "5.3": "0",
    },
    "demo-tuphap": {
        "2.1": "a",
        "2.2": "có",
        "2.3": "a",
        "2.4": "kps",
        "3.1": "a",
        "3.2": "1.190/1.240",
        "3.3": "kps",
        "3.4": "có",
        "3.5": "9/10",
        "3.6": "640/1.000",
    },
    "demo-taichinh": {"6.1": "b", "6.2": "đủ", "6.3": "kad", "6.4": "92,5%"},
    "demo-vanhoa": {"7.1": "1.930/2.000", "7.2": "640/1.000", "7.3": "455/1.000", "7.4": "đủ", "7.5": "b"},
}


def joined(world: World, code: str) -> Member:
    """Somebody who has opened the invitation and confirmed the first card."""
    member = Member(world, code)
    member.says(f"/start {code}")
    if "Tôi hiểu, bắt đầu" in member.choices():
        member.presses("Tôi hiểu, bắt đầu")
    return member


def fills(actor: Actor, answers: dict[str, str]) -> None:
    """Scores leaf after leaf in the short form, each with one file that holds every document."""
    for code, answer in answers.items():
        actor.says(f"{code} {answer}")
        if "Đúng, lưu" in actor.choices():
            actor.presses("Đúng, lưu")
        actor.sends(f"tài liệu {code}.jpg")
        if "Một tệp có đủ các tài liệu này" in actor.choices():
            actor.presses("Một tệp có đủ các tài liệu này")


def fills_everything(world: World) -> None:
    for code, answers in ANSWERS.items():
        fills(joined(world, code), answers)


def signs(world: World) -> None:
    lan, chairman = joined(world, "demo-vanphong"), joined(world, "demo-chutich")
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")
    chairman.says("/nop")
    chairman.presses("Ký gửi")
