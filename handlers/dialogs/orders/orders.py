"""What people tell the assistant to do, and ask it about their own work: done or answered, or left to the search."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers import doors
from handlers.dialogs import menu
from handlers.dialogs.orders import cases, standing
from handlers.dialogs.orders.said import Mentioned, read
from handlers.dialogs.rounds import steering
from handlers.dialogs.submission import reading
from handlers.doors import Way
from handlers.talk import Talk, door
from handlers.texts.orders import standing as texts
from knowledge.hearing.orders import CALLED, PART, Ordered, courtesy, ordered
from knowledge.search.intents import elsewhere
from knowledge.search.typed_words import Words, wording
from scoring.roles import Act, can, may_manage

#: Does an order; ``False`` where it turns out not to be one.
Does = Callable[[Talk, Mentioned, str], None]


#: As well as this a whole sentence calls a criterion that is about it.
CALLED_WELL = 75.0
#: Leave is a matter of the office, but who takes over is ours.
SPEAKS_OF_LEAVE = frozenset({"handover"})
#: Orders that ask for no round to be chosen, or to be open at all.
OF_NO_ROUND = frozenset({"rounds_new", "round_close", "invite", "unreached", "sets", "import_set", "help"})


def taken(talk: Talk, text: str) -> bool:
    """Whether a sentence was an order or a question about the person's own work; then it has been dealt with."""
    if kind := courtesy(text):
        _greet(talk, kind)
        return True
    said = read(talk, text)
    for order in ordered(text, talk.person.role, said.given, lambda kind, words: _called(talk, kind, words)):
        if talk.settled is None and order.order not in OF_NO_ROUND:
            return False
        if not _is_about_something_else(talk, text, order):
            ORDERS[order.order](talk, said, order.called or said.leaf)
            return True
    return False


def _greet(talk: Talk, kind: str) -> None:
    talk.say({"thanks": texts.THANKS, "greeting": texts.GREETING, "farewell": texts.FAREWELL}[kind])
    menu.way_on(talk)


def _called(talk: Talk, kind: str, words: Words, least: float = 0.0) -> str:
    """The code of the one criterion, or field, that words certainly call, or ""."""
    if talk.settled is None:
        return ""
    found = talk.work.rounds.index(talk.round).search(" ".join(words))
    first = found.targets[0] if found.decision == "answer" else None
    called, _, code = first.target.partition(":") if first and first.score >= least else ("", "", "")
    return code if called == ("field" if kind == PART else "criterion") else ""


def _is_about_something_else(talk: Talk, text: str, order: Ordered) -> bool:
    """Whether a sentence is about a criterion, or a matter of the office that is none of ours, rather than an order."""
    if order.argued:
        return False
    words = wording().words(text)
    if order.order not in SPEAKS_OF_LEAVE and any(meant == "other_matters" for meant, _ in elsewhere().said(words)):
        return True
    return bool(_called(talk, CALLED, words, CALLED_WELL)) or (
        not order.firm and bool(order.left) and bool(_called(talk, CALLED, order.left))
    )


# -- orders that need a word or two of their own ---------------------------------------------------------------------------


def _extend(talk: Talk, said: Mentioned, _: str) -> None:
    steering.extend_said(talk, said.units[0].code if said.units else "", said.text, said.reason)


def _ask_extension(talk: Talk, said: Mentioned, _: str) -> None:
    """Where another question is open it is not replaced by one that takes whatever is written next."""
    if talk.session.question:
        steering.offer_asking(talk)
    else:
        steering.ask_extension(talk, said.text)


def _reopen_own(talk: Talk, _: Mentioned, code: str) -> None:
    sheet = talk.own_sheet()
    if code and sheet.editable(code, talk.now):
        talk.through(doors.edit(code))
    elif talk.session.question or (sheet.state in standing.HELD and not code):
        talk.through(doors.reopening())
    else:
        talk.through(doors.ask_reopening(*([code] if code else [])))


def _undo(talk: Talk, _: Mentioned, __: str) -> None:
    """The declaration made last; where there is none to take back, the question of that leaf again."""
    code = _at_hand(talk)
    entry = talk.own_sheet().entry(code) if code else None
    if entry is not None and entry.undo_version is None and talk.session.last_leaf not in ("", code):
        entry = talk.own_sheet().entry(talk.session.last_leaf)
    if entry is None:
        talk.through(doors.progress())
    elif entry.undo_version is None:
        talk.say(texts.nothing_to_undo(entry.leaf.code))
        _offer_to_drop_the_file(talk)
        talk.through(doors.edit(entry.leaf.code))
    else:
        talk.through(doors.undo(entry.leaf.code, str(entry.undo_version)))


def _offer_to_drop_the_file(talk: Talk) -> None:
    """The file sent last may be what was meant."""
    code = talk.session.album.get("leaf")
    file_id = talk.session.album.get("file")
    file = talk.own_sheet().entry(code).file(file_id) if code and file_id else None
    if code and file is not None and file in talk.own_sheet().entry(code).live_evidence:
        talk.offer(door(texts.drop_file(code, file.name), doors.forget(code, file.id)))


def _put_off(talk: Talk, _: Mentioned, __: str) -> None:
    talk.through(doors.skip(_at_hand(talk)))


def _at_hand(talk: Talk) -> str:
    """The leaf of the open question, or the one scored last."""
    return talk.session.leaf or talk.session.last_leaf


def _see_leaf(talk: Talk, _: Mentioned, code: str) -> None:
    """What has been scored as it stands; of anything else there is only the criterion to look at."""
    if talk.own_sheet().entry(code).scored:
        reading.look(talk, code)
    else:
        talk.through(doors.criteria(code))


def _rule(talk: Talk, _: Mentioned, __: str) -> None:
    talk.through(doors.criteria(_at_hand(talk)))


def _edit(talk: Talk, _: Mentioned, code: str) -> None:
    code = code or _at_hand(talk)
    entry = talk.own_sheet(Act.DECLARE, code).entry(code)
    talk.through(doors.edit(code) if entry.leaf.source.declared_by_commune else doors.criteria(code))


def _last_year_total(talk: Talk, _: Mentioned, __: str) -> None:
    talk.through(doors.results())
    if talk.session.question:
        menu.way_on(talk)


def _sign(talk: Talk, _: Mentioned, __: str) -> None:
    talk.through(doors.submit())
    if talk.session.question:
        menu.way_on(talk)


def _reopen_unit(talk: Talk, said: Mentioned, code: str) -> None:
    steering.reopen_unit(talk, said.units[0].code, code)


def _round_close(talk: Talk, _: Mentioned, __: str) -> None:
    """Straight to the question where one round runs, else to the list of them."""
    here = talk.settled
    if here is not None and len(talk.rounds) == 1:
        talk.through(doors.close_round(here.code))
    else:
        talk.through(doors.rounds())


def _invite(talk: Talk, said: Mentioned, _: str) -> None:
    """The people of a unit that is named, one person, or the list."""
    if said.person is not None and may_manage(talk.person, said.person):
        talk.through(doors.person(said.person.id))
    else:
        talk.through(doors.invite(*(unit.code for unit in said.units[:1])))


def _change_points(talk: Talk, said: Mentioned, _: str) -> None:
    cases.change_points(talk, said, deducted=steering.deducts(said.text))


def _door(way: Way) -> Does:
    def goes(talk: Talk, _: Mentioned, __: str) -> None:
        talk.through(way)
        if talk.session.question and not talk.choices:
            menu.way_on(talk)

    return goes


def _plain(does: Callable[[Talk], None]) -> Does:
    return lambda talk, _, __: does(talk)


ORDERS: Mapping[str, Does] = MappingProxyType(
    {
        # reviewers
        "agree": _plain(cases.agree),
        "change_points": _change_points,
        "require": lambda talk, said, _: cases.require(talk, said.text),
        "case_files": _plain(cases.files),
        "skip_case": _plain(cases.skip),
        "go_on_case": _plain(cases.go_on),
        "queue": _door(doors.appraise()),
        "unit": lambda talk, said, _: cases.unit(talk, said),
        "unit_leaf": cases.unit_leaf,
        "strange_unit": cases.strange_unit,
        "answered": _plain(cases.answered),
        "across": lambda talk, said, code: cases.across(talk, code, lacking=steering.asks_what_lacks(said.text)),
        # the standing body
        "nudge_units": lambda talk, said, _: steering.nudge_units(talk, *(unit.code for unit in said.units)),
        "extend": _extend,
        "reopen_unit": _reopen_unit,
        "rounds_new": _door(doors.create_round()),
        "round_close": _round_close,
        "not_handed_in": _plain(steering.not_handed_in),
        "handed_in": _plain(steering.handed_in),
        "overview": _door(doors.progress()),
        "unreached": _door(doors.invite()),
        "sets": _door(doors.sets()),
        "import_set": _door(doors.import_set()),
        "invite": _invite,
        # papers
        "workbook": _door(doors.download()),
        "report": _door(doors.report()),
        "dossier": _door(doors.dossier()),
        # the sheet of the own commune
        "give_back": lambda talk, said, _: standing.give_back(talk, said.text),
        "sign": _sign,
        "lowest": _plain(standing.lowest),
        "signing_state": _plain(standing.signing_state),
        "summary": _plain(standing.summary),
        "sheet_state": _plain(standing.sheet_state),
        "requests": _plain(standing.requests),
        "cuts": _plain(standing.cuts),
        "ask_extension": _ask_extension,
        "reopen_own": _reopen_own,
        "last_year_leaf": lambda talk, _, code: standing.last_year_leaf(talk, code),
        "last_year_lost": _plain(standing.last_year_lost),
        "last_year_total": _last_year_total,
        "compare": _plain(standing.compare),
        "my_points": _door(doors.progress()),
        # its people
        "nudge_person": lambda talk, said, _: talk.through(doors.nudge(said.person.id if said.person else "")),
        "nudge_all": _plain(standing.nudge_all),
        "change_person": standing.change_person,
        "person_progress": lambda talk, said, _: standing.person_progress(talk, said.person or talk.person),
        "who_owes": _plain(standing.who_owes),
        "who_is": standing.who_is,
        "field_progress": lambda talk, said, code: standing.field_progress(talk, said.field or code),
        "my_fields": _plain(standing.my_fields),
        "handover": _plain(standing.handover),
        "after_done": _plain(standing.after_done),
        # own work
        "my_work": _plain(standing.my_work),
        "lacking": _plain(standing.lacking),
        "wrong_file": lambda talk, _, code: standing.wrong_file(talk, code),
        "go_on": lambda talk, _, __: talk.through(doors.resume() if _asks(talk) else doors.score()),
        "put_off": _put_off,
        "undo": _undo,
        "see_leaf": _see_leaf,
        "read_leaf": lambda talk, _, code: reading.look(talk, code),
        "leaf_files": lambda talk, _, code: standing.files(talk, code),
        "edit": _edit,
        "rule": _rule,
        "score": lambda talk, _, code: talk.through(doors.score(code)),
        "help": _door(doors.help_()),
    }
)


def _asks(talk: Talk) -> bool:
    """Whether a question is open to go on with."""
    return talk.session.question is not None and can(talk.person, Act.DECLARE)
