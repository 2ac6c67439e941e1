"""A question typed where free text is asked for: whether it is that text is asked back, and nothing is lost."""

from handlers.dialogs import browse
from handlers.talk import Step, Talk
from handlers.texts import aside as t
from knowledge.text import fold

#: Where free text goes to somebody else or into the record. A reviewer's request is a question by its nature: not here.
FREE_TEXT = frozenset(
    {
        "answer",
        "answer_files",
        "change_reason",
        "decide_reason",
        "difficulties",
        "judged_reason",
        "reopen_reason",
        "return_reason",
        "write",
    }
)
#: How a question ends, marks taken away.
ENDS = ("?", " la gi", " the nao", " o dau", " khi nao", " bao gio", " ngay nao", " bao nhieu", " lam sao", " nhi")


def is_question(talk: Talk, text: str) -> bool:
    """Whether a text for such a step reads like a question that could be answered."""
    if talk.session.step not in FREE_TEXT or not fold(text).rstrip(" .!").endswith(ENDS):
        return False
    return talk.work.rounds.index(talk.round).search(text).decision == "answer"


class Aside:
    """Is it the text asked for, or a question? The one pressed is done; another text answers the step as usual."""

    def ask(self, talk: Talk) -> None:
        data = talk.session.data
        talk.say(t.which(data["text"], data["data"].get("leaf") or ""))
        talk.offer(talk.answer(t.WRITE_DOWN, "write_down", primary=True), talk.answer(t.ANSWER_ME, "answer_me"))

    def take(self, talk: Talk, text: str) -> bool:
        step = _returned(talk)
        if is_question(talk, text):
            ask_which(talk, text)
            return True
        return step.take(talk, text)

    def press(self, talk: Talk, action: str, *args: str) -> None:
        text: str = talk.session.data["text"]
        step = _returned(talk)
        if action == "write_down":
            step.take(talk, text)
        else:
            browse.search(talk, text)


def _returned(talk: Talk) -> Step:
    """The step that was interrupted, open as it was."""
    session = talk.session
    session.step, session.data, session.offered = session.data["step"], session.data["data"], []
    return talk.steps[session.step]


def ask_which(talk: Talk, text: str) -> None:
    """Puts the question aside with the step it interrupts; the way back stays what it was."""
    session = talk.session
    session.step, session.data = "aside", {"step": session.step, "data": session.data, "text": text}
    talk.again()
