"""A round written down by an operator: read whole, or refused with every fault and its place."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
import yaml

from bot.cli.round_files import read_round
from scoring.rounds.round import Milestone, Round
from tests.db.world import CRITERIA, World

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
GOOD: dict[str, Any] = {
    "code": "THU2026",
    "name": "Đợt thử",
    "year": 2026,
    "set": "nho",
    "authority": {"code": "HMH", "name": "Huyện thử"},
    "timetable": {"self_scoring": "2027-01-10T17:00", "first_appraisal": "2027-01-31T10:00:00+00:00"},
    "units": [{"code": "X1", "name": "Xã Một"}, {"code": "X2", "name": "Xã Hai", "group": "Khối phường"}],
}


@pytest.fixture
def world(sqlite_engine: sa.Engine) -> World:
    return World(sqlite_engine)


def read(world: World, text: str) -> tuple[Round | None, list[str]]:
    with world.store.write() as work:
        return read_round(text, ZONE, work)


def faults(world: World, **changes: Any) -> list[str]:
    made, found = read(world, yaml.safe_dump(GOOD | changes, allow_unicode=True))
    assert (made is None) == bool(found)
    return found


def test_a_good_file_becomes_a_round_with_its_units(world: World) -> None:
    made, found = read(world, yaml.safe_dump(GOOD | {"settings": {"reminder_days": [1, 5, 1]}}, allow_unicode=True))
    assert (made is not None, found) == (True, [])
    assert made is not None
    assert made.ends[Milestone.SELF_SCORING] == datetime(2027, 1, 10, 17, tzinfo=ZONE)
    assert made.ends[Milestone.FIRST_APPRAISAL] == datetime(2027, 1, 31, 17, tzinfo=ZONE)
    assert made.settings.reminder_days == (5, 1)
    assert [(one.unit, one.group) for one in made.units] == [("X1", "Khối xã"), ("X2", "Khối phường")]
    with world.store.read() as work:
        unit = work.people.unit("X2")
    assert unit is not None
    assert (unit.name, unit.parent) == ("Xã Hai", "HMH")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"set": "khac"}, "set: khac chưa được nhập"),
        ({"set": "nho@9"}, "set: nho@9 chưa được nhập"),
        ({"timetable": {"council": "2027-01-10T17:00"}}, "timetable.self_scoring: còn thiếu"),
        (
            {"timetable": {"self_scoring": "2027-01-10", "council": "2027-01-09"}},
            "timetable.council: kết thúc trước self_scoring",
        ),
        ({"timetable": {"self_scorin": "2027-01-10"}}, "timetable.self_scorin: phải là '"),
        ({"timetable": {"self_scoring": "mai"}}, "timetable.self_scoring: phải là thời điểm, ví dụ 2027-01-10T17:00"),
        ({"units": []}, "units: cần ít nhất 1 mục"),
        ({"units": [{"code": "X1", "name": "Một"}] * 2}, "units: X1 ghi hai lần"),
        ({"units": [{"code": "X1", "name": "Một", "grup": "A"}]}, "units.0.grup: không có mục này"),
        ({"code": "THU 2026"}, "code: chỉ gồm chữ không dấu, số"),
        ({"year": 1999}, "year: phải từ 2012 trở lên"),
        ({"settings": {"reminder_hour": 22}}, "settings.reminder_hour: phải từ 19 trở xuống"),
        ({"settings": {"ties": "toss"}}, "settings.ties: phải là '"),
        ({"sponsor": "ai"}, "sponsor: không có mục này"),
    ],
)
def test_a_fault_is_told_with_its_place(world: World, changes: dict[str, Any], fault: str) -> None:
    (found,) = [one.removesuffix(".[key]") for one in faults(world, **changes)]
    assert found.startswith(fault)


def test_all_faults_are_told_at_once_and_nothing_is_written(world: World) -> None:
    found = faults(world, set="khac", units=[{"code": "X9", "name": "Chín"}] * 2)
    assert len(found) == 2
    with world.store.read() as work:
        assert work.people.unit("X9") is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [", "YAML: "),
        ("", "tệp: phải là bảng tên: giá trị"),
        ("- 1", "tệp: phải là bảng tên: giá trị"),
        ("timetable: {self_scoring: 2027-13-01}", "YAML: month must be"),
    ],
)
def test_what_is_no_such_file_at_all_is_said_in_one_line(world: World, text: str, fault: str) -> None:
    made, found = read(world, text)
    assert made is None
    assert len(found) == 1
    assert found[0].startswith(fault)
    assert "\n" not in found[0]


def test_a_set_may_be_named_with_its_version(world: World) -> None:
    made, _ = read(world, yaml.safe_dump(GOOD | {"set": f"nho@{CRITERIA.version}"}, allow_unicode=True))
    assert made is not None
    assert (made.set_id, made.set_version) == ("nho", "1")
