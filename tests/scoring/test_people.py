"""Who is in charge of a leaf: the narrower assignment wins."""

import pytest

from scoring.people import Person, Role, in_charge
from tests.scoring.world import BINH, HOA, LIEN


def official(name: str, *scope: str) -> Person:
    return Person(name, name, "XA01", Role.OFFICIAL, frozenset(scope))


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        ((), {"1.1", "2.1.1", "12.1"}),
        (("2",), {"2.1.1"}),
        (("2.1",), {"2.1.1"}),
        (("2.1.1",), {"2.1.1"}),
        (("2.1.2",), set()),
        (("1",), {"1.1"}),
    ],
)
def test_a_scope_of_fields_and_leaves_covers_what_it_names(scope: tuple[str, ...], covered: set[str]) -> None:
    person = official("x", *scope)
    assert {code for code in ("1.1", "2.1.1", "12.1") if person.covers(code)} == covered


def test_a_single_leaf_beats_its_field() -> None:
    field, single = official("theo lĩnh vực", "7"), official("theo tiêu chí", "7.5")
    assert in_charge("7.5", [field, single]) == (single,)
    assert in_charge("7.4", [field, single]) == (field,)


def test_a_field_beats_everything() -> None:
    everything, field = official("mọi lĩnh vực"), official("lĩnh vực 2", "2")
    assert in_charge("2.1.1", [everything, field]) == (field,)


def test_two_with_the_same_assignment_share_it() -> None:
    one, other = official("một", "1"), official("hai", "1")
    assert in_charge("1.1", [one, other]) == (one, other)


def test_the_coordinator_is_in_charge_of_what_is_nobodys() -> None:
    busy = Person("p", "Liên", "XA01", Role.COORDINATOR, frozenset({"4"}))
    assert in_charge("1.1", [HOA, busy]) == (HOA,)
    assert in_charge("2.1.1", [HOA, busy]) == (busy,)


def test_the_leader_declares_nothing() -> None:
    assert in_charge("1.1", [BINH]) == ()
    assert [role for role in Role if role.declares] == [HOA.role, LIEN.role]
