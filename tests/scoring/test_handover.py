"""Taking over: nothing that somebody was in charge of is left to nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.handover import NotASuccessor, candidates, succeeding
from scoring.people import Person, Role, in_charge

LEAVES = ["1.1", "1.2", "2.1", "2.2", "3.1.1", "7.5"]
SCOPES = st.frozensets(st.sampled_from(["1", "2", "3", "3.1", "7.5", "1.2"]), max_size=4)
DECLARING = st.sampled_from([Role.OFFICIAL, Role.COORDINATOR])


def person(name: str, role: Role, scope: frozenset[str] = frozenset(), unit: str = "X1") -> Person:
    return Person(name, name, unit, role, scope)


@given(SCOPES, SCOPES, DECLARING, DECLARING)
def test_the_successor_covers_what_both_covered(left: frozenset[str], own: frozenset[str], role: Role, other: Role) -> None:
    leaver, colleague = person("a", role, left), person("b", other, own)
    heir = succeeding(leaver, colleague)
    for leaf in LEAVES:
        assert heir.covers(leaf) or not (leaver.covers(leaf) or colleague.covers(leaf))
        if leaver in in_charge(leaf, [leaver, colleague]):
            assert in_charge(leaf, [heir]) == (heir,)


@given(SCOPES, DECLARING, DECLARING)
def test_a_coordinator_s_office_does_not_fall_vacant(scope: frozenset[str], role: Role, other: Role) -> None:
    heir = succeeding(person("a", role, scope), person("b", other))
    assert (heir.role is Role.COORDINATOR) == (Role.COORDINATOR in (role, other))


@pytest.mark.parametrize(
    "other",
    [person("b", Role.LEADER), person("b", Role.OFFICIAL, unit="X2"), person("a", Role.OFFICIAL), person("b", Role.APPRAISER)],
)
def test_nobody_else_takes_over(other: Person) -> None:
    leaver = person("a", Role.OFFICIAL)
    assert candidates(leaver, [other]) == []
    with pytest.raises(NotASuccessor):
        succeeding(leaver, other)
