"""A question typed where free text is asked for: whether it is that text is asked back, and nothing is lost."""

from typing import Any

from handlers import questions
from handlers.dialogs.looking_up import browse
from handlers.talk import Step, Talk
from handlers.texts.looking_up import aside as t
from knowledge.text import fold

#: Where free text goes to somebody else or into the record. A reviewer's request is a question by its nature: not here.
FREE_TEXT = (
    *(questions.Answer, questions.ChangeReason, questions.DecideReason, questions.Difficulties, questions.JudgedReason),
    *(questions.ReopenReason, questions.ReturnReason, questions.Write),
)
#: How a question ends, marks taken away.
ENDS = ("?", " la gi", " the nao", " o dau", " khi nao", " bao gio", " ngay nao", " bao nhieu", " lam sao", " nhi")


def is_question(talk: Talk, text: str) -> bool:
    """Whether a text for such a step reads like a question that could be answered."""
    if not isinstance(talk.session.question, FREE_TEXT) or not fold(text).rstrip(" .!").endswith(ENDS):
        return False
    return talk.work.rounds.index(talk.round).search(text).decision == "answer"


class Aside(Step[questions.Aside]):
    """Is it the text asked for, or a question? The one pressed is done; another text answers the step as usual."""

    def ask(self, talk: Talk) -> None:
        talk.say(t.which(self.at.text, getattr(self.at.interrupted, "leaf", "")))
        talk.offer(talk.answer(t.WRITE_DOWN, self.write_down, primary=True), talk.answer(t.ANSWER_ME, self.answer_me))

    def take(self, talk: Talk, text: str) -> bool:
        step = self._returned(talk)
        if is_question(talk, text):
            ask_which(talk, text)
            return True
        return step is not None and step.take(talk, text)

    def write_down(self, talk: Talk) -> None:
        step = self._returned(talk)
        if step is not None:
            step.take(talk, self.at.text)

    def answer_me(self, talk: Talk) -> None:
        self._returned(talk)
        browse.search(talk, self.at.text)

    def _returned(self, talk: Talk) -> Step[Any] | None:
        """The step that was interrupted, open as it was."""
        talk.session.goes_on_with(self.at.interrupted)
        return talk.step


def ask_which(talk: Talk, text: str) -> None:
    """Puts the question aside with the step it interrupts; the way back stays what it was."""
    talk.remembers(questions.Aside(text, *questions.stored(talk.session.question)))
    talk.again()
