"""A pasted address is evidence like a file: filed under its leaf, given a title once, and never opened from here."""

from dataclasses import replace
from hashlib import sha256

from handlers import doors, questions
from handlers.cards.card import Expects
from handlers.dialogs.evidence import asking
from handlers.dialogs.evidence.filing import go_on_after_files
from handlers.dialogs.looking_up.shortform import read_short
from handlers.incoming.events import File, Incoming
from handlers.talk import Step, Talk
from handlers.texts.common import shortened
from handlers.texts.evidence import links as t
from knowledge.documents.addresses import LINK, NotAnAddress, Pasted, read_addresses, same_page
from knowledge.text import tidy
from scoring.roles import Act, can

#: Where an address is evidence; elsewhere it is part of what is being written.
TAKING = (
    *(questions.Files, questions.WhichItem, questions.WhichLeaf, questions.WhichCaption, questions.Held, questions.NewFile),
    *(questions.Reuse, questions.LinkTitle, questions.Answer),
    *(questions.Value, questions.Figure, questions.Branch, questions.Confirm, questions.Overtaken, questions.Swap),
    *(questions.Meant, questions.OutOf),
)
LONGEST_TITLE = 120


def pasted(talk: Talk, incoming: Incoming) -> bool:
    """Whether a message brings addresses; they are filed, or refused in one sentence."""
    at = talk.session.question
    if not (at is None or isinstance(at, TAKING)) or not can(talk.person, Act.DECLARE):
        return False
    try:
        found = read_addresses(incoming.text)
    except NotAnAddress as fault:
        talk.say(t.REFUSED[fault.why])
        talk.through(doors.resume())
        return True
    # Where words are an answer by themselves, only an address alone is evidence.
    words_first = isinstance(at, questions.Answer) and found and found.words and not _code_alone(talk, found.words)
    if found is None or words_first:
        return False
    asking.receive(talk, replace(incoming, text=found.words, files=_files(found)))
    return True


def _code_alone(talk: Talk, words: str) -> bool:
    short = read_short(talk, words)
    return short is not None and not short.rest and short.declared is None


def _files(found: Pasted) -> tuple[File, ...]:
    return tuple(
        File(address, f"link {sha256(same_page(address).encode()).hexdigest()}", address, LINK) for address in found.addresses
    )


class LinkTitle(Step[questions.LinkTitle]):
    """What the page is called, asked once; without a title its address is its name."""

    def ask(self, talk: Talk) -> None:
        code = self.at.leaf
        file = talk.own_sheet(Act.DECLARE, code).entry(code).file(self.at.file)
        talk.expects = Expects.TEXT
        talk.say(t.ask_title(code, file.address if file else ""), talk.answer(t.NO_TITLE, self.no_title, primary=True))

    def take(self, talk: Talk, text: str) -> bool:
        short = read_short(talk, text)
        if short is not None and (short.declared is not None or not short.rest):
            return False
        code = self.at.leaf
        title = shortened(tidy(text), LONGEST_TITLE)
        sheet = talk.own_sheet(Act.DECLARE, code)
        sheet.title_evidence(code, self.at.file, title, talk.by)
        talk.work.sheets.save(sheet)
        talk.say(t.titled(code, title))
        go_on_after_files(talk, sheet, sheet.entry(code))
        return True

    def no_title(self, talk: Talk) -> None:
        code = self.at.leaf
        sheet = talk.own_sheet(Act.DECLARE, code)
        go_on_after_files(talk, sheet, sheet.entry(code))
