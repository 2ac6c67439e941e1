"""What each role may do, on whose sheet, and on which leaf."""

import pytest

from scoring.people import Person, Role
from scoring.roles import (
    LOOKING_INSIDE,
    Act,
    NotAllowed,
    NotYourField,
    NotYourUnit,
    StillADraft,
    can,
    check,
    may_manage,
)
from scoring.states import State
from tests.scoring.world import HOA, LAN, LIEN, NOI_VU

#: One row a role, in the order of the procedure: what it does there.
RIGHTS = {
    "official": "declare see_sheet ask_reopening answer_request take_papers",
    "coordinator": "declare see_sheet send nudge ask_reopening answer_request file_papers take_papers manage_people",
    "leader": "see_sheet sign ask_reopening file_papers take_papers",
    "appraiser": "see_sheet appraise",
    "secretariat": "see_sheet appraise take_papers",
    "standing_body": "see_sheet appraise decide_reopening run_round take_papers manage_people",
    "council": "see_sheet take_papers",
    "approver": "see_sheet take_papers",
    "operator": "run_round manage_people",
}
ALLOWED = [(Role(role), Act(act)) for role, acts in RIGHTS.items() for act in acts.split()]
REFUSED = [(role, act) for role in Role for act in Act if (role, act) not in ALLOWED]
OF_COMMUNE = [pair for pair in ALLOWED if pair[0] in {Role.OFFICIAL, Role.COORDINATOR, Role.LEADER}]
REVIEWING = [pair for pair in ALLOWED if pair not in OF_COMMUNE]


def somebody(role: Role, *scope: str) -> Person:
    return Person("p", "Mai", "XA01" if role.of_commune else "HUYEN", role, frozenset(scope))


@pytest.mark.parametrize(("role", "act"), ALLOWED)
def test_a_role_does_its_part_on_a_sheet_that_it_may_see(role: Role, act: Act) -> None:
    check(somebody(role), act, unit="XA01", state=State.SUBMITTED, leaf="1.1")
    assert can(somebody(role), act)


@pytest.mark.parametrize(("role", "act"), REFUSED)
def test_every_other_act_is_refused(role: Role, act: Act) -> None:
    with pytest.raises(NotAllowed) as refused:
        check(somebody(role), act, unit="XA01", state=State.SUBMITTED)
    assert (refused.value.role, refused.value.act) == (role, act)
    assert not can(somebody(role), act)


@pytest.mark.parametrize(("role", "act"), OF_COMMUNE)
def test_a_commune_never_touches_the_sheet_of_another(role: Role, act: Act) -> None:
    with pytest.raises(NotYourUnit) as refused:
        check(somebody(role), act, unit="XA02", state=State.PUBLISHED)
    assert refused.value.unit == "XA02"


@pytest.mark.parametrize("state", [State.DRAFT, State.INTERNAL_REVIEW])
@pytest.mark.parametrize(("role", "act"), REVIEWING)
def test_nobody_outside_looks_into_a_draft(role: Role, act: Act, state: State) -> None:
    if act in LOOKING_INSIDE:
        with pytest.raises(StillADraft):
            check(somebody(role), act, unit="XA01", state=state)
    else:
        check(somebody(role), act, unit="XA01", state=state)


@pytest.mark.parametrize("state", State)
def test_a_commune_sees_its_own_sheet_at_every_time(state: State) -> None:
    check(HOA, Act.SEE_SHEET, unit="XA01", state=state, leaf="3.2")


@pytest.mark.parametrize("act", [Act.DECLARE, Act.ANSWER_REQUEST])
def test_an_official_keeps_to_his_own_fields(act: Act) -> None:
    check(HOA, act, unit="XA01", state=State.DRAFT, leaf="1.2")
    with pytest.raises(NotYourField) as refused:
        check(HOA, act, unit="XA01", state=State.DRAFT, leaf="2.1.1")
    assert refused.value.leaf == "2.1.1"


def test_an_appraiser_keeps_to_his_own_fields() -> None:
    check(LAN, Act.APPRAISE, unit="XA01", state=State.SUBMITTED, leaf="2.2")
    with pytest.raises(NotYourField):
        check(LAN, Act.APPRAISE, unit="XA01", state=State.SUBMITTED, leaf="3.2")


def test_a_leaf_given_to_a_colleague_is_the_colleagues() -> None:
    single = Person("p-son", "Sơn", "XA01", Role.OFFICIAL, frozenset({"1.2"}))
    with pytest.raises(NotYourField):
        check(HOA, Act.DECLARE, unit="XA01", state=State.DRAFT, leaf="1.2", colleagues=[HOA, single])
    check(single, Act.DECLARE, unit="XA01", state=State.DRAFT, leaf="1.2", colleagues=[HOA, single])
    check(HOA, Act.DECLARE, unit="XA01", state=State.DRAFT, leaf="1.1", colleagues=[HOA, single])


def test_a_leaf_given_to_the_coordinator_is_the_coordinators() -> None:
    office = Person("p", "Liên", "XA01", Role.COORDINATOR, frozenset({"1.2"}))
    with pytest.raises(NotYourField):
        check(HOA, Act.DECLARE, unit="XA01", state=State.DRAFT, leaf="1.2", colleagues=[HOA, office])


def test_the_coordinator_may_help_with_every_leaf() -> None:
    check(LIEN, Act.DECLARE, unit="XA01", state=State.DRAFT, leaf="1.2", colleagues=[HOA, LIEN])


def test_an_assignment_of_one_task_takes_nothing_from_another() -> None:
    appraiser = Person("p", "Lan", "HUYEN", Role.APPRAISER, frozenset({"1.2"}))
    check(NOI_VU, Act.APPRAISE, unit="XA01", state=State.SUBMITTED, leaf="1.2", colleagues=[NOI_VU, appraiser])


@pytest.mark.parametrize(
    ("who", "whom", "unit", "may"),
    [
        (Role.COORDINATOR, Role.OFFICIAL, "XA01", True),
        (Role.COORDINATOR, Role.COORDINATOR, "XA01", True),
        (Role.COORDINATOR, Role.LEADER, "XA01", False),
        (Role.COORDINATOR, Role.OFFICIAL, "XA02", False),
        (Role.OFFICIAL, Role.OFFICIAL, "XA01", False),
        (Role.STANDING_BODY, Role.LEADER, "XA02", True),
        (Role.STANDING_BODY, Role.APPRAISER, "HUYEN", True),
        (Role.APPRAISER, Role.OFFICIAL, "XA01", False),
    ],
)
def test_who_may_invite_anew_and_see_out_whom(who: Role, whom: Role, unit: str, may: bool) -> None:
    assert may_manage(somebody(who), Person("other", "Hoa", unit, whom)) is may


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STANDING_BODY, Role.OPERATOR])
def test_nobody_sees_himself_out(role: Role) -> None:
    assert not may_manage(somebody(role), somebody(role))
