"""The main job: what the commune's people say in the chat is exactly what stands in the sheet."""

from tests.stories.telling.actors import Member
from tests.stories.telling.filling import ANSWERS, fills, joined
from tests.stories.telling.world import World
from tests.stories.whole.main_job import HOA, LAN, MINH, SCORED, TUAN, declared_in, scores_one_of_every_kind


def everybody(world: World) -> dict[str, Member]:
    return {code: Member(world, code) for code in (LAN, TUAN, HOA, MINH)}


def test_one_leaf_of_every_kind_stands_in_the_sheet_as_it_was_entered(world: World) -> None:
    scores_one_of_every_kind(everybody(world))
    assert declared_in(world.sheet()) == SCORED
    assert {leaf["self"]["channel"] for leaf in world.leaves().values() if leaf["self"]} == {world.channel}
    rest = [leaf for code, leaf in world.leaves().items() if code not in SCORED]
    assert [(leaf["self"], leaf["evidence"], leaf["explanation"]) for leaf in rest] == [(None, [], None)] * len(rest)
    assert world.broken_turns() == 0


def test_every_kind_that_a_commune_may_declare_is_among_them(world: World) -> None:
    leaves = world.leaves()
    assert {leaves[code]["rule"] for code in SCORED} == {f"R{number}" for number in range(1, 12)}


def test_the_first_document_lies_where_it_was_asked_for(world: World) -> None:
    scores_one_of_every_kind(everybody(world))
    [file] = world.leaf("1.1")["evidence"]
    assert (file["item"], file["name"], file["status"]) == ("1.1.a", "kế hoạch.jpg", "stored")
    assert world.leaf("1.1")["complete"] is True
    assert world.leaf("1.2")["missing"] == ["1.2.a Bảng tổng hợp nhiệm vụ kèm sản phẩm", "1.2.b Báo cáo CCHC năm"]


def test_progress_adds_up_what_was_entered(world: World) -> None:
    people = everybody(world)
    scores_one_of_every_kind(people)
    people[LAN].says("tien do")
    people[LAN].reads("Điểm tự chấm: **30,6/72**", "còn 26 điểm do điều tra xã hội học", "đã làm xong **1/12** tiêu chí")
    people[LAN].reads("• Tư pháp - hộ tịch: 0/10", "• Tài chính - kế toán: 0/4", "• Văn hoá - xã hội: 0/5")


def test_a_survey_leaf_is_refused_kindly_and_stays_empty(world: World) -> None:
    minh = joined(world, MINH)
    for asked in ("/chamdiem 8.1", "8.1 92,5", "8.1 a", "/tailieu 8.1"):
        minh.says(asked)
        minh.reads("điều tra xã hội học")
    assert world.leaf("8.1")["self"] is None


def test_losing_every_session_loses_nothing(world: World) -> None:
    """Short forms name their leaf, so they need no memory of the chat."""
    joined(world, TUAN)
    tuan = Member(World(world.engine, world.channel, forgetful=True), TUAN)
    for code, answer in ANSWERS[TUAN].items():
        tuan.says(f"{code} {answer}")
        tuan.sends(f"{code}.jpg", caption=code)
    assert set(declared_in(world.sheet())) == {code for code, leaf in world.leaves().items() if leaf["evidence"]}
    assert set(declared_in(world.sheet())) == set(ANSWERS[TUAN])


def test_the_whole_sheet_is_filled_in_the_chat(world: World) -> None:
    for code, answers in ANSWERS.items():
        fills(joined(world, code), answers)
    sheet = world.sheet()
    assert [leaf["code"] for leaf in sheet["leaves"] if not leaf["complete"]] == []
    assert (sheet["totals"]["max"], sheet["state"]) == ("72", "draft")
