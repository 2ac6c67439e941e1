"""Browsing, explaining and searching criteria; a question in the middle never loses the place."""

from handlers import doors
from handlers.cards.card import Choice
from handlers.dialogs import menu
from handlers.dialogs.looking_up import meaning
from handlers.dialogs.looking_up.shortform import read_short
from handlers.dialogs.places import last_year_score
from handlers.dialogs.rounds import working
from handlers.dialogs.submission.reading import told_change
from handlers.talk import Talk, door
from handlers.texts import common
from handlers.texts.appraisal import appraise as appraise_texts
from handlers.texts.looking_up import browse as t
from handlers.texts.looking_up import meaning as meaning_texts
from knowledge.explain import explain
from knowledge.search import glossary
from scoring.criteria import CriteriaSet, Leaf
from scoring.roles import Act, can
from scoring.rounds.round import Milestone
from scoring.sheet.entry import Stage

INTENTS = {
    "intent:deadline": doors.deadlines(),
    "intent:progress": doors.progress(),
    "intent:submit": doors.submit(),
    "intent:ranking": doors.results(),
    "intent:extend": doors.extension(),
    "intent:reopen": doors.reopening(),
    "intent:assignment": doors.assignment(),
    "intent:appraisal_note": doors.sheet(),
    "intent:appeal": doors.appeal(),
    "intent:change_round": doors.change_round(),
}
UNKNOWN = {
    "no_such_code": meaning_texts.NO_SUCH_CODE,
    "no_such_term": meaning_texts.NO_SUCH_TERM,
    "kept_elsewhere": meaning_texts.KEPT_ELSEWHERE,
}


def criteria(talk: Talk, *words: str) -> None:
    """The set, a leaf by its code, or a search by words."""
    text = " ".join(words)
    if not text:
        _show_set(talk)
        return
    short = read_short(talk, text)
    if short and short.declared is None and short.error is None:
        show_leaf(talk, short.code)
    elif short and not short.guessed:
        search(talk, f"{short.code} {short.rest}")
    else:
        search(talk, text)


def _criteria(talk: Talk) -> CriteriaSet:
    return talk.work.rounds.criteria(talk.round)


def _show_set(talk: Talk) -> None:
    chosen = _criteria(talk)
    talk.say(t.set_heading(chosen))
    talk.offer(*(door(t.field_line(field), doors.field(field.code)) for field in chosen.fields))
    _offer_return(talk)


def field(talk: Talk, code: str) -> None:
    """The leaves of one field."""
    chosen = next((part for part in _criteria(talk).fields if part.code == code), None)
    if chosen is None:
        _show_set(talk)
        return
    talk.say(t.field_list(chosen))
    talk.offer(*(door(common.shortened(t.leaf_choice(leaf), 50), doors.criteria(leaf.code)) for leaf in chosen.leaves))
    _offer_return(talk)


def show_leaf(talk: Talk, code: str) -> None:
    """One card a leaf: what is asked, how points come about, which documents, who scores, last year, days left."""
    chosen = _criteria(talk)
    leaf = chosen.leaf(code)
    told = explain(leaf)
    talk.named(code)
    talk.say(t.explanation(leaf, told, sample=chosen.sample, days_left=_days_left(talk, leaf), before=_before(talk, code)))
    if changed := _changed(talk, code):
        talk.say(changed, door(appraise_texts.LOOK_AGAIN.format(code=code), doors.look(code)))
    _offer_scoring(talk, leaf)
    if t.has_details(told):
        talk.offer(door(t.DETAILS, doors.details(code)))
    _offer_return(talk)
    talk.offer(door(t.MORE, doors.criteria(), primary=not menu.has_primary(talk)))


def details(talk: Talk, code: str) -> None:
    """The long parts of an explanation."""
    chosen = _criteria(talk)
    if code not in chosen.leaves:
        _show_set(talk)
        return
    leaf = chosen.leaf(code)
    talk.named(code)
    talk.say(t.details(leaf, explain(leaf)))
    _offer_scoring(talk, leaf)
    _offer_return(talk)
    talk.offer(door(t.EXPLANATION.format(code=code), doors.criteria(code), primary=not menu.has_primary(talk)))


def _offer_scoring(talk: Talk, leaf: Leaf) -> None:
    if can(talk.person, Act.DECLARE) and talk.session.leaf != leaf.code and _editable(talk, leaf):
        talk.offer(door(t.SCORE_NOW.format(code=leaf.code), doors.score(leaf.code), primary=not talk.session.question))


def _editable(talk: Talk, leaf: Leaf) -> bool:
    """Whether the person's commune scores this leaf, and may still do so."""
    unit = talk.person.unit
    own = leaf.source.declared_by_commune and talk.round.unit(unit) is not None
    return own and talk.work.sheets.read(talk.round, unit).editable(leaf.code, talk.now)


def _changed(talk: Talk, code: str) -> str:
    """The points that reviewers gave the person's own commune instead, with who and why."""
    unit = talk.person.unit
    if not talk.person.role.of_commune or talk.round.unit(unit) is None:
        return ""
    furthest = talk.work.sheets.furthest(talk.round, unit, code)
    if furthest is None or furthest[0] is Stage.SELF:
        return ""
    return told_change(talk, talk.work.sheets.read(talk.round, unit).entry(code))


def _before(talk: Talk, code: str) -> str:
    """What the person's own commune got for this leaf in the published round before, and why."""
    known = last_year_score(talk, talk.person.unit, code) if talk.person.role.of_commune else None
    if known is None:
        return ""
    stage, score = known
    return t.last_year(common.points(score.points), "" if stage is Stage.SELF else score.note)


def _days_left(talk: Talk, leaf: Leaf) -> int | None:
    """Days to the end of self scoring, for whoever still has to score this leaf."""
    if not (leaf.source.declared_by_commune and can(talk.person, Act.DECLARE)):
        return None
    end = talk.round.self_scoring_ends(talk.person.unit) or talk.round.ends.get(Milestone.SELF_SCORING)
    return (end.astimezone(talk.zone).date() - talk.now.astimezone(talk.zone).date()).days if end else None


def _offer_return(talk: Talk) -> None:
    """Back to the open question, which has not moved, unless the card leads there already."""
    if talk.session.question and all(choice.code != "resume" for choice in talk.choices):
        menu.way_on(talk)


def search(talk: Talk, text: str) -> None:
    """Words that are neither command nor answer: a criterion, an intent, a term, or nothing that the bot knows."""
    found = talk.work.rounds.index(talk.round).search(text)
    names = [target.target for target in found.targets]
    if found.decision == "answer":
        _answer(talk, names[0], text)
    elif choices := _choices(_criteria(talk), names):
        talk.say(t.CHOOSE, *choices)
        _offer_return(talk)
    else:
        talk.say(UNKNOWN.get(found.why, t.UNKNOWN))
        menu.way_on(talk)


def _answer(talk: Talk, target: str, text: str) -> None:
    kind, _, name = target.partition(":")
    match kind:
        case "criterion":
            show_leaf(talk, name)
        case "field":
            field(talk, name)
        case "glossary":
            term = glossary.by_name(name)
            meaning.meaning(talk, term.slug if term else "")
        case _ if target == "intent:document":
            meaning.document(talk, text)
        case _ if target == "intent:change_round":
            working.change_round(talk, text)
        case "intent" if name == "appraisal_note" and not talk.person.role.of_commune:
            # Reviewers have no sheet of their own to look at.
            talk.through(doors.progress())
        case _:
            talk.through(INTENTS[target])
            _offer_return(talk)


def _choices(chosen: CriteriaSet, names: list[str]) -> list[Choice]:
    """What may be meant, to choose from: a criterion, a field, or one of the few things the assistant does."""
    offered = []
    for name in names:
        kind, _, code = name.partition(":")
        if kind == "criterion":
            offered.append(door(common.shortened(t.leaf_choice(chosen.leaf(code)), 50), doors.criteria(code)))
        elif kind == "field":
            offered.append(door(t.field_line(chosen.field(code)), doors.field(code)))
        elif name in t.INTENTS:
            offered.append(door(t.INTENTS[name], INTENTS[name]))
    return offered
