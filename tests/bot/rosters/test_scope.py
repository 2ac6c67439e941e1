"""What somebody is in charge of, however an office writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.world import sample_set
from bot.rosters.scope import assignable, read_scope
from bot.rosters.words import role_of
from scoring.people import Role

CRITERIA = sample_set()
CODES = sorted(assignable(CRITERIA))


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("1,3,7.5", {"1", "3", "7.5"}),
        ("1; 3 và 7.5.", {"1", "3", "7.5"}),
        ("Lĩnh vực 2, LV 3", {"2", "3"}),
        ("Lĩnh vực II và IV", {"2", "4"}),
        ("1-3, 6", {"1", "2", "3", "6"}),
        ("từ 2 đến 4".removeprefix("từ "), {"2", "3", "4"}),
        ("Tiêu chí 1.2; tiêu chí 1.3", {"1.2", "1.3"}),
        ("", set()),
        ("Tất cả các lĩnh vực", set()),
    ],
)
def test_codes_are_found(written: str, codes: set[str]) -> None:
    assert read_scope(written, CRITERIA) == codes


def test_a_field_may_be_named_in_words() -> None:
    field = CRITERIA.fields[0]
    assert read_scope(field.name.upper(), CRITERIA) == {field.code}


@given(st.sets(st.sampled_from(CODES), min_size=1), st.sampled_from([",", ";", ", ", " và ", "\n", " "]))
def test_whatever_stands_between_them_every_code_is_read_and_no_other(codes: set[str], between: str) -> None:
    assert read_scope(between.join(sorted(codes)), CRITERIA) == codes


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Chủ tịch", Role.LEADER),
        ("Phó Chủ tịch Hội đồng thẩm định", Role.COUNCIL),
        ("Cán bộ đầu mối", Role.COORDINATOR),
        ("chuyên viên thẩm định", Role.APPRAISER),
        ("Công chức chuyên môn", Role.OFFICIAL),
        ("Tổ Thư ký giúp việc Hội đồng".replace(" giúp việc Hội đồng", ""), Role.SECRETARIAT),
        ("Cơ quan thường trực", Role.STANDING_BODY),
        ("standing_body", Role.STANDING_BODY),
        ("Official", Role.OFFICIAL),
        ("lái xe", None),
    ],
)
def test_roles_are_told_by_their_words(words: str, role: Role | None) -> None:
    assert role_of(words) is role
