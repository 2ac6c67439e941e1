"""Leaving office: the successor is named, everything is said once more, and then it happens at once."""

import re

from handlers.cards import Expects
from handlers.dialogs.people import labelled, managed, say_code
from handlers.handover import hand_over, replace_by
from handlers.ports import NotAName, PersonUnknown
from handlers.talk import Talk, door
from handlers.texts import people as t
from knowledge.text import sounded, tidy
from scoring.handover import candidates
from scoring.people import Person

NAME = re.compile(r"[^\W\d_][^\d_@/:;<>{}]{1,59}")


def leave(talk: Talk, person_id: str) -> None:
    talk.to("successor", leaver=managed(talk, person_id).id)


def _candidates(talk: Talk, leaver: Person) -> list[Person]:
    return candidates(leaver, talk.work.people.of_unit(leaver.unit))


class Successor:
    """Who takes over: a colleague, or somebody new by name."""

    def ask(self, talk: Talk) -> None:
        leaver = managed(talk, talk.session.data["leaver"])
        talk.expects = Expects.TEXT
        talk.say(t.who_succeeds(leaver))
        heirs = _candidates(talk, leaver)
        for place, one in enumerate(heirs):
            talk.offer(talk.answer(labelled(talk, one, heirs), "pick", one.id, primary=not place))
        talk.offer(door(t.CANCEL, "cancel"))

    def take(self, talk: Talk, text: str) -> bool:
        name = tidy(text)
        if not NAME.fullmatch(name) or len(name) < 2:
            raise NotAName(name)
        leaver = talk.session.data["leaver"]
        heirs = _candidates(talk, managed(talk, leaver))
        known = [one for one in heirs if sounded(one.name) == sounded(name)]
        if len(known) > 1:
            talk.say(t.several_named(known[0].name))
            talk.again()
        else:
            talk.to("handover", leaver=leaver, **({"successor": known[0].id} if known else {"name": name}))
        return True

    def press(self, talk: Talk, action: str, *args: str) -> None:
        talk.to("handover", leaver=talk.session.data["leaver"], successor=args[0])


class Handover:
    """Asked back once: the leaver is cut off at once."""

    def ask(self, talk: Talk) -> None:
        data = talk.session.data
        leaver, heir = managed(talk, data["leaver"]), _successor(talk)
        talk.say(t.handover(leaver, heir.name if heir else data["name"], new=heir is None))
        talk.offer(talk.answer(t.CONFIRM_HANDOVER, "hand_over", primary=True), door(t.CANCEL, "cancel"))

    def take(self, talk: Talk, text: str) -> bool:
        return False

    def press(self, talk: Talk, action: str, *args: str) -> None:
        data = talk.session.data
        leaver, known = managed(talk, data["leaver"]), _successor(talk)
        talk.rest()
        heir = (
            hand_over(talk.work, leaver, known, talk.signed)
            if known
            else replace_by(talk.work, leaver, data["name"], talk.signed)
        )
        talk.say(t.handed_over(leaver.name, heir.name))
        if known is None:
            say_code(talk, heir)
        talk.offer(door(t.RETURN.format(unit=heir.unit), "people_of", heir.unit, primary=True))


def _successor(talk: Talk) -> Person | None:
    """The colleague who was picked; ``None`` where somebody new was named."""
    if "name" in talk.session.data:
        return None
    found = talk.work.people.active(talk.session.data["successor"])
    if found is None:
        raise PersonUnknown
    return found
