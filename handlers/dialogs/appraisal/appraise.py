"""The appraisal queue: agree in one press, change with a reason, ask for an explanation, or leave it for later."""

from handlers import doors
from handlers.dialogs.places import last_year
from handlers.dialogs.submission.reading import show_files, starts_at
from handlers.ports import Task
from handlers.session import Case
from handlers.talk import Talk, door
from handlers.texts import common
from handlers.texts.appraisal import appraise as t
from handlers.texts.submission import papers as papers_texts
from scoring.roles import Act, NotAllowed, can
from scoring.sheet.entry import Claim, Entry, Stage
from scoring.sheet.score_sheet import ScoreSheet

LISTED = 6


def appraise(talk: Talk, *words: str) -> None:
    """/thamdinh [UNIT [leaf]]: the queue, one commune's sheet, or one leaf of it."""
    if not can(talk.person, Act.APPRAISE):
        raise NotAllowed(talk.person.role, Act.APPRAISE)
    if not words:
        _queue(talk)
    elif len(words) == 1:
        unit(talk, words[0].upper())
    else:
        leaf(talk, words[0].upper(), words[1])


def _tasks(talk: Talk) -> list[Task]:
    return list(talk.work.queue.tasks(talk.round, talk.person))


def _queue(talk: Talk) -> None:
    tasks = _tasks(talk)
    talk.rest()
    counts = [sum(getattr(task, name) for task in tasks) for name in ("answered", "claims", "lacking")]
    talk.say(t.queue(sorted(talk.person.scope), len({task.unit for task in tasks}), len(tasks), *counts))
    if tasks:
        talk.offer(door(t.BEGIN, doors.next_task(), primary=True), door(t.BY_UNIT, doors.by_unit()))
    talk.offer(door(common.STATES_OF_UNITS, doors.progress()))


def next_task(talk: Talk, after_unit: str = "", after_leaf: str = "") -> None:
    """The next leaf that waits, after the one just left."""
    tasks = [(task.unit, task.leaf) for task in _tasks(talk)]
    place = tasks.index((after_unit, after_leaf)) + 1 if (after_unit, after_leaf) in tasks else 0
    following = [*tasks[place:], *tasks[:place]]
    if following:
        leaf(talk, *following[0])
    else:
        talk.rest()
        talk.say(t.EMPTY, door(common.STATES_OF_UNITS, doors.progress()))


def by_unit(talk: Talk) -> None:
    tasks = _tasks(talk)
    for code in sorted({task.unit for task in tasks}):
        talk.offer(door(t.unit_line(code, sum(task.unit == code for task in tasks)), doors.unit(code)))
    talk.say(t.BY_UNIT if tasks else t.EMPTY)


def unit(talk: Talk, code: str, begin: str = "") -> None:
    """One commune's leaves in this reviewer's fields, those that wait first; ``begin``: how many were shown before."""
    sheet = talk.sheet_of(code, Act.APPRAISE)
    waiting = [task.leaf for task in _tasks(talk) if task.unit == code]
    talk.say(t.unit_sheet(code, common.STATES[sheet.state], len(waiting)))
    mine = [entry for entry in sheet.declared_entries() if talk.person.covers(entry.leaf.code)]
    ordered = sorted(mine, key=lambda entry: entry.leaf.code not in waiting)
    first = starts_at(begin, len(ordered))
    for entry in ordered[first : first + LISTED]:
        this = entry.leaf.code
        talk.offer(door(t.leaf_line(entry, waiting=this in waiting), doors.leaf(code, this), primary=entry is ordered[first]))
    if len(ordered) > LISTED:
        following = first + LISTED if first + LISTED < len(ordered) else 0
        talk.offer(door(t.MORE_LEAVES, doors.unit(code, str(following))))
    if can(talk.person, Act.TAKE_PAPERS):
        talk.offer(door(papers_texts.PAPERS, doors.papers(code)))


def leaf(talk: Talk, unit_code: str, code: str, begin: str = "") -> None:
    """One leaf: what was declared, its evidence, what deserves a second look, and the decisions.

    ``begin``: how many of its files were shown before.
    """
    sheet = talk.sheet_of(unit_code, Act.APPRAISE, code)
    entry = sheet.entry(code)
    talk.rest()
    show_leaf(talk, sheet, entry, begin)


def show_leaf(talk: Talk, sheet: ScoreSheet, entry: Entry, begin: str = "") -> None:
    code = entry.leaf.code
    contents = [file.sha256 for file in entry.live_evidence if file.sha256]
    shared = [pair for sha256 in contents for pair in talk.work.documents.also_used(sha256, sheet, code)]
    given = entry.score(Stage.FIRST_APPRAISAL)
    by = talk.name(given.by.person) if given else ""
    talk.say(t.leaf(sheet.unit, entry, last_year(talk, sheet.unit, code), list(dict.fromkeys(shared)), by))
    following = show_files(talk, entry, begin)
    place = (sheet.unit, code)
    if given is None and entry.scored:
        _offer_decisions(talk, entry, *place)
    # What is decided in words is decided about this leaf, as it was shown.
    talk.session.case = Case(*place, str(entry.version))
    if sheet.decided_by(entry) == talk.person.id:
        label = t.TAKE_REQUEST_BACK if given is None else t.DECIDE_ANEW
        talk.offer(door(label, doors.take_back(*place, str(entry.version))))
    if following:
        talk.offer(door(t.MORE_FILES, doors.leaf(*place, str(following))))
    talk.offer(door(t.LATER if given is None else t.NEXT, doors.next_task(*place)))


def _offer_decisions(talk: Talk, entry: Entry, unit_code: str, code: str) -> None:
    own = entry.score(Stage.SELF)
    version = str(entry.version)
    label = t.ACCEPT_CLAIM if entry.claim is Claim.CLAIMED else t.agree(own.points if own else None)
    talk.offer(door(label, doors.agree(unit_code, code, version), primary=True))
    talk.offer(door(t.CHANGE, doors.change(unit_code, code, version)), door(t.REQUEST, doors.request(unit_code, code, version)))
