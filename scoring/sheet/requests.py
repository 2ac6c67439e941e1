"""What a request for explanation becomes: made, taken back, answered word by word, sent, and judged."""

from dataclasses import replace

from scoring.sheet.entry import Authorship, Entry, Request, RequestState
from scoring.sheet.refusals import AnsweredMeanwhile, AnswerEmpty, NoOpenRequest, NotYourDecision
from scoring.states import EXPLANATIONS_OVER, State


def awaiting(entry: Entry, state: State) -> Request | None:
    """The request that still awaits an answer; none once the window for explanations is over."""
    awaits = entry.request is not None and entry.request.state is RequestState.OPEN
    return entry.request if awaits and state not in EXPLANATIONS_OVER else None


def unjudged_answer(entry: Entry, state: State) -> bool:
    """Whether an answer was sent and nobody has judged it yet."""
    sent = entry.request is not None and entry.request.state is RequestState.ANSWERED
    return sent and state not in EXPLANATIONS_OVER


def with_words(request: Request, text: str) -> Request:
    return replace(request, answer="\n".join(part for part in (request.answer, text.strip()) if part))


def answered(entry: Entry, request: Request, text: str, by: Authorship) -> Entry:
    """What was gathered is sent: words, of which ``text`` are the last, documents, or both; raises ``AnswerEmpty``."""
    whole = with_words(request, text)
    if not whole.answer and not entry.sent_since_asked:
        raise AnswerEmpty(entry.leaf.code)
    return replace(entry, request=replace(whole, state=RequestState.ANSWERED, answered=by))


def withdrawn(entry: Entry, by: Authorship) -> Entry:
    """The leaf without its request, which whoever made it takes back as long as the commune has not begun to answer."""
    request = entry.request
    if request is None or request.state is RequestState.CLOSED:
        raise NoOpenRequest(entry.leaf.code)
    if request.by.person != by.person:
        raise NotYourDecision(entry.leaf.code, request.by.person)
    if request.answer or entry.sent_since_asked or request.state is RequestState.ANSWERED:
        raise AnsweredMeanwhile(entry.leaf.code)
    return replace(entry, request=None)


def closed(request: Request | None) -> Request | None:
    """Whoever gives points has read the answer."""
    return None if request is None else replace(request, state=RequestState.CLOSED)


def opened_again(request: Request | None) -> Request | None:
    """The request that points had closed, as it stood before."""
    if request is None or request.state is not RequestState.CLOSED:
        return request
    return replace(request, state=RequestState.ANSWERED if request.answered else RequestState.OPEN)
