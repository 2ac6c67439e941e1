"""Invite codes link a chat to a person, and cannot be tried out."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.db.tables import invites
from handlers.incoming.events import ChatKey
from handlers.ports import InviteExpired, InviteUnknown, InviteUsed, TooManyAttempts
from handlers.questions import Value
from handlers.session import Session
from scoring.people import Person, Role, Unit
from tests.db.world import TELEGRAM, WEB, World


def _invited(world: World, person: Person, *, reusable: bool = False, days: int = 7) -> str:
    with world.store.write() as work:
        return work.staff.invite(person.id, world.now + timedelta(days=days), reusable=reusable)


def _join(world: World, code: str, chat: ChatKey = TELEGRAM) -> str:
    """Who lets the chat in; the refusal is caught within the turn, as the conversation does."""
    with world.store.write() as work:
        try:
            return work.people.redeem(code, chat, world.now).name
        except (InviteUnknown, InviteUsed, InviteExpired, TooManyAttempts) as refused:
            return type(refused).__name__


def test_a_code_typed_by_hand_links_the_chat(world: World) -> None:
    code = _invited(world, world.hoa)
    assert _join(world, f"  {code.upper()} ") == "Nguyễn Thị Hoà"
    with world.store.read() as work:
        assert work.chats.of_person(world.hoa.id) == [TELEGRAM]


def test_a_code_lets_one_chat_in_however_often_it_is_pressed(world: World) -> None:
    code = _invited(world, world.hoa)
    assert [_join(world, code), _join(world, code), _join(world, code, WEB)] == ["Nguyễn Thị Hoà"] * 2 + ["InviteUsed"]


def test_a_code_of_the_demo_lets_everybody_in(world: World) -> None:
    code = _invited(world, world.hoa, reusable=True)
    assert [_join(world, code), _join(world, code, WEB)] == ["Nguyễn Thị Hoà"] * 2


def test_a_code_runs_out(world: World) -> None:
    code = _invited(world, world.hoa)
    world.clock.pass_(days=7)
    assert _join(world, code) == "InviteExpired"


def test_a_code_of_somebody_whose_access_ended_is_unknown(world: World) -> None:
    code = _invited(world, world.hoa)
    with world.store.write() as work:
        work.staff.deactivate(world.hoa.id)
    assert _join(world, code) == "InviteUnknown"


def test_the_fifth_wrong_code_bars_the_chat_for_a_quarter_of_an_hour(world: World) -> None:
    code = _invited(world, world.hoa)
    tried = [_join(world, "sai") for _ in range(5)]
    assert tried == ["InviteUnknown"] * 4 + ["TooManyAttempts"]
    assert [_join(world, code), _join(world, code, WEB)] == ["TooManyAttempts", "Nguyễn Thị Hoà"]


def test_after_a_quarter_of_an_hour_the_chat_may_try_again(world: World) -> None:
    code = _invited(world, world.hoa)
    for _ in range(5):
        _join(world, "sai")
    world.clock.pass_(minutes=15)
    assert _join(world, code) == "Nguyễn Thị Hoà"


def test_a_chat_that_changes_hands_forgets_where_it_was(world: World) -> None:
    chat_id = world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        work.chats.save(chat_id, Session(Value("1.1")))
    assert _join(world, _invited(world, world.nam)) == "Trần Văn Nam"
    with world.store.read() as work:
        assert (work.chats.person(chat_id), work.chats.session(chat_id).question) == (world.nam.id, None)


def test_nobody_can_read_a_code_out_of_the_database(world: World) -> None:
    code = _invited(world, world.hoa)
    with world.engine.connect() as connection:
        stored = connection.execute(sa.select(invites)).one()
    assert code not in str(stored)
    assert len(code) == 10


def test_people_are_found_by_unit_and_role_and_keep_their_name_when_gone(world: World) -> None:
    with world.store.write() as work:
        work.staff.deactivate(world.nam.id)
        assert work.people.of_unit("XA01") == [world.hoa]
        assert work.people.of_unit("XA02") == []
        assert work.people.with_role(Role.APPRAISER) == [world.lan]
        assert work.people.get(world.nam.id) == world.nam
        assert [unit.code for unit in work.people.units()] == ["HUYEN", "XA01", "XA02"]
        assert work.people.unit("XA01") == Unit("XA01", "An Hòa")


def test_the_first_card_is_confirmed_once(world: World) -> None:
    with world.store.write() as work:
        before = work.people.noticed(world.hoa.id)
        work.people.confirm_notice(world.hoa.id, world.now)
        assert (before, work.people.noticed(world.hoa.id)) == (False, True)


def test_an_unlinked_chat_is_nobodys(world: World) -> None:
    chat_id = world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        work.people.unlink(TELEGRAM)
        assert (work.chats.person(chat_id), work.chats.of_person(world.hoa.id)) == (None, [])


def test_an_erased_person_leaves_neither_name_nor_chat(world: World) -> None:
    world.reply(world.chat(TELEGRAM, world.hoa), "chào chị Hoà")
    _invited(world, world.hoa)
    with world.store.write() as work:
        work.erasing.erase(world.hoa.id)
        assert work.people.get(world.hoa.id) is None
        assert work.chats.find(TELEGRAM) is None
        assert work.deliveries.list() == []


def test_a_barred_chat_is_told_until_when(world: World) -> None:
    for _ in range(5):
        _join(world, "sai")
    with pytest.raises(TooManyAttempts) as refused, world.store.write() as work:
        work.people.redeem("sai", TELEGRAM, world.now)
    assert refused.value.until == world.now + timedelta(minutes=15)
