"""Where to begin, help, and what the bot can do when nothing is open."""

from handlers.cards import Choice
from handlers.talk import Talk, door
from handlers.texts import browse as browse_texts
from handlers.texts import common as t
from handlers.texts import join as join_texts
from handlers.texts import people as people_texts
from handlers.texts import submit as submit_texts
from scoring.roles import Act, can


def start(talk: Talk) -> None:
    """The first thing that this role does: score, sign, or appraise."""
    talk.say(t.MENU, *choices(talk))


def first_work(talk: Talk) -> None:
    """Straight into what this role is here for; the council and others first look around."""
    doors = ((Act.DECLARE, "score"), (Act.SIGN, "submit"), (Act.APPRAISE, "appraise"))
    name = next((name for act, name in doors if can(talk.person, act)), "")
    if name and talk.work.rounds.current():
        talk.through(name)
    else:
        start(talk)


def choices(talk: Talk) -> list[Choice]:
    """What this role most often does next, in the order in which it does it."""
    offered = [
        (Act.DECLARE, door(join_texts.START_SCORING, "score", primary=True)),
        (Act.SIGN, door(submit_texts.SIGN, "submit", primary=True)),
        (Act.APPRAISE, door(join_texts.START_APPRAISING, "appraise", primary=True)),
    ]
    mine = [choice for act, choice in offered if can(talk.person, act)]
    if can(talk.person, Act.RUN_ROUND):
        mine.append(door(people_texts.OFFICE, "office"))
    elif can(talk.person, Act.MANAGE_PEOPLE):
        mine.append(door(people_texts.PEOPLE, "invite"))
    return [*mine, door(join_texts.SEE_PROGRESS, "progress"), door(browse_texts.LOOK_UP, "criteria")]


def way_on(talk: Talk) -> None:
    """Back to the open question, which has not moved; where none is open, what there is to do."""
    if talk.session.step:
        code = talk.session.data.get("leaf") or browse_texts.OPEN
        talk.offer(door(browse_texts.BACK_TO.format(code=code), "resume", primary=not has_primary(talk)))
    else:
        talk.offer(*choices(talk))


def has_primary(talk: Talk) -> bool:
    """Whether the card already says what to do next."""
    return any(choice.primary for choice in talk.choices)


def help_(talk: Talk) -> None:
    of_commune = talk.person.role.of_commune
    talk.say(t.HELP_COMMUNE if of_commune else t.HELP_REVIEWER, *choices(talk))
    if can(talk.person, Act.RUN_ROUND):
        talk.say(t.HELP_STANDING_BODY)
    if of_commune and talk.manual:
        talk.say(t.manual(talk.manual))


def cancel(talk: Talk) -> None:
    talk.rest()
    talk.say(t.CANCELLED, *choices(talk))
