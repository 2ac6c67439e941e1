"""Score sheets, the queue of the appraisers, and requests to reopen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.db.sheet.repository import SheetNotOpened
from handlers.ports import Decision, Reopening, ReopeningState, Task, Unfinished
from knowledge.working import in_words
from scoring.declared import Declared, NotApplicable, NotArisen
from scoring.people import Person
from scoring.rounds.round import Round
from scoring.rules.working import AsWritten, Working
from scoring.sheet.entry import Authorship, Entry, RequestState, Score, Stage
from scoring.sheet.papers import Scan
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import EXPLANATIONS_OVER, UNDER_FIRST_APPRAISAL, State
from tests.handlers.memory.cards import Chats
from tests.handlers.memory.documents import Documents
from tests.handlers.memory.records import Sheet, Shelves
from tests.handlers.memory.rounds import Rounds

FINISHED = frozenset({State.APPROVED, State.PUBLISHED})


class Sheets:
    """Fulfils ``handlers.ports.Sheets``."""

    def __init__(self, shelves: Shelves, rounds: Rounds, documents: Documents) -> None:
        self._shelves = shelves
        self._rounds = rounds
        self._documents = documents
        self._opened: dict[tuple[str, str], ScoreSheet] = {}

    def open(self, round_: Round, unit: str) -> ScoreSheet:
        key = (round_.code, unit)
        if key not in self._opened:
            self._shelves.sheets.setdefault(key, Sheet())
            self._opened[key] = self.read(round_, unit)
        return self._opened[key]

    def read(self, round_: Round, unit: str) -> ScoreSheet:
        stored = self._shelves.sheets.get((round_.code, unit), Sheet())
        criteria = self._rounds.criteria(round_)
        return ScoreSheet(
            unit=unit,
            round=round_.code,
            criteria=criteria,
            state=stored.state,
            entries={leaf: self.seen(one) for leaf, one in stored.entries.items() if leaf in criteria.leaves},
            locked_at=stored.locked_at,
            returned_reason=stored.returned_reason,
            self_scoring_ends=round_.self_scoring_ends(unit) if round_.settings.lock_at_deadline else None,
            difficulties=stored.difficulties,
            # What was signed before a sheet was handed back counts no more: a draft needs no look at it.
            scans=() if stored.state is State.DRAFT else tuple(map(self._scan_seen, stored.scans)),
            scan_required=round_.settings.signed_scan_required,
        )

    def seen(self, entry: Entry) -> Entry:
        """An entry whose files are as far as their documents have come."""
        if not entry.evidence and not entry.former:
            return entry
        evidence = sorted(map(self._documents.seen, entry.evidence), key=lambda one: (one.by.at, one.id))
        former = (replace(one, file=self._documents.seen(one.file)) for one in entry.former)
        ended = sorted(former, key=lambda one: (one.ended.at, one.file.id))
        return replace(entry, evidence=tuple(evidence), former=tuple(ended))

    def _scan_seen(self, scan: Scan) -> Scan:
        return replace(scan, file=self._documents.seen(scan.file))

    def furthest(self, round_: Round, unit: str, leaf: str) -> tuple[Stage, Score] | None:
        entry = self._entry(round_, unit, leaf)
        return max(entry.scores, key=lambda given: list(Stage).index(given[0]), default=None) if entry else None

    def declared(self, round_: Round, unit: str, leaf: str) -> Declared | None:
        entry = self._entry(round_, unit, leaf)
        return entry.declared if entry else None

    def _entry(self, round_: Round, unit: str, leaf: str) -> Entry | None:
        return self._shelves.sheets.get((round_.code, unit), Sheet()).entries.get(leaf)

    def save(self, sheet: ScoreSheet) -> None:
        """Only what stands in the changes is written: what changed without one is lost, as it would be in a database."""
        key = (sheet.round, sheet.unit)
        if self._opened.get(key) is not sheet:
            raise SheetNotOpened(*key)
        before = self._shelves.sheets[key]
        changed = {change.leaf: _stored(sheet.entries[change.leaf]) for change in sheet.changes if change.leaf is not None}
        self._shelves.sheets[key] = Sheet(
            state=sheet.state,
            locked_at=sheet.locked_at,
            returned_reason=sheet.returned_reason,
            difficulties=sheet.difficulties,
            scans=_together(before.scans, sheet.scans),
            entries={**before.entries, **changed},
        )
        for change in sheet.changes:
            place = "/".join(part for part in (sheet.round, sheet.unit, change.leaf) if part)
            self._shelves.note(change.what, place, change.before, change.after, change.by)
        sheet.changes.clear()


def _stored(entry: Entry) -> Entry:
    """How points came about is kept as it was told; a document sent again stands for the one that failed before."""
    last = {(file.document, file.item): file for file in entry.evidence}
    undo = replace(entry.undo, working=_told(entry.undo.working)) if entry.undo else None
    return replace(entry, working=_told(entry.working), undo=undo, evidence=tuple(last.values()))


def _told(working: Working) -> Working:
    words = in_words(working)
    return (AsWritten(words),) if words else ()


def _together(before: tuple[Scan, ...], now: tuple[Scan, ...]) -> tuple[Scan, ...]:
    known = {one.file.id: one for one in (*before, *now)}
    return tuple(sorted(known.values(), key=lambda one: (one.file.by.at, one.file.id)))


class Queue:
    """Fulfils ``handlers.ports.Queue``."""

    def __init__(self, shelves: Shelves, rounds: Rounds, sheets: Sheets) -> None:
        self._shelves = shelves
        self._rounds = rounds
        self._sheets = sheets

    def tasks(self, round_: Round, person: Person) -> Sequence[Task]:
        declared = [leaf.code for leaf in self._rounds.criteria(round_).declared_leaves() if person.covers(leaf.code)]
        order = {code: place for place, code in enumerate(declared)}
        waiting = self._waiting(round_)
        tasks = [_task(unit, self._sheets.seen(one)) for unit, one in waiting if one.leaf.code in order]
        return sorted(tasks, key=lambda one: (not one.answered, not one.claims, not one.lacking, order[one.leaf], one.unit))

    def _waiting(self, round_: Round) -> list[tuple[str, Entry]]:
        """Leaves that wait for a first appraisal."""
        under_way = self._entries(round_, UNDER_FIRST_APPRAISAL)
        return [(unit, one) for unit, one in under_way if one.scored and _waits(one)]

    def _entries(self, round_: Round, states: Iterable[State]) -> list[tuple[str, Entry]]:
        of_round = [(unit, one) for (code, unit), one in self._shelves.sheets.items() if code == round_.code]
        return [(unit, entry) for unit, one in of_round if one.state in states for entry in one.entries.values()]

    def latest_decision(self, round_: Round, person_id: str) -> Decision | None:
        decided = []
        for unit, entry in self._entries(round_, UNDER_FIRST_APPRAISAL):
            given, request = entry.score(Stage.FIRST_APPRAISAL), entry.request
            if given is not None and given.by.person == person_id:
                decided.append(Decision(unit, entry.leaf.code, given.by.at))
            if request is not None and request.state is RequestState.OPEN and request.by.person == person_id:
                decided.append(Decision(unit, entry.leaf.code, request.by.at))
        return max(decided, key=lambda one: one.at, default=None)

    def units(self, round_: Round) -> Sequence[tuple[str, str]]:
        codes = sorted(one.unit for one in round_.units)
        return [(code, self._shelves.sheets.get((round_.code, code), Sheet()).state.value) for code in codes]

    def unfinished(self, round_: Round) -> Unfinished:
        states = [State(state) for _, state in self.units(round_)]
        open_ = [
            entry
            for _, entry in self._entries(round_, frozenset(State) - EXPLANATIONS_OVER)
            if entry.request is not None and entry.request.state is RequestState.OPEN
        ]
        reopenings = [one for one in self._shelves.reopenings.values() if one.waiting and one.round == round_.code]
        sheets = {state: states.count(state) for state in State if state in states and state not in FINISHED}
        return Unfinished(sheets, len(self._waiting(round_)), len(open_), len(reopenings))


def _waits(entry: Entry) -> bool:
    asked = entry.request is not None and entry.request.state is RequestState.OPEN
    return entry.score(Stage.FIRST_APPRAISAL) is None and not asked


def _task(unit: str, entry: Entry) -> Task:
    return Task(
        unit=unit,
        leaf=entry.leaf.code,
        answered=entry.request is not None and entry.request.state is RequestState.ANSWERED,
        claims=isinstance(entry.declared, NotArisen | NotApplicable),
        lacking=not entry.complete or bool(entry.explained),
    )


class Reopenings:
    """Fulfils ``handlers.ports.Reopenings``."""

    def __init__(self, shelves: Shelves, chats: Chats) -> None:
        self._shelves = shelves
        self._chats = chats

    def ask(self, sheet: ScoreSheet, leaf: str | None, reason: str, person: Person, now: datetime) -> Reopening:
        number = self._shelves.number()
        asked = Reopening(number, sheet.round, sheet.unit, leaf, reason, person.id, now, ReopeningState.WAITING)
        self._shelves.reopenings[number] = asked
        self._shelves.note("ask_reopening", _place(asked), None, reason, self._by(person, now))
        return asked

    def get(self, reopening_id: int) -> Reopening | None:
        return self._shelves.reopenings.get(reopening_id)

    def waiting(self, round_: Round) -> Sequence[Reopening]:
        return [one for _, one in sorted(self._shelves.reopenings.items()) if one.waiting and one.round == round_.code]

    def decide(self, reopening: Reopening, *, granted: bool, reason: str, person: Person, now: datetime) -> None:
        before = self._shelves.reopenings[reopening.id]
        state = ReopeningState.GRANTED if granted else ReopeningState.REFUSED
        self._shelves.reopenings[reopening.id] = replace(before, state=state)
        decision = {"state": state.value, "why": reason}
        self._shelves.note("decide_reopening", _place(before), before.state.value, decision, self._by(person, now))

    def _by(self, person: Person, now: datetime) -> Authorship:
        """The act reaches us without its channel; a person acts in the chat used last."""
        used = self._chats.of_person(person.id)
        return Authorship.of(person, now, used[0].key.channel if used else "")


def _place(asked: Reopening) -> str:
    return "/".join(part for part in (asked.round, asked.unit, asked.leaf) if part)
