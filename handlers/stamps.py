"""Cards that belong to a round: their doors lead into it however many are open by then, and their words name it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from handlers import doors
from handlers.cards.buttons import decode, encode, round_mark
from handlers.cards.card import Card, Choice
from handlers.texts.rounds.managing import heading, name
from scoring.rounds.round import Round


def stamped(choice: Choice, round_: Round) -> Choice:
    """The choice as a door into this round; answers, doors of no round and those stamped already stay as they are."""
    press = decode(choice.code)
    if press is None or press.turn is not None or press.round or not _of_round(press.action):
        return choice
    code = encode(press.action, *press.args, round_=round_mark(round_.code))
    return replace(choice, code=code)


def _of_round(name: str) -> bool:
    known = doors.ALL.get(name)
    return known is not None and known.of_round


def named(text: str, round_: Round) -> str:
    """The words under the name of their round, unless they say it themselves."""
    return text if round_.name in text else f"{heading(round_)}\n{text}"


def marked(card: Card, round_: Round, alive: Collection[Round]) -> Card:
    """A card about one round. Where its reader has several (``alive``), it says which."""
    text = named(card.text, round_) if len(alive) > 1 else card.text
    return replace(card, text=text, choices=tuple(stamped(choice, round_) for choice in card.choices))


def together(cards: Sequence[tuple[Round, Card]], alive: Collection[Round]) -> Card:
    """One card of several rounds' own, the first one's otherwise: each part and each choice says of which it is."""
    if len(cards) == 1:
        return marked(cards[0][1], cards[0][0], alive)
    told = [(round_, marked(card, round_, alive)) for round_, card in cards]
    choices = tuple(
        replace(choice, label=f"{choice.label} – {name(round_)}") for round_, card in told for choice in card.choices
    )
    return replace(cards[0][1], text="\n\n".join(card.text for _, card in told), choices=choices)


def of_mark(mark: str, rounds: Iterable[Round]) -> Round | None:
    """The round whose mark a button carries."""
    return next((round_ for round_ in rounds if round_mark(round_.code) == mark), None)
