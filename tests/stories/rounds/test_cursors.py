"""The cursor of a chat in several rounds: each waits where it was left, and older ones are read as they were written."""

from handlers.questions import Files, Value
from handlers.session import Cursor, Session


def test_a_cursor_waits_in_its_round_and_is_taken_up_again() -> None:
    session = Session(Value("1.2"), last_leaf="1.2", back=[Files("1.1")], turn=7)
    session.enter("CCHC2026")
    assert (session.question, session.turn) == (Value("1.2"), 7), "the first round that is known is the one it was in all along"
    session.chosen = session.asked = True
    session.enter("CCHC2027")
    assert (session.question, session.last_leaf, session.back, session.turn) == (None, "", [], 8)
    assert (session.chosen, session.asked) == (False, False)
    session.question = Files("1.5")
    session = Session.from_json(session.to_json())
    session.enter("CCHC2026")
    assert (session.question, session.back) == (Value("1.2"), [Files("1.1")])
    assert session.parked == {"CCHC2027": Cursor(Files("1.5"))}


def test_a_session_from_before_rounds_ran_side_by_side_keeps_its_question() -> None:
    older = {
        "v": 2,
        "step": "value",
        "data": {"leaf": "1.2"},
        "turn": 3,
        "last_leaf": "1.2",
        "back": [],
        "album": {},
        "offered": [],
    }
    session = Session.from_json(older)
    assert (session.question, session.turn, session.round, session.parked) == (Value("1.2"), 3, "", {})
