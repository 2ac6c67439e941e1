"""Leaving office: the successor is named, everything is said once more, and then it happens at once."""

import re

from handlers import doors, questions
from handlers.acts import handover as acts
from handlers.cards.card import Expects
from handlers.dialogs.people.inviting import labelled, managed, say_code
from handlers.ports import NotAName, PersonUnknown
from handlers.talk import Step, Talk, door
from handlers.texts.people import inviting as t
from knowledge.text import sounded, tidy
from scoring.handover import candidates
from scoring.people import Person

NAME = re.compile(r"[^\W\d_][^\d_@/:;<>{}]{1,59}")


def leave(talk: Talk, person_id: str) -> None:
    talk.to(questions.Successor(managed(talk, person_id).id))


def _candidates(talk: Talk, leaver: Person) -> list[Person]:
    return candidates(leaver, talk.work.people.of_unit(leaver.unit))


class Successor(Step[questions.Successor]):
    """Who takes over: a colleague, or somebody new by name."""

    def ask(self, talk: Talk) -> None:
        leaver = managed(talk, self.at.leaver)
        talk.expects = Expects.TEXT
        talk.say(t.who_succeeds(leaver))
        heirs = _candidates(talk, leaver)
        for place, person in enumerate(heirs):
            talk.offer(talk.answer(labelled(talk, person, heirs), self.pick, person.id, primary=not place))
        talk.offer(door(t.CANCEL, doors.cancel()))

    def take(self, talk: Talk, text: str) -> bool:
        name = tidy(text)
        if not NAME.fullmatch(name) or len(name) < 2:
            raise NotAName(name)
        leaver = self.at.leaver
        heirs = _candidates(talk, managed(talk, leaver))
        known = [heir for heir in heirs if sounded(heir.name) == sounded(name)]
        if len(known) > 1:
            talk.say(t.several_named(known[0].name))
            talk.again()
        else:
            talk.to(questions.Handover(leaver, known[0].id) if known else questions.Handover(leaver, name=name))
        return True

    def pick(self, talk: Talk, successor: str) -> None:
        talk.to(questions.Handover(self.at.leaver, successor))


class Handover(Step[questions.Handover]):
    """Asked back once: the leaver is cut off at once."""

    def ask(self, talk: Talk) -> None:
        leaver = managed(talk, self.at.leaver)
        heir = self._successor(talk)
        talk.say(t.handover(leaver, heir.name if heir else self.at.name, new=heir is None))
        talk.offer(talk.answer(t.CONFIRM_HANDOVER, self.hand_over, primary=True), door(t.CANCEL, doors.cancel()))

    def hand_over(self, talk: Talk) -> None:
        leaver = managed(talk, self.at.leaver)
        known = self._successor(talk)
        talk.rest()
        if known is not None:
            heir = acts.hand_over(talk.work, leaver, known, talk.by)
            talk.say(t.handed_over(leaver.name, heir.name))
        else:
            heir = acts.replace_by(talk.work, leaver, self.at.name, talk.by)
            talk.say(t.handed_over(leaver.name, heir.name))
            say_code(talk, heir)
        talk.offer(door(t.RETURN.format(unit=heir.unit), doors.people_of(heir.unit), primary=True))

    def _successor(self, talk: Talk) -> Person | None:
        """The colleague who was picked; ``None`` where somebody new was named."""
        if self.at.successor is None:
            return None
        found = talk.work.people.active(self.at.successor)
        if found is None:
            raise PersonUnknown
        return found
