"""Somebody does not agree with the points: what can be done now, and when the results come."""

from handlers import doors
from handlers.dialogs import menu
from handlers.talk import Talk, door
from handlers.texts import progress as progress_texts
from handlers.texts.appraisal import appeal as t
from scoring.roles import Act, can
from scoring.rounds.round import Milestone
from scoring.sheet.entry import RequestState
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State

#: More open requests than this are reached through the first ones.
OFFERED = 3


def appeal(talk: Talk) -> None:
    """The ways that are open to the person; what takes effect is asked for behind the buttons."""
    if talk.person.role.of_commune:
        _commune(talk, talk.own_sheet())
    else:
        talk.say("\n".join([t.REVIEWERS, *_publication(talk)]))
        menu.way_on(talk)


def _commune(talk: Talk, sheet: ScoreSheet) -> None:
    asked = _open_requests(talk, sheet)
    locked = sheet.state not in (State.DRAFT, State.INTERNAL_REVIEW)
    talk.say("\n".join([t.ways(asked, locked=locked), *_publication(talk)]))
    if talk.session.question:
        menu.way_on(talk)
    for number, code in enumerate(asked[:OFFERED]):
        talk.offer(door(t.ANSWER.format(code=code), doors.answer(code), primary=not number and not menu.has_primary(talk)))
    talk.offer(door(t.POINTS, doors.sheet(), primary=not menu.has_primary(talk)))
    if locked and can(talk.person, Act.ASK_REOPENING):
        talk.offer(door(t.REOPEN, doors.ask_reopening()))


def _open_requests(talk: Talk, sheet: ScoreSheet) -> list[str]:
    if not can(talk.person, Act.ANSWER_REQUEST):
        return []
    entries = sheet.declared_entries()
    return [entry.leaf.code for entry in entries if entry.request and entry.request.state is RequestState.OPEN]


def _publication(talk: Talk) -> list[str]:
    end = talk.round.ends.get(Milestone.PUBLICATION)
    return [progress_texts.deadline_line(Milestone.PUBLICATION, end, talk.now, talk.zone, extended=False)] if end else []
