"""The way through the leaves: save what was declared, then evidence, then straight on to the next unfinished leaf."""

from fractions import Fraction

from handlers import doors, questions
from handlers.dialogs import menu
from handlers.dialogs.places import next_unfinished, own_entries, own_totals
from handlers.dialogs.scoring.colleagues import overtaken, seen, tell
from handlers.talk import Talk, door
from handlers.texts import common
from handlers.texts import progress as progress_texts
from handlers.texts.evidence import asking as evidence_texts
from handlers.texts.evidence import explaining as explain_texts
from handlers.texts.scoring import value as t
from handlers.texts.submission import submit as submit_texts
from knowledge.hearing.reasons import reason_in
from scoring.criteria import Leaf
from scoring.declared import Declared, Judged, NotApplicable
from scoring.errors import RatioAboveHundred, ReasonNeeded
from scoring.results.lift import lifts
from scoring.roles import Act, can
from scoring.rules.base import Asks
from scoring.sheet.entry import Entry, Stage
from scoring.sheet.refusals import NotSuppliedByCommune, SheetLocked
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State


def open_leaf(talk: Talk, code: str = "") -> None:
    """Opens a leaf where it stands; without a code the next unfinished one of the person."""
    sheet = talk.own_sheet(Act.DECLARE, code or None)
    if code:
        entry = editable(talk, sheet, code)
        talk.named(code)
        show_leaf(talk, entry)
    else:
        go_on(talk, sheet)


def question(talk: Talk, code: str = "") -> None:
    """The question of the leaf that was named, scored or not; without a code as ``open_leaf``."""
    if code:
        edit(talk, code)
    else:
        open_leaf(talk)


def edit(talk: Talk, code: str) -> None:
    """Asks a leaf's question again although it is scored."""
    entry = editable(talk, talk.own_sheet(Act.DECLARE, code), code)
    talk.named(code)
    ask_value(talk, entry)


def skip(talk: Talk, code: str = "") -> None:
    """Leaves a leaf for later and goes on with the next unfinished one."""
    sheet = talk.own_sheet(Act.DECLARE)
    following = next_unfinished(talk, sheet, code)
    if following is not None and following.leaf.code == code:
        talk.say(t.only_left(code))
    go_on(talk, sheet, after=code)


def leaf_of(talk: Talk, at: questions.OfLeaf) -> Leaf:
    """The leaf that a question is about."""
    return talk.own_sheet(Act.DECLARE, at.leaf).entry(at.leaf).leaf


def editable(talk: Talk, sheet: ScoreSheet, code: str) -> Entry:
    """The entry, if the commune may change it now; raises what stands in the way."""
    entry = sheet.entry(code)
    if not entry.leaf.source.declared_by_commune:
        raise NotSuppliedByCommune(code, entry.leaf.source)
    if not sheet.editable(code, talk.now):
        raise SheetLocked(code, sheet.locked_at or sheet.self_scoring_ends)
    return entry


def show_leaf(talk: Talk, entry: Entry) -> None:
    """A leaf at the point where it was left: its question, its missing documents, or that it is done."""
    code = entry.leaf.code
    if entry.unanswered:
        ask_value(talk, entry)
        return
    talk.say(t.saved(entry))
    talk.offer_besides(door(f"{t.EDIT} {code}", doors.edit(code)))
    if entry.explanation:
        talk.offer_besides(door(explain_texts.EDIT, doors.explain(code)))
    if entry.missing_items:
        talk.to(questions.Files(code))
    else:
        talk.rest()
        talk.session.asks_about(code)
        talk.offer(door(t.NEXT, doors.skip(code), primary=True), door(evidence_texts.ADD_MORE, doors.evidence(code)))


def ask_value(talk: Talk, entry: Entry) -> None:
    if entry.leaf.rule.need.asks is Asks.VARIABLES:
        talk.to(questions.Figure(entry.leaf.code))
    else:
        talk.to(questions.Value(entry.leaf.code))


def go_on(talk: Talk, sheet: ScoreSheet, after: str = "") -> None:
    """First to files that nobody has placed yet, then to the next unfinished leaf, or the good news that there is none."""
    if ask_for_unplaced(talk):
        return
    entry = next_unfinished(talk, sheet, after)
    if entry is None:
        _finished(talk, sheet)
    else:
        show_leaf(talk, entry)


def ask_for_unplaced(talk: Talk) -> bool:
    """Asks again about files whose leaf nobody has told before something else came between; whether there are any."""
    left = [one for one in talk.session.back if isinstance(one, questions.WhichLeaf)]
    if not left:
        return False
    talk.session.back = [one for one in talk.session.back if one not in left]
    talk.session.question = None
    talk.to(left[-1])
    return True


def _finished(talk: Talk, sheet: ScoreSheet) -> None:
    talk.rest()
    if sheet.state is not State.DRAFT:
        talk.say(progress_texts.state_line(sheet, talk.zone), *menu.choices(talk))
        return
    talk.say(t.finished(len(own_entries(talk, sheet))))
    if can(talk.person, Act.SEND):
        talk.offer(door(submit_texts.SEND, doors.submit(), primary=True))
    talk.offer(*(choice for choice in menu.choices(talk) if choice.code != "score"))


def declare(talk: Talk, code: str, declared: Declared) -> None:
    """Saves an unambiguous answer at once; the few others are asked back first."""
    entry = editable(talk, talk.own_sheet(Act.DECLARE, code), code)
    known = seen(talk, code)
    try:
        why = _why_confirm(entry, declared)
    except RatioAboveHundred as error:
        talk.to(questions.Swap(code, known, numerator=error.numerator, denominator=error.denominator))
        return
    except ReasonNeeded:
        if not isinstance(declared, Judged):
            raise
        talk.to(questions.JudgedReason(code, known, declared=declared))
        return
    if overtaken(talk, entry, declared):
        talk.to(questions.Overtaken(code, declared=declared))
    elif why:
        talk.to(questions.Confirm(code, known, declared=declared, why=why))
    else:
        save(talk, code, declared)


def _why_confirm(entry: Entry, declared: Declared) -> str:
    points = entry.leaf.rule.score(declared, entry.leaf.max).points
    if isinstance(declared, Judged):
        reason_in(declared.reason)
    if isinstance(declared, NotApplicable):
        return "not_applicable"
    return "lower" if _lowers(entry, points) else ""


def _lowers(entry: Entry, points: Fraction | None) -> bool:
    own = entry.score(Stage.SELF)
    return bool(entry.live_evidence) and own is not None and own.points is not None and (points or 0) < own.points


def save(talk: Talk, code: str, declared: Declared) -> None:
    """Saves an answer that needs no asking back, unless a colleague was quicker."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    before = sheet.entry(code)
    if overtaken(talk, before, declared):
        talk.to(questions.Overtaken(code, declared=declared))
        return
    entry = sheet.declare(code, declared, talk.by)
    talk.work.sheets.save(sheet)
    tell(talk, before, entry)
    talk.named(code)
    talk.say(t.saved(entry) + _standing(talk, sheet))
    talk.offer_besides(door(f"{t.EDIT} {code}", doors.edit(code)), door(t.UNDO, doors.undo(code, str(entry.version))))
    after_change(talk, sheet, entry)


def _standing(talk: Talk, sheet: ScoreSheet) -> str:
    """The running total, and what of the person's own would lift it most; what is signed is not lifted any more."""
    if sheet.state is not State.DRAFT:
        return ""
    return f"\n{progress_texts.running(own_totals(talk, sheet), lifts(own_entries(talk, sheet)))}"


def after_change(talk: Talk, sheet: ScoreSheet, entry: Entry) -> None:
    """What is still needed for this leaf, or the next one."""
    if entry.unanswered:
        ask_value(talk, entry)
    elif entry.unsorted and entry.open_items:
        talk.to(questions.WhichItem(entry.leaf.code))
    elif entry.missing_items:
        talk.to(questions.Files(entry.leaf.code))
    elif entry.reopened and sheet.state is not State.DRAFT:
        talk.rest()
        talk.offer(door(submit_texts.LOCK_AGAIN.format(code=entry.leaf.code), doors.close_leaf(entry.leaf.code), primary=True))
    else:
        talk.add(t.done_next(entry.leaf.code))
        go_on(talk, sheet, after=entry.leaf.code)


def undo(talk: Talk, code: str, version: str) -> None:
    """Takes the last declaration back, unless the leaf was changed again since."""
    sheet = talk.own_sheet(Act.DECLARE, code)
    entry = sheet.entry(code)
    if str(entry.undo_version) == version:
        entry = sheet.undo(code, talk.by)
        talk.work.sheets.save(sheet)
        talk.say(t.undone(entry))
    else:
        talk.say(common.CHANGED_SINCE)
    if entry.scored:
        show_leaf(talk, entry)
    else:
        ask_value(talk, entry)
