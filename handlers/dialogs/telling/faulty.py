"""What is told of a file that cannot be taken, wherever it was sent to."""

from handlers.incoming.events import File
from handlers.incoming.files import fault_of
from handlers.talk import Talk
from handlers.texts.evidence import asking as t


def told_faulty(talk: Talk, file: File, leaf: str = "", *, lists: bool = False) -> bool:
    """Whether the file has a fault; why, and what to do instead, is said then. ``lists``: whether a list is taken, too."""
    fault = fault_of(file, lists=lists)
    if fault == "too_large_here":
        round_ = "" if lists else talk.round.code
        talk.say(t.too_large_here(file.name, talk.work.documents.upload_link(talk.person, leaf, talk.chat, round_)))
    elif fault:
        talk.say(t.refused(file.name, fault))
    return fault is not None
